import { z } from 'zod'
import { dayOf, Instant, instantOf, text } from '../kernel/index.ts'
import type { CalendarDate, Citation, Text } from '../kernel/index.ts'
import { ContinuityRule, DeviceRule, HandoverRule, InterruptionRule, RecordingRule } from '../policy/index.ts'
import type { Activity, Answer, Question, Rule, RuleUsed } from '../policy/index.ts'
import { momentOf } from './moment.ts'

/** The rules in force on one day, to be asked. */
export interface Asker {
  ask(question: Question): Answer
  /** The rule an answer stands on, so that only the articles of the part in question are cited; all where unknown. */
  ruleOf?(used: RuleUsed): Rule | undefined
  /** What a setting is called; by its key where unknown. */
  titleOf?(setting: string): Text | undefined
}
/** The rules in force on a day. The same asker for days with the same rules: what it has answered is then kept. */
export type AskOn = (day: CalendarDate) => Asker

/** A value, the articles it stands on and of how many rules, and the settings without which it is not final. */
export type Told<T> = T & {
  readonly citations: readonly Citation[]
  readonly ruleCount: number
  readonly open: readonly string[]
}

// Only the members that coverage needs; an answer may have more.
const Recording = z.object({
  level: z.enum([...RecordingRule.shape.level.options, 'none']).default('none'),
})
const Crew = z.object({ crew: RecordingRule.shape.crew })
const Holds = z.object({ holds: RecordingRule.shape.holds })
const Continuity = z.object({
  start: ContinuityRule.shape.start,
  end: ContinuityRule.shape.end,
  pause: z.enum([...ContinuityRule.shape.pause.options, 'unsaid']).default('unsaid'),
})
const Content = z.object({ points: z.array(z.string()).default([]) })
const Notice = z.object({ told: z.boolean().default(false), say: z.string().optional() })
const Interruption = z.object({
  ...InterruptionRule.omit({ id: true, kind: true, source: true, note: true }).shape,
  spoken: z.boolean().default(false),
})
const Recorder = z.object({ needs: z.array(z.string()).default([]), mayOnlyAssist: z.boolean().optional() })
const Device = z.object({ check: DeviceRule.shape.check })
const Integrity = z.object({ forbidden: z.boolean().default(false) })
const Handover = z.object({
  within: z.string().optional(),
  from: z.enum([...HandoverRule.shape.from.options, 'return-to-unit']).optional(),
  to: z.string().optional(),
  exceptionReasons: z.array(z.string()).optional(),
  due: z.string().optional(),
})
const Consolidation = z.object({
  every: z.string().optional(),
  by: z.string().optional(),
  due: z.string().optional(),
})

export type InterruptionAnswer = Told<z.infer<typeof Interruption>>
export type HandoverAnswer = Told<z.infer<typeof Handover>>
export type ConsolidationAnswer = Told<z.infer<typeof Consolidation>>

const [HOUR, DAY] = [3_600_000, 86_400_000]

type HandoverFacts = Omit<Extract<Question, { ask: 'handover' }>, 'ask' | 'recordingEnd'> & {
  readonly recordingEnd: Instant
  /** The same end in milliseconds. */
  readonly endsAt: number
}
const asking = ({ endsAt: _same, ...facts }: HandoverFacts): Question => ({ ask: 'handover', ...facts })

/** `dueAt` in milliseconds; undefined where a setting is missing. */
interface DatedHandover {
  readonly answer: HandoverAnswer
  readonly dueAt: number | undefined
}

function dated(answer: HandoverAnswer): DatedHandover {
  const due = Instant.safeParse(answer.due).data
  return { answer, dueAt: due === undefined ? undefined : momentOf(due) }
}

/** What the rules say of one kind of activity. */
export interface KindRules {
  readonly kind: Activity
  readonly recording: Told<z.infer<typeof Recording>>
  readonly continuity: Told<z.infer<typeof Continuity>>
  readonly crew: Told<z.infer<typeof Crew>>
  readonly holds: Told<z.infer<typeof Holds>>
  /** What must be in the picture, each point with its own articles. */
  readonly pictures: readonly { readonly point: string; readonly citations: readonly Citation[] }[]
  readonly notice: Told<z.infer<typeof Notice>>
}

/** What was asked of the rules of a day, each thing once. */
export class RulesInForce {
  readonly #asker: Asker
  readonly #kinds = new Map<Activity, KindRules>()
  readonly #once = new Map<string, unknown>()
  readonly #consolidations = new Map<CalendarDate, ConsolidationAnswer>()
  readonly #byDutyEnd = { all: new Map<Instant, DatedHandover>(), 'evidence-disc': new Map<Instant, DatedHandover>() }

  constructor(asker: Asker) {
    this.#asker = asker
  }

