import type {
  CaseActView,
  CaseView,
  ClockView,
  ConditionView,
  NextView,
  SurchargeView,
  TransferView,
} from '@liuhen/contract/cases'
import type { Viewer } from '@liuhen/core/access'
import type { DayCount, HolidayCalendar } from '@liuhen/core/calendar'
import {
  approvalWanted,
  type CaseState,
  type Clock,
  clocksOf,
  isExcuse,
  type KeptAct,
  type Next,
  openOn,
  type Party,
  partyOf,
  recordingDue,
  recordingMarks,
  storyOf,
  surchargeOf,
  surchargeSays,
  transfersOf,
} from '@liuhen/core/case'
import {
  type CalendarDate,
  type Citation,
  dayOf,
  type Instant,
  type Obstacle,
  type Text,
  text,
} from '@liuhen/core/kernel'
import {
  asksOf,
  type Condition,
  foundMajor,
  hoursOf,
  otherwise,
  type RuleOf,
  type RulesOn,
  rulesOf,
  stepsAt,
  type Story,
} from '@liuhen/core/policy'
import { type Act, CaseFact, isByApproval, type MaterialRole } from '@liuhen/core/procedure'
import { type ApprovalRowOf, approvalsOfCase, approvalViews } from '../approvals/index.ts'
import type { Book } from '../packs/index.ts'
import { namesOfActors, namesOfPeople } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { mayEnter, whoEnters } from './commands.ts'
import { stoppedIn } from './due.ts'
import { evidenceViews, weighsEvidence } from './evidence.ts'
import { mayJudge } from './excuses.ts'
import { minuteOf, rulesBy } from './judging.ts'
import { withDifferences, withPending } from './handed-in.ts'
import { dayOfEnd, timeLeft } from './left.ts'
import { rowViews } from './list.ts'
import { storyWith } from './papers-there.ts'
import { relationViews } from './relations.ts'
import { type CaseRowOf, handles, leads, tookPartIn } from './store.ts'

interface Naming {
  readonly book: Book
  readonly people: ReadonlyMap<string, string>
  readonly actors: (actor: string) => string
  readonly files: ReadonlyMap<string, FileOf>
  /** Whether the viewer may confirm why an act was not recorded. */
  readonly mayConfirm: (kept: KeptAct) => boolean
}

interface FileOf {
  readonly name: string
  readonly officer: string | null
}

/** A condition with its articles as places to go to. */
export function conditionView(book: Book, one: Condition): ConditionView {
  const { code, message, met, effect, citations, exceptions, earliest, clears } = one
  return {
    code,
    message,
    met,
    effect,
    citations: distinct(citations).map((cited) => book.shelf.citationView(cited)),
    exceptions: exceptions.map(({ say, citation, why }) => ({
      say,
      citation: book.shelf.citationView(citation),
      ...(why && { why }),
    })),
    ...(earliest && { earliest }),
    ...(clears && { clears }),
  }
}

/** What else stands in the way: of the form, or of what was approved. */
export const obstacleView = (book: Book, { code, message, citation, field }: Obstacle): ConditionView => ({
  code,
  message,
  met: 'not-met',
  effect: 'refused',
  citations: citation ? [book.shelf.citationView(citation)] : [],
  exceptions: [],
  ...(field?.startsWith('says.') && { clears: { fact: field.slice('says.'.length) } }),
})

const distinct = (citations: readonly Citation[]): readonly Citation[] => [
  ...new Map(citations.map((one) => [`${one.article} ${one.quote ?? ''}`, one])).values(),
]

/** With what tells one person from another of the name, and no whole identity number: papers have that. */
const covered = ({ idNumber, ...party }: Party): Party => ({
  ...party,
  ...(idNumber !== undefined && { idNumber: `${idNumber.slice(0, 6)}${'*'.repeat(8)}${idNumber.slice(-4)}` }),
})

