import { dayOf, instantOf, text } from '../kernel/index.ts'
import type { CalendarDate, Citation, Instant, Text } from '../kernel/index.ts'
import type { Activity, AnswerOf, Question, QuestionOf, Rule, RuleUsed, Values } from '../policy/index.ts'
import type { Finding } from './finding.ts'
import { momentOf } from './moment.ts'

/** The rules in force on one day, to be asked. */
export interface Asker {
  ask<Q extends Question>(question: Q): AnswerOf<Q>
  /** The rule an answer stands on, so that only the articles of the part in question are cited; all where unknown. */
  ruleOf?(used: RuleUsed): Rule | undefined
  /** What a setting is called; by its key where unknown. */
  titleOf?(setting: string): Text | undefined
  /** Whether every place a rule stands on only tells offices what to bring in line: it is then owed by no person. */
  isOrganisational?(used: RuleUsed): boolean
  /** The articles by which every activity has a text record; none where no instrument says so. */
  textRecord?(): readonly Citation[]
  /** That an instrument in force was issued only later, of that instrument; undefined where it was known that day. */
  issuedLater?(pack: string): Text | undefined
}
/** The rules in force on a day. The same asker for days with the same rules: what it has answered is then kept. */
export type AskOn = (day: CalendarDate) => Asker

/** A value, the articles it stands on and of how many rules, and the settings without which it is not final. */
export type Told<T> = T & {
  readonly citations: readonly Citation[]
  readonly ruleCount: number
  readonly open: readonly string[]
}

/** What one rule takes for a gap of the kinds it excuses. */
export type InterruptionWay = Values['interruption']['ways'][number] & { readonly citations: readonly Citation[] }
export type InterruptionAnswer = Told<{ readonly ways: readonly InterruptionWay[] }>
export type HandoverAnswer = Told<Values['handover']>
export type ConsolidationAnswer = Told<Values['consolidation']>

const [HOUR, DAY] = [3_600_000, 86_400_000]

type HandoverFacts = Omit<QuestionOf<'handover'>, 'ask' | 'recordingEnd'> & {
  readonly recordingEnd: Instant
  /** The same end in milliseconds. */
  readonly endsAt: number
}
const asking = ({ endsAt: _same, ...facts }: HandoverFacts): QuestionOf<'handover'> => ({ ask: 'handover', ...facts })

/** `dueAt` in milliseconds; undefined where a setting is missing. */
interface DatedHandover {
  readonly answer: HandoverAnswer
  readonly dueAt: number | undefined
}

function dated(answer: HandoverAnswer): DatedHandover {
  return { answer, dueAt: answer.due === undefined ? undefined : momentOf(answer.due) }
}

