import type { VolumeView } from '@liuhen/contract/volumes'
import { type PostKey, type Role, roles as ROLES } from '@liuhen/core/access'
import { standsAs } from '@liuhen/core/approvals'
import {
  type ActTold,
  actObstacles,
  type CaseState,
  countingEvidence,
  isExcuse,
  type KeptAct,
  partyOf,
  recordingDue,
} from '@liuhen/core/case'
import { beijing, type CalendarDate, type Citation, dayOf, type Instant, text } from '@liuhen/core/kernel'
import { causeNamed, type Frozen, paperStands, type PaperState, sheetsBehind } from '@liuhen/core/paper'
import {
  type AnswerOf,
  ask,
  postsOf,
  type RuleOf,
  rulesOf,
  type RulesOn,
  type Standing,
  volumeOrder,
} from '@liuhen/core/policy'
import { type Act, acts as ACTS } from '@liuhen/core/procedure'
import { activityNames, folderNames } from '@liuhen/core/vocabulary'
import { rolesOf } from '@liuhen/core/access'
import {
  disagreements,
  type EvidenceHeld,
  isClaimed,
  type Lack,
  type Loose,
  missingPapers,
  unconfirmed,
  unfilmedSignatures,
  unfinishedPapers,
  type VolumeState,
  type Wanted,
  wantedOf,
  withoutDisc,
} from '@liuhen/core/volumes'
import { approvalsOfCase } from '../approvals/index.ts'
import { actContext, type CaseRowOf, rulesBy } from '../cases/index.ts'
import { brokenOff, type BrokenOff } from '../coverage/index.ts'
import type { Book } from '../packs/index.ts'
import { bureauOf, namesOfActors, namesOfPeople } from '../people/index.ts'
import { type PaperRowOf, papersOfCase } from '../papers/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type FiledInCase, filedInCase, recordingsListed } from '../recordings/index.ts'
import { sealedCopiesOfCase } from '../seals/index.ts'
import { claimOf } from './claims.ts'
import { type DiscOf, discsInFile } from './discs.ts'

/** A recording of an act of the case. */
export interface TiedToCase {
  readonly recording: string
  readonly fileName: string
  readonly sha256: string
  readonly openGaps: number
  readonly act: KeptAct
  readonly at: string
  readonly until: string
  readonly disc: DiscOf | undefined
  /** Where it is filed by the rules of its day; undefined where they do not say. */
  readonly filed: FiledInCase | undefined
}

/** Who keeps files by the instruments, and who of the bureau fills that. */
export interface Keeper {
  readonly answer: AnswerOf<{ ask: 'custodian'; of: 'case-file' }>
  readonly posts: readonly PostKey[]
  readonly roles: readonly Role[]
  readonly people: readonly { readonly id: string; readonly name: string }[]
  /** Settings that are still to say who that is. */
  readonly open: readonly string[]
  readonly citations: readonly Citation[]
}

/** Everything a volume is made from and judged by, gathered once. */
export interface Gathered {
  readonly rules: RulesOn
  readonly order: Standing<RuleOf<'volume'>> | undefined
  readonly citation: Citation | undefined
  readonly papers: readonly PaperRowOf[]
  readonly loose: readonly Loose[]
  readonly wanted: readonly Wanted[]
  readonly recordings: readonly TiedToCase[]
  readonly keeper: Keeper
  readonly lacks: readonly Lack[]
  /** What should be on film and is not: it is told, and keeps no file open, for nobody can film it any more. */
  readonly remarks: readonly Lack[]
  /** The act with which the case ended. */
  readonly ended: KeptAct | undefined
}

const ENDS: readonly Act[] = ['case-closed', 'case-withdrawn', 'not-filed', 'transferred']