/** A case as whoever opens it sees it today. */
export async function caseView(db: Db, book: Book, viewer: Viewer, row: CaseRowOf, now: Instant): Promise<CaseView> {
  const { state } = row
  const party = partyOf(state)
  const today = dayOf(now)
  const [[view], people, actors, approvals, files, story] = await Promise.all([
    rowViews(db, book.calendar, [row], now),
    namesOfPeople(db),
    namesOfActors(db),
    approvalsOfCase(db, row.id),
    filesOf(db, [...row.recordings, ...untiedOf(state)]),
    storyWith(db, row.id, state),
  ])
  const isJudged = [today, ...state.acts.map((one) => one.act.on)].every((day) => book.on(day) !== undefined)
  const rulesOn = rulesBy(book)
  const mayConfirm = (kept: KeptAct): boolean => isJudged && row.open && mayJudge(rulesOn(today), viewer, row, kept)
  const naming = { book, people, actors, files, mayConfirm }
  const carried = new Set(state.acts.flatMap((one) => (one.struck ? [] : (one.approval ?? []))))
  const clocks = isJudged ? clocksOf(storyOf(state), today, rulesOn, minuteOf(now)) : []
  return {
    row: view as CaseView['row'],
    ...(party && { party: covered(party) }),
    ...(state.identified && {
      identified: {
        at: state.identified.at,
        by: actors(state.identified.by),
        document: state.identified.document,
      },
    }),
    opened: { at: state.opened.at, by: actors(state.opened.by) },
    ...(state.drawn && {
      drawn: {
        ...state.drawn,
        officers: state.drawn.officers.map((one) => ({ id: one, name: people.get(one) ?? '' })),
      },
    }),
    today,
    facts: factViews(state, actors, isJudged ? foundIn(book, state, rulesOn(today)) : undefined),
    acts: withDifferences(
      story,
      today,
      withPending(
        state,
        state.acts.map((one, at) => actView(state, one, at + 1, naming, isJudged ? rulesOn : undefined)),
      ),
    ),
    relations: await relationViews(db, viewer, state, actors),
    evidence: evidenceViews(state, row.open, { people, actors, fileOf: (recording) => files.get(recording) }),
    weighs: row.open && weighsEvidence(viewer, row),
    clocks: clocks.map((one) => clockView(book, one, today, rulesOn)),
    transfers: isJudged ? transferViews(book, state, transfersOf(story, today, rulesOn, clocks), actors) : [],
    ...(isJudged && surchargeView(book, storyOf(state), today, rulesOn)),
    next: isJudged ? nextViews(book, viewer, row, story, today, rulesOn, approvals, carried) : [],
    approvals: await approvalViews(db, book, viewer, now, approvals, tookPartIn, carried),
    handles: handles(viewer, row),
    leads: leads(viewer, row),
    rulesChosen: isJudged,
  }
}

type Found = NonNullable<CaseView['facts'][number]['found']>

const factViews = (
  { facts }: CaseState,
  actors: (actor: string) => string,
  major: Found | undefined,
): CaseView['facts'] =>
  CaseFact.options.map((fact) => {
    const said = facts[fact]
    const found = fact === 'major' ? major : undefined
    return {
      fact,
      ...(said && { is: said.is, reason: said.reason, said: { at: said.at, by: actors(said.by) } }),
      ...(found && { is: true, found }),
    }
  })

/** That the case is a major one by what is proposed, with the articles. */
function foundIn(book: Book, state: CaseState, rules: RulesOn): Found | undefined {
  const found = foundMajor(storyOf(state), rules)
  if (found === undefined) return undefined
  const citations = distinct(found.used.flatMap((one) => one.citations))
  return { why: found.why, citations: citations.map((one) => book.shelf.citationView(one)) }
}

const untiedOf = ({ acts }: CaseState): readonly string[] =>
  acts.flatMap(({ untied = [] }) => untied.map((one) => one.recording))

async function filesOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, FileOf>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('recordings')
    .select(['id', 'file_name', 'officer', 'claimed_officer'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((one) => [one.id, { name: one.file_name, officer: one.officer ?? one.claimed_officer }]))
}

type RulesBy = (day: CalendarDate) => RulesOn

function actView(
  state: CaseState,
  kept: KeptAct,
  number: number,
  { book, people, actors, files, mayConfirm }: Naming,
  rulesOn: RulesBy | undefined,
): CaseActView {
  const { act, entered, excused, struck, recordings, untied = [] } = kept
  const named = (id: string) => ({ id, name: people.get(id) ?? '' })
  const live = rulesOn && !struck ? recordingMarks(state, kept, rulesOn) : []
  const marks = [...kept.marks, ...live].map((one) => ({
    ...one,
    citations: one.citations.map((cited) => book.shelf.citationView(cited)),
  }))
  return {
    id: act.id,
    number,
    act: act.act,
    on: act.on,
    ...(act.at !== undefined && { at: act.at }),
    ...(act.until !== undefined && { until: act.until }),
    ...(act.place !== undefined && { place: act.place }),
    by: act.by.map(named),
    ...(act.of !== undefined && { of: act.of }),
    says: act.says,
    ...(act.dueOn !== undefined && { dueOn: act.dueOn }),
    ...(act.reason !== undefined && { reason: act.reason }),
    approvals: act.approvals.map(({ post, by, on, at, opinion, inStead }) => ({
      post,
      opinion,
      by: people.get(by) ?? '',
      on,
      ...(at !== undefined && { at }),
      ...(inStead !== undefined && { inStead: people.get(inStead) ?? '' }),
    })),
    marks,
    recordings: recordings.map((one) => {
      const { name = '', officer = null } = files.get(one.recording) ?? {}
      return { ...one, fileName: name, ...(officer !== null && { officer: people.get(officer) ?? '' }) }
    }),
    ...(act.materials && { materials: [...act.materials] }),
    ...(rulesOn && mustBeRecorded(book, act, rulesOn)),
    ...(excused && { excused: excuseView(excused, actors, mayConfirm(kept)) }),
    untimed: rulesOn !== undefined && struck === undefined && isUntimed(kept, rulesOn(act.on)),
    ...(untied.length > 0 && {
      untied: untied.map(({ recording, reason, at, by }) => ({
        recording,
        fileName: files.get(recording)?.name ?? '',
        ...(reason !== undefined && { reason }),
        at,
        by: actors(by),
      })),
    }),
    ...(struck && { struck: { reason: struck.reason, at: struck.at, by: actors(struck.by) } }),
    entered: { at: entered.at, by: actors(entered.by) },
  }
}

