import type {
  CalledFor,
  FieldView,
  LackView,
  PaperRow,
  PaperView,
  PlaceView,
  SeriesView,
} from '@liuhen/contract/papers'
import type { Viewer } from '@liuhen/core/access'
import { type KeptAct, openOn, storyOf } from '@liuhen/core/case'
import { dayOf, type Instant, type Obstacle } from '@liuhen/core/kernel'
import {
  nextIn,
  openBlock,
  compose,
  measureInWords,
  measuresFor,
  type Composed,
  type FieldShown,
  type Lack,
  pageCode,
  paperStands,
  type PaperStanding,
  type PaperState,
  unsigned,
  valuesOf,
} from '@liuhen/core/paper'
import { factInWords } from '@liuhen/core/papers'
import { rulesOf } from '@liuhen/core/policy'
import type { Act, DatedAct } from '@liuhen/core/procedure'
import type { Signed } from '@liuhen/core/stream'
import { type CaseRowOf, leads } from '../cases/index.ts'
import type { Book } from '../packs/index.ts'
import { namesOfActors } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { actor, seriesOf } from './commands.ts'
import { copiedOf } from './freeze.ts'
import { type CaseAround, gatherAround, nameOf, rulesFor, standingOfPaper } from './gather.ts'
import { type LateBy, lateBy } from './late.ts'
import { type PaperOfCase, type PaperRowOf, writes } from './store.ts'

type Names = (actor: string) => string

const stamp = (names: Names, { at, by }: Signed) => ({ at, by: names(by) })

const lackView = (book: Book, { code, message, field, citation }: Obstacle): LackView => ({
  code,
  message,
  ...(field !== undefined && { field }),
  citations: citation ? [book.shelf.citationView(citation)] : [],
})

/** The places of a frozen paper that are empty, as what it lacks. */
function emptyPlaces({ used }: PaperStanding, state: PaperState): Obstacle[] {
  const citation = used.citations.find(({ quote }) => quote?.includes('签名')) ?? used.citations[0]
  return unsigned(state).map(({ slot, page }) => {
    const wanted = state.frozen?.slots.find((one) => one.slot === slot)
    const who = [wanted?.label, wanted?.name].filter(Boolean).join(' ')
    return {
      code: 'place-unsigned',
      message: { zh: `第 ${page} 页：${who}还没有签名`, en: `Page ${page}: ${who} has not signed` },
      ...(citation && { citation }),
    }
  })
}

/** What a paper lacks before it may be fixed, or before it is signed. */
function lacksOf(around: CaseAround, paper: PaperRowOf): readonly Obstacle[] {
  const standing = knownStanding(around, paper.rule)
  const stands = paperStands(paper.state)
  if (standing === undefined || stands === 'finished' || stands === 'void') return []
  if (stands === 'signing') return emptyPlaces(standing, paper.state)
  const { missing, problems } = composed(around, standing, paper)
  return [...missing, ...problems]
}

/** Of what a paper that is gone from the rules lacks, nothing can be said. */
const knownStanding = (around: CaseAround, rule: string): PaperStanding | undefined =>
  rulesOf(around.rules, 'paper').find((one) => nameOf(one) === rule)

function composed(around: CaseAround, standing: PaperStanding, paper: PaperRowOf): Composed {
  return compose(standing, valuesOf(paper.state), around.of(paper, standing), { copied: copiedOf(paper.state) })
}

function measureOf({ measures, case: state }: CaseAround, id: string): Pick<PaperRow, 'measure'> {
  const found = state.acts.find((one) => one.act.id === measures.get(id))
  return found ? { measure: measureInWords(found) } : {}
}

function rowView(book: Book, around: CaseAround, paper: PaperRowOf, names: Names, late: LateBy): PaperRow {
  const { id, rule, state } = paper
  const standing = knownStanding(around, rule)
  const stands = paperStands(state)
  return {
    id,
    rule,
    title: standing?.rule.title ?? { zh: state.title, en: state.title },
    ...(state.numbered && { number: state.numbered.printed }),
    ...measureOf(around, id),
    stands,
    begun: stamp(names, state.begun),
    lacks: lacksOf(around, paper).map((one) => lackView(book, one)),
    late: late(paper, standing?.rule.acts ?? []).map((one) => lackView(book, one)),
    ...(state.voided && { voided: state.voided.reason }),
    ...(state.corrected && { correctedBy: state.corrected.successor }),
  }
}

/** Acts whose papers a case calls for: what was done, and what can be done now. */
function actsOf(
  { state }: CaseRowOf,
  book: Book,
  now: Instant,
): { readonly done: readonly Pick<DatedAct, 'id' | 'of' | 'act' | 'says'>[]; readonly open: ReadonlySet<Act> } {
  const today = dayOf(now)
  const done = state.acts.flatMap(({ act, struck }) => (struck ? [] : [act]))
  const rulesOn = (day: Parameters<typeof rulesFor>[1]) => rulesFor(book, day)
  // A paper is drafted while it is still to be found out whether its act may be done.
  const open = openOn(storyOf(state), today, rulesOn).filter((one) =>
    one.conditions.every(
      ({ met, effect, earliest }) => effect !== 'refused' || met === 'unknown' || earliest !== undefined,
    ),
  )
  return { done, open: new Set(open.map((one) => one.act)) }
}