export async function gatherVolume(
  db: Db,
  book: Book,
  row: CaseRowOf,
  volume: VolumeState,
  now: Instant,
): Promise<Gathered> {
  const day = dayOf(now)
  const rules = rulesBy(book)(day)
  const order = volumeOrder(rules)
  const citation = order?.used.citations[0]
  const [papers, copies, approvals, names, keeper, bureau, { recordings, rows }] = await Promise.all([
    papersOfCase(db, row.id),
    sealedCopiesOfCase(db, row.id),
    approvalsOfCase(db, row.id),
    namesOfActors(db),
    keeperOf(db, rules),
    bureauOf(db),
    recordingsOf(db, book, rules, row, volume),
  ])
  const counting = row.state.acts.filter((one) => one.struck === undefined)
  const materials = volume.materials.filter((one) => !one.withdrawn)
  const wanted = wantedOf(
    counting.map((one) => one.act),
    rulesBy(book),
    papers,
    materials.map((one) => ({ rule: one.rule, claimed: isClaimed(one), about: one.about })),
  )
  const cited = citation && { citation }
  const lacks: Lack[] = [
    ...(await archiving(db, book, row, now)),
    ...approvals.flatMap(({ state }): Lack[] => {
      if (standsAs(state) !== 'open' || state.draft === undefined) return []
      const { zh, en } = ACTS[state.draft.act].name
      return [
        {
          code: 'approval-open',
          message: text(
            `“${zh}”的审批还没有签完：签完，或者撤回`,
            `The approval of ${en} is not signed to the end: sign it, or take it back`,
          ),
          at: { approval: true },
          ...cited,
        },
      ]
    }),
    ...missingPapers(wanted),
    ...unconfirmed(materials.filter(isClaimed).map((one) => claimOf(one, rules, wanted, names))),
    ...unfinishedPapers(rules, papers, citation),
    ...disagreements(
      rules,
      papers,
      rules.packs.some((one) => one.identity.id === PLAN) ? { article: `${PLAN}/3-2` } : citation,
    ),
    ...unrecorded(counting, rulesBy(book)),
    ...unexplained(recordings, rules, book, day),
    ...unfiled(recordings),
    ...stopped(await brokenOff(db, book, rows, now)),
    ...withoutDisc(evidenceAmong(row.state, recordings), rulesBy(book)),
    ...unkept(keeper),
  ]
  const ended = counting.findLast((one) => ENDS.includes(one.act.act))
  return {
    rules,
    order,
    citation,
    papers,
    loose: looseOf(rules, { papers, copies }, volume, counting, names, bureau?.name),
    wanted,
    recordings,
    keeper,
    lacks,
    remarks: unfilmedSignatures(
      papers,
      rows.map((one) => ({ start: one.start_at, end: one.end_at })),
      rulesBy(book),
    ),
    ended,
  }
}
const PLAN = 'jinzhong-2022-plan'

/** What stands between the case and its being archived, whatever lies in its volume. */
async function archiving(db: Db, book: Book, row: CaseRowOf, now: Instant): Promise<readonly Lack[]> {
  if (row.state.acts.some((one) => one.struck === undefined && one.act.act === 'archived')) return []
  const act = archivedAct('', [], now, '—')
  const context = await actContext(db, book, row.state, act, [], { at: now, actor: '' }, row.id)
  return actObstacles(row.state, act, context)
}

/** The act that taking the volume in is; that papers and discs are whole is what binding it has found. */
export const archivedAct = (id: string, by: readonly string[], now: Instant, reason?: string): ActTold => ({
  id,
  act: 'archived',
  on: dayOf(now),
  at: beijing(now).slice(11, 16),
  by: [...by],
  says: { 'index-complete': true, 'discs-explained': true },
  ...(reason !== undefined && { reason }),
})

type Copy = Awaited<ReturnType<typeof sealedCopiesOfCase>>[number]

/** The copy that lies in the volume: the last that came back as a PDF, else the last that came back. */
function sealedAs(copies: readonly Copy[]): Pick<Loose, 'sealed'> {
  const last = copies.findLast(({ state }) => state.format === 'pdf') ?? copies.at(-1)
  if (last === undefined) return {}
  const { format, sha256 } = last.state
  return { sealed: { id: last.id, format, sha256 } }
}

/** Papers that are ended, and files that came in, as they go into the volume. */
function looseOf(
  rules: RulesOn,
  { papers, copies }: { readonly papers: readonly PaperRowOf[]; readonly copies: readonly Copy[] },
  volume: VolumeState,
  counting: readonly KeptAct[],
  names: (actor: string) => string,
  authority: string | undefined,
): readonly Loose[] {
  const all = rulesOf(rules, 'paper')
  const actsOf = (rule: string | undefined, on: CalendarDate): readonly Act[] => {
    const found = all.find(({ used }) => `${used.pack}/${used.rule}` === rule)
    const instead = found?.rule.insteadOf
    const own = found?.rule.acts ?? all.find((one) => one.rule.id === instead)?.rule.acts ?? []
    const done = counting.filter((one) => own.includes(one.act.act))
    const thatDay = done.filter((one) => one.act.on === on)
    return [...new Set([...thatDay, ...done].map((one) => one.act.act)), ...own]
  }
  const made = papers.flatMap(({ id, rule, state }): readonly Loose[] => {
    const { frozen, numbered } = state
    if (paperStands(state) !== 'finished' || state.corrected || frozen === undefined) return []
    const on = frozen.on as CalendarDate
    const behind = sheetsBehind(state).length
    return [
      {
        kind: 'paper',
        id,
        title: state.title,
        ...(numbered && { number: numbered.printed }),
        author: authorOf(state, frozen, authority) ?? names(frozen.by),
        on,
        pages: frozen.pageDigests.length,
        ...(behind > 0 && { behind }),
        sha256: frozen.sha256,
        ...sealedAs(copies.filter((one) => one.paper === id)),
        acts: actsOf(rule, on),
      },
    ]
  })
  const filed = volume.materials
    .filter((one) => !one.withdrawn)
    .map(({ id, title, number, author, on, pages, sha256, rule, act, paperAt }): Loose => ({
      kind: 'material',
      id,
      title,
      ...(number !== undefined && { number }),
      author,
      on,
      pages,
      sha256,
      ...(paperAt !== undefined && { paperAt }),
      acts: act === undefined ? actsOf(rule, on) : [act],
    }))
  return [...made, ...filed]
}

