import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { PackageRow, PackageUnderWay } from '@liuhen/contract/packages'
import { folderName, madeAtOf, statementOf, zipName } from '@liuhen/core/evidence-package'
import { because, Missing, Refused } from '@liuhen/core/kernel'
import { LONGEST, makerOf, methodOf } from '@liuhen/core/recordings'
import type { Selectable } from 'kysely'
import { latestCheckpoint, type LogKey, type Journal, type Sealing } from '../ledger/index.ts'
import { bureauOf, namesOfActors } from '../people/index.ts'
import type { Law } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, type Disk, uuidv7 } from '../platform/index.ts'
import type { Marking } from '../recordings/index.ts'
import type { DigestWorkers, Vault } from '../vault/index.ts'
import { disposedPackages } from './held.ts'
import { gather, type Gathered, inTheirTakes, takesOf, withProofs } from './items.ts'
import { seal, SEALED_WITHIN } from './seal.ts'
import { statedItems } from './stated.ts'
import type { PackageTable } from './tables.ts'
import type { Typeset } from './typeset.ts'
import { type VolumeOrder, volumeWithProofs } from './volume.ts'
import { type PackageRequest, writePackage } from './write.ts'
import { zipPackage } from './zip.ts'

export interface Packages {
  readonly db: Db
  readonly clock: Clock
  readonly journal: Journal
  readonly vault: Vault
  readonly workers: DigestWorkers
  readonly typeset: Typeset
  readonly disk: Disk
  readonly law: Law
  /** What is being made at this moment. It ends with the process, and so does the making. */
  readonly underWay: Map<string, PackageUnderWay>
  readonly log: () => { readonly key: LogKey; readonly sealing: Sealing } | undefined
  /** Where packages are written: the folder of each and its .zip, named by {@link folderName}. */
  readonly folder: string
  /** The built offline page. */
  readonly verifyPage: string
  /** Makes a view copy of a recording with a mark in its picture, where it has one. */
  readonly marked: (recording: string, marking: Marking) => Promise<void>
}

