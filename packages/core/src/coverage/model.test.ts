import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { packsOnDisk } from '../../../../scripts/packs-on-disk.ts'
import { instantOf } from '../kernel/index.ts'
import type { AnswerOf, Question } from '../policy/index.ts'
import { askingBy } from './asking.ts'
import { judge } from './judge.ts'
import type { Asker, AskOn } from './rules-in-force.ts'
import { activity, person } from './trial.ts'
import { CheckFacts, InterruptionFacts, RecordingFacts } from './facts.ts'
import type { ActivityFacts } from './facts.ts'

/**
 * Random acts, recordings, explanations, notices and checks, judged by the packs and by a plain model that looks at one
 * second after another. What the articles say stands here once more, read from the texts and not from the packs.
 */

/** How many; more where they are asked for: `COVERAGE_CASES=100000`. */
const CASES = Number(process.env['COVERAGE_CASES'] ?? 2000)
/** Second 0 is 10:00 in Beijing on 8 September 2026. */
const ZERO = Date.parse('2026-09-08T02:00:00.000Z')
const DAY = 86_400
const at = (second: number) => instantOf(ZERO + second * 1000)

/** Devices: who holds which, and what it is. */
const DEVICES = [
  { id: 'worn-A', kind: 'body-camera', who: 'A' },
  { id: 'worn-B', kind: 'body-camera', who: 'B' },
  { id: 'camera-B', kind: 'video-camera', who: 'B' },
  { id: 'voice-A', kind: 'voice-recorder', who: 'A' },
] as const

interface Clip {
  readonly id: string
  readonly device: number
  readonly from: number
  readonly to: number
  readonly handedOver?: number
}
interface Said {
  readonly after?: string
  readonly before?: string
  readonly activity?: string
  readonly reason: string
  readonly spoken?: number
  readonly written?: {
    readonly at: number
    readonly intoFile: boolean
    readonly notSpoken: boolean
  }
  readonly reported?: { readonly at: number; readonly to?: string }
  readonly did: readonly string[]
}
interface Look {
  readonly at: number
  readonly passed: readonly string[]
  readonly failed: readonly string[]
}
interface World {
  readonly law: Law
  readonly from: number
  readonly to: number
  readonly both: boolean
  readonly arrived: number
  readonly markedAt: number
  readonly clips: readonly Clip[]
  /** Seconds each device's clock may be out, or `unknown`. */
  readonly errors: readonly (number | 'unknown')[]
  readonly said: readonly Said[]
  readonly notices: readonly number[]
  readonly looks: readonly Look[]
  readonly isEarly: boolean
}

/** What an instrument says, as read from its articles. */
interface Law {
  readonly pack: string
  readonly type: string
  /** From the mark on only, where the act itself need not be filmed. */
  readonly mark?: string
  readonly fromArrival?: boolean
  readonly never?: boolean
  readonly crew?: boolean
  readonly soundAndPicture?: boolean
  readonly noticeFirst?: boolean
  readonly checks?: boolean
  /** A reason and an addressee it accepts. */
  readonly reason: string
  readonly whom: string
  /** Whether this was said as the article wants it, of an interruption after which recording went on, or did not. */
  readonly excuses: (
    said: Said,
    gap: {
      readonly brokeOff: number
      readonly wentOn?: number
      readonly heard: boolean
      readonly actWentOn: boolean
      readonly elsewhere: boolean
      readonly otherRan: boolean
    },
  ) => boolean
}

const YANZHOU_REASONS = ['设备故障', '检查场所变化', '其他客观原因']
/** 兖州 7, 晋中 12: said on restart; where it could not go on, reported at once to whom it is due, and written up afterwards. */
const spokenOrReported =
  (reasons: readonly string[], whom: readonly string[]): Law['excuses'] =>
  ({ reason, spoken, written, reported }, { brokeOff, wentOn, heard, elsewhere }) => {
    if (!reasons.includes(reason)) return false
    if (wentOn !== undefined) return spoken !== undefined && heard && spoken <= wentOn + 300
    const isReported = reported?.to !== undefined && whom.includes(reported.to) && reported.at <= brokeOff + 1800
    return isReported && written !== undefined && written.at >= brokeOff && !elsewhere
  }
