import { setTimeout as pause } from 'node:timers/promises'
import { Missing } from '@liuhen/core/kernel'
import type { Text } from '@liuhen/core/kernel'
import { text } from '@liuhen/core/kernel'
import { reasonOf } from '../terminal/index.ts'
import type { Docking } from './docking.ts'
import { searchCard } from './card.ts'
import type { Card, CardFile } from './card.ts'
import { isStill, looked, stateOf } from './stillness.ts'
import type { Sightings } from './stillness.ts'

export interface Watch {
  readonly folder: string
  /** How long a file must not change before it is docked, and how often the folder is looked at, in milliseconds. */
  readonly still: number
  readonly every: number
  /** Docks those files of the folder. */
  readonly dockThese: (these: (file: CardFile) => boolean) => Promise<Docking>
  readonly say: (words: Text) => void
  readonly signal: AbortSignal
}

/**
 * Looks at a folder until told to end and docks what has come to rest in it. Looking again and again is slower than being
 * told by the system, but works on every card, share and mount. The folder may go and come back: a card is changed.
 */
export async function watch({ folder, still, every, dockThese, say, signal }: Watch): Promise<void> {
  let sightings: Sightings = new Map()
  let isThere: boolean | undefined
  const done = new Set<string>()
  const failed = new Map<string, { readonly times: number; readonly until: number }>()
  while (!signal.aborted) {
    const card = await cardIn(folder)
    if ((card !== undefined) !== isThere) say(card === undefined ? WAITING : WATCHING)
    isThere = card !== undefined
    // Another card may hold other files under the same names.
    if (card === undefined) for (const known of [done, failed]) known.clear()
    const now = performance.now()
    const fresh = (card?.recordings ?? []).filter((file) => !done.has(stateOf(file)))
    sightings = looked(sightings, fresh, now)
    const isReady = (file: CardFile): boolean =>
      isStill(sightings, file, now, still) && (failed.get(stateOf(file))?.until ?? 0) <= now
    const ready = new Set(fresh.filter(isReady).map(stateOf))
    const over = ready.size === 0 ? new Set<string>() : await docked(ready, dockThese, say)
    for (const one of ready) {
      const times = (failed.get(one)?.times ?? 0) + 1
      if (over.has(one)) done.add(one)
      // Each try is a docking of its own in the journal: what fails is tried more and more seldom.
      else failed.set(one, { times, until: performance.now() + every * Math.min(SELDOM, 2 ** times) })
    }
    await pause(every, undefined, { signal }).catch(() => undefined)
  }
}

const SELDOM = 300

/** Docks these files and gives those that need no more attention; the others are tried again. */
async function docked(
  ready: ReadonlySet<string>,
  dockThese: Watch['dockThese'],
  say: Watch['say'],
): Promise<Set<string>> {
  try {
    const { outcomes } = await dockThese((file) => ready.has(stateOf(file)))
    return new Set(outcomes.filter((one) => one.state !== 'failed').map((one) => stateOf(one.file)))
  } catch (error) {
    say(reasonOf(error))
    return new Set()
  }
}

async function cardIn(folder: string): Promise<Card | undefined> {
  try {
    return await searchCard(folder)
  } catch (error) {
    if (error instanceof Missing) return undefined
    throw error
  }
}

const WATCHING = text('正在等待新文件；按 Ctrl+C 结束', 'Waiting for new files; press Ctrl+C to end')
const WAITING = text('文件夹不在，等它回来', 'The folder is not there; waiting for it to come back')
