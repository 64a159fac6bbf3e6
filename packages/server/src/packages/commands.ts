import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { PackageRow, PackageUnderWay } from '@liuhen/contract/packages'
import { statementOf } from '@liuhen/core/evidence-package'
import { base64Of, because, type Instant, instantOf, millisecondsOf, Refused, type Sha256 } from '@liuhen/core/kernel'
import { groupingOf } from '@liuhen/core/recordings'
import { latestCheckpoint, type LogKey, proofOf, readStream, type Record, type Sealing } from '../ledger/index.ts'
import { bureauOf, namesOfActors, namesOfPeople, unitNamesOf } from '../people/index.ts'
import type { Law } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, type Disk, uuidv7 } from '../platform/index.ts'
import { filingOf, recordingOf, sameDay } from '../recordings/index.ts'
import type { DigestWorkers, Vault } from '../vault/index.ts'
import type { PackageTable } from './tables.ts'
import type { Typeset } from './typeset.ts'
import { type ItemOrder, type PackageRequest, type ViewOrder, type WrittenPackage, writePackage } from './write.ts'
import { zipPackage } from './zip.ts'

export interface Packages {
  readonly db: Db
  readonly clock: Clock
  readonly record: Record
  readonly vault: Vault
  readonly workers: DigestWorkers
  readonly typeset: Typeset
  readonly disk: Disk
  readonly law: Law
  /** What is being made at this moment. It ends with the process, and so does the making. */
  readonly underWay: Map<string, PackageUnderWay>
  readonly log: () => { readonly key: LogKey; readonly sealing: Sealing } | undefined
  /** Where packages are written: `<id>/` and `<id>.zip`. */
  readonly folder: string
  /** The built offline page. */
  readonly verifyPage: string
}

export interface Order {
  readonly recordings: readonly string[]
  readonly purpose: string
  readonly recipient: string
}

const VIEW_NAMES = { 'video/mp4': 'view.mp4', 'audio/mp4': 'view.m4a', 'image/jpeg': 'view.jpg' } as const

/**
 * Makes an evidence package of these recordings: folder and .zip. What leaves the building is an event, with the digest
 * that names the package. Goes on when whoever asked has gone away. Throws Missing, Refused when one is not in the log yet
 * or the disk has no room for it, Corrupt when the vault gives back other bytes.
 */
export async function makePackage(here: Packages, actor: string, order: Order): Promise<PackageRow> {
  const now = here.clock.now()
  const id = uuidv7(now)
  const log = here.log()
  const [bureau, names] = await Promise.all([bureauOf(here.db), namesOfActors(here.db)])
  if (!log || !bureau) throw because(Refused, 'no-log-yet', '还没有完成初始设置', 'The first-run set-up is not done')
  const ids = [...new Set(order.recordings)]
  const items: ItemOrder[] = []
  for (const recording of ids) items.push(await itemOf(here, recording))
  items.sort((a, b) => ((a.correctedTime ?? a.preservedAt) < (b.correctedTime ?? b.preservedAt) ? -1 : 1))
  const checkpoint = await latestCheckpoint(here.db)
  if (!checkpoint) throw notSealed()
  const bytes = items.flatMap((item) => [item, ...item.views]).reduce((sum, one) => sum + one.bytes, 0)
  await room(here, bytes)
  await mkdir(here.folder, { recursive: true })
  const request: PackageRequest = {
    folder: join(here.folder, id),
    id,
    bureau: bureau.name,
    madeAt: now,
    madeBy: names(actor),
    items: await withProofs(here, items, checkpoint.size),
    takes: await takesOf(here.db, items, names),
    statement: statementOf({
      method:
        '由执法记录设备现场录制，经采集站读出，回读比对 SHA-256 与 SM3 后固化入库；本包内原件与入库时逐字节一致，查看版由原件转码，不作为原件',
      maker: [...new Set(items.map((one) => one.officer?.name ?? '未登记'))].join('、'),
      madeAt: items[0]?.correctedTime ?? items[0]?.preservedAt ?? now,
      object: order.purpose,
      extractor: names(actor),
      extractedAt: now,
      recipient: order.recipient,
    }),
    checkpoint: checkpoint.note,
    verifierKey: log.key.line,
    verifyPage: here.verifyPage,
  }
  const { purpose, recipient } = order
  const show = (phase: PackageUnderWay['phase'], done: number): unknown =>
    here.underWay.set(id, { id, purpose, recipient, madeBy: names(actor), phase, done, bytes })
  show('copying', 0)
  try {
    const written = await writePackage(request, {
      typeset: here.typeset,
      digest: (file, length) => here.workers.follow(file).finish(length),
      onProgress: (done) => show('copying', done),
    })
    show('packing', bytes)
    return rowView(await hand(here, actor, order, { id, now, ids, written, checkpoint: checkpoint.size }), names)
  } finally {
    here.underWay.delete(id)
  }
}

/** Folder and .zip together, each on the same disk. */
async function room(here: Packages, bytes: number): Promise<void> {
  if ((await here.disk.free()) - 2 * bytes >= here.disk.reserve) return
  throw because(
    Refused,
    'disk-full',
    '服务器磁盘空间不足，放不下这个证据包：请分成几个小的，或请信息中心腾出空间',
    'The disk of the server has no room for this package: make several smaller ones, or ask the information centre for room',
  )
}