interface Called {
  readonly standing: PaperStanding
  readonly acts: readonly Act[]
  readonly isDone: boolean
  readonly papers: readonly PaperRowOf[]
  /** Of one of several measures: which. */
  readonly measure?: KeptAct
}

/** Papers that the rules have for what was done, or for what can be done now. */
function calledForOf(around: CaseAround, { done, open }: ReturnType<typeof actsOf>): readonly Called[] {
  return rulesOf(around.rules, 'paper').flatMap((standing) => {
    const { acts = [], ofWhat } = standing.rule
    const isOf = ({ says }: Pick<DatedAct, 'says'>): boolean =>
      ofWhat === undefined || ofWhat.is.includes(String(says[ofWhat.fact]))
    const isDone = done.some((one) => acts.includes(one.act) && isOf(one))
    const isOpen = ofWhat === undefined && acts.some((one) => open.has(one))
    if (!isDone && !isOpen) return []
    const papers = around.papers.filter((one) => one.rule === nameOf(standing))
    const measures = measuresFor(standing.rule, around.case)
    if (measures.length < 2) return [{ standing, acts, isDone, papers }]
    // Each of several measures has its own.
    return measures.map((measure) => ({
      standing,
      acts,
      isDone: done.some((one) => acts.includes(one.act) && [one.id, one.of].includes(measure.act.id)),
      papers: papers.filter((one) => around.measures.get(one.id) === measure.act.id),
      measure,
    }))
  })
}

export async function papersView(db: Db, book: Book, viewer: Viewer, row: CaseRowOf, now: Instant) {
  const [around, names] = await Promise.all([gatherAround(db, book, row, now), namesOfActors(db)])
  const calledFor = calledForOf(around, actsOf(row, book, now)).map(
    ({ standing, acts, isDone, papers, measure }): CalledFor => ({
      rule: nameOf(standing),
      title: standing.rule.title,
      ...(measure && { measure: { id: measure.act.id, title: measureInWords(measure) } }),
      ...(standing.rule.note && { note: standing.rule.note }),
      acts: [...acts],
      done: isDone,
      byDefault: standing.rule.byDefault === true,
      citations: standing.used.citations.map((one) => book.shelf.citationView(one)),
      papers: papers.map((one) => one.id),
    }),
  )
  const own = around.rules.packs.filter((one) => one.identity.kind !== 'national')
  const late = lateBy(book, row, dayOf(now))
  return {
    calledFor,
    silent: calledFor.some((one) => one.byDefault) ? own.map((one) => one.identity.title) : [],
    papers: around.papers.map((one) => rowView(book, around, one, names, late)),
    writes: writes(viewer, row),
  }
}

/** The papers of a case with what each lacks, and those that an act which was done calls for and nobody made. */
export async function papersInFile(db: Db, book: Book, row: CaseRowOf, now: Instant) {
  const around = await gatherAround(db, book, row, now)
  return {
    papers: around.papers.map((one) => ({
      id: one.id,
      title: knownStanding(around, one.rule)?.rule.title ?? { zh: one.state.title, en: one.state.title },
      stands: paperStands(one.state),
      lacks: lacksOf(around, one),
    })),
    missing: calledForOf(around, actsOf(row, book, now)).flatMap(({ standing, acts, isDone, papers }) =>
      isDone && standing.rule.whereMade !== true && papers.every((one) => one.state.voided !== undefined)
        ? [{ title: standing.rule.title, acts, citations: standing.used.citations }]
        : [],
    ),
  }
}

function fieldView(book: Book, names: Names, { fields }: PaperState, shown: FieldShown): FieldView {
  const { key, lacks, ...told } = shown
  const kept = fields[key]
  return {
    key,
    ...told,
    version: kept?.version ?? 0,
    ...(kept && { by: stamp(names, kept.by) }),
    rivals: (kept?.rivals ?? []).map(({ value, ...by }) => {
      const words = factInWords(key, value)
      return {
        ...(value !== undefined && { value }),
        ...(words !== undefined && { words }),
        by: stamp(names, by),
      }
    }),
    lacks: lacks.map((one) => lackView(book, one)),
  }
}