/** 长沙县 20: said on restart; else in writing and in the file, where it could objectively not be said. */
const spokenOrWritten: Law['excuses'] = ({ spoken, written }, { brokeOff, wentOn, heard }) =>
  (wentOn !== undefined && spoken !== undefined && heard && spoken <= wentOn + 300) ||
  (written !== undefined && written.intoFile && written.notSpoken && written.at >= brokeOff)
/** 吉林 8: reported upward at once, and the act stopped or another device used. 永清 21: out of use, and reported. */
const reportedAndDone =
  (reasons: readonly string[], whom: readonly string[], within: number, deeds: readonly string[]): Law['excuses'] =>
  ({ reason, reported, did }, { brokeOff, actWentOn, otherRan }) =>
    reasons.includes(reason) &&
    reported?.to !== undefined &&
    whom.includes(reported.to) &&
    reported.at <= brokeOff + within &&
    did.some(
      (one) => deeds.includes(one) && !(one === 'stop-act' && actWentOn) && !(one === 'other-device' && !otherRan),
    )

const yanzhou = {
  pack: 'yanzhou-2019',
  reason: '检查场所变化',
  whom: '单位负责人',
  excuses: spokenOrReported(YANZHOU_REASONS, ['单位负责人', '负责人']),
}
const jinzhong = {
  pack: 'jinzhong-2022-recording',
  reason: '设备故障',
  whom: '负责人',
  excuses: spokenOrReported(['设备故障', '其他客观原因'], ['负责人', '单位负责人']),
}
const jilin = {
  pack: 'jilin-2017',
  reason: '机器故障',
  whom: '上级',
  checks: true,
  excuses: reportedAndDone(['机器故障'], ['上级', '单位负责人', '负责人'], 1800, ['stop-act', 'other-device']),
}
const yongqing = {
  pack: 'yongqing-2022',
  reason: '设备故障',
  whom: '办公室',
  excuses: reportedAndDone(['设备故障'], ['办公室'], DAY, ['stop-device']),
}
const changsha = {
  pack: 'changsha-county-2023',
  reason: '设备故障',
  whom: '负责人',
  excuses: spokenOrWritten,
}
const LAWS: readonly Law[] = [
  { ...yanzhou, type: 'site-inspection' },
  { ...yanzhou, type: 'patrol', mark: 'uncooperative' },
  { ...jinzhong, type: 'site-inspection' },
  { ...jinzhong, type: 'forced-demolition', crew: true },
  { ...jilin, type: 'general-violation-scene', fromArrival: true, soundAndPicture: true },
  { ...jilin, type: 'minor-correction', never: true, soundAndPicture: true },
  { ...yongqing, type: 'simple-procedure', noticeFirst: true, soundAndPicture: true },
  { ...yongqing, type: 'patrol' },
  { ...changsha, type: 'sealing' },
  { ...changsha, type: 'investigation' },
]

// --- What is made up --------------------------------------------------------------------------------------------------

const LAST = 400
const second = fc.integer({ min: -20, max: LAST })
/** Files of one device one after another: contiguous, or with a break a camera does not make by itself. */
const anyClips = (device: number): fc.Arbitrary<Clip[]> =>
  fc
    .record({
      begin: fc.oneof(fc.integer({ min: -60, max: 250 }), fc.constant(-DAY)),
      files: fc.array(fc.record({ gap: fc.constantFrom(0, 0, 3, 10, 40), long: fc.integer({ min: 1, max: 90 }) }), {
        maxLength: 4,
      }),
      handedOver: fc.constantFrom('at-once', 'after', 'never'),
    })
    .map(({ begin, files, handedOver }) => {
      let clock = begin
      return files.map(({ gap, long }, i) => {
        const from = clock + (i === 0 ? 0 : gap)
        // What began yesterday goes on today.
        const to = from + long
        clock = i === 0 && from < -1000 ? 20 : to
        const given = handedOver === 'at-once' ? to : LAST + 1000
        return {
          id: `${DEVICES[device]?.id}-${i}`,
          device,
          from,
          to,
          ...(handedOver !== 'never' && { handedOver: given }),
        }
      })
    })
const REASONS = ['设备故障', '机器故障', '检查场所变化', '其他客观原因', '执法人员休息']
const WHOM = ['单位负责人', '负责人', '上级', '办公室', '门卫']
const ITEMS = ['fault', 'battery', 'storage', 'clock']