/** Packs what was written and puts it on record. */
async function hand(
  here: Packages,
  actor: string,
  order: Order,
  made: { id: string; now: Instant; ids: string[]; written: WrittenPackage; checkpoint: number },
): Promise<PackageTable> {
  const { id, now, ids, written } = made
  const zip = `${written.folder}.zip`
  const discard = () => Promise.all([written.folder, zip].map((one) => rm(one, { recursive: true, force: true })))
  const body = {
    package: id,
    recordings: ids,
    purpose: order.purpose,
    recipient: order.recipient,
    bytes: written.bytes,
    manifestSha256: written.sha256,
    checkpointSize: made.checkpoint,
  }
  const row = {
    id,
    made_at: now,
    made_by: actor,
    purpose: order.purpose,
    recipient: order.recipient,
    recordings: ids,
    bytes: written.bytes,
  }
  try {
    await zipPackage(written.folder, zip)
    await here.db.transaction().execute(async (trx) => {
      await here.record(trx, [{ stream: `package:${id}`, version: 1, kind: 'PackageMade/1', at: now, actor, body }])
      await trx.insertInto('package').values(row).execute()
    })
  } catch (error) {
    // What no event speaks of must not lie there to be handed out.
    await discard()
    throw error
  }
  return row
}

const rowView = (row: PackageTable, names: (actor: string) => string): PackageRow => ({
  id: row.id,
  purpose: row.purpose,
  recipient: row.recipient,
  recordings: row.recordings,
  bytes: row.bytes,
  madeAt: row.made_at,
  madeBy: names(row.made_by),
})

export async function listPackages(db: Db): Promise<PackageRow[]> {
  const [rows, names] = await Promise.all([
    db.selectFrom('package').selectAll().orderBy('made_at', 'desc').limit(200).execute(),
    namesOfActors(db),
  ])
  return rows.map((row) => rowView(row, names))
}

const notSealed = () =>
  because(
    Refused,
    'not-sealed-yet',
    '有音像刚刚入库，尚未写入存证日志，请几秒后再试',
    'A recording has only just come in and is not in the log yet: try again in a few seconds',
  )

async function itemOf(here: Packages, id: string): Promise<ItemOrder> {
  const row = await recordingOf(here.db, id)
  const { state } = row
  const [first, people, units, filing] = await Promise.all([
    readStream(here.db, `recording:${id}`),
    namesOfPeople(here.db),
    unitNamesOf(here.db),
    filingOf(here.db, await here.law.book(here.db), row),
  ])
  const sealed = first[0]
  if (!sealed) throw notSealed()
  const { arrival, times, container } = state
  const officer = row.officer === null ? undefined : people.get(row.officer)
  const unit = row.unit === null ? undefined : units.get(row.unit)
  return {
    file: await here.vault.withFile(arrival.sha256 as Sha256, async (path) => path),
    bytes: arrival.bytes,
    sha256: arrival.sha256,
    sm3: arrival.sm3,
    fileName: arrival.fileName,
    recording: id,
    preservedAt: sealed.event.at,
    views: await viewsOf(here, state.derivatives),
    sealed: { event: sealed.event, salt: base64Of(sealed.salt) },
    proof: '',
    ...(row.take && { take: row.take }),
    ...(arrival.deviceNumber !== undefined && {
      device: { number: arrival.deviceNumber, ...(container?.model && { model: container.model }) },
    }),
    ...(officer && { officer: { name: officer, ...(unit && { unit }) } }),
    ...(arrival.deviceTime !== undefined && { deviceTime: arrival.deviceTime }),
    ...(arrival.clock && { clock: { offset: arrival.clock.offset, error: arrival.clock.error } }),
    ...(times && { correctedTime: times.start }),
    ...(container?.duration !== undefined && { durationSeconds: container.duration / 1000 }),
    ...(filing && { filing: [...filing] }),
  }
}

async function viewsOf(
  here: Packages,
  derivatives: Awaited<ReturnType<typeof recordingOf>>['state']['derivatives'],
): Promise<ViewOrder[]> {
  const copies = derivatives.filter((one) => one.kind === 'view-copy')
  return Promise.all(
    copies.map(async (one) => ({
      kind: one.kind,
      tool: one.tool,
      recipe: one.recipe,
      file: await here.vault.withFile(one.sha256, async (path) => path),
      bytes: one.bytes,
      sha256: one.sha256,
      sm3: one.sm3,
      fileName: VIEW_NAMES[one.mediaType as keyof typeof VIEW_NAMES] ?? 'view.bin',
    })),
  )
}

/** A proof for each item, all against one checkpoint, which may have moved on since the last was made. */
async function withProofs(here: Packages, items: readonly ItemOrder[], size: number): Promise<ItemOrder[]> {
  return Promise.all(
    items.map(async (item) => ({ ...item, proof: await proofOf(here.db, item.sealed.event.id, size) })),
  )
}

/** The takes these items belong to, and the gaps between items that are both in the package. */
async function takesOf(
  db: Db,
  items: readonly ItemOrder[],
  names: (actor: string) => string,
): Promise<PackageRequest['takes']> {
  const numbers = new Map(items.map((item, i) => [item.recording, i + 1]))
  const found = new Map<string, PackageRequest['takes'][number]>()
  for (const item of items) {
    if (item.take === undefined || found.has(item.take)) continue
    const { takes, gaps } = groupingOf(await sameDay(db, await recordingOf(db, item.recording)))
    const take = takes.find((one) => one.segments[0].recording === item.take)
    const members = (take?.segments ?? []).map((one) => numbers.get(one.recording)).filter((one) => one !== undefined)
    const beside = gaps.filter(
      (gap) => numbers.has(gap.after) && numbers.has(gap.before) && take?.segments.at(-1)?.recording === gap.after,
    )
    found.set(item.take, {
      id: item.take,
      items: members,
      gaps: beside.map((gap) => ({
        after: numbers.get(gap.after) as number,
        before: numbers.get(gap.before) as number,
        seconds: gap.milliseconds / 1000,
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
