import { expect, test } from 'vitest'
import { done, soundActs, told } from '../../../core/src/case/trial.ts'
import { checked } from './trial.ts'

interface Surcharge {
  readonly state: string
  readonly from?: string
  readonly sum?: number
  readonly counted?: number
  readonly articles: readonly string[]
  readonly says: readonly { readonly zh: string }[]
}

const NATIONAL = '--pack national --set statement.term=5'
/** A fine of 2,000 that was served on 25 March: to be paid by 9 April. */
const fined = soundActs.slice(0, 11)
const paid = (on: string, amount?: number) =>
  done('fine-paid', on, { says: amount === undefined ? {} : { 'paid-amount': amount } })

/** What `liuhen case check` says was added by that day, to a terminal and as JSON. */
async function added(on: string, ...more: Parameters<typeof told>[0]) {
  const { answer, printed } = await checked(told([...fined, ...more]), `${NATIONAL} --on ${on}`)
  const { surcharge } = answer as typeof answer & { readonly surcharge?: Surcharge }
  for (const { zh } of surcharge?.says ?? []) expect(printed).toContain(zh)
  return surcharge
}
const lines = (one: Surcharge | undefined): string => (one?.says ?? []).map(({ zh }) => zh).join('\n')

test('nothing is added to a fine while there is time to pay, nor once it was paid in time, nor to one that was not served', async () => {
  expect(await added('2026-04-09')).toMatchObject({ state: 'not-due', sum: 0, from: '2026-04-10' })
  expect(lines(await added('2026-04-09'))).toContain('到 2026-04-09 缴清的，不加处')
  const settled = await added('2026-06-01', paid('2026-04-09', 2000))
  expect(settled).toMatchObject({ state: 'settled', sum: 0, owed: 0, over: 0 })
  const { answer } = await checked(told(soundActs.slice(0, 10)), NATIONAL)
  expect(answer).not.toHaveProperty('surcharge')
})

test('three per cent of the fine are added each day, to the fen, and never more than the fine; each with its article', async () => {
  const first = await added('2026-04-10')
  expect(first).toMatchObject({ state: 'growing', sum: 60, counted: 1, late: 1, cap: 2000, rate: 3, base: 2000 })
  expect(first?.articles).toEqual(
    expect.arrayContaining(['national/penalty-law/72', 'national/penalty-law/73', 'national/coercion-law/45']),
  )
  expect(await added('2026-05-12')).toMatchObject({ state: 'growing', sum: 1980 })
  expect(await added('2026-05-13')).toMatchObject({ state: 'full', sum: 2000, capped: '2026-05-13' })
  expect(await added('2028-05-13')).toMatchObject({ state: 'full', sum: 2000, capped: '2026-05-13', counted: 34 })
})

test('while reconsideration or a suit runs it stands still, and says since when and why', async () => {
  const asked = [done('reconsideration-received', '2026-04-20')]
  const still = await added('2026-05-31', ...asked)
  expect(still).toMatchObject({ state: 'stopped', sum: 600, counted: 10, late: 52 })
  expect(lines(still)).toMatch(/2026-04-20 .*：自当日起不计算，还没有结束/u)
  const upheld = done('reconsideration-decided', '2026-05-10', { says: { 'remedy-outcome': 'upheld' } })
  expect(await added('2026-05-12', ...asked, upheld)).toMatchObject({ state: 'growing', sum: 720, counted: 12 })
  const again = [...asked, upheld, done('suit-received', '2026-05-12')]
  expect(await added('2026-06-30', ...again)).toMatchObject({ state: 'stopped', sum: 660, counted: 11 })
})

test('what a decision on reconsideration changed it to is what counts; nothing is added to a fine that is gone', async () => {
  const remedy = (outcome: string, more: object) => [
    done('reconsideration-received', '2026-04-12'),
    done('reconsideration-decided', '2026-04-20', { says: { 'remedy-outcome': outcome, ...more } as never }),
  ]
  const changed = await added('2026-04-22', ...remedy('changed', { 'fine-amount': 1000 }))
  expect(changed).toMatchObject({ base: 1000, cap: 1000, sum: 120, counted: 4 })
  const gone = done('decision-annulled', '2026-04-21', { says: { 'remedy-outcome': 'annulled' } })
  expect(await added('2026-06-01', ...remedy('annulled', {}), gone)).toBeUndefined()
})

test('payment of the fine stops it; what is still owed and what was paid too much is told, the fine first', async () => {
  const late = await added('2026-06-01', paid('2026-04-14', 2000))
  expect(late).toMatchObject({ state: 'settled', settled: '2026-04-14', counted: 5, sum: 300, addedOwed: 300 })
  expect(lines(late)).toContain('已缴 2000 元，先抵罚款：加处还差 300 元')
  const much = await added('2026-06-01', paid('2026-04-14', 2350.5))
  expect(much).toMatchObject({ owed: 0, addedOwed: 0, over: 50.5 })
  expect(lines(much)).toContain('多缴 50.5 元')
  const part = await added('2026-04-15', paid('2026-04-09', 1500))
  expect(part).toMatchObject({ state: 'growing', sum: 360, onRest: 90, owed: 500, addedOwed: 360 })
  expect(lines(part)).toContain('只就没有缴纳的部分计，为 90 元')
})

test('a payment of which nobody tells the amount leaves it open, and is not taken for the whole', async () => {
  const open = await added('2026-06-01', paid('2026-04-14'))
  expect(open).toMatchObject({ state: 'unknown' })
  expect(lines(open)).toContain('第 12 项没有写明缴纳多少')
})

test('a deferral that was granted moves the first day; an instalment that is missed begins it at once', async () => {
  const applied = done('deferral-applied-for', '2026-04-02', { says: { 'written-application': true } })
  const granted = (more: object) => done('deferral-granted', '2026-04-03', more)
  expect(await added('2026-05-10', applied, granted({ dueOn: '2026-05-08' }))).toMatchObject({
    from: '2026-05-09',
    sum: 120,
  })
  const plan = granted({ says: { instalments: '2026-04-20 1000\n2026-05-20 1000' } })
  expect(await added('2026-04-20', applied, plan)).toMatchObject({ state: 'not-due' })
  expect(await added('2026-04-22', applied, plan)).toMatchObject({ from: '2026-04-21', sum: 120 })
})

test('each demand says how much it was on its own day, whatever it claims or leaves out', async () => {
  const demand = (on: string, amount?: number) =>
    done('demand-served', on, {
      by: ['a', 'b'],
      says: {
        method: 'direct',
        'rights-told': true,
        'demand-terms': '十日内缴纳',
        ...(amount !== undefined && { 'additional-fine': amount }),
      },
    })
  const told = lines(
    await added('2026-05-01', demand('2026-04-19', 600), demand('2026-04-21'), demand('2026-04-23', 60)),
  )
  expect(told).toMatch(/2026-04-19 .*写明加处 600 元，与当日相符/u)
  expect(told).toMatch(/2026-04-21 .*没有写明加处多少，当日为 720 元/u)
  expect(told).toMatch(/2026-04-23 .*写明加处 60 元，当日为 840 元/u)
})
