import type { CaseTimeline, TimelineEntry } from '@liuhen/contract/volumes'
import type { Viewer } from '@liuhen/core/access'
import type { KeptAct } from '@liuhen/core/case'
import type { DeviceKind } from '@liuhen/core/devices'
import { eventTold } from '@liuhen/core/journal'
import { dayOf, type Instant, type Sha256, text } from '@liuhen/core/kernel'
import { commitmentOf } from '@liuhen/core/ledger'
import { rulesOf, type RulesOn, type Standing, type RuleOf } from '@liuhen/core/policy'
import { type Act, acts as ACTS, STAGES } from '@liuhen/core/procedure'
import { sectionOf, type VolumeState } from '@liuhen/core/volumes'
import { approvalsOfCase } from '../approvals/index.ts'
import type { CaseRowOf } from '../cases/index.ts'
import { deviceOf } from '../devices/index.ts'
import { type JournalEntry, readStream, sha256, sm3 } from '../ledger/index.ts'
import { namesOfActors, namesOfPeople } from '../people/index.ts'
import type { PaperRowOf } from '../papers/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type RecordingRowOf, recordingsListed } from '../recordings/index.ts'
import { found, type Volumes } from './commands.ts'
import type { Gathered } from './gather.ts'

/** What happened in one stream that tells of the case, and what each of it is about. */
interface Source {
  readonly stream: string
  readonly of: (
    entry: JournalEntry,
  ) => Pick<TimelineEntry, 'about' | 'form' | 'paper' | 'act'> & { readonly kind?: Act }
}

/** Every letter typed into a draft is an event too; what became of the draft is what is told here. */
const LEFT_OUT = ['PaperWritten/1', 'PaperMoved/1', 'PaperTakenUp/1']

/**
 * Everything on record of a case in the order it happened, under the stages of the bureau's instrument: each with who, when
 * and a digest of what it says. And its acts one by one, with the papers and the recordings of each. Throws Missing.
 */
export async function caseTimeline(here: Volumes, viewer: Viewer, id: string): Promise<CaseTimeline> {
  const { row, book, volume, gathered } = await found(here, viewer, id)
  const { rules } = gathered
  const rows = await recordingsListed(here.db, row.recordings)
  const [kinds, names, people] = await Promise.all([
    kindsOf(here.db, rows),
    namesOfActors(here.db),
    namesOfPeople(here.db),
  ])
  const sources = await sourcesOf(here.db, row, volume, gathered)
  const told = (await Promise.all(sources.map((one) => entriesOf(here.db, one, names)))).flat()
  const media = rows.map((one) => ofRecording(row, one, kinds, people))
  const entries = [...told, ...media].toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const order = stagesOf(rules)
  return {
    case: { id: row.id, title: row.title },
    ...(order && {
      order: { title: order.rule.title, citations: order.used.citations.map((one) => book.shelf.citationView(one)) },
    }),
    stages: grouped(entries, order),
    steps: stepsOf(row, gathered, rows, kinds),
  }
}

type Order = Standing<RuleOf<'volume'>>
type Dated = TimelineEntry & { readonly kind?: Act }

/** The stages that the bureau's own instrument has a case go through, where it names them. */
const stagesOf = (rules: RulesOn): Order | undefined =>
  rulesOf(rules, 'volume').find(({ rule, pack }) => rule.order === 'stages' && pack.identity.kind !== 'national')

/** Under the stages in their order; what is of no act belongs to the stage the case was in. */
function grouped(entries: readonly Dated[], order: Order | undefined): CaseTimeline['stages'] {
  const titles = order?.rule.sections.map((one) => one.title) ?? Object.values(STAGES)
  const groups = titles.map((title) => ({ title, entries: [] as TimelineEntry[] }))
  let last: Act = 'lead-registered'
  for (const { kind, ...entry } of entries) {
    last = kind ?? last
    const title = order
      ? sectionOf(order.rule, { title: entry.about ?? '', acts: [last] }).title
      : STAGES[ACTS[last].stage]
    groups.find((one) => one.title.zh === title.zh)?.entries.push(entry)
  }
  return groups
}

async function sourcesOf(
  db: Db,
  row: CaseRowOf,
  volume: VolumeState,
  { papers, rules }: Gathered,
): Promise<readonly Source[]> {
  const approvals = await approvalsOfCase(db, row.id)
  return [
    { stream: `case:${row.id}`, of: (entry) => ofCase(row, entry) },
    ...approvals.map(({ id, act }): Source => ({
      stream: `approval:${id}`,
      of: () => (act === null ? {} : { about: ACTS[act].name.zh, kind: act }),
    })),
    ...papers.map((paper): Source => ({ stream: `paper:${paper.id}`, of: () => ofPaper(row, paper, rules) })),
    ...(volume.materials.length > 0 || volume.number !== undefined || volume.explained.length > 0
      ? [{ stream: `volume:${row.id}`, of: (entry: JournalEntry) => ofVolume(entry) }]
      : []),
  ]
}