/** Nobody can tell whether its people were elsewhere at the time: it says none, and no recording does. */
const isUntimed = ({ act, recordings }: KeptAct, rules: RulesOn): boolean =>
  hoursOf({ ...act, recorded: recordings }) === undefined &&
  stepsAt(rules, act.act).some(({ rule }) => rule.needs.kind === 'nowhere-else')

const excuseView = (
  { reason, at, by, judged, ...excused }: NonNullable<KeptAct['excused']>,
  actors: (actor: string) => string,
  mine: boolean,
): NonNullable<CaseActView['excused']> => ({
  reason,
  at,
  by: actors(by),
  counts: isExcuse({ reason, at, by, ...excused, ...(judged && { judged }) }),
  mine,
  ...(judged && { judged: { is: judged.is, reason: judged.reason, at: judged.at, by: actors(judged.by) } }),
})

function mustBeRecorded(book: Book, act: KeptAct['act'], rulesOn: RulesBy): Pick<CaseActView, 'mustRecord'> {
  const used = recordingDue(act, rulesOn(act.on))
  if (used.length === 0) return {}
  return { mustRecord: distinct(used).map((one) => book.shelf.citationView(one)) }
}

function clockView(book: Book, clock: Clock, today: CalendarDate, rulesOn: RulesBy): ClockView {
  const {
    period,
    title,
    startedBy,
    endedBy,
    last,
    counted,
    without,
    blank,
    provisional,
    state,
    lapse,
    unserved,
    stopped,
    beyond,
    runsOn,
    used,
  } = clock
  const isRunning = state === 'running' || state === 'overdue'
  const rules = rulesOn(startedBy.on)
  const rule = rulesOf(rules, 'period').find((one) => `${one.used.pack}/${one.used.rule}` === period)?.rule
  const [instead] = rule ? otherwise(rules, rule) : []
  return {
    period,
    title,
    startedBy: startedBy.key,
    ...(endedBy && { endedBy: endedBy.key }),
    ...(last !== undefined && { last }),
    ...(last !== undefined && counted && isRunning && { left: leftUntil(last, counted, today, book.calendar) }),
    ...(without && { without: [...without] }),
    ...(blank && { blank: blank.map((one) => one.message) }),
    ...(stopped && { stopped: stopped.map(stoppedIn) }),
    ...(beyond && { beyond: beyond.map((one) => one.message) }),
    ...(runsOn && { runsOn: runningOn(runsOn, rule) }),
    provisional,
    state,
    ...(lapse && { lapse }),
    ...(instead && { instead }),
    ...(unserved && { unserved: unserved.key }),
    citations: distinct(used.flatMap((one) => one.citations)).map((one) => book.shelf.citationView(one)),
  }
}

