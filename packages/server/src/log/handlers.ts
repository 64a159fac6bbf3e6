import type { Viewer } from '@liuhen/core/access'
import type { LogStatus as LogView } from '@liuhen/contract/ledger'
import { charactersOf, inFours, keyMark } from '@liuhen/core/evidence-package'
import { base64Of, because, hexOf, Missing, text } from '@liuhen/core/kernel'
import { parseTilePath } from '@liuhen/core/ledger'
import type { Handlers } from '../platform/served.ts'
import type { Db } from '../platform/database/index.ts'
import type { Clock } from '../platform/index.ts'
import { journalRows, type Unread } from './journal-rows.ts'
import { entries, latestCheckpoint, type LogKey, proofOf, type Sealing, sha256, status, tile } from '../ledger/index.ts'

export interface Log {
  readonly db: Db
  readonly clock: Clock
  /** The log's key and sealer; undefined until the bureau is founded. */
  readonly log: () => { readonly key: LogKey; readonly sealing: Sealing } | undefined
  /** What the last audit left in the data folder; undefined when there was none. */
  readonly lastAudit: () => Promise<LogView['lastAudit']>
  /** Recordings whose names this viewer may not know: that is for requests to say, which know the log. */
  readonly unread: (viewer: Viewer) => Promise<Unread>
}

const plain = (body: string): Response =>
  new Response(body, { headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' } })
/** A tile of full width never changes; a partial one is a prefix of what comes. */
const bytes = (body: Uint8Array): Response =>
  new Response(Uint8Array.from(body), {
    headers: { 'content-type': 'application/octet-stream', 'cache-control': 'public, max-age=31536000, immutable' },
  })

const noSuchTile = () => because(Missing, 'not-a-tile', '没有这个分块', 'There is no such tile')

/** C2SP tlog-tiles over HTTP, and what the desk shows of the log. */
export function logHandlers(here: Log): Partial<Handlers> {
  const log = () => {
    const open = here.log()
    if (!open)
      throw because(
        Missing,
        'no-log-yet',
        '还没有完成初始设置，存证日志尚未建立',
        'The first-run set-up is not done, so there is no log yet',
      )
    return open
  }
  return {
    checkpoint: async () => {
      const found = await latestCheckpoint(here.db)
      if (!found) throw because(Missing, 'log-empty', '存证日志还是空的', 'The log is empty')
      return plain(found.note)
    },
    verifierKey: async () => plain(`${log().key.line}\n`),
    tile: async ({ request }) => {
      const at = parseTilePath(new URL(request.url).pathname.slice('/log/'.length))
      if (at?.kind !== 'hashes') throw noSuchTile()
      return bytes(await tile(here.db, at.level, at.number, at.width))
    },
    entryBundle: async ({ request }) => {
      const at = parseTilePath(new URL(request.url).pathname.slice('/log/'.length))
      if (at?.kind !== 'entries') throw noSuchTile()
      const response = bytes(await entries(here.db, at.number, at.width))
      response.headers.set('cache-control', 'private, no-store')
      return response
    },
    proof: async ({ params }) => plain(await proofOf(here.db, params.id)),
    journal: async ({ query, viewer }) => journalRows(here.db, query, viewer && (await here.unread(viewer))),
    logStatus: async () => {
      const { key, sealing } = log()
      const [now, recent, lastAudit] = await Promise.all([
        status(here.db, here.clock),
        here.db.selectFrom('log_checkpoint').select(['size', 'at']).orderBy('size', 'desc').limit(60).execute(),
        here.lastAudit(),
      ])
      return {
        origin: key.key.name,
        verifierKey: key.line,
        keyId: hexOf(key.key.id),
        keyMark: markOf(key.line),
        size: now.size,
        pending: now.pending.count,
        lag: now.pending.oldestMs,
        sealing: sealingView(sealing),
        witnesses: [],
        recent,
        ...(now.checkpoint && {
          checkpoint: now.checkpoint.note,
          checkpointAt: now.checkpoint.at,
          root: base64Of(now.checkpoint.root),
          rootWords: inFours(charactersOf(sha256, now.checkpoint.root)),
        }),
        ...(lastAudit && { lastAudit }),
      }
    },
  }
}

function sealingView(sealing: Sealing): LogView['sealing'] {
  const state = sealing.state()
  if (state.sealing === 'active') return { state: 'sealing' }
  if (state.sealing === 'stopped')
    return { state: 'stopped', reason: state.reason.obstacles[0]?.message ?? text('已停止', 'Stopped') }
  return { state: 'waiting' }
}

function markOf(line: string): LogView['keyMark'] {
  const { hue, cells, characters } = keyMark(sha256, line)
  return { hue, cells: cells.map((row) => [...row]), characters: inFours(characters) }
}