async function entriesOf(db: Db, { stream, of }: Source, names: (actor: string) => string): Promise<readonly Dated[]> {
  const entries = await readStream(db, stream)
  return entries
    .filter(({ event }) => !LEFT_OUT.includes(event.kind))
    .map((entry): Dated => {
      const { kind, at, actor, body } = entry.event
      return {
        at,
        by: names(actor),
        title: eventTold(kind)?.title ?? text(kind, kind),
        sha256: commitmentOf(entry.salt, body, sha256, sm3).sha256,
        ...of(entry),
      }
    })
}

type About = ReturnType<Source['of']>

function ofCase({ state }: CaseRowOf, { event: { kind, body } }: JournalEntry): About {
  if (kind === 'CaseOpened/1') return { kind: 'lead-registered' }
  const said = body as {
    readonly act?: string | { readonly id: string }
    readonly evidence?: { readonly title: string; readonly act?: string } | string
  }
  const named = typeof said.act === 'object' ? said.act.id : said.act
  const evidence = typeof said.evidence === 'object' ? said.evidence : undefined
  const act = state.acts.find((one) => one.act.id === (named ?? evidence?.act))?.act
  return {
    ...(evidence && { about: evidence.title }),
    ...(act && { act: act.id, kind: act.act, ...(!evidence && { about: `${ACTS[act.act].name.zh} ${act.on}` }) }),
  }
}

function ofPaper({ state }: CaseRowOf, { id, rule, state: { title } }: PaperRowOf, rules: RulesOn): About {
  const acts = actsOfPaper(rules, { rule })
  const done = state.acts.findLast((one) => one.struck === undefined && acts.includes(one.act.act))
  const kind = done?.act.act ?? acts[0]
  return { about: title, form: 'text', paper: id, ...(done && { act: done.act.id }), ...(kind && { kind }) }
}

function ofVolume({ event: { kind, body } }: JournalEntry): About {
  if (kind !== 'MaterialFiled/1') return { kind: 'archived' }
  const { title, act } = body as { readonly title: string; readonly act?: Act }
  return { about: title, form: 'text', kind: act ?? 'archived' }
}

function ofRecording(
  { state }: CaseRowOf,
  { id, file_name, start_at, officer, state: { arrival }, device }: RecordingRowOf,
  kinds: ReadonlyMap<string, DeviceKind>,
  people: ReadonlyMap<string, string>,
): Dated {
  const act = state.acts.find((one) => !one.struck && one.recordings.some((each) => each.recording === id))?.act
  const source = kinds.get(device ?? '')
  return {
    at: start_at,
    by: people.get(officer ?? '') ?? '',
    title: text('音像记录', 'Recording'),
    about: file_name,
    form: 'media',
    recording: id,
    sha256: arrival.sha256,
    ...(source && { source }),
    ...(act && { act: act.id, kind: act.act }),
  }
}

async function kindsOf(db: Db, rows: readonly RecordingRowOf[]): Promise<ReadonlyMap<string, DeviceKind>> {
  const ids = [...new Set(rows.flatMap((one) => one.device ?? []))]
  const found = await Promise.all(ids.map(async (id) => [id, (await deviceOf(db, id)).state.kind] as const))
  return new Map(found)
}

/** Each act with what was written of it and what was filmed of it. */
function stepsOf(
  { state }: CaseRowOf,
  { loose, papers, rules }: Gathered,
  rows: readonly RecordingRowOf[],
  kinds: ReadonlyMap<string, DeviceKind>,
): CaseTimeline['steps'] {
  const counting = state.acts.filter((one) => one.struck === undefined)
  const ended = new Set(loose.map((one) => one.id))
  const all = [
    ...loose.map(({ kind, id, title, acts, on }) => ({ kind, id, title, acts, on: on as string })),
    ...papers
      .filter(({ id, state: one }) => !ended.has(id) && !one.voided && !one.corrected)
      .map((one) => ({
        kind: 'paper' as const,
        id: one.id,
        title: one.state.title,
        on: dayOf(one.state.begun.at as Instant) as string,
        acts: actsOfPaper(rules, one),
      })),
  ]
  const actFor = ({ acts, on }: { readonly acts: readonly Act[]; readonly on: string }): KeptAct | undefined =>
    counting.find((one) => acts.includes(one.act.act) && one.act.on === on) ??
    counting.findLast((one) => acts.includes(one.act.act))
  const placed = all.map((one) => ({ ...one, of: actFor(one)?.act.id }))
  return counting.map(({ act, recordings }) => ({
    id: act.id,
    act: act.act,
    on: act.on,
    text: placed.filter((one) => one.of === act.id).map(({ kind, id, title }) => ({ kind, id, title })),
    media: recordings.flatMap(({ recording }) => {
      const row = rows.find((one) => one.id === recording)
      if (row === undefined) return []
      const source = kinds.get(row.device ?? '')
      const sha: Sha256 = row.state.arrival.sha256
      return [{ recording, fileName: row.file_name, sha256: sha, ...(source && { source }) }]
    }),
  }))
}

const actsOfPaper = (rules: RulesOn, { rule }: Pick<PaperRowOf, 'rule'>): readonly Act[] =>
  rulesOf(rules, 'paper').find(({ used }) => `${used.pack}/${used.rule}` === rule)?.rule.acts ?? []
