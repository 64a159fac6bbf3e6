import { expect, test } from 'vitest'
import { approvedBy, done, soundActs, told } from '../../../core/src/case/trial.ts'
import { checked } from './trial.ts'

interface Transfers {
  readonly transfers: readonly {
    readonly act: number
    readonly items?: readonly { readonly id: string; readonly received: boolean; readonly returned: boolean }[]
    readonly awaited?: {
      readonly what: { readonly zh: string }
      readonly since: string
      readonly days: number
      readonly last?: string
      readonly articles: readonly string[]
    }
    readonly told: readonly { readonly zh: string }[]
  }[]
}

const OPTIONS = '--pack national --set statement.term=5'
const piece = (id: string, digest = `${id}-1`) => ({ kind: 'evidence' as const, id, title: `证据${id}`, digest })
const listed = [piece('a'), piece('b')].map((one) => ({ ...one, as: 'transferred' as const }))
/** A case in which a crime is suspected, transferred to the police with two items. */
const given = [
  ...soundActs.slice(0, 7),
  done('crime-reported', '2026-03-11'),
  done('transfer-approved', '2026-03-12', {
    at: '09:00',
    approvals: approvedBy('2026-03-12', '行政执法机关正职负责人或者主持工作的负责人'),
  }),
  done('transferred', '2026-03-12', {
    at: '15:00',
    id: 't',
    says: { 'transfer-letter': true, 'report-attached': true, 'receiving-organ': '某公安局' },
    materials: listed,
  }),
]
const receipt = done('transfer-received', '2026-03-14', {
  of: 't',
  says: { 'received-by': '民警王某', 'proof-kept': true },
  materials: [{ ...piece('a'), as: 'received' as const }],
})

async function transfersIn(on: string, more: Parameters<typeof told>[0], there = [piece('a'), piece('b')]) {
  const { answer, printed } = await checked(told([...given, ...more], { materials: there }), `${OPTIONS} --on ${on}`)
  const [found, ...others] = (answer as typeof answer & Transfers).transfers
  expect(others).toEqual([])
  for (const { zh } of found?.told ?? []) expect(printed).toContain(zh)
  return { found: found ?? expect.fail('no transfer is told'), printed }
}

test('a transfer that nobody has signed for is awaited since its day, by the article; then the police have three days', async () => {
  const { found, printed } = await transfersIn('2026-03-20', [])
  expect(found.awaited).toMatchObject({ since: '2026-03-12', days: 8, articles: ['national/crime-transfer/7'] })
  expect(found.awaited).not.toHaveProperty('last')
  expect(printed).toContain('等待：受移送机关签收（回执）  自 2026-03-12')
  const { found: then } = await transfersIn('2026-03-15', [receipt])
  expect(then.awaited).toMatchObject({
    since: '2026-03-14',
    last: '2026-03-17',
    articles: ['national/crime-transfer/8'],
  })
  for (const act of ['police-filed', 'transfer-returned'] as const)
    expect((await transfersIn('2026-03-18', [receipt, done(act, '2026-03-16', { of: 't' })])).found).not.toHaveProperty(
      'awaited',
    )
})

test('what the receipt leaves out is told by its title, and what is signed for is held against the list', async () => {
  const { found } = await transfersIn('2026-03-15', [receipt])
  expect(found.items?.map(({ id, received }) => [id, received])).toEqual([
    ['a', true],
    ['b', false],
  ])
  expect(found.told.map((one) => one.zh)).toEqual(['清单上的证据《证据b》没有签收'])
})

test('what was changed, taken out or never listed is told while the case is away, and no more once it is back', async () => {
  const now = [piece('a', 'a-2'), piece('c')]
  const { found } = await transfersIn('2026-03-20', [], now)
  expect(found.told.map((one) => one.zh)).toEqual([
    '证据《证据a》移送以后被排除或者改动',
    '证据《证据b》移送以后已经撤下、更正或者注销',
    '证据《证据c》不在移送清单里',
  ])
  const back = done('transfer-returned', '2026-03-16', {
    of: 't',
    materials: listed.map((one) => ({ ...one, as: 'returned' as const })),
  })
  const { found: returned } = await transfersIn('2026-03-20', [back], now)
  expect(returned.told).toEqual([])
  expect(returned.items?.every((one) => one.returned)).toBe(true)
})
