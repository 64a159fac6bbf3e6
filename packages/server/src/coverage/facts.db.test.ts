import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CalendarDate, dayOf, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { blanks, whatNotices } from '../../../../scripts/fact-mutation/blanks.ts'
import type { SignedIn } from '../http/trial.ts'
import { at, DATE, NEXT, type TrialDay, trialDay } from './trial.ts'

/**
 * What the registers say has to reach the rules: each check looks at one day that was set up before, and changes nothing,
 * so that `npm run fact-mutation` can ask them all again with one thing blanked after another.
 */
const JILIN = ['jilin-2017']
const CHANGSHA = ['changsha-county-2023']
const JINZHONG = ['jinzhong-2022-recording']
const YANZHOU = ['yanzhou-2019']
const YONGQING = ['yongqing-2022']

let trial: TrialDay
let uncertified: SignedIn
let lapsed: SignedIn
let seconded: SignedIn
let assistant: SignedIn
let stillToSay: string
const made: Record<string, string> = {}
const BOTH = { error: 0, holds: ['sound', 'picture'] } as const
const LONG_AGO = dayOf(instantOf(millisecondsOf(at('10:00')) - 35 * 86_400_000))

let chosen: readonly string[] = []
const under = async (packs: readonly string[]) => {
  if (chosen !== packs) await trial.under(packs)
  chosen = packs
}
const coverage = async (name: string) =>
  (await trial.legal.showActivity({ params: { id: made[name] as string } })).coverage
const findings = async (name: string, code: string) =>
  (await coverage(name)).findings.filter((one) => one.code === code)
const codes = async (name: string) => (await coverage(name)).findings.map((one) => one.code)
const onDay = async (day: CalendarDate, code: string) => {
  const { lanes, findings: rest } = await trial.legal.dayCoverage({ query: { day } })
  return [...lanes.flatMap((one) => one.findings), ...rest].filter((one) => one.code === code)
}
const explanations = async (name: string) =>
  (await trial.legal.showActivity({ params: { id: made[name] as string } })).explanations.map(({ accepted, lacks }) => [
    accepted,
    lacks?.zh,
  ])

async function act(name: string, activity: string, from: string, to: string, more: object = {}, who = trial.officer) {
  const body = { activity, start: at(from), end: at(to), ...more }
  made[name] = (await who.registerActivity({ body: body as never })).id
}

async function certified(who: SignedIn, name: string, validFrom: string, validTo: string, more = {}): Promise<void> {
  const system = await trial.server.as('system-administrator')
  const certificate = { number: `HN${name}0001`, validFrom, validTo }
  await system.changePerson({
    params: { id: who.person },
    body: { name, unit: trial.units.one, certificate, ...more } as never,
  })
}