function placeViews({ frozen, marks }: PaperState, viewer: Viewer, names: Names): PlaceView[] {
  return (frozen?.places ?? []).map(({ slot, page }): PlaceView => {
    const wanted = frozen?.slots.find((one) => one.slot === slot)
    const mark = marks.find((one) => one.slot === slot && one.page === page)
    const person = wanted?.person
    return {
      slot,
      page,
      code: frozen === undefined ? '' : pageCode(frozen, page),
      label: wanted?.label ?? slot,
      ...(wanted?.name !== undefined && { name: wanted.name }),
      how: person === undefined ? 'hand' : 'password',
      mine: person === viewer.person,
      ...(mark && {
        mark: {
          is: mark.is,
          name: mark.name,
          at: mark.at,
          by: names(mark.by),
          ...(mark.is === 'refused' && { reason: mark.reason, witness: mark.witness }),
          ...(mark.is === 'signed' &&
            mark.sha256 !== undefined && { [mark.how === 'scan' ? 'scan' : 'strokes']: mark.sha256 }),
        },
      }),
    }
  })
}

/** A paper as whoever opens it sees it. */
export async function paperView(
  db: Db,
  book: Book,
  viewer: Viewer,
  { paper, case: row }: PaperOfCase,
  now: Instant,
  template: string,
): Promise<PaperView> {
  const [around, names] = await Promise.all([gatherAround(db, book, row, now), namesOfActors(db)])
  const { state } = paper
  const standing = standingOfPaper(book, around, paper)
  const beforehand = await beforehandOf(db, standing, viewer, row, now)
  const { fields, missing, problems } = composed(around, standing, paper)
  const { frozen, recorder, corrected } = state
  const lacks = (all: readonly Lack[]): LackView[] => all.map((one) => lackView(book, one))
  return {
    row: rowView(book, around, paper, names, lateBy(book, row, dayOf(now))),
    case: { id: row.id, title: row.title },
    ...(standing.rule.note && { note: standing.rule.note }),
    citations: standing.used.citations.map((one) => book.shelf.citationView(one)),
    template: standing.rule.template ?? 'form',
    templateVersion: (frozen ?? state).template.sha256,
    templateNewer: frozen === undefined && state.template.sha256 !== template,
    everyPageSigned: standing.rule.everyPageSigned === true,
    fields: fields.map((one) => fieldView(book, names, state, one)),
    missing: frozen ? [] : lacks(missing),
    problems: frozen ? [] : lacks(problems),
    ...(recorder !== undefined && {
      recorder: { name: names(recorder), mine: recorder === `person:${viewer.person}` },
    }),
    ...(frozen && {
      frozen: {
        at: frozen.at,
        by: names(frozen.by),
        sha256: frozen.sha256,
        code: frozen.code,
        pages: frozen.pageDigests.length,
        facts: frozen.facts,
        packs: frozen.packs,
        places: placeViews(state, viewer, names),
      },
    }),
    ...(beforehand && !state.numbered && { beforehand }),
    ...(state.corrects !== undefined && { corrects: state.corrects }),
    ...(corrected && { corrected: { successor: corrected.successor, reason: corrected.reason } }),
    ...(state.finished && { finished: stamp(names, state.finished) }),
    writes: writes(viewer, row),
    laws: lawsOf(around),
  }
}

/** Of a paper that takes a number printed beforehand: what the viewer has left of this year's. */
async function beforehandOf(
  db: Db,
  { rule }: PaperStanding,
  viewer: Viewer,
  row: CaseRowOf,
  now: Instant,
): Promise<PaperView['beforehand']> {
  if (rule.mark === undefined || rule.numberedBeforehand !== true) return undefined
  const { series } = seriesOf(rule.mark, dayOf(now))
  const found = await db.selectFrom('number_series').select('state').where('id', '=', series).executeTakeFirst()
  const own = (found?.state.blocks ?? []).filter((one) => one.person === viewer.person)
  const left = own.reduce((sum, { from, to, used }) => sum + to - from + 1 - used, 0)
  const open = openBlock(found?.state, actor(viewer))
  return { left, ...(open && { next: nextIn(open) }), gives: leads(viewer, row) }
}

/** Laws that a provision is picked from: those the packs tell of, and the bureau's own instruments. */
const lawsOf = ({ rules }: CaseAround): string[] => [
  ...new Set(
    rules.packs.flatMap(({ identity, articles }) =>
      identity.kind === 'national' ? articles.flatMap((one) => ('law' in one ? [one.law] : [])) : [identity.title.zh],
    ),
  ),
]

export async function seriesViews(db: Db): Promise<SeriesView[]> {
  const [rows, names] = await Promise.all([
    db.selectFrom('number_series').selectAll().orderBy('year', 'desc').orderBy('mark').execute(),
    namesOfActors(db),
  ])
  return rows.map(({ id, state }) => ({
    series: id,
    mark: state.mark,
    year: state.year,
    last: state.last,
    voided: state.voided.map(({ number, reason, at }) => ({ number, reason, at })),
    blocks: state.blocks.map(({ block, person, from, to, used }) => ({
      block,
      person: names(`person:${person}`),
      from,
      to,
      used,
    })),
  }))
}
