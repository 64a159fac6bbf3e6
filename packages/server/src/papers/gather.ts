import { createHash } from 'node:crypto'
import { standsAs } from '@liuhen/core/approvals'
import {
  because,
  type CalendarDate,
  canonical,
  dayOf,
  type Instant,
  type Json,
  Missing,
  Refused,
} from '@liuhen/core/kernel'
import { type CaseState, storyOf, surchargeOf } from '@liuhen/core/case'
import type { ApprovedBy, Around, OtherPaper, PaperStanding, PaperState } from '@liuhen/core/paper'
import { measuresOfPapers, valuesOf } from '@liuhen/core/paper'
import type { OfficerValue } from '@liuhen/core/papers'
import { type RulesOn, rulesOf } from '@liuhen/core/policy'
import { countsAs } from '@liuhen/core/volumes'
import { approvalsOfCase } from '../approvals/index.ts'
import { type CaseRowOf, draftDigest, rulesBy } from '../cases/index.ts'
import type { Book } from '../packs/index.ts'
import { bureauOf, namesOfActors, teamNamesOf, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type PaperRowOf, papersOfCase } from './store.ts'

/** The rules by which papers of a day are made. Throws Refused where none are chosen. */
export function rulesFor(book: Book, day: CalendarDate): RulesOn {
  const rules = book.on(day)
  if (rules) return rules
  throw because(Refused, 'no-rules-chosen', '本局还没有选用任何制度', 'The bureau has chosen no instruments')
}

/** The paper of that name, `changsha-county-2023/paper-questioning`, by the rules of a day. Throws Missing. */
export function standingOf(rules: RulesOn, name: string): PaperStanding {
  const found = knownStanding(rules, name)
  if (found) return found
  throw because(
    Missing,
    'paper-rule-unknown',
    `${rules.day} 适用的制度里没有这种文书（${name}）`,
    `The instruments in force on ${rules.day} have no such paper (${name})`,
  )
}

/**
 * The rule a paper that is begun stands under: today's, and where that is gone from the rules, the one of the day it was fixed
 * or begun on, or that of what it corrects; what was signed last year is opened, ended and corrected as what it was. Throws
 * Missing where no day had it.
 */
export function standingOfPaper(
  book: Book,
  { rules, papers }: Pick<CaseAround, 'rules' | 'papers'>,
  paper: PaperRowOf,
): PaperStanding {
  const inForce = knownStanding(rules, paper.rule)
  if (inForce) return inForce
  const before = papers.find((one) => one.id === paper.state.corrects)
  if (before) return standingOfPaper(book, { rules, papers }, before)
  return standingOf(rulesFor(book, dayOf((paper.state.frozen ?? paper.state.begun).at)), paper.rule)
}

const knownStanding = (rules: RulesOn, name: string): PaperStanding | undefined =>
  rulesOf(rules, 'paper').find((one) => nameOf(one) === name)

export const nameOf = ({ used }: Pick<PaperStanding, 'used'>): string => `${used.pack}/${used.rule}`

/** These people as a paper names them: with certificate and unit by the register. Throws Missing. */
export async function officersBy(db: Db, ids: readonly string[]): Promise<readonly OfficerValue[]> {
  if (ids.length === 0) return []
  const [rows, units] = await Promise.all([
    db
      .selectFrom('people')
      .select(['id', 'name', 'certificate_number', 'unit'])
      .where('id', 'in', [...ids])
      .execute(),
    unitNamesOf(db),
  ])
  return ids.map((id) => {
    const found = rows.find((one) => one.id === id)
    if (!found) throw because(Missing, 'person-unknown', '没有登记这个人', 'Nobody of that kind is registered')
    const unit = units.get(found.unit)
    return {
      person: id,
      name: found.name,
      ...(found.certificate_number !== null && { certificate: found.certificate_number }),
      ...(unit !== undefined && { unit }),
    }
  })
}

/** Everything papers of one case are made from, gathered once: what is around each of them differs in little. */
export interface CaseAround {
  readonly of: (paper: PaperRowOf | undefined, standing: PaperStanding) => Around
  readonly rules: RulesOn
  readonly papers: readonly PaperRowOf[]
  readonly case: CaseState
  /** The measures that papers are of, by the ids of both. */
  readonly measures: ReadonlyMap<string, string>
}