/** What the rules say of one kind of activity. */
export interface KindRules {
  readonly kind: Activity
  readonly recording: Told<Values['recording']>
  readonly continuity: Told<Values['continuity']>
  readonly crew: Told<Values['recording']>
  readonly holds: Told<Values['recording']>
  /** What must be in the picture, each point with its own articles. */
  readonly pictures: readonly { readonly point: string; readonly citations: readonly Citation[] }[]
  /** The articles by which each thing that is taken is in the picture; none where no instrument says so. */
  readonly goods: readonly Citation[]
  readonly notice: Told<Values['notice']>
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
      recording: this.#told({ ask: 'recording', activity: kind }),
      continuity: this.#told({ ask: 'continuity', activity: kind }),
      crew: this.#told({ ask: 'recording', activity: kind }, (rule) => 'crew' in rule && rule.crew !== undefined),
      holds: this.#told({ ask: 'recording', activity: kind }, (rule) => 'holds' in rule && rule.holds !== undefined),
      pictures: this.#pictures(kind),
      goods: this.#goods(kind),
      notice: this.#told({ ask: 'notice', activity: kind }),
    }
    this.#kinds.set(kind, rules)
    return rules
  }

  get interruption(): InterruptionAnswer {
    return this.#kept('interruption', () => {
      const question = { ask: 'interruption' } as const
      const { rules } = this.#asker.ask(question)
      const told = this.#told(question)
      // The ways are the rules one by one.
      return { ...told, ways: told.ways.map((way, i) => ({ ...way, citations: rules[i]?.citations ?? [] })) }
    })
  }

  /** Who may record. That offices are to see to certificates asks nothing of a person. */
  recorder(who: 'officer' | 'auxiliary'): Told<Values['recorder']> {
    return this.#kept(who, () => {
      const question: QuestionOf<'recorder'> = { ask: 'recorder', who }
      const isOwed = (used: RuleUsed): boolean => this.#asker.isOrganisational?.(used) !== true
      const { rules } = this.#asker.ask(question)
      const told = this.#told(question)
      if (rules.every(isOwed)) return told
      const owed = rules.filter(isOwed)
      const needs = owed.flatMap((used) => {
        const rule = this.#asker.ruleOf?.(used)
        return rule?.kind === 'recorder' ? rule.needs : []
      })
      return { ...told, needs, citations: owed.flatMap((one) => one.citations), ruleCount: owed.length }
    })
  }

  /**
   * What was found, held against nobody under an instrument that was issued only later: what stands on it alone is a note
   * that says so, and it is not cited beside others.
   */
  asKnownThen(found: readonly Finding[]): readonly Finding[] {
    return found.map((one) => {
      const known = one.citations.filter(({ article }) => this.#issuedLater(article) === undefined)
      if (known.length === one.citations.length) return one
      if (known.length > 0) return { ...one, citations: known }
      const [later] = one.citations.flatMap(({ article }) => this.#issuedLater(article) ?? [])
      const { zh, en } = later ?? text('', '')
      return {
        ...one,
        weight: 'note',
        message: text(`${one.message.zh}（${zh}）`, `${one.message.en} (${en})`),
      }
    })
  }

  readonly #issuedLater = (article: string): Text | undefined => this.#asker.issuedLater?.(article.split('/')[0] ?? '')

  /** The articles by which every activity has a text record, whatever was filmed. */
  get textRecord(): readonly Citation[] {
    return this.#kept('text-record', () => this.#asker.textRecord?.() ?? [])
  }

  get device(): Told<Values['device']> {
    return this.#kept('device', () =>
      this.#told({ ask: 'device' }, (rule) => 'check' in rule && rule.check !== undefined),
    )
  }

  /** Kinds of activity that are filmed with a worn camera. */
  get worn(): Told<Values['device']> {
    return this.#kept('worn', () => this.#told({ ask: 'device' }, (rule) => 'worn' in rule && rule.worn !== undefined))
  }

  get filmingLater(): Told<Values['integrity']> {
    return this.#kept('filming-later', () => this.#told({ ask: 'integrity', deed: 'filming-later' }))
  }

  /** The rule itself, without a day; `due` is absent. */
  handover(what: 'all' | 'evidence-disc'): HandoverAnswer {
    return this.#kept(what, () => this.#told({ ask: 'handover', what }))
  }

  /**
   * By when one recording is handed over. A city has hundreds of thousands: where one rule alone speaks and nobody was
   * away, hours from the end of recording are added here, and what hangs on the end of duty is asked once for each end.
   */
  handoverOf(facts: HandoverFacts): DatedHandover {
    const rule = this.handover(facts.what)
    if (rule.ruleCount !== 1 || facts.returned !== undefined || facts.reason !== undefined)
      return dated(this.#told(asking(facts)))
    const [, hours] = /^(\d+) hour$/.exec(rule.within ?? '') ?? []
    if (hours !== undefined && rule.from === 'recording-end')
      return { answer: rule, dueAt: facts.endsAt + Number(hours) * HOUR }
    if (rule.from !== 'duty-end') return dated(this.#told(asking(facts)))
    const end = facts.dutyEnd ?? facts.recordingEnd
    const known = this.#byDutyEnd[facts.what].get(end)
    if (known !== undefined) return known
    const answer = dated(this.#told(asking(facts)))
    this.#byDutyEnd[facts.what].set(end, answer)
    return answer
  }

  consolidation(recordedOn: CalendarDate): ConsolidationAnswer {
    const known = this.#consolidations.get(recordedOn)
    if (known !== undefined) return known
    const answer = this.#told({ ask: 'consolidation', recordedOn })
    this.#consolidations.set(recordedOn, answer)
    return answer
  }

  #kept<T>(key: string, ask: () => T): T {
    if (!this.#once.has(key)) this.#once.set(key, ask())
    // Each key is asked in one place and so has one type, which a map cannot say.
    return this.#once.get(key) as T
  }

  #goods(activity: Activity): KindRules['goods'] {
    const question: QuestionOf<'content'> = { ask: 'content', activity }
    return this.#asker.ask(question).rules.flatMap((used) => {
      const rule = this.#asker.ruleOf?.(used)
      return rule?.kind === 'content' && rule.eachGood === true ? used.citations : []
    })
  }

  #pictures(activity: Activity): KindRules['pictures'] {
    const question: QuestionOf<'content'> = { ask: 'content', activity }
    return this.#told(question).points.map((point) => {
      const names = (rule: Rule): boolean =>
        rule.kind === 'content' && rule.points.some((one) => one.point.zh === point)
      return { point, citations: this.#told(question, names).citations }
    })
  }

  /** An answer, citing the rules it stands on: of these only those that `isMeant` says speak of the part in question. */
  #told<Q extends Question>(question: Q, isMeant?: (rule: Rule) => boolean): Told<Values[Q['ask']]> {
    const { value, rules, open } = this.#asker.ask(question)
    const meant = rules.filter((used) => {
      const rule = this.#asker.ruleOf?.(used)
      return isMeant === undefined || rule === undefined || isMeant(rule)
    })
    return { ...value, citations: meant.flatMap((one) => one.citations), ruleCount: rules.length, open }
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
