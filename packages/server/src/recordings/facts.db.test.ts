import { afterAll, beforeAll, expect, test } from 'vitest'
import { lastDayOfMonths, months } from '@liuhen/core/calendar'
import { instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { blanks, whatNotices } from '../../../../scripts/fact-mutation/blanks.ts'
import { at, DATE, NEXT, type TrialDay, trialDay } from '../coverage/trial.ts'

/** What is on record of a recording has to reach the rules asked about it; the checks change nothing, as in coverage. */
const JILIN = ['jilin-2017']
const CHANGSHA = ['changsha-county-2023']
const YANZHOU = ['yanzhou-2019']

let trial: TrialDay
const made: Record<string, string> = {}
let chosen: readonly string[] = []
const under = async (packs: readonly string[]) => {
  if (chosen !== packs) await trial.under(packs)
  chosen = packs
}
const rulesOf = async (name: string) =>
  (await trial.legal.showRecording({ params: { id: made[name] as string } })).rules
const dayIn = (date: string) => date.split('-')

async function setUp(): Promise<void> {
  trial = await trialDay()
  const device = await trial.camera('DSJ-91')
  const arrived = at('11:00', NEXT)
  made['late'] = await trial.recording('09:00', '10:00', { arrived, device })
  made['away'] = await trial.recording('12:00', '13:00', { arrived: at('19:00', NEXT), device })
  made['impossible'] = await trial.recording('15:00', '15:10', { arrived: at('19:00', NEXT), device, impossible: true })
  made['corrected'] = await trial.recording('14:00', '14:10', { device })
  await trial.activity('minor-correction', '14:00', '14:10')
  await trial.activity('hearing', '14:00', '14:10', trial.stranger)
  await under(CHANGSHA)
  const returned = at('10:00', NEXT)
  await trial.officer.explainHandover({ params: { id: made['away'] }, body: { reason: '异地执法', returned } })
}

const checks: readonly (readonly [name: string, run: () => Promise<void>])[] = [
  [
    'a hand-over is due by the end of the recording, and from the return where it is said why',
    async () => {
      await under(CHANGSHA)
      expect((await rulesOf('late')).handover).toMatchObject({ due: at('10:00', NEXT), late: true, by: 3_600_000 })
      const due = instantOf(millisecondsOf(at('10:00', NEXT)) + 86_400_000)
      expect((await rulesOf('away')).handover).toMatchObject({ due, late: false })
      // By a time that cannot be nobody is late, nor in time.
      expect((await rulesOf('impossible')).handover).not.toHaveProperty('late')
    },
  ],
  [
    'it is filed by unit, camera, officer and the day it was recorded',
    async () => {
      await under(JILIN)
      const { name } = await trial.officer.whoAmI()
      const { filing } = await rulesOf('late')
      expect(filing?.path?.slice(0, 6)).toEqual(['一中队', 'DSJ-91', name, ...dayIn(DATE)])
    },
  ],
  [
    'and by what was done',
    async () => {
      await under(JILIN)
      expect((await rulesOf('corrected')).filing?.path?.at(-1)).toContain('轻微')
    },
  ],
  [
    'and by the day it was stored where the rules ask for that',
    async () => {
      await under(YANZHOU)
      const path = (await rulesOf('late')).filing?.path ?? []
      expect([path.includes(DATE), path.includes(NEXT)]).toEqual([true, true])
    },
  ],
  [
    'how long it is kept follows from what was done while it was recorded, and from its day',
    async () => {
      await under(JILIN)
      const { retention, activities } = await rulesOf('corrected')
      expect(activities.map((one) => one.activity)).toEqual(['minor-correction'])
      const until = lastDayOfMonths(DATE, months(6))
      expect(retention).toMatchObject({ class: 'minor-correction', keep: '6 month', until })
      expect(retention?.answer.rules.length).toBeGreaterThan(0)
      expect(retention?.answer.notes.map((one) => one.en).join()).not.toContain('No registered activity')
      const unregistered = (await rulesOf('late')).retention?.answer
      expect(unregistered?.notes.map((one) => one.en).join()).toContain('No registered activity')
      await under(YANZHOU)
      const noted = (await rulesOf('late')).retention?.answer.notes.map((one) => one.en).join()
      expect(noted).toContain('No registered activity')
      expect(noted).toContain('taken as at least three years')
    },
  ],
  [
    'it is gathered by the end of its half month',
    async () => {
      await under(JILIN)
      const { consolidation } = await rulesOf('late')
      const [year, month, day] = dayIn(DATE).map(Number) as [number, number, number]
      const last = day <= 15 ? 15 : new Date(Date.UTC(year, month, 0)).getUTCDate()
      expect(consolidation?.due?.slice(0, 7)).toBe(DATE.slice(0, 7))
      expect(Number(consolidation?.due?.slice(8))).toBe(last)
      expect(consolidation?.answer.rules[0]?.citations[0]).toMatchObject({ pack: 'jilin-2017', article: '12' })
    },
  ],
]

beforeAll(setUp)
afterAll(() => trial[Symbol.asyncDispose]())

test.each(checks)('%s', (_, run) => run())

if (blanks.length > 0) test('what is blanked is noticed', { timeout: 3_600_000 }, () => whatNotices(checks))
