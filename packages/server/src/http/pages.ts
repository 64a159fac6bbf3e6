import { open, readdir, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'

/** Answers with a page or one of its parts; undefined when there is none at that path. */
export type Pages = (request: Request, path: string) => Promise<Response | undefined>

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  wasm: 'application/wasm',
  woff2: 'font/woff2',
  txt: 'text/plain; charset=utf-8',
}
/** The build puts a digest of the content into these names: a name never means anything else. */
const HASHED = /^\/assets\/.+-[\w-]{8,}\.\w+$/
const ENCODINGS = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const

/**
 * The built pages in `folder`. Only files found there when it was read are served, by exact name, so no path leads out
 * of it. A path without a file name's dot is a page the browser draws itself: it gets index.html.
 */
export function pagesIn(folder: string): Pages {
  let files = filesIn(folder)
  return async (request, path) => {
    // Until the pages have been built, look again each time.
    if (!(await files).has('/index.html')) files = filesIn(folder)
    const known = await files
    const asked = known.has(path) ? path : path.split('/').at(-1)?.includes('.') ? undefined : '/index.html'
    if (asked === undefined || !known.has(asked)) return undefined
    return respond(folder, known, asked, request)
  }
}

async function respond(folder: string, known: ReadonlySet<string>, path: string, request: Request): Promise<Response> {
  const accepted = (request.headers.get('accept-encoding') ?? '').split(',').map((one) => one.split(';')[0]?.trim())
  const packed = ENCODINGS.find(([name, ending]) => accepted.includes(name) && known.has(path + ending))
  const file = await open(join(folder, path + (packed?.[1] ?? '')))
  const { size } = await file.stat()
  const body = request.method === 'HEAD' ? null : Readable.toWeb(file.createReadStream())
  if (body === null) await file.close()
  return new Response(body as ReadableStream | null, {
    headers: {
      'content-type': TYPES[path.split('.').at(-1) as string] ?? 'application/octet-stream',
      'content-length': String(size),
      'cache-control': HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      vary: 'accept-encoding',
      ...(packed && { 'content-encoding': packed[0] }),
    },
  })
}

async function filesIn(folder: string): Promise<ReadonlySet<string>> {
  const there = await stat(folder).catch(() => undefined)
  if (!there?.isDirectory()) return new Set()
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile())
  return new Set(files.map((entry) => `/${relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/')}`))
}
