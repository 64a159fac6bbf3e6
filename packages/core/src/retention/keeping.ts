import type { CalendarDate, Citation } from '../kernel/index.ts'
import type { Activity, AnswerOf, KeepingFacts } from '../policy/index.ts'
import type { Kept, Trigger } from './events.ts'

/** A case a recording is tied to. */
export interface KeepingCase {
  readonly id: string
  readonly title: string
  readonly procedure: NonNullable<KeepingFacts['procedure']>
  readonly open: boolean
  /** The day it was archived. */
  readonly closedOn?: CalendarDate
  /** Whether the recording is on its list of evidence. */
  readonly evidence: boolean
  readonly triggers: readonly Trigger[]
  /** How long its file is kept as it was archived, or longer where that was said since. */
  readonly file?: FileKept
}

/** Until when a case file is kept: a last day, or for good. */
export interface FileKept {
  readonly until?: CalendarDate
  readonly forGood?: true
}

/** What is known of a recording that says how long it is kept. */
export interface KeepingInputs {
  readonly recordedOn: CalendarDate
  /** It is of a fixed public camera. */
  readonly fixedCamera?: true
  readonly cases: readonly KeepingCase[]
  /** Registered activities it is part of, and what each was besides. */
  readonly activities: readonly Activity[]
  /** What people registered of it, of its activities and of its cases. */
  readonly facts: readonly { readonly trigger: Trigger; readonly of?: 'party' | 'anyone' | undefined }[]
}

/**
 * What the day's rules say of keeping; undefined where none are chosen for that day. Asked of the day it was recorded and of
 * today: what counted then is not shortened by what counts now.
 */
export type AskKeeping = (facts: KeepingFacts) => AnswerOf<{ readonly ask: 'retention' }> | undefined

/** What has to come before a last day can be told: an open case ends, or the bureau decides what its instrument leaves to it. */
export type WaitsFor = 'case' | 'rules'

export interface Keeping {
  /** The longest; absent while no rule says anything of it. */
  readonly kept?: Kept
  readonly waitsFor: readonly WaitsFor[]
  /** Settings the bureau has not decided. */
  readonly open: readonly string[]
}

/** Kinds of activity that are themselves among what instruments keep for the long term. */
const TRIGGERS_OF: Readonly<Partial<Record<Activity, readonly Trigger[]>>> = {
  'major-incident': ['mass-incident', 'sudden-incident'],
}

/** Everything that keeps it: what people registered, and what follows from its activities and cases. */
export const triggersOf = ({ facts, activities, cases }: Omit<KeepingInputs, 'recordedOn'>): KeepingInputs['facts'] => [
  ...facts,
  ...[...activities.flatMap((one) => TRIGGERS_OF[one] ?? []), ...cases.flatMap((one) => one.triggers)].map(
    (trigger) => ({ trigger }),
  ),
]

/** Everything the rules are to be asked of it: once for each case, else for each kind of activity, else as neither. */
export function questionsOf(inputs: KeepingInputs): KeepingFacts[] {
  const { recordedOn, cases, activities, fixedCamera } = inputs
  const triggers = triggersOf(inputs).map(({ trigger, of }) => ({ trigger, ...(of && { by: of }) }))
  const base = { recordedOn, triggers, evidence: false, ...(fixedCamera && { fixedCamera }) }
  if (cases.length > 0)
    return cases.map(({ procedure, evidence, closedOn }) => ({
      ...base,
      procedure,
      evidence,
      ...(closedOn && { caseClosedOn: closedOn }),
    }))
  return activities.length > 0 ? [...new Set(activities)].map((activity) => ({ ...base, activity })) : [base]
}

interface Found {
  readonly kept?: Kept
  readonly waitsFor?: WaitsFor
  readonly open: readonly string[]
}

