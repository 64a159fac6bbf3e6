import { countingEvidence, partyOf } from '../case/index.ts'
import type { CaseState, KeptAct } from '../case/index.ts'
import { text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'
import {
  capitals,
  dayInWords,
  type EvidenceRow,
  type FactKey,
  type FactValue,
  type GoodsRow,
  inDigits,
  type OfficerValue,
  type PapersRow,
  type PartyValue,
  type PersonValue,
  standing,
  valueOf,
} from '../papers/index.ts'
import { type Act, facts as FACTS, isAdmitted, Outcome } from '../procedure/index.ts'
import { outcomeNames } from '../vocabulary/index.ts'
import type { Around, PaperStanding, Values } from './around.ts'

/** What follows from the case, and where from. */
export interface Derived {
  readonly value: FactValue
  readonly from: Text
}

const CASE = text('案件', 'the case')
const REGISTER = text('人员登记', 'the register of people')
const PAPERS = text('本案其他文书', 'other papers of the case')

const standingActs = ({ acts }: CaseState, ...kinds: readonly Act[]): readonly KeptAct[] =>
  acts.filter((one) => one.struck === undefined && kinds.includes(one.act.act))
const lastAct = (state: CaseState, ...kinds: readonly Act[]): KeptAct | undefined =>
  standingActs(state, ...kinds).at(-1)

const fromAct = (value: FactValue | undefined, zh: string, en: string): Derived | undefined =>
  value === undefined || value === '' ? undefined : { value, from: text(zh, en) }

/** The party as it was written down last, with what the case itself says of it. */
export function knownParty({ case: state, others }: Around, own: Values): PartyValue | undefined {
  const party = partyOf(state)
  const said = [...others.map((one) => one.values), own].flatMap((one) => valueOf('party', one.party) ?? []).at(-1)
  if (party === undefined) return said
  // What was identified goes before what a paper says.
  return { ...said, ...Object.fromEntries(Object.entries(party).filter(([, one]) => one !== undefined)) }
}

/** Officers who are named on the paper; those of the case where it names none. */
export function officersOn(around: Around, values: Values): readonly OfficerValue[] {
  const keys: readonly FactKey[] = ['inspectors', 'questioners', 'service-officers']
  const named = keys.flatMap((key) => valueOf('officers', values[key]) ?? [])
  return named.length > 0 ? named : around.officers
}

/** The penalty as it was decided, or as it was approved where it is not decided yet. */
function penaltyOf({ case: state }: Around): Derived | undefined {
  const decided = lastAct(state, 'penalty-decided', 'penalty-on-the-spot')
  const approved = lastAct(state, 'change-approved', 'handling-approved')
  const act = decided ?? approved
  const { 'penalty-kind': kind, 'fine-amount': fine } = act?.act.says ?? {}
  const parts = [
    // A fine is told with its amount.
    typeof kind === 'string' && !(kind.trim() === '罚款' && typeof fine === 'number') && kind,
    typeof fine === 'number' && `罚款人民币${inDigits(fine)}元（大写：${capitals(fine)}）`,
  ].filter((one) => one !== false)
  const [zh, en] = decided ? ['处罚决定', 'the decision'] : ['案件处理审批', 'the approval of how the case is handled']
  return fromAct(parts.length > 0 ? parts.join('；') : undefined, zh, en)
}

/** What is owed of the fine and of what was added to it up to the day of the paper, and how that is made up. */
function demandedOf({ surcharge: owed }: Around): Derived | undefined {
  if (owed === undefined || owed.state === 'unknown') return undefined
  const { base, from, on, counted, rate, sum, paid, over, owed: rest, addedOwed } = owed
  const total = Math.round((rest + addedOwed) * 100) / 100
  const yuan = (amount: number): string => `${inDigits(amount)}元`
  const value = [
    `合计人民币${yuan(total)}（大写：${capitals(total)}），计至${dayInWords(on)}`,
    `罚款${yuan(base)}`,
    sum === 0
      ? '没有加处罚款'
      : `加处罚款${yuan(sum)}（自${dayInWords(from)}起每日按罚款数额的${rate}%，计${counted}日${sum === owed.cap ? '，不超过罚款数额' : ''}）`,
    ...(paid === 0 ? [] : [`已缴${yuan(paid - over)}，先抵罚款`]),
    `尚欠罚款${yuan(rest)}、加处罚款${yuan(addedOwed)}`,
  ].join('；')
  return { value, from: text('罚款、缴款凭证和加处罚款', 'the fine, its receipts and what was added') }
}

/** What goes with an application to the court, as 行政强制法 art. 55 lists it. */
const ANNEXES = ['application-signed', 'decision-enclosed', 'demand-enclosed', 'object-enclosed'] as const

/** Papers of these acts are enclosed, by the number of the last that is fixed. */
const ENCLOSED: Partial<Readonly<Record<(typeof ANNEXES)[number], readonly string[]>>> = {
  'decision-enclosed': ['penalty-decided', 'penalty-on-the-spot'],
  'demand-enclosed': ['demand-served'],
}

function annexOf(fact: (typeof ANNEXES)[number], { others }: Around): PapersRow {
  const { number } =
    others.findLast((one) => one.frozen && one.acts.some((act) => ENCLOSED[fact]?.includes(act) === true)) ?? {}
  return { id: fact, name: FACTS[fact].name.zh, ...(number !== undefined && { number }) }
}

/** What a review answered, point by point, and what the reviewer added. */
function pointsOf({ case: state }: Around): string | undefined {
  const says = lastAct(state, 'reviewed')?.act.says
  if (says === undefined) return undefined
  return POINTS.flatMap((fact) => {
    const answer = says[fact]
    if (answer === undefined) return []
    return `${FACTS[fact].name.zh}：${answer === true ? '是' : answer === false ? '否' : String(answer)}`
  }).join('\n')
}
const POINTS = [
  'subject-lawful',
  'facts-clear',
  'procedure-lawful',
  'law-applied',
  'powers-exceeded',
  'papers-in-order',
  'crime-suspected',
  'other-remarks',
] as const

/** How a review ended, and what it wants put right. */
function opinionOf({ case: state }: Around): string | undefined {
  const { outcome, corrections } = lastAct(state, 'reviewed')?.act.says ?? {}
  const said = Outcome.safeParse(outcome)
  if (!said.success) return undefined
  return [outcomeNames[said.data].zh, corrections].filter((one) => typeof one === 'string').join('\n')
}

/** Acts that tell where it happened. */
const AT_THE_SCENE = [
  'violation-ended',
  'violation-discovered',
  'site-inspected',
  'penalty-on-the-spot',
  'emergency-measure-taken',
  'measure-taken',
] as const

const DECISIONS: readonly string[] = ['penalty-decided', 'penalty-on-the-spot', 'no-penalty-decided']

/** Of a measure, what its own papers list, and of the case what all do. */
const goodsOf = ({ others, measure }: Around): readonly GoodsRow[] =>
  others
    .filter((one) => one.frozen && (measure === undefined || one.measure === undefined || one.measure === measure))
    .flatMap((one) => standing(valueOf('goods', one.values['case-goods']) ?? []))

const papersOf = ({ others }: Around): readonly PapersRow[] =>
  others
    .filter((one) => one.frozen)
    .map(({ id, title, number }) => ({ id, name: title, ...(number !== undefined && { number }) }))

/** What the case lists that counts, and nobody has found to be of no worth: a decision rests on nothing else. */
const evidenceOf = (state: CaseState): readonly EvidenceRow[] =>
  countingEvidence(state).flatMap(({ id, title, proves, examined }) => {
    const found = examined.at(-1)?.found
    return found && !isAdmitted(found) ? [] : [{ id, name: title, ...(proves !== undefined && { proves }) }]
  })

/** A fact that follows from the case; undefined where the case does not say it, and the officer is asked. */
export function derive(
  key: FactKey,
  around: Around,
  values: Values,
  { rule }: Pick<PaperStanding, 'rule'>,
): Derived | undefined {
  const { case: state } = around
  switch (key) {
    case 'case-name':
      return { value: state.title, from: CASE }
    case 'case-source':
      return fromAct(lastAct(state, 'lead-registered')?.act.says.source as string, '线索登记', 'the lead')
    case 'discovered-on':
      return fromAct(lastAct(state, 'violation-discovered')?.act.on, '发现违法行为', 'the discovery')
    case 'scene-place':
      return fromAct(
        standingActs(state, ...AT_THE_SCENE).find((one) => one.act.place !== undefined)?.act.place,
        '案件经过',
        'the course of the case',
      )
    case 'measure-from': {
      const own = state.acts.find((one) => one.act.id === around.measure)
      const taken = own ?? lastAct(state, 'measure-taken', 'emergency-measure-taken')
      return fromAct(taken?.act.on, '采取措施', 'the measure')
    }
    case 'filed-on':
      return fromAct(lastAct(state, 'case-filed')?.act.on, '立案审批', 'the approval of filing')
    case 'party-name':
      return fromAct(partyOf(state)?.name, '案件', 'the case')
    case 'party-address':
      return fromAct(knownParty(around, values)?.address, '本案其他文书', 'other papers of the case')
    case 'party-representative':
      return representative(around, values)
    case 'case-officers':
      return around.officers.length === 0 ? undefined : { value: [...around.officers], from: REGISTER }
    case 'officer-certificates':
      return certificates(officersOn(around, values))
    case 'team':
      return fromAct(around.team, '办案单位', 'the unit of the case')
    case 'authority':
      return { value: around.authority, from: text('本局', 'the bureau') }
    case 'case-papers':
      return { value: [...papersOf(around)], from: PAPERS }
    case 'case-goods':
      return rule.fields.some((one) => one.key === 'case-goods')
        ? { value: [...goodsOf(around)], from: PAPERS }
        : undefined
    case 'evidence':
      return { value: [...evidenceOf(state)], from: text('案件证据', 'the evidence of the case') }
    case 'review-points':
      return fromAct(pointsOf(around), '法制审核', 'the legal review')
    case 'review-opinion':
      return fromAct(opinionOf(around), '法制审核', 'the legal review')
    case 'court-annexes':
      return {
        value: ANNEXES.map((fact) => annexOf(fact, around)),
        from: text('行政强制法第五十五条', 'coercion law, art. 55'),
      }
    case 'penalty-content':
      return penaltyOf(around)
    case 'demand-sum':
      return demandedOf(around)
    case 'statement-answer':
      // What became of a statement is only said where there was one.
      return lastAct(state, 'statement-made') === undefined
        ? { value: '当事人未提出陈述、申辩。', from: CASE }
        : undefined
    case 'decision-number':
      return fromAct(
        around.others.findLast(
          ({ acts, number }) => number !== undefined && acts.some((one) => DECISIONS.includes(one)),
        )?.number,
        '处罚决定书',
        'the decision',
      )
    case 'reserved-number':
      return fromAct(around.number ?? '（定稿时从预定编号中取）', '预定编号', 'numbers printed beforehand')
    case 'decided-on': {
      const decided = lastAct(state, 'penalty-decided', 'no-penalty-decided')
      return decided
        ? { value: decided.act.on, from: text('作出决定', 'the decision') }
        : { value: around.day, from: text('定稿之日', 'the day it is fixed') }
    }
    case 'pages':
      return { value: '总页数和页码见每页页脚', from: text('排印', 'the typesetting') }
    default:
      return undefined
  }
}

function representative(around: Around, values: Values): Derived | undefined {
  const party = knownParty(around, values)
  if (party?.kind === 'citizen') return { value: { none: '当事人是公民' }, from: CASE }
  const { representative: name, position } = party ?? {}
  if (name === undefined || name === '') return undefined
  const value: PersonValue = { name: [name, position].filter(Boolean).join('　') }
  return { value, from: PAPERS }
}

/** A certificate that the register does not have is missing, and not left out. */
function certificates(officers: readonly OfficerValue[]): Derived | undefined {
  if (officers.length === 0 || officers.some((one) => !one.certificate)) return undefined
  const words = officers.map(({ name = '', certificate = '' }) => `${name}　${certificate}`).join('；')
  return { value: words, from: REGISTER }
}
