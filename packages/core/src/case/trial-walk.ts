import { dateOf, numberOf } from '../calendar/index.ts'
import type { CalendarDate } from '../kernel/index.ts'
import { allOf, asksOf, ask, judge, stands, stepsAt, wasDone } from '../policy/index.ts'
import type { Done, Judged, RulesOn, Story } from '../policy/index.ts'
import { Act, comesUp, Fact, facts as FACTS, isOfPeople, isOurs } from '../procedure/index.ts'
import type { CaseTold, Said } from '../procedure/index.ts'
import { openOn } from './check.ts'
import type { Next } from './check.ts'
import { approvedBy, told } from './trial.ts'
import { approvalWanted } from './wanted.ts'

/** One case as it came about, for tests: what was entered, with its marks; what was tried in vain; where it ended. */
export interface Walk {
  readonly told: Omit<CaseTold, 'acts'>
  readonly entered: readonly Judged[]
  readonly tried: readonly Judged[]
  /** The story and the day before it was brought to its end. */
  readonly middle: { readonly story: Story; readonly day: CalendarDate; readonly entered: number }
  readonly story: Story
  readonly day: CalendarDate
  readonly ended: boolean
  /** What refused an act that was well told, and stood nowhere when the act was shown. */
  readonly hidden: readonly string[]
  /** `penalty-decided allowed`, `refused national/step-notice-first`, `excepted …`, `ended by no-penalty-decided`. */
  readonly reached: ReadonlySet<string>
}

type RulesBy = (day: CalendarDate) => RulesOn
type Chance = (of: number) => number

/** Numbers from 0 below `of`, the same for the same seed (xorshift32). */
export function chance(seed: number): Chance {
  let x = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) | 1
  return (of) => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return (x >>> 0) % of
  }
}

/** Of what may be one of several, the answer of which nothing else is asked. */
const SAID_WELL: Partial<Readonly<Record<Fact, string>>> = {
  'lifting-ground': 'not-needed',
  'goods-outcome': 'returned',
  'preservation-outcome': 'returned',
  'remedy-outcome': 'upheld',
  revocation: 'revoked',
  'signatory-is': 'agent',
  'ruling-for': 'as-proposed',
  'substitute-ground': 'traffic',
}
/** What has no sum where nothing is changed. */
const NO_SUM: readonly Act[] = ['reconsideration-decided', 'suit-decided', 'decision-annulled', 'decision-revoked']
/** What is said where nothing is wrong. */
const NO: readonly Fact[] = [
  'minor-questioned',
  'daily-necessities',
  'powers-exceeded',
  'crime-suspected',
  'household-supplies-cut',
]
const WELL: Said = Object.fromEntries(
  Fact.options.flatMap((fact): readonly (readonly [Fact, boolean | string | number])[] => {
    const { type } = FACTS[fact]
    const said: Partial<Record<typeof type, boolean | string | number | undefined>> = {
      'yes-no': !NO.includes(fact),
      text: fact === 'source' ? '检查' : fact === 'penalty-kind' ? '限期拆除、罚款' : '写明',
      amount: 150,
      count: 1,
      choice: SAID_WELL[fact],
      outcome: 'agreed',
      method: 'direct',
    }
    // Nothing has grown on a fine that is asked for in time; all that was paid is given back; no cause is named.
    const value = fact === 'additional-fine' ? 0 : fact === 'refunded-amount' ? 5000 : said[type]
    return value === undefined ? [] : [[fact, value]]
  }),
)

/** Who does it, where it is not those who handle the case. */
const BY: Partial<Readonly<Record<Act, readonly string[]>>> = {
  reviewed: ['law'],
  'disagreement-ruled': ['head'],
  // Another than those who go on with the case.
  'officer-recused': ['c'],
  deliberated: ['head', 'deputy'],
  'hearing-arranged': ['deputy'],
  'hearing-held': ['deputy'],
}