/** 责任者: the authority of what went out under a number, else those who signed it as officers. */
function authorOf({ numbered }: PaperState, { slots }: Frozen, authority: string | undefined): string | undefined {
  if (numbered) return authority
  const officers = [...new Set(slots.flatMap(({ person, name }) => (person !== undefined && name ? [name] : [])))]
  return officers.length > 0 ? officers.join('、') : undefined
}

/** What recordings of the case are filed under as its cause: never its title, which is somebody's name for the case. */
export function causeOf(rules: RulesOn, state: CaseState, volume: VolumeState): VolumeView['cause'] {
  const name = causeNamed({ case: state, rules })
  if (name !== undefined) return { name, by: 'catalogue' }
  return volume.cause && { name: volume.cause.cause, by: 'handler' }
}

async function recordingsOf(db: Db, book: Book, rules: RulesOn, { title, state }: CaseRowOf, volume: VolumeState) {
  const tied = state.acts.flatMap((act) =>
    act.struck ? [] : act.recordings.map(({ recording, at, until }) => ({ recording, at, until, act })),
  )
  const ids = [...new Set(tied.map((one) => one.recording))]
  const [rows, discs] = await Promise.all([recordingsListed(db, ids), discsInFile(db, ids, volume)])
  const of = { case: title, party: partyOf(state)?.name, cause: causeOf(rules, state, volume)?.name }
  const filed = new Map(
    await Promise.all(rows.map(async (one) => [one.id, await filedInCase(db, book, one, of)] as const)),
  )
  const recordings = tied.flatMap(({ recording, ...more }): readonly TiedToCase[] => {
    const row = rows.find((one) => one.id === recording)
    if (row === undefined) return []
    const { file_name: fileName, sha256, open_gaps: openGaps } = row
    return [{ recording, fileName, sha256, openGaps, ...more, disc: discs.get(recording), filed: filed.get(recording) }]
  })
  return { recordings, rows }
}

/** What recordings of a case lack before they can be filed. */
export async function filedLacks(
  db: Db,
  book: Book,
  rules: RulesOn,
  row: CaseRowOf,
  volume: VolumeState,
): Promise<readonly Lack[]> {
  const { recordings } = await recordingsOf(db, book, rules, row, volume)
  return unfiled(recordings)
}

/** Recordings that cannot be put where the instrument of their day has them, since part of the path is not on record. */
const unfiled = (recordings: readonly TiedToCase[]): readonly Lack[] =>
  [...new Map(recordings.map((one) => [one.recording, one])).values()].flatMap(({ recording, fileName, filed }) => {
    const { missing = [], citations: [citation, ...also] = [] } = filed ?? {}
    if (missing.length === 0) return []
    const [zh, en] = [
      missing.map((one) => folderNames[one].zh).join('、'),
      missing.map((one) => folderNames[one].en).join(', '),
    ]
    return [
      {
        code: 'filing-open',
        message: text(
          `音像 ${fileName} 归不了档：没有登记${zh}`,
          `${fileName} cannot be filed: nobody has put on record its ${en}`,
        ),
        at: missing.includes('cause') ? { recording, cause: true } : { recording },
        ...(citation && { citation }),
        ...(also.length > 0 && { also }),
      },
    ]
  })

/** Activities that were not recorded to their end and nobody has written down why: one click to where it is done. */
const stopped = (all: readonly BrokenOff[]): readonly Lack[] =>
  all.map(({ activity: { id, activity, start_at }, finding, citations: [citation, ...also] }): Lack => {
    const { zh, en } = activityNames[activity]
    return {
      code: 'interruption-unwritten',
      message: text(
        `${dayOf(start_at)}“${zh}”：${finding.message.zh}，还没有书面说明`,
        `${en} on ${dayOf(start_at)}: ${finding.message.en}, and nobody has written down why`,
      ),
      at: { activity: id },
      ...(citation && { citation }),
      ...(also.length > 0 && { also }),
    }
  })

