import { FACT_KINDS, factsOf, Findings } from '@liuhen/core/evidence-package'
import {
  base64Of,
  because,
  type CopyMark,
  Corrupt,
  instantOf,
  millisecondsOf,
  Refused,
  type Sha256,
} from '@liuhen/core/kernel'
import { groupingOf, isOwnTime, lengthOf, type RecordingState } from '@liuhen/core/recordings'
import { type JournalEntry, proofOf, readStream } from '../ledger/index.ts'
import { certificatesOf, namesOfPeople, unitNamesOf, unitOfPerson } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { filingOf, recordingOf, sameDay } from '../recordings/index.ts'
import { approvedCopy } from '../redactions/index.ts'
import type { Packages } from './commands.ts'
import type { ItemOrder, PackageRequest, RedactedOrder, SealedOrder, ViewOrder } from './write.ts'

const VIEW_NAMES = {
  'video/mp4': 'view.mp4',
  'audio/mp4': 'view.m4a',
  'image/jpeg': 'view.jpg',
  'text/plain': 'transcript.txt',
} as const

/** An item without the proofs, which are made when all of its events are in the log. */
export type Gathered = Omit<ItemOrder, 'sealed' | 'redacted'> & {
  readonly events: readonly [JournalEntry, ...JournalEntry[]]
  readonly redacted?: Omit<RedactedOrder, 'sealed'> & { readonly events: readonly JournalEntry[] }
}

const notSealed = () =>
  because(
    Refused,
    'not-sealed-yet',
    '有音像刚刚入库，尚未写入存证日志，请几秒后再试',
    'A recording has only just come in and is not in the log yet: try again in a few seconds',
  )

/** How a recording goes into a package: what is looked at with a mark in its picture, or as the copy of that redaction. */
interface Going {
  readonly mark?: CopyMark | undefined
  readonly redaction?: string | undefined
}

/** What is known of a recording, and the events by which it is known. Throws Missing, and Refused when there are none yet. */
export async function gather(here: Packages, id: string, { mark, redaction }: Going = {}): Promise<Gathered> {
  const row = await recordingOf(here.db, id)
  if (row.disposed)
    throw because(
      Refused,
      'recording-disposed',
      `${row.file_name} 已经依法销毁，不能再做成证据包`,
      `${row.file_name} was lawfully disposed of: no package can be made of it`,
    )
  const { state } = row
  const [history, people, certificates, units, filing] = await Promise.all([
    readStream(here.db, `recording:${id}`),
    namesOfPeople(here.db),
    certificatesOf(here.db),
    unitNamesOf(here.db),
    filingOf(here.db, await here.law.book(here.db), row),
  ])
  const { arrival, times, container } = state
  const length = lengthOf(state)
  const transcript = state.derivatives.findLast((one) => one.kind === 'transcript')
  const standing = state.derivatives.flatMap((one) =>
    one.kind === 'view-copy' || one.kind === 'track-copy' || one === transcript ? [{ ...one, kind: one.kind }] : [],
  ) as readonly Copy[]
  // What is looked at beside a redacted copy would show what that hides, and a transcript say it.
  const views = redaction !== undefined ? [] : mark === undefined ? standing : withMark(history, standing, mark)
  const events = eventsBehind(history, new Set(views.map((one) => one.sha256)))
  // As a verifier will read it off the same events: nothing else may stand in the index.
  const facts = factsOf(
    events.map((one) => one.event),
    1,
    new Findings(),
  )
  if (!facts)
    throw because(Corrupt, 'event-unreadable', '固化事件读不出来', 'The event that preserved it cannot be read')
  const { officer, preserved } = facts
  const name = officer === undefined ? undefined : people.get(officer)
  const certificate = officer === undefined ? undefined : certificates.get(officer)
  // The unit of who recorded; what the row says may be that of the device.
  const unit = officer === undefined ? undefined : units.get((await unitOfPerson(here.db, officer)) ?? '')
  // When a file was stored or came in is no time of a recording that has none of its own.
  const isTimed = times && !times.impossible && isOwnTime(times.reading?.source)
  return {
    copyTo: (path) => here.vault.copy(arrival.sha256 as Sha256, path),
    bytes: arrival.bytes,
    sha256: arrival.sha256,
    sm3: arrival.sm3,
    fileName: arrival.fileName,
    recording: id,
    preservedAt: events[0].event.at,
    views: await viewsOf(here, views),
    events,
    ...(redaction !== undefined && { redacted: await redactedOf(here, redaction) }),
    ...(row.take && { take: row.take }),
    ...(preserved.deviceNumber !== undefined && {
      device: { number: preserved.deviceNumber, ...(container?.model && { model: container.model }) },
    }),
    ...(officer !== undefined && {
      officer: { id: officer, name: name ?? '未登记', ...(certificate && { certificate }), ...(unit && { unit }) },
    }),
    ...(preserved.deviceTime !== undefined && { deviceTime: preserved.deviceTime }),
    ...(preserved.clock && { clock: preserved.clock }),
    // An impossible time is what the device claims, and nobody's finding.
    ...(isTimed && { correctedTime: times.start }),
    ...(isTimed && times.error !== undefined && { timeError: times.error }),
    ...(length !== undefined && { durationSeconds: length / 1000 }),
    ...(filing && { filing: [...filing] }),
  }
}

