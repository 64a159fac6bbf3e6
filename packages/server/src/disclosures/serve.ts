import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Answers with a file of the public site; undefined when there is none at that path. */
export type PublicPages = (request: Request, path: string) => Promise<Response | undefined>

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  xml: 'application/xml; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  note: 'text/plain; charset=utf-8',
  png: 'image/png',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
}
/** A name of the site: no dots but before its ending, so no path leads out of it. */
const PATH = /^(?:[a-z0-9-]+\/)?[A-Za-z0-9-]+\.[a-z]{2,4}$/u

/**
 * The site below `/public/`, as it lies in `folder/current`. Nothing of it is kept by a cache, so that what is withdrawn is
 * gone with the next request; the page in its place is answered with 410.
 */
export function publicPages(folder: string): PublicPages {
  return async (request, path) => {
    if (path === '/public') return new Response(null, { status: 302, headers: { location: '/public/' } })
    if (!path.startsWith('/public/')) return undefined
    const name = path.slice('/public/'.length) || 'index.html'
    if (!PATH.test(name)) return undefined
    // A site is put in place of another between two steps of this: then it is read anew.
    const bytes = (await read(folder, name)) ?? (await read(folder, name))
    if (!bytes) return undefined
    const ending = name.split('.').at(-1) ?? ''
    const isGone = ending === 'html' && bytes.includes('<div class="gone">')
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), {
      status: isGone ? 410 : 200,
      headers: {
        'content-type': TYPES[ending] ?? 'application/octet-stream',
        'content-length': String(bytes.length),
        'cache-control': 'no-store',
      },
    })
  }
}

const read = (folder: string, name: string): Promise<Buffer | undefined> =>
  readFile(join(folder, 'current', name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'EISDIR') return undefined
    throw error
  })