function transferViews(
  book: Book,
  state: CaseState,
  transfers: ReturnType<typeof transfersOf>,
  actors: (actor: string) => string,
): TransferView[] {
  return transfers.map(({ by, items, received, filed, returned, awaited, goods, told }) => {
    const came = filed ?? returned
    const [to, signed] = [by.says['receiving-organ'], received?.says['received-by']]
    const entered = state.acts.find((one) => one.act.id === received?.key)?.entered
    const itemsAs = (one: typeof by, role: MaterialRole) => (one.materials ?? []).filter(({ as }) => as === role)
    const papersOf = (one: typeof by) => itemsAs(one, 'receipt')
    return {
      act: by.key,
      on: by.on,
      ...(typeof to === 'string' && { to }),
      ...(items && { items: items.map(({ item, ...became }) => ({ ...item, ...became })) }),
      ...(received &&
        entered && {
          receipt: {
            on: received.on,
            ...(typeof signed === 'string' && { by: signed }),
            papers: papersOf(received),
            entered: { at: entered.at, by: actors(entered.by) },
          },
        }),
      ...(came && { came: { act: came.act, on: came.on, papers: papersOf(came) } }),
      ...(awaited && {
        awaited: { ...awaited, citations: awaited.citations.map((one) => book.shelf.citationView(one)) },
      }),
      ...(goods &&
        filed && {
          goods: {
            of: filed.key,
            handed: goods.handed.map((one) => ({
              on: one.on,
              items: itemsAs(one, 'handed-over'),
              papers: papersOf(one),
            })),
            kept: goods.kept.map(({ id, title }) => ({ id, title })),
            citations: goods.citations.map((one) => book.shelf.citationView(one)),
          },
        }),
      told: [...told],
    }
  })
}

function surchargeView(book: Book, story: Story, today: CalendarDate, rulesOn: RulesBy): Pick<CaseView, 'surcharge'> {
  const found = surchargeOf(story, today, rulesOn)
  if (found === undefined) return {}
  const surcharge: SurchargeView = {
    state: found.state,
    ...(found.state !== 'unknown' && { sums: { fine: found.base, added: found.sum, most: found.cap } }),
    says: [...surchargeSays(found)],
    claimedBy: [...found.claimedBy],
    citations: found.citations.map((one) => book.shelf.citationView(one)),
  }
  return { surcharge }
}

/** That a suspension does not stop the time for the case, with what the text leaves out of it. */
function runningOn({ on }: NonNullable<Clock['runsOn']>, rule: RuleOf<'period'> | undefined): Text {
  const named = rule?.suspendedBy ?? []
  return named.length === 0
    ? text(
        `${on} 起中止调查，本期限照常计算：条文没有不计入的情形`,
        `suspended since ${on}, and this runs on: its text leaves nothing out`,
      )
    : text(
        `${on} 起中止调查，本期限照常计算：条文写明不计入的只有${named.join('、')}`,
        `suspended since ${on}, and this runs on: what its text leaves out is ${named.join(', ')}`,
      )
}

const leftUntil = (last: CalendarDate | Instant, ...rest: [readonly DayCount[], CalendarDate, HolidayCalendar]) =>
  timeLeft(last.includes('T') ? dayOfEnd(last as Instant) : (last as CalendarDate), ...rest)

function nextViews(
  book: Book,
  viewer: Viewer,
  row: CaseRowOf,
  story: Story,
  today: CalendarDate,
  rulesOn: RulesBy,
  approvals: readonly ApprovalRowOf[],
  carried: ReadonlySet<string>,
): NextView[] {
  const rules = rulesOn(today)
  // What was drawn is written with the lead of a draw, and by nobody by hand.
  const byHand = openOn(story, today, rulesOn).filter(({ act }) => act !== 'inspection-drawn')
  return byHand.map((next) => {
    const { act, of, state, conditions, asks, earliest } = next
    const approval = approvalOf(next, rules, approvals, carried)
    return {
      act,
      ...(of && { of: { id: of.key, act: of.act, on: of.on } }),
      state,
      conditions: conditions.map((one) => conditionView(book, one)),
      ...(earliest && { earliest }),
      tells: asks.map((one) => conditionView(book, one)),
      who: whoEnters(act),
      asks: asksView(rules, act),
      ...(approval && { approval }),
      onApproval: isByApproval(act),
      mine: mayEnter(viewer, row, act),
    }
  })
}

/** Of a step whose approval is missing: who is asked in turn, and where that is under way or given already. */
function approvalOf(
  { act, of, conditions }: Next,
  rules: RulesOn,
  approvals: readonly ApprovalRowOf[],
  carried: ReadonlySet<string>,
): NextView['approval'] | undefined {
  const wanted = approvalWanted(conditions, rules)
  if (wanted === undefined) return undefined
  const asked = approvals.find(
    (one) =>
      one.act === act &&
      one.state.draft?.of === of?.key &&
      (one.stands === 'open' || (one.stands === 'agreed' && !carried.has(one.id))),
  )
  return { rule: wanted.rule, chain: [...wanted.names], ...(asked && { asked: asked.id }) }
}

/** What the form of an act asks, and whether it sets a last day. */
export function asksView(rules: RulesOn, act: Act): string[] {
  const { facts, dueOn } = asksOf(rules, act)
  return [...facts, ...(dueOn ? ['dueOn'] : [])]
}
