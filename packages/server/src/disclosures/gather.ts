import type { Viewer } from '@liuhen/core/access'
import { partyOf } from '@liuhen/core/case'
import {
  type Around,
  type Content,
  creditColumns,
  creditRowObstacles,
  creditTexts,
  type DisclosureItem,
  disclosureItems,
  maskingOf,
  newest,
  NOBODY,
  type PublicationState,
  withheldGrounds,
} from '@liuhen/core/disclosures'
import { because, type CalendarDate, type Citation, dayOf, type Instant, Refused } from '@liuhen/core/kernel'
import type { RulesOn } from '@liuhen/core/policy'
import { holdsPost } from '../approvals/index.ts'
import { caseState } from '../cases/index.ts'
import type { Book } from '../packs/index.ts'
import { papersOfCase } from '../papers/index.ts'
import { bureauOf, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { figuresOf } from './figures.ts'
import { bornOf, knownPeople } from './known.ts'

/** Throws Refused where the bureau has chosen no instruments for that day. */
export function rulesFor(book: Book, day: CalendarDate): RulesOn {
  const rules = book.on(day)
  if (rules) return rules
  throw because(Refused, 'no-rules-chosen', '本局还没有选用任何制度', 'The bureau has chosen no instruments')
}

export const itemOf = (rules: RulesOn, rule: string): DisclosureItem | undefined =>
  disclosureItems(rules).find((one) => one.rule === rule)

/** What else bears on a publication: its item, what may not be disclosed, and whom its case names. */
export async function aroundOf(
  db: Db,
  rules: RulesOn,
  { rule, decision, versions }: Pick<PublicationState, 'rule' | 'decision' | 'versions'>,
): Promise<Around> {
  const item = itemOf(rules, rule)
  const base = { item, masking: maskingOf(rules), grounds: withheldGrounds(rules) }
  if (!decision) {
    const year = Number(newest({ versions })?.content.texts.find((one) => one.key === 'year')?.text)
    const running = Number(rules.day.slice(0, 4))
    const counted = item?.from === 'figures' && { running, figures: year > 0 ? await figuresOf(db, year) : [] }
    return { ...base, known: NOBODY, ...(counted && { counted }) }
  }
  const [state, papers] = await Promise.all([caseState(db, decision.case), papersOfCase(db, decision.case)])
  // Of what was typed the last counts: it may have been typed wrongly.
  const typed = versions.findLast((one) => one.born !== undefined)?.born
  const party = bornOf(state, papers, typed === undefined ? [] : [typed])
  const known = knownPeople(state, papers)
  const columns = creditColumns(rules)
  return {
    ...base,
    known,
    decided: (await decisionTexts(db, rules, { decision }, (await bureauOf(db))?.name ?? '')).texts,
    credit: (content) => creditRowObstacles({ texts: creditTexts(content, state, known, rules) }, columns),
    ...(party && { party: { ...party, on: decision.on } }),
  }
}

/** Who approves, by the instrument: its post and article. The head in person where none names one. */
export function approverOf(rules: RulesOn, book: Book): { readonly post: string; readonly citation?: Citation } {
  const answer = book.ask(rules.day, { ask: 'access', purpose: 'publish-information' })
  const approvers = answer?.value.approvers
  const [post] = Array.isArray(approvers) ? (approvers as readonly string[]) : []
  const [citation] = answer?.rules.flatMap((one) => one.citations) ?? []
  return { post: post ?? HEAD, ...(citation && { citation }) }
}
const HEAD = '行政机关主要负责人'

/** Whether the viewer approves what is made public. Only in person: no deputy signs where 主要负责人 is printed. */
export const approves = (rules: RulesOn, viewer: Viewer, post: string): boolean =>
  viewer.roles.includes('head') &&
  (post === HEAD || holdsPost(rules, viewer, post, { unit: viewer.units[0] ?? '', officers: [] }))

/** When a period that begins that day ends, by the rule of that name; undefined where it cannot be told. */
export function endsOn(book: Book, period: string, from: CalendarDate) {
  try {
    const answer = book.ask(from, { ask: 'period', period, from, suspended: [], extended: false })
    const last = answer?.value.last
    return {
      ...(last !== undefined && { last: last.length > 10 ? dayOf(last as Instant) : (last as CalendarDate) }),
      citations: answer?.rules.flatMap((one) => one.citations) ?? [],
      open: answer?.open ?? [],
    }
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown
    return { citations: [], open: [] }
  }
}

/** The texts of a decision as its case and its paper have them, with nothing covered yet. */
export async function decisionTexts(
  db: Db,
  rules: RulesOn,
  state: Pick<PublicationState, 'decision'>,
  authority: string,
): Promise<{
  readonly texts: Readonly<Record<string, string>>
  readonly paper?: Content['paper']
  readonly laws: readonly string[]
}> {
  const { decision } = state
  if (!decision) return { texts: {}, laws: [] }
  const [of, papers] = await Promise.all([caseState(db, decision.case), papersOfCase(db, decision.case)])
  const act = of.acts.find((one) => one.act.id === decision.act)?.act
  const says = (key: string): string => wordsOf((act?.says as Readonly<Record<string, unknown>> | undefined)?.[key])
  const paper = papers.findLast(
    (one) => one.state.frozen && !one.state.voided && !one.state.corrected && isOfAct(rules, one.rule, decision.kind),
  )
  const party = partyOf(of)
  const values = (paper?.state.frozen?.values ?? {}) as Readonly<Record<string, unknown>>
  const firm = firmIn(values)
  const fine = Number(says('fine-amount'))
  const printed = (label: RegExp): string =>
    paper?.state.frozen?.facts.find((one) => label.test(one.label))?.words ?? ''
  return {
    texts: {
      number: paper?.state.numbered?.printed ?? '',
      party: party?.name ?? '',
      facts: says('found-facts') || printed(/违法事实/u),
      basis: printed(/处罚依据/u) || says('provision'),
      kind: says('penalty-kind'),
      content: printed(/处罚(?:的)?内容/u) || (fine > 0 ? `罚款人民币 ${fine} 元` : says('penalty-kind')),
      'decided-on': decision.on,
      authority,
      'party-code': firm.code,
      representative: firm.representative,
      amount: fine > 0 ? String(fine / 10_000) : '',
    },
    laws: lawsIn(says('provision')),
    ...(paper?.state.frozen && {
      paper: {
        sha256: paper.state.frozen.sha256,
        ...(paper.state.numbered && { number: paper.state.numbered.printed }),
      },
    }),
  }
}

/** What the register says of the bureau: its units, and every officer whose certificate is in force that day. */
export async function registerTexts(db: Db, day: CalendarDate): Promise<Readonly<Record<string, string>>> {
  const [units, people] = await Promise.all([
    unitNamesOf(db),
    db
      .selectFrom('people')
      .select(['name', 'unit', 'state', 'certificate_number'])
      .where('suspended', '=', false)
      .where('certificate_number', 'is not', null)
      .orderBy('name')
      .execute(),
  ])
  const inForce = people.filter(({ state: { certificate } }) =>
    certificate ? certificate.validFrom <= day && certificate.validTo >= day : false,
  )
  return {
    names: [...units.values()].join('、'),
    officers: inForce
      .map((one) => `${one.name}，${units.get(one.unit) ?? ''}，执法证 ${one.certificate_number ?? ''}`)
      .join('\n'),
  }
}

const wordsOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : Array.isArray(value)
      ? value.map(String).join('、')
      : ''

function isOfAct(rules: RulesOn, rule: string, act: string): boolean {
  const standing = rules.byKind.get('paper')?.find(({ used }) => `${used.pack}/${used.rule}` === rule)
  return standing?.rule.kind === 'paper' && (standing.rule.acts ?? []).some((one) => one === act)
}

function firmIn(values: Readonly<Record<string, unknown>>): { readonly code: string; readonly representative: string } {
  for (const value of Object.values(values)) {
    const one = value as {
      readonly kind?: unknown
      readonly creditCode?: unknown
      readonly representative?: unknown
    } | null
    if (typeof one === 'object' && one?.kind === 'organisation')
      return { code: wordsOf(one.creditCode), representative: wordsOf(one.representative) }
  }
  return { code: '', representative: '' }
}

/** 《某条例》第十条, 某条例第十条: the law is what stands before 第. */
const lawsIn = (provision: string): readonly string[] => {
  const [law] = /^《?[^《》第]{2,60}/u.exec(provision.trim()) ?? []
  return law === undefined ? [] : [law.replaceAll(/[《》]/gu, '')]
}