export async function gatherAround(db: Db, book: Book, row: CaseRowOf, now: Instant): Promise<CaseAround> {
  const day = dayOf(now)
  const rules = rulesFor(book, day)
  const [bureau, teams, officers, approvals, papers, names, volume] = await Promise.all([
    bureauOf(db),
    teamNamesOf(db),
    officersBy(db, row.officers),
    approvalsOfCase(db, row.id),
    papersOfCase(db, row.id),
    namesOfActors(db),
    // Not through the door of volumes, which itself asks for papers here.
    db.selectFrom('volumes').select('state').where('id', '=', row.id).executeTakeFirst(),
  ])
  const filed = (volume?.state.materials ?? []).flatMap((one) => countsAs(one) ?? [])
  const approved = approvals.flatMap(({ state, state: { draft } }): readonly ApprovedBy[] =>
    standsAs(state) === 'agreed' && draft
      ? state.signatures.map(({ post, by, at, opinion, words }) => ({
          act: draft.act,
          post,
          name: names(by),
          on: dayOf(at),
          opinion,
          ...(words !== undefined && { words }),
        }))
      : [],
  )
  const measures = measuresByPaper(rules, row.state, papers)
  const others = papers.flatMap((one) => otherOf(rules, one, measures.get(one.id)))
  const surcharge = surchargeOf(storyOf(row.state), day, rulesBy(book))
  return {
    rules,
    papers,
    case: row.state,
    measures,
    of: (paper, { rule }) => ({
      authority: bureau?.name ?? '',
      day,
      rules,
      case: row.state,
      team: teams.get(row.unit) ?? '',
      officers,
      approved,
      others: others.filter((one) => one.id !== paper?.id),
      filed,
      ...(surcharge && { surcharge }),
      ...ofMeasure(paper && measures.get(paper.id)),
      ...(paper && !paper.state.frozen && { draft: { id: paper.id, digest: draftDigest(paper.state) } }),
      code: paper ? codeOf(paper.id, paper.state) : '00000000',
      ...(rule.mark !== undefined && paper?.state.numbered && { number: paper.state.numbered.printed }),
    }),
  }
}

const ofMeasure = (measure: string | undefined) => (measure === undefined ? {} : { measure })

/** Papers of one rule that stand, with the measure that each says it is of. */
export const papersOfRule = (papers: readonly PaperRowOf[], rule: string) =>
  papers
    .filter((one) => one.rule === rule && !one.state.voided && !one.state.corrected)
    .map(({ id, state }) => ({ id, of: state.about }))

function measuresByPaper(rules: RulesOn, state: CaseState, papers: readonly PaperRowOf[]): ReadonlyMap<string, string> {
  const standings = rulesOf(rules, 'paper')
  return new Map(
    [...new Set(papers.map((one) => one.rule))].flatMap((name) => {
      const standing = standings.find((one) => nameOf(one) === name)
      return standing ? [...measuresOfPapers(standing.rule, state, papersOfRule(papers, name))] : []
    }),
  )
}

function otherOf(rules: RulesOn, { id, rule, state }: PaperRowOf, measure: string | undefined): readonly OtherPaper[] {
  // What was voided, and what a newer version stands beside, says nothing to other papers.
  if (state.voided || state.corrected) return []
  const standing = rulesOf(rules, 'paper').find((one) => nameOf(one) === rule)
  return [
    {
      id,
      rule,
      title: state.title,
      ...(state.numbered && { number: state.numbered.printed }),
      frozen: state.frozen !== undefined,
      values: state.frozen?.values ?? valuesOf(state),
      acts: standing?.rule.acts ?? [],
      ...ofMeasure(measure),
    },
  ]
}

/** What binds a printed page to this version of this paper: part of its id, its edition, and a digest of what it says. */
export function codeOf(id: string, state: PaperState): string {
  const said = canonical(JSON.parse(JSON.stringify(valuesOf(state))) as Json)
  const digest = createHash('sha256').update(said).digest('hex').slice(0, 8)
  return `${id.replaceAll('-', '').slice(-12)}-${state.edition}-${digest}`.toUpperCase()
}