export interface Order {
  readonly recordings: readonly string[]
  readonly purpose: string
  readonly recipient: string
  readonly caseNumber?: string | undefined
  /** Of the disc that it is made for. */
  readonly discNumber?: string | undefined
  /** It is made for somebody: what is looked at in it bears this mark, and the originals are as they are. */
  readonly marking?: Marking | undefined
  /** Of the recordings those that go as their redacted copies, with the redaction: their originals stay where they are. */
  readonly redacted?: ReadonlyMap<string, string> | undefined
  /** The bound volume that goes with them. */
  readonly volume?: VolumeOrder | undefined
}

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
  const gathered: Gathered[] = []
  const redacted = order.redacted ?? new Map<string, string>()
  if (order.marking)
    for (const recording of ids) if (!redacted.has(recording)) await here.marked(recording, order.marking)
  for (const recording of ids)
    gathered.push(await gather(here, recording, { mark: order.marking?.mark, redaction: redacted.get(recording) }))
  gathered.sort((a, b) => ((a.correctedTime ?? a.preservedAt) < (b.correctedTime ?? b.preservedAt) ? -1 : 1))
  const copied = [...gathered.flatMap((item) => [item.redacted ?? item, ...item.views]), ...(order.volume?.files ?? [])]
  const bytes = copied.reduce((sum, one) => sum + one.bytes, 0)
  await room(here, bytes)
  const last = gathered.flatMap(({ events, redacted: copy }) => [events.at(-1) ?? events[0], ...(copy?.events ?? [])])
  last.push(...(order.volume?.events ?? []).map((one) => one.entry))
  await Promise.all(last.map(({ event }) => log.sealing.waitSealed(event.id, SEALED_WITHIN)))
  const checkpoint = await latestCheckpoint(here.db)
  if (!checkpoint) throw because(Refused, 'no-log-yet', '存证日志还是空的', 'The log is empty')
  await mkdir(here.folder, { recursive: true, mode: 0o700 })
  const stated = await statedItems(
    here.db,
    gathered.map((one) => one.recording),
    names,
    redacted,
  )
  // A case may end without a recording: then the statement is of the volume alone.
  const maker = stated.length === 0 ? names(actor) : makerOf(stated)
  if (maker.length > LONGEST)
    throw because(
      Refused,
      'too-many-makers',
      '这些音像的录制人太多，一份说明写不下全部姓名：请分成几份证据包',
      'So many people recorded these that one statement has no room for all their names: make several packages',
    )
  const takes = await takesOf(here.db, gathered, names)
  const request: PackageRequest = {
    folder: join(here.folder, folderName({ id, madeAt: now })),
    id,
    bureau: bureau.name,
    madeAt: now,
    madeBy: names(actor),
    items: inTheirTakes(await withProofs(here.db, gathered, checkpoint.size), takes),
    takes,
    ...(order.volume && {
      volume: await volumeWithProofs(
        here.db,
        (sha256, to) => here.vault.copy(sha256, to),
        order.volume,
        checkpoint.size,
      ),
    }),
    statement: statementOf({
      method: stated.length === 0 ? '自保管库逐字节复制' : methodOf(stated),
      maker,
      madeAt: madeAtOf(gathered) ?? now,
      object: order.purpose,
      extractor: names(actor),
      extractedAt: now,
      recipient: order.recipient,
      caseNumber: order.caseNumber,
      discNumber: order.discNumber,
    }),
    checkpoint: checkpoint.note,
    checkpointSize: checkpoint.size,
    verifierKey: log.key.line,
    verifyPage: here.verifyPage,
  }
  const { purpose, recipient } = order
  const show = (phase: PackageUnderWay['phase'], done: number): unknown =>
    here.underWay.set(id, { id, purpose, recipient, madeBy: names(actor), phase, done, bytes })
  show('copying', 0)
  try {
    const { folder } = await writePackage(request, {
      typeset: here.typeset,
      digest: (file, length) => here.workers.packaged(file, length),
      onProgress: (done) => show('copying', done),
      seal: (body) => seal(here, log.sealing, actor, body),
    })
    show('packing', bytes)
    await zipPackage(folder, `${folder}.zip`)
    const row = await here.db.selectFrom('package').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    return rowView(row, bureau.name, names, true)
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

const rowView = (
  row: Selectable<PackageTable>,
  bureau: string,
  names: (actor: string) => string,
  ready: boolean,
): PackageRow => ({
  id: row.id,
  purpose: row.purpose,
  recipient: row.recipient,
  recordings: row.recordings,
  redacted: row.redacted.length,
  ...(row.case_id !== null && { case: row.case_id }),
  bytes: row.bytes,
  madeAt: row.made_at,
  madeBy: names(row.made_by),
  folder: folderName({ id: row.id, madeAt: row.made_at }),
  fileName: zipName({ bureau, purpose: row.purpose, id: row.id, madeAt: row.made_at }),
  ready,
})

/** Packages of one case's volume, the newest first. */
export async function packagesOfCase(
  here: Pick<Packages, 'db' | 'folder' | 'underWay'>,
  caseId: string,
): Promise<PackageRow[]> {
  return (await listPackages(here, caseId)).filter((one) => one.case === caseId)
}

/** Those that were made; one that is still being packed is among those under way. */
export async function listPackages(
  here: Pick<Packages, 'db' | 'folder' | 'underWay'>,
  of?: string,
): Promise<PackageRow[]> {
  const asked = here.db.selectFrom('package').selectAll().orderBy('made_at', 'desc').limit(200)
  const [all, names, bureau] = await Promise.all([
    (of === undefined ? asked : asked.where('case_id', '=', of)).execute(),
    namesOfActors(here.db),
    bureauOf(here.db),
  ])
  const rows = all.filter((row) => !here.underWay.has(row.id))
  const zips = await Promise.all(rows.map((row) => zipOf(here, row)))
  return rows.map((row, i) => rowView(row, bureau?.name ?? '', names, zips[i] !== undefined))
}

/** Where the .zip of a package lies, with its name for people and its size; undefined when its making was interrupted. */
export async function zipOf(
  here: Pick<Packages, 'folder'>,
  { id, made_at }: Pick<PackageTable, 'id' | 'made_at'>,
): Promise<{ readonly path: string; readonly bytes: number } | undefined> {
  // Until packages had names they were called by their id.
  for (const name of [folderName({ id, madeAt: made_at }), id]) {
    const path = join(here.folder, `${name}.zip`)
    const found = await stat(path).catch(() => undefined)
    if (found) return { path, bytes: found.size }
  }
  return undefined
}

/** A package that was made, and where its folder lies. Throws Missing where there is none, or it is not there any more. */
export async function packageFolder(
  here: Pick<Packages, 'db' | 'folder'>,
  id: string,
): Promise<
  Pick<Selectable<PackageTable>, 'recordings' | 'redacted' | 'purpose' | 'recipient' | 'case_id'> & {
    readonly path: string
  }
> {
  const row = await here.db.selectFrom('package').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw because(Missing, 'package-unknown', '没有这个证据包', 'There is no such evidence package')
  for (const name of [folderName({ id, madeAt: row.made_at }), id]) {
    const path = join(here.folder, name)
    if (await stat(path).catch(() => undefined)) return { ...row, path }
  }
  throw because(
    Missing,
    'package-not-there',
    '这个证据包的文件夹已不在服务器上，请重新制作一个',
    'The folder of this package is no longer on the server: make another',
  )
}

/** The .zip to hand out. Throws Missing when there is no such package, or its making was interrupted. */
export async function findZip(here: Pick<Packages, 'db' | 'folder'>, id: string) {
  const row = await here.db.selectFrom('package').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw because(Missing, 'package-unknown', '没有这个证据包', 'There is no such evidence package')
  const [zip, bureau] = await Promise.all([zipOf(here, row), bureauOf(here.db)])
  if (zip)
    return {
      ...zip,
      fileName: zipName({ bureau: bureau?.name ?? '', purpose: row.purpose, id, madeAt: row.made_at }),
      recipient: row.recipient,
      recordings: row.recordings,
      redacted: new Set(row.redacted),
      of: row.case_id ?? undefined,
    }
  if ((await disposedPackages(here.db)).has(id))
    throw because(
      Missing,
      'package-disposed',
      '这个证据包里的音像已经依法销毁，本机的副本随之销毁',
      'What this package held was lawfully disposed of, and the copy on this machine with it',
    )
  throw because(
    Missing,
    'package-unfinished',
    '这个证据包没有做完（制作时中断了），请重新制作一个',
    'This package was never finished: its making was interrupted. Make another',
  )
}