/** Said as the article wants it, with a thing or two of it otherwise. */
function anySaid(clips: readonly Clip[], law: Law): fc.Arbitrary<Said> {
  const ids = clips.map((one) => one.id)
  const side = fc.option(ids.length > 0 ? fc.constantFrom(...ids) : fc.constant(undefined), {
    nil: undefined,
  })
  // Mostly two files that follow on one another, as an officer would name them, the last one, or a file passed over.
  const pair = fc.tuple(fc.nat(Math.max(0, ids.length - 1)), fc.nat(5)).map(([i, one]) => ({
    after: one === 5 ? undefined : ids[i],
    before: one === 4 ? undefined : ids[one === 3 ? i + 2 : i + 1],
  }))
  const sides = fc.oneof(
    { weight: 4, arbitrary: pair },
    { weight: 1, arbitrary: fc.record({ after: side, before: side }) },
  )
  const moment = fc.oneof(
    {
      weight: 2,
      arbitrary: fc.constantFrom(...clips.flatMap((one) => [one.from + 1, one.to - 1, one.to + 1]), 0),
    },
    { weight: 1, arbitrary: second },
    { weight: 1, arbitrary: fc.constantFrom(LAST + 600, 2500, DAY + 3000) },
  )
  /** Mostly as it should be. */
  const mostly = <T>(right: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> =>
    fc.oneof({ weight: 5, arbitrary: fc.constant(right) }, { weight: 1, arbitrary: other })
  return sides.chain(({ after, before }) => {
    const brokeOff = clips.find((one) => one.id === after)?.to ?? 0
    const wentOn = clips.find((one) => one.id === before)?.from ?? brokeOff
    return fc
      .record({
        named: fc.boolean(),
        reason: mostly(law.reason, fc.constantFrom(...REASONS)),
        spoken: mostly(wentOn + 2, fc.option(moment, { nil: undefined })),
        written: fc.record({
          at: mostly(2500, moment),
          intoFile: mostly(true, fc.boolean()),
          notSpoken: fc.boolean(),
        }),
        isWritten: mostly(true, fc.boolean()),
        reported: fc.record({
          at: mostly(brokeOff + 20, moment),
          to: mostly<string | undefined>(law.whom, fc.option(fc.constantFrom(...WHOM), { nil: undefined })),
        }),
        isReported: mostly(true, fc.boolean()),
        did: mostly(['stop-act', 'stop-device'], fc.subarray(['other-device', 'stop-device', 'clear-fault'])),
      })
      .map(({ named, reason, spoken, written, isWritten, reported, isReported, did }) => ({
        reason,
        did,
        ...(after !== undefined && { after }),
        ...(before !== undefined && after !== before && { before }),
        ...((named || (after === undefined && before === undefined)) && { activity: 'act' }),
        ...(spoken !== undefined && { spoken }),
        ...(isWritten && { written }),
        ...(isReported && {
          reported: { at: reported.at, ...(reported.to !== undefined && { to: reported.to }) },
        }),
      }))
  })
}

const anyLook: fc.Arbitrary<Look> = fc
  .record({
    at: fc.integer({ min: -300, max: 200 }),
    passed: fc.subarray(ITEMS),
    failed: fc.subarray(ITEMS),
  })
  .map(({ at: when, passed, failed }) => ({
    at: when,
    passed: passed.filter((one) => !failed.includes(one)),
    failed,
  }))

const anyDay = fc.tuple(fc.constantFrom(...LAWS), anyClips(0), anyClips(1), anyClips(2), anyClips(3))
const anyWorld: fc.Arbitrary<World> = anyDay.chain(([law, ...clips]) => {
  const all = clips.flat()
  return fc
    .record({
      from: fc.integer({ min: 0, max: 100 }),
      long: fc.integer({ min: 10, max: 200 }),
      both: fc.boolean(),
      early: fc.integer({ min: 0, max: 20 }),
      into: fc.integer({ min: 0, max: 9 }),
      errors: fc.array(fc.constantFrom(0, 0, 1, 3, 'unknown' as const), {
        minLength: 4,
        maxLength: 4,
      }),
      said: fc.array(anySaid(all, law), { maxLength: 3 }),
      notices: fc.array(second, { maxLength: 2 }),
      looks: fc.uniqueArray(anyLook, { maxLength: 3, selector: (one) => one.at }),
      isEarly: fc.boolean(),
    })
    .map(({ from, long, early, into, ...rest }) => ({
      ...rest,
      law,
      from,
      to: from + long,
      arrived: from - early,
      markedAt: from + into,
      clips: all,
    }))
})

// --- The model --------------------------------------------------------------------------------------------------------

/** Seconds that are made up for, of one device. */
interface Excused {
  readonly device: number
  readonly isIn: (t: number) => boolean
}

/** Looks at one second after another. */
class Model {
  readonly #world: World
  readonly #clips: readonly Clip[]
  /** When it has to be filmed. */
  readonly begin: number
  readonly seconds: readonly number[]
  /** What each second of the required time comes to, whatever may still come. */
  readonly parts: readonly ('covered' | 'explained' | 'uncertain' | 'missing')[]
  readonly isAwaited: boolean
  readonly #accepted: readonly Excused[]

  constructor(world: World) {
    this.#world = world
    const officers = world.both ? ['A', 'B'] : ['A']
    this.#clips = world.clips.filter((one) => officers.includes(this.#of(one).who))
    const { law, from, arrived, markedAt, to } = world
    this.begin = law.mark !== undefined ? markedAt : law.fromArrival === true ? arrived : from
    this.seconds = Array.from({ length: to - this.begin }, (_, i) => this.begin + i)
    this.#accepted = world.said.flatMap((one) => this.#excused(one) ?? [])
    this.parts = this.#partsOf(law.never === true ? [] : this.#accepted)
    this.isAwaited =
      world.isEarly &&
      this.#isLacking() &&
      officers.some((who) => !world.clips.some((one) => this.#of(one).who === who && (one.handedOver ?? -1) >= to))
  }

  readonly #of = (clip: Clip) => DEVICES[clip.device] as (typeof DEVICES)[number]
  readonly #error = (device: number): number => {
    const error = this.#world.errors[device]
    return error === 'unknown' || error === undefined ? 0 : error
  }
  readonly #ran = (device: number, t: number): boolean =>
    this.#clips.some((one) => one.device === device && one.from <= t && t < one.to)
  /** Every second its clock may mean. */
  readonly #near = (device: number, t: number): number[] => {
    const error = this.#error(device)
    return Array.from({ length: 2 * error + 1 }, (_, i) => t - error + i)
  }
  readonly #possible = (device: number, t: number): boolean =>
    this.#near(device, t).some((near) => this.#ran(device, near))
  readonly #certain = (device: number, t: number): boolean =>
    this.#world.errors[device] !== 'unknown' && this.#near(device, t).every((near) => this.#ran(device, near))
  readonly #any = (is: (device: number) => boolean): boolean => DEVICES.some((_, device) => is(device))

  /** A file shows the act where it ran in a second of it, by its own clock. */
  readonly #shows = (clip: Clip): boolean => this.seconds.some((t) => clip.from <= t && t < clip.to)

  /** The interruption an explanation names: its device, from the second it broke off to that in which it went on. */
  #interruption(said: Said): { clip: Clip; next?: Clip } | undefined {
    const all = this.#world.clips
    const [left, right] = [all.find((one) => one.id === said.after), all.find((one) => one.id === said.before)]
    const device = (left ?? right)?.device
    if (device === undefined || (left && right && left.device !== right.device)) return undefined
    const shown = this.#clips.filter((one) => one.device === device && this.#shows(one))
    if (left && !shown.includes(left)) return undefined
    const next = (clip: Clip) => shown[shown.indexOf(clip) + 1]
    const clip = left ?? shown.find((one) => next(one) === right && right !== undefined)
    if (clip === undefined) return undefined
    const following = next(clip)
    // Named, it is the one that followed; or one of a later time, for which this act had no more recording.
    if (right !== undefined && following !== right && (following !== undefined || right.from < clip.to))
      return undefined
    if (following === undefined) return { clip }
    return this.#isBreak(clip, following) ? { clip, next: following } : undefined
  }

  /** Whether the article takes it, whatever it closes. */
  readonly excuses = (said: Said): boolean => this.#excused(said) !== undefined

  /** A device that ran on had no break. */
  readonly #isBreak = (clip: Clip, next: Clip): boolean => next.from > clip.to

  /** The seconds an explanation makes up for, and on which device; none where the article does not take it. */
  #excused(said: Said): Excused | undefined {
    const found = this.#interruption(said)
    if (found === undefined) return undefined
    const { clip, next } = found
    const error = this.#error(clip.device)
    const heard = (t: number): boolean => next !== undefined && t >= next.from - error && this.#isHeard(clip.device, t)
    const gap = {
      brokeOff: clip.to - error,
      heard: said.spoken !== undefined && heard(said.spoken),
      ...(next && { wentOn: next.from + error }),
      // Not filmed any more for more than a minute, whatever the clock: then the act was not stopped.
      // The same person went on with another device: then it could go on.
      elsewhere: this.#clips.some(
        (one) =>
          one.device !== clip.device &&
          this.#of(one).who === this.#of(clip).who &&
          one.from >= clip.to &&
          one.from < this.#world.to,
      ),
      actWentOn: next === undefined && this.#world.to - clip.to - error > 60,
      otherRan: this.#clips.some(
        (one) => one.device !== clip.device && this.#isOfAct(one) && one.to + this.#error(one.device) > clip.to - error,
      ),
    }
    // A report that is older than the recording that broke off is of something else; what is late is so for sure.
    if (said.reported !== undefined && said.reported.at < clip.from - error)
      return this.#world.law.excuses({ ...said, reported: { at: Infinity } }, gap)
        ? this.#span(found, error)
        : undefined
    const late = said.reported && { ...said.reported, at: said.reported.at - 2 * error }
    return this.#world.law.excuses({ ...said, ...(late && { reported: late }) }, gap)
      ? this.#span(found, error)
      : undefined
  }

  #span({ clip, next }: { clip: Clip; next?: Clip }, error: number): Excused {
    const until = next === undefined ? Infinity : next.from + error
    return { device: clip.device, isIn: (t: number) => clip.to - error <= t && t < until }
  }

  /** In a file of that device that may show any of the act, what was not required of it included. */
  #isHeard(device: number, t: number): boolean {
    const error = this.#error(device)
    return this.#clips.some(
      (one) => one.device === device && this.#isOfAct(one) && one.from - error <= t && t < one.to + error,
    )
  }

  /** It may show any of the act, what was not required of it included. */
  readonly #isOfAct = (clip: Clip): boolean => {
    const error = this.#error(clip.device)
    return clip.from - error < this.#world.to && clip.to + error > Math.min(this.begin, this.#world.from)
  }

  #partsOf(accepted: readonly Excused[]): Model['parts'] {
    return this.seconds.map((t) => {
      if (this.#any((device) => this.#certain(device, t))) return 'covered'
      if (accepted.some((one) => one.isIn(t))) return 'explained'
      return this.#any((device) => this.#possible(device, t)) ? 'uncertain' : 'missing'
    })
  }

  /** `late-start 0 20`, for each stretch that is missing. */
  get timeFindings(): readonly string[] {
    const { parts, seconds } = this
    const shown = seconds.filter((t) => this.#any((device) => this.#possible(device, t)))
    const gaps: { from: number; to: number }[] = []
    seconds.forEach((t, i) => {
      if (parts[i] !== 'missing') return
      const last = gaps.at(-1)
      if (last?.to === t) last.to = t + 1
      else gaps.push({ from: t, to: t + 1 })
    })
    const [first, last] = [shown[0], shown.at(-1)]
    if (first === undefined || last === undefined)
      return gaps.length === 0 ? [] : [`not-recorded ${gaps[0]?.from} ${gaps.at(-1)?.to}`]
    return gaps.map(({ from, to }) => {
      const code = to <= first ? 'late-start' : from > last ? 'early-stop' : 'inner-gap'
      return `${code} ${from} ${to}`
    })
  }

  get hasUncertain(): boolean {
    return this.parts.includes('uncertain')
  }

  /** 晋中 11: another person, with a camera, through the whole, and a second angle. */
  get lacksCrew(): boolean {
    if (this.#world.law.crew !== true) return false
    const present = [0, 1, 2, 3].filter((device) => this.seconds.some((t) => this.#possible(device, t)))
    if (present.length === 0) return false
    const [wornByA, wornByB, cameraOfB] = [0, 1, 2].map((device) => present.includes(device))
    const isOfItsOwn = cameraOfB === true && (wornByA === true || wornByB !== true)
    const excused = this.#accepted.filter((one) => one.device === 2)
    const isWhole = this.seconds.every((t) => this.#possible(2, t) || excused.some((one) => one.isIn(t)))
    const angles = [wornByA, wornByB, cameraOfB].filter((one) => one === true).length
    return !(isOfItsOwn && isWhole && angles >= 2)
  }

  /** 录音录像: a second that only the voice recorder has. */
  get lacksPicture(): boolean {
    if (this.#world.law.soundAndPicture !== true) return false
    return this.seconds.some((t) => this.#possible(3, t) && ![0, 1, 2].some((device) => this.#possible(device, t)))
  }

  #isLacking(): boolean {
    return this.parts.some((one) => one === 'missing' || one === 'uncertain') || this.lacksCrew || this.lacksPicture
  }

  /** 永清 19: told beforehand. Nothing is said while nothing is in. */
  get notice(): readonly string[] {
    const { law, notices, from } = this.#world
    const isIn = this.#clips.some(this.#isOfAct)
    if (law.noticeFirst !== true || (this.isAwaited && !isIn)) return []
    if (notices.length === 0) return ['notice-missing']
    return notices.some((one) => one <= from) ? [] : ['notice-late']
  }

  /** 吉林 8: everything in order at the last look before the first recording of the day. */
  get check(): readonly string[] {
    const { law, clips, looks } = this.#world
    const today = clips.filter((one) => one.device === 0 && one.from > -3600)
    if (law.checks !== true || today.length === 0) return []
    const first = Math.min(...today.map((one) => one.from)) + this.#error(0)
    const before = looks.filter((one) => one.at <= first).toSorted((a, b) => a.at - b.at)
    if (before.length === 0) return ['check-missing']
    const isFine = (item: string): boolean =>
      before.findLast((one) => one.passed.includes(item) || one.failed.includes(item))?.passed.includes(item) === true
    return ITEMS.every(isFine) ? [] : ['check-incomplete']
  }
}

// --- Held against one another -----------------------------------------------------------------------------------------

const library = packsOnDisk()
const SETTINGS = { 'handover.cut-off': '18:00', 'effective-from': '2022-06-01' }
const askers = new Map([...new Set(LAWS.map((one) => one.pack))].map((pack) => [pack, asking(pack)]))

/** The rules of that pack; each question is worked out once. */
function asking(pack: string): AskOn {
  const askOn = askingBy(library, { packs: ['national', pack], settings: SETTINGS })
  const known = new Map<Asker, Asker>()
  return (day) => {
    const asker = askOn(day)
    const made = known.get(asker) ?? { ...asker, ask: once((question) => asker.ask(question)) }
    known.set(asker, made)
    return made
  }
}

function once(ask: Asker['ask']): Asker['ask'] {
  const answers = new Map<string, AnswerOf<Question>>()
  return <Q extends Question>(question: Q) => {
    const key = JSON.stringify(question)
    const answer = answers.get(key) ?? ask(question)
    answers.set(key, answer)
    // What is kept under a question is the answer to it.
    return answer as AnswerOf<Q>
  }
}

function judged(world: World) {
  const { law, from, to, both, arrived, markedAt, clips, errors, said, notices, looks, isEarly } = world
  const act: ActivityFacts = {
    ...activity(law.type, '10:00', '10:01'),
    start: at(from),
    end: at(to),
    officers: both ? ['A', 'B'] : ['A'],
    notices: notices.map((one) => ({ at: at(one) })),
    marks: law.mark === undefined ? [] : [{ mark: law.mark as ActivityFacts['type'], at: at(markedAt) }],
    ...(law.fromArrival === true && { arrived: at(arrived) }),
  }
  const askOn = askers.get(law.pack)
  if (askOn === undefined) throw new Error(law.pack)
  return judge(
    {
      people: [person('A'), person('B')],
      duties: [],
      activities: [act],
      recordings: clips.map((one) => {
        const error = errors[one.device] ?? 0
        return RecordingFacts.parse({
          id: one.id,
          device: DEVICES[one.device]?.id,
          deviceKind: DEVICES[one.device]?.kind,
          recorder: DEVICES[one.device]?.who,
          start: at(one.from),
          end: at(one.to),
          error: error === 'unknown' ? error : error * 1000,
          ...(one.handedOver !== undefined && { handedOver: at(one.handedOver) }),
        })
      }),
      interruptions: said.map(({ spoken, written, reported, ...rest }) =>
        InterruptionFacts.parse({
          ...rest,
          ...(spoken !== undefined && { spoken: { at: at(spoken) } }),
          ...(written && {
            written: {
              at: at(written.at),
              intoFile: written.intoFile,
              ...(written.notSpoken && { notSpoken: '现场混乱，无法口述' }),
            },
          }),
          ...(reported && { reported: { ...reported, at: at(reported.at) } }),
        }),
      ),
      checks: looks.map((one) => CheckFacts.parse({ ...one, device: 'worn-A', at: at(one.at) })),
    },
    askOn,
    { now: at(isEarly ? to + 3600 : 40 * DAY) },
  )
}

test(`${CASES} random acts are judged as a plain second-by-second model judges them`, () => {
  const seen = new Map<string, number>()
  fc.assert(
    fc.property(anyWorld, (world) => {
      const report = judged(world)
      const [one] = report.activities
      if (one === undefined) throw new Error('one activity was given')
      const model = new Model(world)
      const findings = one.findings
      for (const { code } of findings) seen.set(code, (seen.get(code) ?? 0) + 1)
      // Each explanation by itself: taken or not.
      const isTaken = world.said.filter((said) => model.excuses(said)).length
      expect(one.explanations.filter((each) => each.isAccepted).length).toBe(isTaken)
      seen.set(`taken ${world.law.pack}`, (seen.get(`taken ${world.law.pack}`) ?? 0) + isTaken)

      // The sums, second by second.
      const { coverage } = one
      const parts = model.seconds.map((t) => {
        const part = (['covered', 'explained', 'uncertain', 'missing', 'awaited'] as const).filter((name) =>
          coverage[name].some((span) => span.from <= ZERO + t * 1000 && ZERO + t * 1000 < span.to),
        )
        return part.join('+')
      })
      expect(parts).toEqual(model.parts.map((part) => (part === 'missing' && model.isAwaited ? 'awaited' : part)))

      // Who may still hand over is waited for, and nothing is held against anybody meanwhile.
      expect(one.waiting !== undefined).toBe(model.isAwaited)
      expect(findings.some((each) => each.code === 'awaited')).toBe(model.isAwaited)

      // Lateness, breaks, stops.
      const ofTime = ['not-recorded', 'late-start', 'early-stop', 'inner-gap']
      const told = findings
        .filter((each) => ofTime.includes(each.code))
        .map(({ code, stretches }) => {
          const [from, to] = [stretches[0]?.from ?? '', stretches.at(-1)?.to ?? '']
          return `${code} ${(Date.parse(from) - ZERO) / 1000} ${(Date.parse(to) - ZERO) / 1000}`
        })
      expect(told).toEqual(model.isAwaited ? [] : model.timeFindings)
      const has = (...codes: readonly string[]): boolean => findings.some((each) => codes.includes(each.code))
      expect(has('time-uncertain', 'clock-unmeasured')).toBe(model.hasUncertain && !model.isAwaited)

      // Crew, sound and picture, notice, check.
      expect(has('crew-missing')).toBe(model.lacksCrew && !model.isAwaited)
      expect(has('part-missing')).toBe(model.lacksPicture && !model.isAwaited)
      expect(findings.filter((each) => each.code.startsWith('notice-')).map((each) => each.code)).toEqual(model.notice)
      const checks = report.findings.filter(
        ({ code, device, stretches }) =>
          code.startsWith('check-') && device === 'worn-A' && Date.parse(stretches[0]?.from ?? '') > ZERO - 3_600_000,
      )
      if (world.law.checks === true) expect(checks.map((each) => each.code)).toEqual(model.check)

      // Whatever goes against a person says which word of the text it rests on.
      for (const each of [...findings, ...report.findings])
        if (each.weight === 'breach') {
          expect(each.citations).not.toEqual([])
          for (const cited of each.citations) expect(cited.quote ?? '').not.toBe('')
        }
    }),
    { numRuns: CASES },
  )
  // All of it was met with, so none of it agreed only because it never came up.
  for (const code of [
    'awaited',
    'not-recorded',
    'late-start',
    'early-stop',
    'inner-gap',
    'gap-explained',
    'time-uncertain',
    'clock-unmeasured',
    'crew-missing',
    'part-missing',
    'notice-missing',
    'notice-late',
    ...LAWS.map((one) => `taken ${one.pack}`),
  ])
    expect([code, (seen.get(code) ?? 0) > 0]).toEqual([code, true])
}, 300_000)
