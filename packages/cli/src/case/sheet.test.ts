import type { CalendarDate } from '@liuhen/core/kernel'
import { ownTaking, reckoned, scoreCase, type Sheet, sheetOf } from '@liuhen/core/score'
import { beforeAll, expect, test } from 'vitest'
import { soundActs, soundBut, told } from '../../../core/src/case/trial.ts'
import { readPackFolder } from '../packs/index.ts'

let library: Awaited<ReturnType<typeof readPackFolder>>
beforeAll(async () => {
  library = await readPackFolder()
})

const settings = { 'statement.term': 5, 'approval.case-handling.approver': ['法制员', '行政执法机关负责人'] }
const by = (packs: readonly string[]) => ({ library, ruleSet: { packs: [...packs], settings } })
const PAPERS = { missing: [], unsigned: [], unbound: false }
const sheetFor = (acts: typeof soundActs, packs: readonly string[] = ['national'], on?: string): Sheet =>
  sheetOf(by(packs), told(acts), on as CalendarDate | undefined, PAPERS)
const standsOf = (sheet: Sheet, item: string) =>
  sheet.items.find((one) => one.item === `national/${item}`)?.computed.stands

test('what the sheet comes to by itself is the score of the case, whatever is wrong with it', () => {
  const says = { 'certificate-shown': false, 'rights-told': false, 'pages-signed': false }
  const early = { on: '2026-03-12' as CalendarDate }
  const inspected = soundActs.find((one) => one.act === 'site-inspected') ?? expect.fail()
  const poor = soundBut({ 'site-inspected': { says } as never })
  const cases = [
    soundActs,
    poor,
    soundBut({ 'penalty-decided': early }),
    [...poor, ...Array.from({ length: 9 }, () => ({ ...inspected, says }) as typeof inspected)],
  ]
  for (const acts of cases) {
    const { score, outOf, band } = scoreCase(by(['national']), told(acts), undefined, PAPERS)
    const sheet = sheetFor(acts)
    expect(reckoned(sheet, ownTaking(sheet))).toEqual({ score, outOf, band })
  }
})

test('what no rule of the bureau answers, nothing in the case raises, or only a person sees, is not said to be in order', () => {
  const national = sheetFor(soundActs)
  // The order of signing is Changsha's own; no hearing was asked for; corrections are on paper.
  for (const item of ['score-filing/approval', 'score-notice/hearing-chair', 'score-investigation/corrections'])
    expect([item, standsOf(national, item)]).toEqual([item, 'unasked'])
  expect(standsOf(national, 'score-investigation/certificate')).toBe('kept')
  expect(standsOf(sheetOf(by(['national']), told(soundActs)), 'score-filing-away/papers')).toBe('unsure')
  expect(standsOf(sheetFor(soundActs, ['national', 'changsha-county-2023']), 'score-filing/approval')).not.toBe(
    'unasked',
  )
})

test('vetoes stand first and have no points; an item costs at most its points where it costs them once, else what its block has', () => {
  const { blocks, items } = sheetFor(soundActs)
  expect(blocks[0]?.points).toBe(0)
  const mostOf = (item: string) => items.find((one) => one.item === `national/${item}`)?.most
  expect(items.slice(0, 3).map((one) => one.most)).toEqual([undefined, undefined, undefined])
  expect([mostOf('score-filing/unfiled'), mostOf('score-filing/source')]).toEqual([5, 10])
})

test('a veto fails the file whatever its score, and a block loses no more than it is worth', () => {
  const sheet = sheetFor(soundActs)
  const veto = { item: 'national/score-veto/law', fails: true }
  expect(reckoned(sheet, [veto])).toEqual({ score: 100, outOf: 100, band: 'failed' })
  const service = ['late', 'proof', 'proof-fields'].map((one) => ({
    item: `national/score-service/${one}`,
    fails: true,
    points: 5,
  }))
  expect(reckoned(sheet, service)).toMatchObject({ score: 95, band: 'excellent' })
})
