import { Readable } from 'node:stream'
import { because, Missing, Refused, type Sha256 } from '@liuhen/core/kernel'
import type { Vault } from '../vault/index.ts'

/** One range of a blob as HTTP gives it (RFC 9110 section 14): the whole, one part, or 416. */
export async function serveBlob(
  vault: Vault,
  request: Request,
  blob: { sha256: Sha256; mediaType: string; fileName?: string },
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
    const body = request.method === 'HEAD' ? null : (Readable.toWeb(await vault.read(blob.sha256)) as ReadableStream)
    return new Response(body, { headers: { ...headers, 'content-length': String(size) } })
  }
  const from = range[1] === '' ? Math.max(0, size - Number(range[2])) : Number(range[1])
  const to = range[1] === '' || range[2] === '' ? size - 1 : Math.min(Number(range[2]), size - 1)
  if (from > to || from >= size)
    return new Response(null, { status: 416, headers: { 'content-range': `bytes */${size}` } })
  const part = await vault.read(blob.sha256, { from, to })
  return new Response(Readable.toWeb(part) as ReadableStream, {
    status: 206,
    headers: { ...headers, 'content-length': String(to - from + 1), 'content-range': `bytes ${from}-${to}/${size}` },
  })
}

export const notReady = () =>
  because(Refused, 'not-made-yet', '还在生成，请稍候；原件已经安全保存', 'It is still being made; the original is safe')