  /** What settings are called, one after another. */
  titles(settings: readonly string[]): Text {
    const titles = settings.map((key) => this.#asker.titleOf?.(key) ?? text(key, key))
    return text(titles.map((one) => one.zh).join('、'), titles.map((one) => one.en).join(', '))
  }

  kind(kind: Activity): KindRules {
    const known = this.#kinds.get(kind)
    if (known !== undefined) return known
    const rules: KindRules = {
      kind,
      recording: this.#told(Recording, { ask: 'recording', activity: kind }),
      continuity: this.#told(Continuity, { ask: 'continuity', activity: kind }),
      crew: this.#told(Crew, { ask: 'recording', activity: kind }, (rule) => 'crew' in rule && rule.crew !== undefined),
      holds: this.#told(
        Holds,
        { ask: 'recording', activity: kind },
        (rule) => 'holds' in rule && rule.holds !== undefined,
      ),
      pictures: this.#pictures(kind),
      notice: this.#told(Notice, { ask: 'notice', activity: kind }),
    }
    this.#kinds.set(kind, rules)
    return rules
  }

  get interruption(): InterruptionAnswer {
    return this.#kept('interruption', () => this.#told(Interruption, { ask: 'interruption' }))
  }

  recorder(who: 'officer' | 'auxiliary'): Told<z.infer<typeof Recorder>> {
    return this.#kept(who, () => this.#told(Recorder, { ask: 'recorder', who }))
  }

  get device(): Told<z.infer<typeof Device>> {
    return this.#kept('device', () =>
      this.#told(Device, { ask: 'device' }, (rule) => 'check' in rule && rule.check !== undefined),
    )
  }

  get filmingLater(): Told<z.infer<typeof Integrity>> {
    return this.#kept('filming-later', () => this.#told(Integrity, { ask: 'integrity', deed: 'filming-later' }))
  }

  /** The rule itself, without a day; `due` is absent. */
  handover(what: 'all' | 'evidence-disc'): HandoverAnswer {
    return this.#kept(what, () => this.#told(Handover, { ask: 'handover', what }))
  }

  /**
   * By when one recording is handed over. A city has hundreds of thousands: where one rule alone speaks and nobody was
   * away, hours from the end of recording are added here, and what hangs on the end of duty is asked once for each end.
   */
  handoverOf(facts: HandoverFacts): DatedHandover {
    const rule = this.handover(facts.what)
    if (rule.ruleCount !== 1 || facts.returned !== undefined || facts.reason !== undefined)
      return dated(this.#told(Handover, asking(facts)))
    const [, hours] = /^(\d+) hour$/.exec(rule.within ?? '') ?? []
    if (hours !== undefined && rule.from === 'recording-end')
      return { answer: rule, dueAt: facts.endsAt + Number(hours) * HOUR }
    if (rule.from !== 'duty-end') return dated(this.#told(Handover, asking(facts)))
    const end = facts.dutyEnd ?? facts.recordingEnd
    const known = this.#byDutyEnd[facts.what].get(end)
    if (known !== undefined) return known
    const answer = dated(this.#told(Handover, asking(facts)))
    this.#byDutyEnd[facts.what].set(end, answer)
    return answer
  }

  consolidation(recordedOn: CalendarDate): ConsolidationAnswer {
    const known = this.#consolidations.get(recordedOn)
    if (known !== undefined) return known
    const answer = this.#told(Consolidation, { ask: 'consolidation', recordedOn })
    this.#consolidations.set(recordedOn, answer)
    return answer
  }

  #kept<T>(key: string, ask: () => T): T {
    if (!this.#once.has(key)) this.#once.set(key, ask())
    // Each key is asked in one place and so has one type, which a map cannot say.
    return this.#once.get(key) as T
  }

  #pictures(activity: Activity): KindRules['pictures'] {
    const question: Question = { ask: 'content', activity }
    return this.#told(Content, question).points.map((point) => {
      const names = (rule: Rule): boolean =>
        rule.kind === 'content' && rule.points.some((one) => one.point.zh === point)
      return { point, citations: this.#told(Content, question, names).citations }
    })
  }

  /** An answer, citing the rules it stands on: of these only those that `isMeant` says speak of the part in question. */
  #told<T>(schema: z.ZodType<T>, question: Question, isMeant?: (rule: Rule) => boolean): Told<T> {
    const { value, rules, open } = this.#asker.ask(question)
    const meant = rules.filter((used) => {
      const rule = this.#asker.ruleOf?.(used)
      return isMeant === undefined || rule === undefined || isMeant(rule)
    })
    return { ...schema.parse(value), citations: meant.flatMap((one) => one.citations), ruleCount: rules.length, open }
  }
}

/** The rules in force at a moment, each day's asked for once. Moments are milliseconds since 1970. */
export class RulesByDay {
  readonly #askOn: AskOn
  /** By the number of the day in Beijing, which is eight hours ahead of UTC. */
  readonly #days = new Map<number, { readonly day: CalendarDate; readonly rules: RulesInForce }>()
  readonly #askers = new Map<Asker, RulesInForce>()

  constructor(askOn: AskOn) {
    this.#askOn = askOn
  }

  at(moment: number): RulesInForce {
    return this.#of(moment).rules
  }

  /** The day in Beijing on which the moment falls. */
  dayAt(moment: number): CalendarDate {
    return this.#of(moment).day
  }

  #of(moment: number) {
    const number = Math.floor((moment + 8 * HOUR) / DAY)
    const known = this.#days.get(number)
    if (known !== undefined) return known
    const day = dayOf(instantOf(moment))
    const asker = this.#askOn(day)
    const rules = this.#askers.get(asker) ?? new RulesInForce(asker)
    this.#askers.set(asker, rules)
    const made = { day, rules }
    this.#days.set(number, made)
    return made
  }
}