/** After what the world around the bureau does something. */
const HAPPENS: Partial<Readonly<Record<Act, readonly Act[]>>> = {
  'appraisal-received': ['appraisal-commissioned'],
  'statement-made': ['notice-served', 'demand-served'],
  'rights-waived': ['notice-served'],
  'hearing-requested': ['notice-served'],
  'fine-paid': ['decision-served', 'penalty-on-the-spot'],
  'deferral-applied-for': ['decision-served'],
  'court-accepted': ['court-applied'],
  'court-declined': ['court-applied'],
  'court-ruled': ['court-accepted'],
  'reconsideration-received': ['decision-served', 'penalty-on-the-spot'],
  'reconsideration-decided': ['reconsideration-received'],
  'suit-received': ['decision-served', 'penalty-on-the-spot'],
  'suit-decided': ['suit-received'],
  'reconsideration-through-us': ['decision-served', 'penalty-on-the-spot'],
  'decision-annulled': ['reconsideration-decided', 'suit-decided'],
  'compensation-claimed': ['decision-annulled', 'decision-revoked'],
  'demolition-mandated': ['demolition-announced'],
  'recusal-asked': ['case-filed'],
  'jurisdiction-disputed': ['case-filed'],
  'jurisdiction-designated': ['jurisdiction-disputed'],
  'party-ended': ['decision-served'],
  'transfer-received': ['transferred'],
  'police-filed': ['transferred'],
  'transfer-returned': ['transferred'],
}
/** What seldom befalls a case, and changes its whole course. */
const SELDOM: readonly Act[] = ['recusal-asked', 'jurisdiction-disputed', 'party-ended', 'decision-annulled']

const SETS_A_DAY: readonly Act[] = [
  'notice-served',
  'correction-ordered',
  'deferral-granted',
  'measure-extended',
  'hearing-notified',
  'demolition-announced',
]

/** What others do sooner or later once this was done: they sign for a transfer, say whose case it is, and decide what they were asked. */
const OWED: readonly (readonly [kind: Act, after: Act])[] = [
  ['transfer-received', 'transferred'],
  ['jurisdiction-designated', 'jurisdiction-disputed'],
  ['reconsideration-decided', 'reconsideration-received'],
  ['suit-decided', 'suit-received'],
]

/** By which acts a case comes to its end, the nearest to it first; giving it up is the last resort. */
const TO_THE_END: readonly Act[] = [
  'archived',
  'case-closed',
  'goods-returned',
  'goods-forfeited',
  'crime-goods-handed-over',
  'fine-refunded',
  'compensation-decided',
  'recusal-refused',
  'party-succeeded',
  'execution-resumed',
  'later-paper-served',
  'measure-lifted',
  'preservation-disposed',
  'rechecked',
  'performed',
  'court-applied',
  'deferral-granted',
  'demand-served',
  'demolition-announced',
  'execution-decided',
  'execution-served',
  'demolished',
  'substitute-decided',
  'substitute-reminded',
  'substitute-performed',
  'decision-served',
  'penalty-on-the-spot',
  'penalty-decided',
  'transfer-declined',
  'transferred',
  'case-filed',
  'investigation-resumed',
  'investigation-ended',
  'statement-rechecked',
  'appraisal-told',
  'hearing-arranged',
  'hearing-notified',
  'hearing-held',
  'hearing-reported',
  'review-submitted',
  'reviewed',
  'deliberated',
  'handling-approved',
  'notice-served',
  'change-approved',
  'not-filed',
  'no-penalty-decided',
  'case-withdrawn',
]

const later = (day: CalendarDate, days: number): CalendarDate => dateOf(numberOf(day) + days)
const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** What may be wrong with one act: left out, done by others, or said otherwise. */
type Slip = (act: Done, at: Chance, asked: readonly Fact[]) => Done
const METHODS = ['left', 'post', 'electronic', 'notice', 'notice-posted', 'forwarded'] as const
const without = ({ says, ...act }: Done, fact: Fact): Done => ({ ...act, says: { ...says, [fact]: undefined } })
/** Of what is asked, one is denied, or not told. */
const unsaid: Slip = (act, at, asked) => {
  const fact = asked[at(Math.max(1, asked.length))]
  if (fact === undefined) return { ...act, by: act.by.slice(1) }
  if (FACTS[fact].type !== 'yes-no') return without(act, fact)
  return { ...act, says: { ...act.says, [fact]: NO.includes(fact) } }
}
const otherwise: Slip = (act, at, asked) =>
  asked.includes('method')
    ? unsaid({ ...act, says: { ...act.says, method: METHODS[at(METHODS.length)] ?? 'left' } }, at, asked)
    : unsaid(act, at, asked)
