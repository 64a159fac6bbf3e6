import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { because, Missing, text } from '@liuhen/core/kernel'
import { helpOf, languageOf, manual, readOptions, Screen, sizeOf, spanOf, common, unasked } from '../terminal/index.ts'
import type { Language, Output } from '../terminal/index.ts'
import { DigestPool } from '../verify/digest-pool.ts'
import { auditFolder, leaveResult } from './audit.ts'
import type { AuditResult, OnProgress, Phase } from './audit.ts'
import { openPostgres } from './postgres.ts'
import { poolReader } from './reader.ts'
import { printed } from './print.ts'
import { sealedReader } from './sealed.ts'

export const auditManual = manual({
  usage: 'audit --data DIR [--outside PATH]… [--json]',
  about: text(
    '审计：重读全部原件、流水、存证日志、检查点和查询表，列出每一处不一致',
    'Audit: reads every file, event, log entry, checkpoint and read model again, and lists every difference',
  ),
  options: {
    data: { kind: 'text', value: 'DIR', about: text('数据目录，缺省 ./data', 'the data folder, ./data unless given') },
    database: {
      kind: 'text',
      value: 'URL',
      about: text('自备 PostgreSQL 的连接地址', 'where the database is, when it is a PostgreSQL of your own'),
    },
    outside: {
      kind: 'list',
      value: 'PATH',
      about: text(
        '在外保存的回执、证明或检查点（文件或文件夹），与日志核对；可重复',
        'receipts, proofs or checkpoints kept elsewhere, files or folders of them, to hold the log against; repeatable',
      ),
    },
    'passphrase-file': {
      kind: 'text',
      value: 'FILE',
      about: text(
        '保管库加密时，写有口令的文件；缺省取 LIUHEN_VAULT_PASSPHRASE_FILE',
        'the passphrase of an encrypted vault; LIUHEN_VAULT_PASSPHRASE_FILE unless given',
      ),
    },
    fresh: {
      kind: 'flag',
      about: text('从头开始，不接着上次中断处', 'begin anew instead of where the last one stopped'),
    },
    ...common,
  },
  operands: [0, 0],
})

/** Where the command writes; the process unless a test looks on. */
export interface Streams {
  readonly stdout: { write(words: string): unknown }
  readonly stderr: Output
}

/**
 * `liuhen audit`. Answers the exit status: 0 only when nothing differs, 1 when something does, 2 when the audit could not
 * be made.
 */
export async function audit(args: readonly string[], streams: Streams = process): Promise<number> {
  const language = languageOf(args)
  if (args.includes('--help')) {
    streams.stdout.write(helpOf(auditManual, language))
    return 0
  }
  try {
    const given = readOptions(auditManual, args)
    const data = folderOf(given.data)
    const screen = new Screen(streams.stderr)
    const began = performance.now()
    const outside = given.outside.map(fromCaller)
    const result = await audited(data, given.database, {
      fresh: given.fresh,
      outside,
      passphraseFile:
        given['passphrase-file'] === undefined
          ? named('LIUHEN_VAULT_PASSPHRASE_FILE')
          : fromCaller(given['passphrase-file']),
      onProgress: drawnOn(screen, language, began),
    })
    screen.close()
    await leaveResult(data, result)
    streams.stdout.write(given.json ? `${summaryOf(result)}\n` : printed(result, language, performance.now() - began))
    return result.clean ? 0 : 1
  } catch (thrown) {
    return unasked(thrown, { manual: auditManual, args, streams })
  }
}

/** Relative to where the launcher was called, which may be another folder than the one this runs in. */
const fromCaller = (path: string): string => resolve(process.env['LIUHEN_CWD'] ?? process.cwd(), path)

const named = (variable: string): string | undefined => {
  const path = process.env[variable]
  return path === undefined || path === '' ? undefined : fromCaller(path)
}

/** The data folder that was named, or the one the server takes unless told otherwise. Throws Missing. */
export function folderOf(given: string | undefined): string {
  const data = fromCaller(given ?? process.env['LIUHEN_DATA'] ?? 'data')
  if (existsSync(data)) return data
  throw because(
    Missing,
    'no-data-folder',
    `找不到数据目录 ${data}，请用 --data 指明`,
    `There is no data folder ${data}: name it with --data`,
  )
}

interface How {
  readonly fresh: boolean
  readonly outside: readonly string[]
  readonly passphraseFile: string | undefined
  readonly onProgress: OnProgress
}

async function audited(
  data: string,
  database: string | undefined,
  { passphraseFile, ...how }: How,
): Promise<AuditResult> {
  const opening = passphraseFile === undefined ? undefined : await sealedReader(data, passphraseFile)
  const postgres =
    database === undefined ? await openPostgres(data) : { url: database, live: false, close: () => Promise.resolve() }
  const pool = new DigestPool()
  try {
    const { url, live } = postgres
    return await auditFolder({ data, url, live, now: Date.now(), reader: poolReader(pool, opening), ...how })
  } finally {
    await Promise.all([pool.close(), postgres.close()])
  }
}

/** The line a program reads. */
export function summaryOf({ clean, events, blobs, bytes, checkpoint, differences, notes }: AuditResult): string {
  return JSON.stringify({ audit: clean ? 'clean' : 'differs', events, blobs, bytes, checkpoint, differences, notes })
}

const PHASES: Readonly<Record<Phase, { zh: string; en: string }>> = {
  journal: text('流水与查询表', 'journal and read models'),
  log: text('存证日志与检查点', 'log and checkpoints'),
  blobs: text('原件与衍生文件', 'originals and derivatives'),
}

function drawnOn(screen: Screen, language: Language, began: number): OnProgress {
  let phase: Phase | undefined
  return (now, done, total) => {
    if (phase !== now) screen.line(`${PHASES[now][language]} …`)
    phase = now
    const amount = now === 'blobs' ? `${sizeOf(done)} / ${sizeOf(total)}` : `${done} / ${total}`
    screen.show(() => [
      {
        label: PHASES[now][language],
        done: done / Math.max(1, total),
        more: `${amount}  ${spanOf(performance.now() - began)}`,
      },
    ])
  }
}