async function redactedOf(here: Packages, id: string): Promise<NonNullable<Gathered['redacted']>> {
  const { events, sha256, sm3, bytes, mediaType, redaction, tool, recipe, approvedAt, why } = await approvedCopy(
    here.db,
    id,
  )
  const name = VIEW_NAMES[mediaType as keyof typeof VIEW_NAMES] ?? 'view.bin'
  return {
    sha256,
    sm3,
    bytes,
    redaction,
    tool,
    recipe,
    approvedAt,
    why: [...why],
    copyTo: (path) => here.vault.copy(sha256, path),
    fileName: name.replace('view', 'redacted'),
    events,
  }
}

/** Those of which the last alone counts. */
const REPLACED = ['ContainerRead', 'RecordingDecoded', 'TimesFound']

/**
 * The event that preserved a recording and those that say what a package says of it: of view copies, only those that go
 * along; of what was read anew, the last reading. Throws Refused when nothing is there yet.
 */
function eventsBehind(
  history: readonly JournalEntry[],
  views: ReadonlySet<string>,
): readonly [JournalEntry, ...JournalEntry[]] {
  const [first, ...later] = history
  if (!first) throw notSealed()
  const nameOf = ({ event }: JournalEntry): string => event.kind.replace(/\/\d+$/, '')
  const last = new Map(later.map((one) => [nameOf(one), one]))
  const made = new Map(
    later
      .filter((one) => nameOf(one) === 'DerivativeMade')
      .map((one) => [(one.event.body as { sha256: string }).sha256, one]),
  )
  const further = later.filter((one) => {
    const name = nameOf(one)
    if (!FACT_KINDS.includes(name)) return false
    if (name !== 'DerivativeMade') return !REPLACED.includes(name) || last.get(name) === one
    const { sha256 } = one.event.body as { sha256: string }
    return views.has(sha256) && made.get(sha256) === one
  })
  return [first, ...further]
}

type Copy = RecordingState['derivatives'][number] & { readonly kind: ViewOrder['kind'] }

/** What is looked at, each picture with the mark of whom the package is for; sound and words as they are. */
function withMark(history: readonly JournalEntry[], views: readonly Copy[], mark: CopyMark): readonly Copy[] {
  const made = history.findLast(({ event }) => (event.body as { readonly mark?: string } | null)?.mark === mark)
  const plain = views.filter((one) => !isPicture(one))
  return made ? [{ ...(made.event.body as Copy) }, ...plain] : plain
}
const isPicture = ({ mediaType }: Copy): boolean => mediaType.startsWith('video/') || mediaType.startsWith('image/')

async function viewsOf(here: Packages, copies: readonly Copy[]): Promise<ViewOrder[]> {
  return Promise.all(
    copies.map(async (one) => ({
      kind: one.kind,
      tool: one.tool,
      recipe: one.recipe,
      copyTo: (path) => here.vault.copy(one.sha256, path),
      bytes: one.bytes,
      sha256: one.sha256,
      sm3: one.sm3,
      fileName: VIEW_NAMES[one.mediaType as keyof typeof VIEW_NAMES] ?? 'view.bin',
    })),
  )
}

/** Every event with its proof, all against one checkpoint, which may have moved on since the last was made. */
export async function withProofs(db: Db, items: readonly Gathered[], size: number): Promise<ItemOrder[]> {
  const prove = async ({ event, salt }: JournalEntry): Promise<SealedOrder> => ({
    event,
    salt: base64Of(salt),
    proof: await proofOf(db, event.id, size),
  })
  const provenCopy = async ({ events, ...copy }: NonNullable<Gathered['redacted']>): Promise<RedactedOrder> => ({
    ...copy,
    sealed: await Promise.all(events.map(prove)),
  })
  return Promise.all(
    items.map(async ({ events: [first, ...further], redacted, ...item }) => ({
      ...item,
      ...(redacted && { redacted: await provenCopy(redacted) }),
      sealed: [await prove(first), ...(await Promise.all(further.map(prove)))] as const,
    })),
  )
}

/**
 * The takes these items belong to, and the gaps between items that are both in the package. An item that came into another
 * take while they were gathered is in none: a package whose takes and items do not fit together is refused by its readers.
 */
export async function takesOf(
  db: Db,
  items: readonly Gathered[],
  names: (actor: string) => string,
): Promise<PackageRequest['takes']> {
  const numbers = new Map(items.map((item, i) => [item.recording, i + 1]))
  const found = new Map<string, PackageRequest['takes'][number]>()
  for (const item of items) {
    if (item.take === undefined || found.has(item.take)) continue
    const { takes, gaps } = groupingOf(await sameDay(db, await recordingOf(db, item.recording)))
    const take = takes.find((one) => one.segments[0].recording === item.take)
    const own = new Set(
      take?.segments
        .map((one) => one.recording)
        .filter((one) => items.some((each) => each.recording === one && each.take === item.take)),
    )
    const beside = gaps.filter((gap) => own.has(gap.after) && numbers.has(gap.before))
    found.set(item.take, {
      id: item.take,
      items: [...own].map((one) => numbers.get(one) as number),
      gaps: beside.map((gap) => ({
        after: numbers.get(gap.after) as number,
        before: numbers.get(gap.before) as number,
        seconds: gap.milliseconds / 1000,
        kind: gap.kind,
        ...(gap.explained && {
          explanation: {
            words: gap.explained.reason,
            by: names(gap.explained.by),
            at: instantOf(millisecondsOf(gap.explained.at)),
          },
        }),
      })),
    })
  }
  return [...found.values()]
}

/** The items with no other take than one that has them. `items` in the order of their numbers. */
export const inTheirTakes = <I extends { readonly take?: string | undefined }>(
  items: readonly I[],
  takes: PackageRequest['takes'],
): readonly I[] =>
  items.map((item, i) => ({
    ...item,
    take: takes.find((take) => take.id === item.take && take.items.includes(i + 1))?.id,
  }))