const SLIPS: readonly Slip[] = [
  (act) => ({ ...act, by: act.by.slice(1) }),
  (act) => ({ ...act, by: ['a', 'aux'] }),
  (act) => ({ ...act, by: ['a', 'b'] }),
  (act) => ({ ...act, says: {} }),
  unsaid,
  unsaid,
  unsaid,
  otherwise,
  otherwise,
  otherwise,
  otherwise,
  (act) => ({ ...act, says: { ...act.says, 'found-facts': '另一事实' } }),
  (act) => ({ ...act, says: { ...act.says, 'fine-amount': 5000 } }),
  (act) => ({ ...act, says: { ...act.says, outcome: 'to-be-corrected', corrections: '补充证据' } }),
  (act) => ({ ...act, approvals: [] }),
  (act) => ({ ...act, approvals: act.approvals.slice(1) }),
  (act) => ({ ...act, approvals: act.approvals.map((one) => ({ ...one, opinion: 'returned' as const })) }),
  (act) => ({ ...act, recorded: { missing: true } }),
  (act) => ({ ...act, recorded: { excused: '设备故障' } }),
  (act) => ({ ...act, until: clock(17 * 60 + 50) }),
  ({ of: _of, ...act }) => act,
]

/** What ends a case before its time, and what is left where nothing else leads on. */
const EARLY: readonly Act[] = [
  'licence-applied-for',
  'other-act-begun',
  'case-withdrawn',
  'not-filed',
  'no-penalty-decided',
  'transfer-approved',
  'transferred',
  'decision-revoked',
]
const ENFORCED: readonly Act[] = ['court-applied', 'demolished', 'substitute-performed']
const ENFORCING: readonly Act[] = [
  'demand-served',
  'court-applied',
  'demolition-announced',
  'execution-decided',
  'execution-served',
  'demolished',
  'substitute-decided',
  'substitute-reminded',
  'substitute-performed',
]
const RESORTS: readonly Act[] = ['not-filed', 'no-penalty-decided', 'case-withdrawn']
const ENDS: readonly Act[] = [
  'not-filed',
  'penalty-on-the-spot',
  'penalty-decided',
  'no-penalty-decided',
  'transferred',
  'case-withdrawn',
]

const FIRST = '2026-03-02' as CalendarDate

function someCase(isSo: (oneIn: number) => boolean): Walk['told'] {
  const { acts: _, ...about } = told([], {
    procedure: isSo(8) ? 'simple' : 'ordinary',
    papers: [
      'changsha-county-2023/paper-deferral-application',
      'changsha-county-2023/paper-investigation-report',
      // One for each preservation: none is the notice of two.
      ...Array.from({ length: 9 }, () => 'changsha-county-2023/paper-preservation-handling'),
    ],
    party: isSo(3)
      ? { kind: 'organisation' }
      : { kind: 'citizen', born: (isSo(15) ? '2014-05-01' : '1980-05-01') as CalendarDate },
    facts: {
      major: isSo(3),
      complex: isSo(3),
      'hearing-due': isSo(3),
      continuing: isSo(12),
      'life-or-finance': isSo(8),
      'harm-done': isSo(2),
      'no-penalty-due': isSo(12),
      'building-to-demolish': isSo(6),
      'enterprise-inspection': isSo(6),
    },
  })
  const examined = { on: FIRST, authentic: true, lawful: !isSo(12), relevant: true }
  const item = { kind: 'documentary' as const, title: '现场照片', proves: '占用人行道', ...(!isSo(8) && { examined }) }
  // Older files list no evidence.
  return isSo(3) ? about : { ...about, evidence: [item] }
}