/** Acts that had to be recorded and are not, and of which nobody has said why. */
function unrecorded(counting: readonly KeptAct[], rulesOn: (day: CalendarDate) => RulesOn): readonly Lack[] {
  return counting.flatMap((one): readonly Lack[] => {
    if (one.recordings.length > 0 || isExcuse(one.excused)) return []
    const [citation] = recordingDue(one.act, rulesOn(one.act.on))
    if (citation === undefined) return []
    const { zh, en } = ACTS[one.act.act].name
    return [
      {
        code: 'recording-missing',
        message: text(
          `“${zh}”（${one.act.on}）应当有音像记录：认定录像，或者书面说明没有的原因`,
          `${en} (${one.act.on}) had to be recorded: say which recording is of it, or explain why there is none`,
        ),
        citation,
        at: { act: one.act.id },
      },
    ]
  })
}

/** Recordings that the case rests on, each once. */
function evidenceAmong(state: CaseState, recordings: readonly TiedToCase[]): readonly EvidenceHeld[] {
  const used = new Set(countingEvidence(state).flatMap(({ recording }) => recording ?? []))
  return [...used].flatMap((id) => {
    const found = recordings.find((one) => one.recording === id)
    if (found === undefined) return []
    return [{ recording: id, fileName: found.fileName, on: found.act.act.on, disc: found.disc?.disc }]
  })
}

/** Recordings of the case that nobody has explained, and those with an interruption that nobody has. */
function unexplained(
  recordings: readonly TiedToCase[],
  rules: RulesOn,
  book: Book,
  day: CalendarDate,
): readonly Lack[] {
  const statement = ask(rules, { ask: 'statement' })
  const wanted = statement.value.fields.map((one) => one.label).join('、')
  // Of several places the one that says what the explanation holds.
  const said = statement.rules.flatMap((one) => one.citations).findLast(({ quote }) => quote?.includes('说明'))
  const written = book.citing(day, { ask: 'interruption' }, 'written')[0]
  const gap = ask(rules, { ask: 'interruption' }).rules.flatMap((one) => one.citations)
  const interruption = gap.find(({ quote }) => quote?.includes('书面')) ?? written ?? gap[0]
  return recordings.flatMap(({ recording, fileName, openGaps, disc }): readonly Lack[] => [
    ...(disc?.explanation === undefined && said !== undefined
      ? [
          {
            code: 'recording-unexplained',
            message: text(
              `音像 ${fileName} 没有附说明（${wanted}）`,
              `${fileName} has no explanation: what it proves, how, when and by whom it was made`,
            ),
            citation: said,
            at: { recording },
          },
        ]
      : []),
    ...(openGaps > 0
      ? [
          {
            code: 'interruption-open',
            message: text(
              `音像 ${fileName} 有 ${openGaps} 处中断没有说明：语音标记，或者书面说明`,
              `${fileName} has ${openGaps} interruptions that nobody has explained: mark where it is said, or write it down`,
            ),
            at: { recording },
            ...(interruption && { citation: interruption }),
          },
        ]
      : []),
  ])
}

export async function keeperOf(db: Db, rules: RulesOn): Promise<Keeper> {
  const answer = ask(rules, { ask: 'custodian', of: 'case-file' })
  const posts = answer.value.who === undefined ? undefined : postsOf(rules, answer.value.who)
  const named = posts === undefined ? [] : rolesOf(posts.posts)
  const roles = [...new Set<Role>(['custodian', ...named.filter((one) => one !== 'office')])]
  const [names, rows] = await Promise.all([
    namesOfPeople(db),
    db.selectFrom('people').select(['id', 'roles', 'suspended']).execute(),
  ])
  const people = rows
    .filter((one) => !one.suspended && one.roles.some((role) => roles.includes(role)))
    .map(({ id }) => ({ id, name: names.get(id) ?? '' }))
  const open = [...new Set([...answer.open, ...(posts?.open ?? [])])]
  return {
    answer,
    posts: posts?.posts ?? [],
    roles,
    people,
    open,
    citations: answer.rules.flatMap((one) => one.citations),
  }
}

/** That nobody is there who keeps files: named by the bureau where its instrument leaves it open, and registered. */
function unkept({ open, people, roles, citations }: Keeper): readonly Lack[] {
  const [citation] = citations
  const cited = citation && { citation }
  const names = roles.map((one) => ROLES[one].zh).join('、')
  return [
    ...open.map((setting): Lack => ({
      code: 'custodian-open',
      message: text(
        '本局还没有明确保管案卷的专人：请先在“制度”里填好',
        'The bureau has not said who keeps its files: enter it with the rules first',
      ),
      at: { setting },
      ...cited,
    })),
    ...(people.length === 0
      ? [
          {
            code: 'custodian-missing',
            message: text(
              `没有登记保管人（${names}）：请先登记`,
              `Nobody is registered who keeps files (${roles.join(', ')})`,
            ),
            at: { people: true as const },
            ...cited,
          },
        ]
      : []),
  ]
}
