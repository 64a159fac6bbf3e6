import { isUnreached, purposeOf } from './requests.ts'

/** Of the worker's own world what is used here; the types of pages and of workers cannot stand in one program. */
interface LastingEvent extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface AskedEvent extends LastingEvent {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}
interface Worker {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
  addEventListener(kind: 'install' | 'activate', listener: (event: LastingEvent) => void): void
  addEventListener(kind: 'fetch', listener: (event: AskedEvent) => void): void
}
declare const self: Worker
/** Written in by the build: what is there before anything is opened, and every file of this version of the program. */
declare const FIRST: readonly string[]
declare const FILES: readonly string[]

/**
 * Keeps the program of the desk in the browser, so that a reload without a line opens the desk, which says what is the matter,
 * and not the browser's own error page. It keeps files of the program and nothing else: what somebody saw or typed is never in
 * it, so there is nothing to take away when they sign out.
 */
const STORE = 'liuhen-program'
const PAGE = '/'
/** A server that has said nothing for so long is taken for lost, in milliseconds. A page of 2 KB takes 1.3 s at 50 KB/s with 400 ms each way. */
const PATIENCE = 6000

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(STORE)
      .then((store) => store.addAll([PAGE, ...FIRST]))
      .then(() => self.skipWaiting()),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(leaveOnlyThisVersion().then(() => self.clients.claim()))
})

async function leaveOnlyThisVersion(): Promise<void> {
  const store = await caches.open(STORE)
  const ours = new Set([PAGE, ...FILES])
  const kept = await store.keys()
  await Promise.all(kept.filter(({ url }) => !ours.has(new URL(url).pathname)).map((one) => store.delete(one)))
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  if (request.method !== 'GET') return
  const purpose = purposeOf(request.url, request.mode, self.location.origin)
  if (purpose === 'page') event.respondWith(openPage(event))
  if (purpose === 'part') event.respondWith(part(request))
})

/** The page as the server has it now; without it, as it was when it was last reached. */
async function openPage(event: AskedEvent): Promise<Response> {
  const asked = fetch(event.request)
  // Looked at below; until then a refusal is nobody's surprise.
  asked.catch(() => undefined)
  const kept = await found(PAGE)
  try {
    const page = await (kept ? Promise.race([asked, outOfPatience()]) : asked)
    if (isUnreached(page.status)) return kept ?? words()
    if (page.ok) event.waitUntil(keep(PAGE, page.clone()))
    return page
  } catch {
    return kept ?? words()
  }
}

const outOfPatience = (): Promise<never> =>
  new Promise((_done, fail) => {
    setTimeout(() => fail(new Error(`no answer in ${PATIENCE} ms`)), PATIENCE)
  })

async function part(request: Request): Promise<Response> {
  const kept = await found(request)
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.ok) await keep(request, fresh.clone())
  return fresh
}

/** A browser that keeps nothing, or has no room, works as it would without this worker. */
const found = (name: string | Request): Promise<Response | undefined> =>
  caches
    .open(STORE)
    .then((store) => store.match(name))
    .catch(() => undefined)

async function keep(name: string | Request, response: Response): Promise<void> {
  try {
    await (await caches.open(STORE)).put(name, response)
  } catch {
    // As above: what was fetched is shown all the same.
  }
}

/** When not even the page was kept: the words alone, which ask again by themselves. */
function words(): Response {
  const html = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="5"><title>留痕 · 连不上服务器</title>
<body style="margin:20vh auto;max-width:22em;padding:0 16px;text-align:center;font:16px/1.8 serif;color:#33414d">
<h1 style="font-size:22px">连不上服务器</h1><p>网络断了，或者服务器没有开。已填的内容保存在本机。每 5 秒自动再试一次。</p>
<p lang="en"><small>The server cannot be reached. What you filled in is kept here. It is tried again every 5 seconds.</small></p>
<p><a href="">再试一次 · Try again</a></p></body></html>`
  return new Response(html, { status: 503, headers: { 'content-type': 'text/html; charset=utf-8' } })
}
