import { companionPaths, PLACES, readIndex, Statement, TEXT_LIMIT } from '@liuhen/core/evidence-package'
import type { PackageIndex } from '@liuhen/core/evidence-package'

/** The text files that manifest.js, lying beside the page, holds. */
export interface Companion {
  readonly texts: ReadonlyMap<string, string>
  readonly index: PackageIndex
  readonly statement?: Statement
}

/**
 * What a script beside the page may take to hand its texts over, milliseconds. A browser may run the frame in the thread of
 * the page: a script that never ends then stops both, which the page says beforehand (`WORDS.mayHang`).
 */
const PATIENCE = 10_000

/** The part of the page's address that tells it that it is the frame in which manifest.js runs. */
const FRAME = '#companion'

/** Whether this is that frame and not the page that a person looks at. */
export const isFrame = (): boolean => location.hash === FRAME && parent !== self

/**
 * What lies beside the page, or undefined when nothing usable does: then the whole folder must be given. A page opened from
 * disc may read no file, but may load a script; and whoever changes a package can write anything into that script. So it
 * runs in a frame that is not seen, of an opaque origin, without any right of the page's, and can do nothing but hand over
 * text, once. Chromium loads files from disc only into documents from disc, so the frame is this very file: to Chromium
 * each document from disc is a stranger to every other, also to the one that frames it, and the sandbox keeps it from
 * navigating, asking and opening windows. Where that is not so, on a server, nothing is loaded.
 */
export async function companionBeside(): Promise<Companion | undefined> {
  if (location.protocol !== 'file:') return undefined
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin')
  frame.hidden = true
  frame.src = new URL(FRAME, location.href).href
  const handed = await new Promise<unknown>((resolve) => {
    addEventListener('message', (event) => event.source === frame.contentWindow && resolve(event.data))
    setTimeout(() => resolve(undefined), PATIENCE)
    document.body.append(frame)
  })
  frame.remove()
  return companionOf(handed)
}

/**
 * In the frame: runs manifest.js and hands over what it left behind, whatever that is. Where this browser takes the page and
 * its frame for one origin, as it may with two documents of the same file, nothing is run: the script would have the
 * page's rights.
 */
export function handOver(): void {
  if (reachesPage()) return parent.postMessage(undefined, '*')
  const script = document.createElement('script')
  script.src = 'manifest.js'
  const done = (): void => parent.postMessage(Object.getOwnPropertyDescriptor(window, 'LIUHEN_PACKAGE')?.value, '*')
  script.addEventListener('load', done)
  script.addEventListener('error', done)
  document.head.append(script)
}

function reachesPage(): boolean {
  try {
    return (parent.document as Document | null) !== null
  } catch {
    return false
  }
}

/** The texts that were handed over, as far as they are what a package has; nothing about them is believed. */
export function companionOf(found: unknown): Companion | undefined {
  if (typeof found !== 'object' || found === null) return undefined
  const handed = new Map(Object.entries(found).filter((pair): pair is [string, string] => typeof pair[1] === 'string'))
  const index = readIndex(handed.get(PLACES.index))
  if (index === undefined) return undefined
  const paths = companionPaths(index)
  const texts = new Map(paths.flatMap((path) => [[path, handed.get(path) ?? '']] as const))
  if ([...texts.values()].some((text) => text.length > TEXT_LIMIT)) return undefined
  const statement = Statement.safeParse(json(texts.get(PLACES.statement)))
  return { texts, index, ...(statement.success ? { statement: statement.data } : {}) }
}

function json(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '')
  } catch {
    return undefined
  }
}