async function setUp(): Promise<void> {
  trial = await trialDay()
  chosen = []
  const another = (role: 'officer' | 'auxiliary') => trial.server.another(role, trial.units.one)
  ;[uncertified, lapsed, seconded] = [await another('officer'), await another('officer'), await another('officer')]
  assistant = await another('auxiliary')
  await certified(trial.officer, '王有证', '2020-01-01', '2030-12-31')
  await certified(lapsed, '李过期', '2016-01-01', '2020-12-31')
  await certified(seconded, '赵借调', '2020-01-01', '2030-12-31', { regular: false })
  const { name } = await uncertified.whoAmI()
  const system = await trial.server.as('system-administrator')
  await system.changePerson({ params: { id: uncertified.person }, body: { name, unit: trial.units.one } })
  const film = (from: string, to: string, given: object = BOTH) => trial.recording(from, to, given)
  const filmOf = (officer: SignedIn, from: string, to: string, given: object = BOTH) =>
    trial.filmed(at(from), at(to), { ...given, officer })

  // Who recorded, and with what right.
  await act('certified', 'general-violation-scene', '06:00', '06:05')
  await film('06:00', '06:05')
  const id = made['certified'] as string
  await trial.officer.annotateActivity({ params: { id }, body: { text: '劝离占道经营' } })
  for (const [name, who] of [
    ['uncertified', uncertified],
    ['lapsed', lapsed],
    ['seconded', seconded],
    ['assistant', assistant],
  ] as const) {
    await act(name, 'general-violation-scene', '06:00', '06:05', {}, who)
    await filmOf(who, '06:00', '06:05')
  }
  await act('assisted', 'general-violation-scene', '06:10', '06:15', { colleagues: [assistant.person] })
  await filmOf(assistant, '06:10', '06:15')
  // Somebody qualified was there and recorded nothing.
  const witness = await another('officer')
  await certified(witness, '陈在场', '2020-01-01', '2030-12-31')
  await act('witnessed', 'general-violation-scene', '06:50', '06:55', { colleagues: [assistant.person] }, witness)
  await filmOf(assistant, '06:50', '06:55')
  // What is told of an activity.
  const uncooperative = [{ mark: 'uncooperative', at: at('06:22') }]
  await act('marked', 'patrol', '06:20', '06:30', { marks: uncooperative })
  await act('told', 'questioning', '06:40', '06:45', { notices: [{ at: at('06:40') }] })
  await act('untold', 'questioning', '06:40', '06:45')
  await film('06:40', '06:45')
  await act('arrived', 'general-violation-scene', '07:05', '07:15', { arrived: at('07:00') })
  await film('07:05', '07:15')
  await act('one-camera', 'sensitive-major-case', '07:30', '07:35', { oneCamera: '现场狭小' })
  await act('two-asked', 'sensitive-major-case', '07:30', '07:35')
  const [first, second] = [await trial.camera('DSJ-71'), await trial.camera('SX-71', 'video-camera')]
  await film('07:30', '07:35', { ...BOTH, device: first })
  await act('crewed', 'forced-demolition', '07:40', '07:45', { colleagues: [uncertified.person] })
  await film('07:40', '07:45', { ...BOTH, device: first })
  await filmOf(uncertified, '07:40', '07:45', { ...BOTH, device: second })
  // What is in a recording.
  await act('silent', 'investigation', '07:50', '07:55')
  await film('07:50', '07:55', { error: 0, holds: ['picture'] })
  await act('blind', 'investigation', '08:00', '08:05')
  await film('08:00', '08:05', { error: 0, holds: ['sound'] })
  await act('out-by-a-minute', 'site-inspection', '08:10', '08:20')
  await film('08:10', '08:20', { ...BOTH, error: 60_000 })
  await act('never-recorded', 'site-inspection', '08:30', '08:40')
  await film('08:30', '08:40', { ...BOTH, impossible: true })
  // What somebody sent and says is of this time, by somebody who had another camera on.
  await act('claimed', 'site-inspection', '08:42', '08:47')
  await film('08:42', '08:47', { ...BOTH, sentBy: trial.stranger })
  // What had to be in the picture, and where it is or why not.
  await act('pictured', 'site-inspection', '04:00', '04:10')
  const pictured = await film('04:00', '04:10')
  await under(YANZHOU)
  const { points } = await coverage('pictured')
  for (const [i, { point }] of points.entries())
    if (i < points.length - 1)
      await trial.officer.confirmPicture({
        params: { id: made['pictured'] as string },
        body: {
          point,
          ...(i === 0 ? { mark: { recording: pictured, position: 1000 } } : { notHere: '不涉及' }),
        } as never,
      })
  ;[stillToSay] = [points.at(-1)?.point ?? '']
  // When it was handed over and gathered.
  await trial.recording('08:50', '08:55', { ...BOTH, arrived: at('20:00', NEXT) })
  const away = await trial.recording('09:00', '09:05', { ...BOTH, arrived: at('20:00', NEXT) })
  await under(CHANGSHA)
  await trial.officer.explainHandover({
    params: { id: away },
    body: { reason: '异地执法', returned: at('10:00', NEXT) },
  })
  for (const officer of [trial.officer, trial.stranger])
    await trial.filmed(at('10:00', LONG_AGO), at('10:10', LONG_AGO), { ...BOTH, arrived: at('18:00'), officer })
  await under(JILIN)
  const { due } = await trial.legal.listBatches()
  for (const { unit, lastDay } of due) await trial.legal.confirmBatch({ body: { unit: unit.id, lastDay } })
  // What is said of interruptions.
  const explain = (name: string, from: string, to: string, body: object) =>
    trial.officer.explainActivityGap({
      params: { id: made[name] as string },
      body: { from: at(from), to: at(to), ...body } as never,
    })
  const interrupted = async (name: string, from: string, stop: string, on: string, to: string, device = first) => {
    await act(name, name.startsWith('jilin') ? 'general-violation-scene' : 'site-inspection', from, to)
    const given = { ...BOTH, device }
    return [await film(from, stop, given), await film(on, to, given)] as const
  }
  const [, on] = await interrupted('spoken', '10:00', '10:05', '10:10', '10:15')
  const spoken = { form: 'spoken', recording: on, passage: { from: 1000, to: 5000 } }
  await explain('spoken', '10:05', '10:10', { reason: '电量不足', ...spoken })
  // Meanwhile somebody else used the camera for something else.
  const [, returned] = await interrupted('borrowed', '05:00', '05:05', '05:10', '05:15')
  await filmOf(uncertified, '05:06', '05:08', { ...BOTH, device: first })
  await explain('borrowed', '05:05', '05:07', { ...spoken, recording: returned, reason: '电量不足' })
  const [, later] = await interrupted('no-reason', '10:20', '10:25', '10:30', '10:35')
  await explain('no-reason', '10:25', '10:30', { ...spoken, recording: later, reason: '执法人员休息' })
  await interrupted('jilin-report', '10:40', '10:45', '10:50', '10:55')
  const reported = { at: at('10:46'), to: '中队长' }
  await trial.faulty(first, at('10:46'), ['上级'])
  await trial.faulty(first, at('11:46'), ['单位负责人'])
  const form = 'written'
  await explain('jilin-report', '10:45', '10:50', { form, reason: '电量耗尽', reported, did: ['stop-act'] })
  await interrupted('filed', '11:00', '11:05', '11:10', '11:15')
  const notSpoken = '现场噪声过大，无法口述'
  await explain('filed', '11:05', '11:10', { form, reason: '设备更换', intoFile: true, notSpoken })
  await interrupted('unfiled', '11:20', '11:25', '11:30', '11:35')
  await explain('unfiled', '11:25', '11:30', { form, reason: '设备更换', notSpoken })
  // A recording that did not go on; a colleague’s, of nothing to do with it, does not make it one that did.
  await act('given-up', 'site-inspection', '11:40', '11:50')
  await film('11:40', '11:45', { ...BOTH, device: first })
  await filmOf(uncertified, '11:52', '11:58', { ...BOTH, device: first })
  const told = { at: at('11:46'), to: '单位负责人' }
  await explain('given-up', '11:45', '11:50', { form, reason: '设备故障', reported: told })
  // The same said of the recordings rather than of the activity.
  const [before, after] = await interrupted('statement', '12:00', '12:05', '12:10', '12:15')
  await trial.officer.explainInterruption({
    params: { id: after },
    body: {
      gap: { after: before, before: after },
      reason: '电量不足',
      form: 'spoken',
      recording: after,
      from: 1000,
      to: 5000,
    } as never,
  })
  const [left, gone] = await interrupted('on-paper', '04:20', '04:25', '04:30', '04:35')
  await trial.officer.explainInterruption({
    params: { id: gone },
    body: { gap: { after: left, before: gone }, reason: '设备更换', form: 'written' } as never,
  })
  // A recording that came later lies in the gap that was spoken of: what was said is of neither part.
  for (const name of ['divided', 'divided-statement']) {
    const minute = name === 'divided' ? '3' : '5'
    const [left, right] = await interrupted(name, `12:${minute}0`, `12:${minute}2`, `12:${minute}7`, `12:${minute}9`)
    const said = { reason: '电量不足', form: 'spoken', recording: right }
    if (name === 'divided')
      await explain(name, `12:${minute}2`, `12:${minute}7`, { ...said, passage: { from: 1000, to: 5000 } })
    else
      await trial.officer.explainInterruption({
        params: { id: right },
        body: { gap: { after: left, before: right }, ...said, from: 1000, to: 5000 } as never,
      })
    await film(`12:${minute}4`, `12:${minute}5`, { ...BOTH, device: first })
  }
  // What a leader had recorded that went on, and what somebody did with a camera that is still to be docked.
  const begun = instantOf(millisecondsOf(trial.server.clock.now()) - 600_000)
  const { id: ordered } = await trial.officer.registerActivity({ body: { activity: 'patrol', start: begun } })
  made['ordered'] = ordered
  await under(CHANGSHA)
  await trial.leader.orderFilming({ params: { id: ordered }, body: { reason: '当事人情绪激动' } })
  await act('undocked', 'site-inspection', '15:00', '15:10', { devices: [await trial.camera('DSJ-91')] })
  // A fault that was reported, of a gap that is spoken of with the recordings.
  const [stopped, again] = await interrupted('jilin-statement', '15:30', '15:35', '15:40', '15:45')
  await trial.faulty(first, at('15:36'), ['上级'])
  await trial.officer.explainInterruption({
    params: { id: again },
    body: { gap: { after: stopped, before: again }, reason: '电量耗尽', form: 'written' } as never,
  })
  // Cameras that were checked before, with a fault, not at all, and only afterwards.
  for (const [i, name] of ['sound', 'faulty', 'unchecked', 'afterwards'].entries()) {
    const device = await trial.camera(`DSJ-8${i}`)
    await film(`13:${i}0`, `13:${i}5`, { ...BOTH, device })
    if (name !== 'unchecked')
      await trial.checked(
        device,
        at(name === 'afterwards' ? '14:00' : '05:30'),
        name === 'faulty' ? ['battery-low', 'clock-off'] : [],
      )
  }
}