/** How long it is kept by what is known now: of all that is said the longest. */
export function keepingOf(inputs: KeepingInputs, then: AskKeeping, now: AskKeeping): Keeping {
  const found = questionsOf(inputs).flatMap((facts, i) => {
    // Of a recording in cases each question is of one of them.
    const file = inputs.cases[i]?.file
    const current = foundIn(now(facts), file)
    // What was open on its own day may be decided by now; what was said then stands.
    const earlier = foundIn(then(facts), file)
    return earlier.waitsFor === 'rules' ? [current] : [earlier, current]
  })
  const all = found.flatMap(({ kept }) => kept ?? [])
  const longest = all.reduce<Kept | undefined>((so, one) => (so === undefined ? one : longer(so, one)), undefined)
  return {
    ...(longest && { kept: longest }),
    waitsFor: [
      ...new Set([
        ...found.flatMap((one) => one.waitsFor ?? []),
        ...(inputs.cases.some((one) => one.open) ? (['case'] as const) : []),
      ]),
    ],
    open: [...new Set(found.flatMap((one) => one.open))],
  }
}

function foundIn(answer: ReturnType<AskKeeping>, file?: FileKept): Found {
  if (answer === undefined) return { waitsFor: 'rules', open: [] }
  const { rules, open } = answer
  const value = withFile(answer.value, file)
  const citations: Citation[] = rules.flatMap((one) => one.citations)
  const kept: Kept = {
    class: value.class,
    ...(value.carriers && { carriers: [...value.carriers] }),
    citations: citations.map(({ article, quote }) => ({ article, ...(quote !== undefined && { quote }) })),
  }
  if (value.forGood) return { kept: { ...kept, forGood: true }, open }
  // What the bureau has yet to decide may still lengthen it.
  if (open.length > 0) return { kept: { ...kept, ...(value.until && { until: value.until }) }, waitsFor: 'rules', open }
  if (value.until !== undefined) return { kept: { ...kept, until: value.until }, open }
  if (value.class === 'long-term') return { kept: { ...kept, forGood: true }, open }
  if (value.keep === 'same-as-case-file') return { kept, waitsFor: 'case', open }
  return { kept, waitsFor: 'rules', open }
}

/** What is kept as long as its case file goes by the file itself where that is kept longer than the rules alone say. */
function withFile(value: NonNullable<ReturnType<AskKeeping>>['value'], file: FileKept | undefined) {
  if (file === undefined || value.keep !== 'same-as-case-file') return { ...value, forGood: false }
  const isLonger = file.until !== undefined && (value.until === undefined || file.until > value.until)
  return { ...value, ...(isLonger && { until: file.until }), forGood: file.forGood === true }
}

const rankOf = ({ forGood, until, class: of }: Kept): string =>
  forGood ? '2' : until !== undefined ? `1${until}` : of === 'long-term' ? '0b' : of === 'gap' ? '0' : '0a'

/** The longer of two; of two alike the class of the first, and the articles of both. */
export function longer(one: Kept, other: Kept): Kept {
  const [a, b] = [rankOf(one), rankOf(other)]
  if (a !== b) return withCarriers(a > b ? one : other, a > b ? other : one)
  const known = new Set(one.citations.map((each) => each.article))
  const citations = [...one.citations, ...other.citations.filter((each) => !known.has(each.article))].slice(0, 50)
  return withCarriers({ ...one, citations }, other)
}

/** What an instrument wants put on a disc is wanted whichever term is the longer. */
function withCarriers(kept: Kept, other: Kept): Kept {
  const carriers = [...new Set([...(kept.carriers ?? []), ...(other.carriers ?? [])])]
  return carriers.length === 0 ? kept : { ...kept, carriers }
}

/** Whether this is longer than what stands: only then is it written down. Nothing that was said before is ever shortened. */
export const lengthens = (standing: Kept | undefined, found: Kept): boolean =>
  standing === undefined ||
  rankOf(longer(standing, found)) > rankOf(standing) ||
  (found.carriers ?? []).some((one) => standing.carriers?.includes(one) !== true)
