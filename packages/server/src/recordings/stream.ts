import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { because, Missing, Refused, type Sha256 } from '@liuhen/core/kernel'
import { blobDiffers, type Vault } from '../vault/index.ts'

/** Told from which byte up to which other, not itself among them, a blob went out. */
export type Handed = (from: number, to: number) => Promise<void>

/** One range of a blob as HTTP gives it (RFC 9110 section 14): the whole, one part, or 416. `handed` is told what went out. */
export async function serveBlob(
  vault: Vault,
  request: Request,
  blob: { sha256: Sha256; mediaType: string; fileName?: string },
  handed?: Handed,
): Promise<Response> {
  const size = await vault.size(blob.sha256)
  if (size === undefined)
    throw because(
      Missing,
      'blob-missing',
      '保管库里没有这个文件，请立即告知信息中心',
      'The vault does not hold this file: tell the information centre now',
    )
  const headers: Record<string, string> = {
    'content-type': blob.mediaType,
    'accept-ranges': 'bytes',
    etag: `"${blob.sha256}"`,
    'cache-control': 'private, no-store',
    ...(blob.fileName !== undefined && {
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(blob.fileName)}`,
    }),
  }
  const asked = request.headers.get('range')
  const range = asked === null ? undefined : /^bytes=(\d*)-(\d*)$/.exec(asked.trim())
  if (!range || (range[1] === '' && range[2] === '')) {
    const body = request.method === 'HEAD' ? null : streamed(whole(vault, blob.sha256), { from: 0, to: size }, handed)
    return new Response(body, { headers: { ...headers, 'content-length': String(size) } })
  }
  const from = range[1] === '' ? Math.max(0, size - Number(range[2])) : Number(range[1])
  const to = range[1] === '' || range[2] === '' ? size - 1 : Math.min(Number(range[2]), size - 1)
  if (from > to || from >= size)
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${size}` } })
  if (size <= READ_FIRST) await readFirst(vault, blob.sha256)
  const part = await vault.read(blob.sha256, { from, to })
  return new Response(streamed(part, { from, to: to + 1 }, handed), {
    status: 206,
    headers: { ...headers, 'content-length': String(to - from + 1), 'content-range': `bytes ${from}-${to}/${size}` },
  })
}

/** What is handed out is told at least so often: a server that is killed forgets no more of it. */
const TOLD_EVERY = 4_000_000

function streamed(part: Readable, { from, to }: { readonly from: number; readonly to: number }, handed?: Handed) {
  async function* told(tell: Handed): AsyncGenerator<Buffer> {
    let [since, at] = [from, from]
    const tellUpTo = async (end: number): Promise<void> => {
      if (end > since) await tell(since, end)
      since = end
    }
    try {
      for await (const piece of part as AsyncIterable<Buffer>) {
        const end = at + piece.length
        // The last is told before it goes: whoever has it all may say at once what they saw.
        if (end >= to) await tellUpTo(end)
        else if (at - since >= TOLD_EVERY) await tellUpTo(at)
        yield piece
        at = end
      }
    } finally {
      if (at < to) await tellUpTo(at)
    }
  }
  return Readable.toWeb(handed ? Readable.from(told(handed), { objectMode: false }) : part) as ReadableStream
}

/**
 * All of a blob, its digest made on the way: the last piece is given only where it comes out right, so that whoever
 * downloads bytes that have rotted gets no file of the length that was announced.
 */
function whole(vault: Vault, sha256: Sha256): Readable {
  async function* pieces(): AsyncGenerator<Buffer> {
    const hash = createHash('sha256')
    let held: Buffer | undefined
    for await (const piece of await vault.read(sha256)) {
      if (held) yield held
      held = piece as Buffer
      hash.update(held)
    }
    if (hash.digest('hex') !== sha256) throw blobDiffers(sha256)
    if (held) yield held
  }
  return Readable.from(pieces(), { objectMode: false })
}

/**
 * Of what is no larger than this, all is read before a part is served: half a second of a disk for what a player shows. A
 * part of something larger is served as the disk gives it; its whole is read when it is downloaded, by the scrub and by
 * the audit.
 */
const READ_FIRST = 256_000_000
/** A player asks for one film in hundreds of parts. */
const STAYS_READ = 10 * 60_000
const read = new WeakMap<Vault, Map<Sha256, { readonly at: number; readonly done: Promise<void> }>>()

async function readFirst(vault: Vault, sha256: Sha256): Promise<void> {
  const known = read.get(vault) ?? new Map<Sha256, { readonly at: number; readonly done: Promise<void> }>()
  read.set(vault, known)
  const now = performance.now()
  for (const [one, { at }] of known) if (now - at > STAYS_READ) known.delete(one)
  const done = known.get(sha256)?.done ?? digestIsRight(vault, sha256)
  if (!known.has(sha256)) known.set(sha256, { at: now, done })
  await done.catch((error: unknown) => {
    known.delete(sha256)
    throw error
  })
}

async function digestIsRight(vault: Vault, sha256: Sha256): Promise<void> {
  const hash = createHash('sha256')
  for await (const piece of await vault.read(sha256)) hash.update(piece as Buffer)
  if (hash.digest('hex') !== sha256) throw blobDiffers(sha256)
}

export const notReady = () =>
  because(Refused, 'not-made-yet', '还在生成，请稍候；原件已经安全保存', 'It is still being made; the original is safe')
