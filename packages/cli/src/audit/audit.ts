import { readFile, writeFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { Failure, instantOf } from '@liuhen/core/kernel'
import type { Instant } from '@liuhen/core/kernel'
import { streamTypes } from '@liuhen/core/journal'
import { parseVerifierKey } from '@liuhen/core/ledger'
import type { VerifierKey } from '@liuhen/core/ledger'
import type { StreamType } from '@liuhen/core/stream'
import { crypto } from '../verify/crypto.ts'
import { checkBlobs, listWanted } from './blob-check.ts'
import type { BlobReader } from './blob-check.ts'
import { BlobProgress } from './blob-progress.ts'
import { DatabaseError, openSnapshot } from './database.ts'
import type { Snapshot } from './database.ts'
import { Findings } from './findings.ts'
import type { Finding } from './findings.ts'
import { checkJournal } from './journal-check.ts'
import { checkLog } from './log-check.ts'
import { readOutside } from './outside.ts'
import { readSetBack, type SetBack } from './log-clock.ts'
import { type LawfullyGone, readWarrants } from './warrants.ts'

export type Phase = 'journal' | 'log' | 'blobs'
export type OnProgress = (phase: Phase, done: number, total: number) => void

export interface AuditOptions {
  /** The data folder: vault, quarantine, keys and the last checkpoint signed. */
  readonly data: string
  /** Connection string of its database. */
  readonly url: string
  /** Whether a server works on it at this moment. */
  readonly live: boolean
  /** Milliseconds since 1970. */
  readonly now: number
  readonly reader: BlobReader
  readonly fresh?: boolean
  /** Every type of stream unless told. */
  readonly types?: readonly StreamType[]
  /** Receipts, proofs and checkpoints that were kept elsewhere: files, or folders of them. */
  readonly outside?: readonly string[]
  readonly onProgress?: OnProgress
}

/** What all checks of one audit share. */
export interface Audited {
  readonly data: string
  readonly snapshot: Snapshot
  readonly findings: Findings
  readonly live: boolean
  readonly now: number
  readonly types: readonly StreamType[]
  /** What is lawfully gone, by the warrants on record that hold. */
  readonly gone: LawfullyGone
  /** Where the machine's clock was set back, by what is on record. */
  readonly setBack: readonly SetBack[]
  readonly progress: OnProgress
}

const NOTHING_GONE: LawfullyGone = { blobs: new Map(), streams: new Map() }

export interface AuditResult {
  readonly at: Instant
  readonly clean: boolean
  readonly events: number
  readonly blobs: number
  readonly bytes: number
  /** Size of the last checkpoint. */
  readonly checkpoint: number
  /** How many, also when not all of them are listed. */
  readonly count: number
  readonly differences: readonly Finding[]
  /** What a person may want to look at and is not against the record. */
  readonly notes: readonly Finding[]
}

/**
 * Reads everything again and compares: the journal with the log, the log with its tiles and signed checkpoints, the read
 * models with the events, the files with the digests that events say. It takes nothing from the server's code but core's
 * rules. The database is seen as of one moment, so a server may go on working meanwhile; what it adds to the vault after
 * that moment is noted as unreferenced. spec/audit.md.
 */
export async function auditFolder(options: AuditOptions): Promise<AuditResult> {
  const { data, url, live, now, reader, types = streamTypes } = options
  const findings = new Findings()
  // Before the snapshot: the file never runs ahead of the database, so what it says by now must be in there.
  const [key, highWater] = [await readKey(data, findings), await textOf(join(data, 'run', 'checkpoint'))]
  const outside = await readOutside(options.outside ?? [], key, findings)
  const snapshot = await openSnapshot(url)
  const progress = options.onProgress ?? (() => undefined)
  const asking = { data, snapshot, findings, live, now, types, progress, gone: NOTHING_GONE, setBack: [] }
  let audited: Audited = asking
  let [events, checkpoint] = [0, 0]
  let wanted: Awaited<ReturnType<typeof listWanted>> | undefined
  try {
    audited = { ...asking, gone: await readWarrants(asking), setBack: await readSetBack(asking) }
    events = await checkJournal(audited)
    checkpoint = await checkLog(audited, { key, highWater, outside })
    await checkOrigin(audited, key)
    wanted = await listWanted(snapshot, data)
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
    unreadable(findings, error)
  } finally {
    await snapshot.close()
  }
  const kept = new BlobProgress(data, now, { fresh: options.fresh === true })
  const { blobs, bytes } = wanted ? await checkBlobs(audited, wanted, reader, kept) : { blobs: 0, bytes: 0 }
  const { count, differences, notes } = findings
  const at = instantOf(now)
  return { at, clean: count === 0, events, blobs, bytes, checkpoint, count, differences, notes }
}

/** Leaves the result where the server shows it: `run/audit.json`, the contract's `LogStatus.lastAudit`. */
export async function leaveResult(data: string, { at, clean, events, blobs, count }: AuditResult): Promise<void> {
  const file = join(data, 'run', 'audit.json')
  await writeFile(`${file}.new`, `${JSON.stringify({ at, clean, events, blobs, differences: count })}\n`)
  await rename(`${file}.new`, file)
}

async function readKey(data: string, findings: Findings): Promise<VerifierKey | undefined> {
  const line = await textOf(join(data, 'keys', 'log.pub'))
  if (line === undefined) return undefined
  try {
    return parseVerifierKey(crypto.sha256, line.trim())
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    findings.refused('keys/log.pub', error)
    return undefined
  }
}

async function checkOrigin({ snapshot, findings }: Audited, key: VerifierKey | undefined): Promise<void> {
  const [bureau] = await snapshot.all<{ origin: string }>('select origin from bureau')
  if (bureau && key && bureau.origin !== key.name)
    findings.differs(
      'log-origin',
      'keys/log.pub',
      `公钥属于日志 ${key.name}，本局的日志是 ${bureau.origin}`,
      `The key is that of the log ${key.name}; this bureau's is ${bureau.origin}`,
    )
}

const unreadable = (findings: Findings, error: DatabaseError): void =>
  findings.differs(
    'database-unreadable',
    'postgres',
    `数据库无法读完：${error.message}。表可能被改动，或磁盘有故障`,
    `The database could not be read to its end: ${error.message}. Its tables may have been changed, or the disk is failing`,
  )

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