const checks: readonly (readonly [name: string, run: () => Promise<void>])[] = [
  [
    'who recorded has a certificate of that day, assists, or is named',
    async () => {
      await under(JILIN)
      expect(await codes('certified')).not.toContain('recorder-unqualified')
      for (const name of ['assisted', 'witnessed']) expect(await codes(name)).not.toContain('auxiliary-alone')
      for (const [name, who] of [
        ['uncertified', uncertified],
        ['lapsed', lapsed],
      ] as const)
        expect((await findings(name, 'recorder-unqualified'))[0]?.message.zh).toContain((await who.whoAmI()).name)
      expect((await findings('seconded', 'recorder-unqualified'))[0]?.message.zh).toContain('赵借调 不是正式在编人员')
      expect((await findings('assistant', 'auxiliary-alone'))[0]?.message.zh).toContain((await assistant.whoAmI()).name)
    },
  ],
  [
    'from arrival on, and one camera where it is said why',
    async () => {
      await under(JILIN)
      expect((await findings('arrived', 'late-start'))[0]?.stretches).toEqual([{ from: at('07:00'), to: at('07:05') }])
      expect(await codes('one-camera')).not.toContain('crew-missing')
      expect(await codes('two-asked')).toContain('crew-missing')
    },
  ],
  [
    'a gap is closed by a report and a deed',
    async () => {
      await under(JILIN)
      expect(await codes('jilin-report')).not.toContain('inner-gap')
      expect(await explanations('jilin-report')).toEqual([[true, undefined]])
      // Of what was said of the recordings alone, the deed is missing and the report is not.
      const [open] = await findings('jilin-statement', 'inner-gap')
      expect(open?.todo.zh).toContain('已有的说明还不够')
      expect(open?.todo.zh).not.toContain('须向上级报告')
    },
  ],
  [
    'cameras are checked before they are used',
    async () => {
      await under(JILIN)
      const found = async (code: string) =>
        (await onDay(DATE, code))
          .filter((one) => (one.stretches[0]?.from ?? '') >= at('13:00'))
          .map((one) => [one.stretches[0]?.from, one.message.zh.split('：')[1]])
      expect(await found('check-incomplete')).toEqual([[at('13:10'), '电量、时钟']])
      expect((await found('check-missing')).map(([from = '']) => from).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
        at('13:20'),
        at('13:30'),
      ])
    },
  ],
  [
    'what is gathered after its day is late, for the unit of who recorded it',
    async () => {
      await under(JILIN)
      const late = await onDay(LONG_AGO, 'consolidation-late')
      expect(late.map((one) => one.message.zh)).toEqual(Array(2).fill(expect.stringMatching(/^1 个录制/)))
      expect(await onDay(DATE, 'consolidation-late')).toEqual([])
    },
  ],
  [
    'what was carried is named as not docked',
    async () => {
      await under(YONGQING)
      expect((await findings('undocked', 'docking-overdue'))[0]?.message.zh).toContain('DSJ-91')
    },
  ],
  [
    'what a leader has recorded is one to be filmed',
    async () => {
      await under(CHANGSHA)
      expect((await coverage('ordered')).required).toBe('must')
    },
  ],
  [
    'a mark makes it one to be filmed',
    async () => {
      await under(CHANGSHA)
      expect((await findings('marked', 'not-recorded'))[0]?.stretches).toEqual([{ from: at('06:22'), to: at('06:30') }])
    },
  ],
  [
    'a written explanation counts where it is in the file and says why nothing was spoken',
    async () => {
      await under(CHANGSHA)
      expect(await explanations('filed')).toEqual([[true, undefined]])
      expect(await codes('filed')).not.toContain('inner-gap')
      expect(await explanations('unfiled')).toEqual([[false, expect.stringContaining('附卷归档')]])
    },
  ],
  [
    'a recording is late by its own end and arrival, and not where it is said why',
    async () => {
      await under(CHANGSHA)
      const late = (await onDay(DATE, 'handover-late')).flatMap((one) => one.stretches)
      expect(late).toEqual([{ from: at('08:55', NEXT), to: at('20:00', NEXT) }])
    },
  ],
  [
    'a statement on paper that is filed with a recording is told what it lacks',
    async () => {
      await under(CHANGSHA)
      expect((await findings('on-paper', 'inner-gap'))[0]?.todo.zh).toContain('书面说明须附卷归档')
    },
  ],
  [
    'the party is told',
    async () => {
      await under(YONGQING)
      expect(await codes('told')).not.toContain('notice-missing')
      expect(await codes('untold')).toContain('notice-missing')
    },
  ],
  [
    'sound and picture are both looked for',
    async () => {
      await under(YONGQING)
      const missing = async (name: string) => (await findings(name, 'part-missing')).map((one) => one.message.zh)
      expect(await missing('silent')).toEqual([expect.stringContaining('没有声音')])
      expect(await missing('blind')).toEqual([expect.stringContaining('没有图像')])
    },
  ],
  [
    'what was written down about it is known',
    async () => {
      await under(JINZHONG)
      expect(await codes('certified')).not.toContain('text-missing')
      expect(await codes('uncertified')).toContain('text-missing')
    },
  ],
  [
    'a second camera with its own operator is one',
    async () => {
      await under(JINZHONG)
      expect(await codes('crewed')).not.toContain('crew-missing')
    },
  ],
  [
    'times are as sure as the clock, and one that cannot be is none',
    async () => {
      await under(YANZHOU)
      expect((await coverage('out-by-a-minute')).spans.map(({ kind, from, to }) => [kind, from, to])).toEqual([
        ['uncertain', at('08:10'), at('08:11')],
        ['covered', at('08:11'), at('08:19')],
        ['uncertain', at('08:19'), at('08:20')],
      ])
      expect(await codes('never-recorded')).toContain('not-recorded')
    },
  ],
  [
    'what nobody has confirmed the origin of is told of and not counted',
    async () => {
      await under(YANZHOU)
      expect(await codes('claimed')).toEqual(expect.arrayContaining(['not-recorded', 'origin-unconfirmed']))
    },
  ],
  [
    'of what must be in the picture that is asked which nobody has spoken of',
    async () => {
      await under(YANZHOU)
      const open = (await findings('pictured', 'picture-unconfirmed')).map((one) => one.message.zh)
      expect(open).toEqual([`以下内容没有确认录到：${stillToSay}`])
    },
  ],
  [
    'what is said when it goes on closes a gap, for a reason the rules know',
    async () => {
      await under(YANZHOU)
      expect(await codes('spoken')).not.toContain('inner-gap')
      expect((await coverage('spoken')).spans).toContainEqual({ kind: 'explained', from: at('10:05'), to: at('10:10') })
      expect(await explanations('spoken')).toEqual([[true, undefined]])
      expect(await explanations('no-reason')).toEqual([[false, expect.stringContaining('“执法人员休息”')]])
      expect(await codes('statement')).not.toContain('inner-gap')
      expect((await coverage('statement')).spans).toContainEqual({
        kind: 'explained',
        from: at('12:05'),
        to: at('12:10'),
      })
      for (const [name, minute] of [
        ['divided', '3'],
        ['divided-statement', '5'],
      ] as const)
        expect((await findings(name, 'inner-gap')).flatMap((one) => one.stretches)).toEqual([
          { from: at(`12:${minute}2`), to: at(`12:${minute}4`) },
          { from: at(`12:${minute}5`), to: at(`12:${minute}7`) },
        ])
    },
  ],
  [
    'what did not go on is explained on paper and by a report, whatever a colleague recorded',
    async () => {
      await under(YANZHOU)
      expect(await explanations('given-up')).toEqual([[true, undefined]])
      // On the picture of the day the colleague’s recordings lie beside it.
      const { lanes } = await trial.legal.dayCoverage({ query: { day: DATE } })
      const drawn = (name: string) =>
        lanes.flatMap((one) => one.activities).find(({ row }) => row.id === made[name])?.explanations
      expect(drawn('given-up')?.map((one) => one.accepted)).toEqual([true])
      expect(drawn('borrowed')?.map((one) => one.accepted)).toEqual([true])
    },
  ],
]

beforeAll(setUp)
afterAll(() => trial[Symbol.asyncDispose]())

test.each(checks)('%s', (_, run) => run())

if (blanks.length > 0) test('what is blanked is noticed', { timeout: 3_600_000 }, () => whatNotices(checks))