/** A case that chooses among what is open, now and then slips or tries what is not, and is brought to its end. */
export function walk(seed: number, rulesOn: RulesBy): Walk {
  const walker = new Walker(seed, rulesOn)
  walker.begin()
  for (let n = 0; n < 6 && !walker.isOver; n++) walker.wander()
  return walker.end()
}

class Walker {
  readonly #at: Chance
  readonly #rulesOn: RulesBy
  readonly #told: Walk['told']
  readonly #entered: Judged[] = []
  readonly #refused: Judged[] = []
  readonly #reached = new Set<string>()
  readonly #tried = new Set<string>()
  readonly #hidden = new Set<string>()
  /** A party that has to be made to perform. */
  readonly #isUnwilling: boolean
  #story: Story
  #day = FIRST
  #hasPaid = false
  #minute = 9 * 60

  constructor(seed: number, rulesOn: RulesBy) {
    this.#at = chance(seed)
    this.#rulesOn = rulesOn
    this.#told = someCase(this.#isSo)
    this.#isUnwilling = this.#isSo(4)
    this.#story = { told: this.#told, effective: [], refused: [] }
  }

  get isOver(): boolean {
    return this.#isDone('archived')
  }

  readonly #isSo = (oneIn: number): boolean => this.#at(oneIn) === 0
  readonly #isDone = (kind: Act): boolean => wasDone(this.#story, kind)
  #slipped(form: Done): Done {
    // Whom such an act names is not who does it: were it those who go on, nobody would.
    const slip = this.#isSo(4) && !isOfPeople(form.act) ? SLIPS[this.#at(SLIPS.length)] : undefined
    return slip ? slip(form, this.#at, asksOf(this.#rulesOn(FIRST), form.act).facts) : form
  }
  readonly #owes = (kind: Act, after: Act): boolean => {
    const [asked, given] = [after, kind].map((one) => allOf(this.#story, [one]).at(-1)?.order ?? -1)
    return Number(asked) > Number(given) || this.#times(after) > this.#times(kind)
  }
  readonly #times = (kind: Act): number => allOf(this.#story, [kind]).length

  /** How many pieces of what was taken went into store. */
  readonly #inStore = (taken: string): number =>
    allOf(this.#story, ['goods-stored'])
      .filter(({ of }) => of === taken)
      .reduce((sum, { says }) => sum + Number(says['goods-count'] ?? 0), 0)

  #wellSaid(kind: Act, of: Done | undefined): Said {
    const { 'fine-amount': _sum, ...more } = WELL
    if (kind === 'decision-annulled') return { ...more, 'remedy-outcome': 'annulled' }
    // On the spot nothing is ordered removed (行政处罚法 art. 51).
    if (kind === 'penalty-on-the-spot') return { ...WELL, 'penalty-kind': '罚款' }
    if (NO_SUM.includes(kind)) return more
    return of ? { ...WELL, 'returned-count': 1 - this.#inStore(of.key) } : WELL
  }

  begin(): void {
    const ended = later(this.#day, this.#isSo(20) ? -800 : -this.#at(20))
    this.#enter({ ...this.#form({ act: 'violation-ended' }), on: ended })
    this.#enter(this.#form({ act: 'violation-discovered' }))
    this.#enter(this.#form({ act: 'lead-registered' }))
  }

  /** A day's work: up to five steps of what is open in the morning, or what befalls the bureau. */
  wander(): void {
    this.#forward(this.#isSo(25) ? 40 + this.#at(80) : this.#at(6))
    this.#happen(3)
    const coming = openOn(this.#story, this.#day, this.#rulesOn)
    const weights = coming.map((next) => this.#weight(next))
    let isMorning = true
    for (let n = this.#at(5); n >= 0; n--) {
      const chosen = this.#oneOf(coming, weights)
      if (chosen === undefined) return
      const form = this.#form(chosen)
      if (isMorning) this.#hideNothing(chosen, form)
      isMorning = false
      // The morning's list is not looked at anew: what was done about a thing is off it.
      if (chosen.of) weights[coming.indexOf(chosen)] = 0
      this.#enter(this.#slipped(form))
    }
  }

  /** Whatever refuses an act when it is told stood there when it was shown, unless it follows from what it says. */
  #hideNothing(next: Next, act: Done): void {
    const asked = { act, story: this.#story, rules: this.#rulesOn(act.on), rulesOn: this.#rulesOn, ask }
    const shown = new Set([...next.conditions, ...next.asks].map(({ code }) => code))
    const { conditions, steps } = judge(asked)
    for (const [at, { code, effect }] of conditions.entries())
      if (effect === 'refused' && !shown.has(code) && steps[at]?.rule.when?.kind !== 'says')
        this.#hidden.add(`${act.act}: ${code}`)
  }

  /** Every case can move on or end: this one is led to its archive by whatever is open, waiting for what takes time. */
  end(): Walk {
    const middle = { story: this.#story, day: this.#day, entered: this.#entered.length }
    // Missing recordings are explained first, as whoever handles a case does before it goes on.
    this.#story = { ...this.#story, effective: this.#story.effective.map(excused) }
    for (let n = 0; n < 40 && !this.isOver; n++) if (!this.#goOn(n < 6)) break
    const end = ENDS.findLast(this.#isDone)
    if (end !== undefined) this.#reached.add(`ended by ${end}`)
    return {
      told: this.#told,
      entered: this.#entered,
      tried: this.#refused,
      middle,
      story: this.#story,
      day: this.#day,
      ended: this.isOver,
      hidden: [...this.#hidden],
      reached: this.#reached,
    }
  }

  /** All that leads on, or else a day that is waited for, or else giving up; false where there is none of them. */
  #goOn(isStillOpen: boolean): boolean {
    if (isStillOpen) this.#happen(3)
    // What others owe the case, they do.
    for (const [kind, after] of OWED) if (this.#owes(kind, after)) this.#enter(this.#form({ act: kind }))
    this.#pay()
    const coming = openOn(this.#story, this.#day, this.#rulesOn, TO_THE_END)
    const ways = TO_THE_END.flatMap((kind) => coming.filter((one) => one.act === kind))
    const open = ways.filter((one) => isOpen(one) && !this.#tried.has(`${one.act} ${one.of?.key}`))
    const on = open.filter((one) => !RESORTS.includes(one.act) && !this.#isOffTheWay(one.act))
    const [wait] = ways.flatMap((one) => one.earliest ?? []).toSorted()
    if (on.length === 0 && wait !== undefined) this.#forward(numberOf(wait) - numberOf(this.#day))
    const next = on.length > 0 ? on : wait === undefined ? open.slice(0, 1) : []
    for (const one of next) {
      this.#tried.add(`${one.act} ${one.of?.key}`)
      this.#enter(this.#form(one))
      // The days before a hearing are counted back from it, and nothing says on which it could be.
      if (one.act === 'hearing-notified') this.#forward(12)
    }
    return next.length > 0 || wait !== undefined
  }

  /** The fine is paid in the end, whatever it was: by a willing party, or once it was enforced. */
  #pay(): void {
    const isServed = this.#isDone('decision-served') || this.#isDone('penalty-on-the-spot')
    const refuses = this.#isUnwilling && !ENFORCED.some(this.#isDone)
    if (this.#hasPaid || refuses || !isServed) return
    this.#hasPaid = true
    const form = this.#form({ act: 'fine-paid' })
    this.#enter({ ...form, says: { ...form.says, 'paid-amount': 5000 } })
  }

  #isOffTheWay(act: Act): boolean {
    if (act === 'performed' && this.#isUnwilling) return !ENFORCED.some(this.#isDone)
    const isBuilding = this.#told.facts['building-to-demolish'] === true
    if (ENFORCING.includes(act)) return !this.#isUnwilling || (act.startsWith('substitute') && !isBuilding)
    return act === 'penalty-on-the-spot' && this.#told.procedure !== 'simple'
  }

  #forward(days: number): void {
    this.#day = later(this.#day, days)
    if (days > 0) this.#minute = 9 * 60
  }

  /** What others do, if they do. */
  #happen(oneIn: number): void {
    const could = Act.options.filter(
      (kind) => HAPPENS[kind]?.some(this.#isDone) === true && comesUp(kind, this.#isDone) && this.#times(kind) < 2,
    )
    const chosen = could[this.#at(Math.max(1, could.length))]
    const isRare = chosen !== undefined && SELDOM.includes(chosen)
    if (chosen !== undefined && this.#isSo(isRare ? 4 * oneIn : oneIn))
      this.#enter(this.#slipped(this.#form({ act: chosen })))
  }

  /** What was done already is done again less often, what ends a case early not at every chance. */
  #weight(next: Next): number {
    const isRare = EARLY.includes(next.act) || this.#isOffTheWay(next.act)
    const weight = !isOpen(next) ? 2 : TO_THE_END.includes(next.act) ? 60 : 20
    return weight / (1 + this.#times(next.act)) ** 2 / (isRare ? 60 : 1)
  }

  #oneOf(coming: readonly Next[], weights: readonly number[]): Next | undefined {
    let left = (this.#at(1_000_000) / 1_000_000) * weights.reduce((sum, one) => sum + one, 0)
    return coming.find((_next, i) => (left -= weights[i] ?? 0) < 0)
  }

  #form({ act: kind, of, conditions = [] }: Pick<Next, 'act'> & Partial<Next>): Done {
    if (this.#minute > 17 * 60) this.#forward(1)
    const [from, until] = [clock(this.#minute), clock(this.#minute + 10)]
    this.#minute += 15
    const [day, rules] = [this.#day, this.#rulesOn(this.#day)]
    const names = conditions.length === 0 ? [] : (approvalWanted(conditions, rules)?.names ?? [])
    const order = this.#story.effective.length
    return {
      act: kind,
      on: day,
      at: from,
      until,
      place: '现场',
      number: order + 1,
      order,
      key: String(order + 1),
      ...(of && { of: of.key }),
      by: isOurs(kind) ? ((BY[kind] ?? ['a', 'b']) as string[]) : [],
      approvals: approvedBy(day, ...names).map((one) => ({ ...one, opinion: 'agreed' as const })),
      says: this.#wellSaid(kind, of),
      recorded: [{ at: from, until }],
      ...(SETS_A_DAY.includes(kind) && { dueOn: later(day, kind === 'measure-extended' ? 20 : 15) }),
    }
  }

  /** As the product enters it: what does not come up, and what the law makes void, or may, stays outside. */
  #enter(act: Done): void {
    if (isOurs(act.act) && !comesUp(act.act, this.#isDone)) return
    const asked = { act, story: this.#story, rules: this.#rulesOn(act.on), rulesOn: this.#rulesOn, ask }
    const found = judge(asked)
    this.#note(found, asked)
    if (found.conditions.some((one) => one.effect === 'refused')) this.#refused.push(found)
    else {
      this.#entered.push(found)
      this.#story = { ...this.#story, effective: [...this.#story.effective, act] }
    }
  }

  #note({ act, verdict, conditions }: Judged, asked: Parameters<typeof judge>[0]): void {
    this.#reached.add(`${act.act} ${verdict}`)
    for (const one of conditions) this.#reached.add(`${one.effect} ${one.rule}`)
    for (const { rule, used } of stepsAt(asked.rules, act.act))
      for (const [which, other] of (rule.unless ?? []).entries()) {
        if (conditions.some((one) => one.code === rule.id) || stands(rule.needs, asked).met === 'met') continue
        if (stands(other.needs, asked).met === 'met') this.#reached.add(`excepted ${used.pack}/${rule.id} ${which}`)
      }
  }
}

const isOpen = (next: Next): boolean =>
  next.conditions.every((one) => one.effect !== 'refused' || one.clears?.approval !== undefined)

const excused = (one: Done): Done =>
  one.recorded !== undefined && 'missing' in one.recorded ? { ...one, recorded: { excused: '设备故障' } } : one
