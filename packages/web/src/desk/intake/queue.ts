import { type Text, text } from '@liuhen/core/kernel'
import type { Chosen } from './declare.ts'
import { digest, Unreadable } from './digest.ts'
import { forget, NotTaken, send, settled } from './send.ts'
import { ended, type Stage, stageOf } from './stages.ts'

export interface Item {
  readonly key: string
  readonly name: string
  readonly path: string
  readonly bytes: number
  readonly stage: Stage
  /** Bytes read while `digesting`, bytes sent while `sending`. */
  readonly done: number
  /** Why it does not go on, or how it ended. */
  readonly note?: Text | undefined
  /** The upload, which is also the name of its receipt. */
  readonly upload?: string
  readonly recording?: string
  readonly repeated?: boolean
}

/** Files that are read or sent at the same time. */
const AT_ONCE = 3
/** How often a moving bar is drawn, in milliseconds. */
const DRAW = 150

/**
 * The files of this browser on their way. It lives beside the pages, so that walking about in the desk does not stop it;
 * closing the window does, and dropping the same files again goes on from there.
 */
export class Queue {
  #items: readonly Item[] = []
  readonly #chosen = new Map<string, Chosen>()
  readonly #running = new Map<string, AbortController>()
  readonly #listeners = new Set<() => void>()
  #drawing = false
  #shown: readonly Item[] = []

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
  readonly items = (): readonly Item[] => this.#shown

  /** Takes files in; one that is already on its way is not taken twice. */
  readonly add = (files: readonly Chosen[]): void => {
    for (const chosen of files) {
      const { file, path } = chosen
      const key = `${path} ${file.size} ${file.lastModified}`
      const known = this.#items.find((one) => one.key === key)
      if (known && !ended(known.stage)) continue
      this.#chosen.set(key, chosen)
      const item: Item = { key, name: file.name, path, bytes: file.size, stage: 'waiting', done: 0 }
      this.#items = known ? this.#items.map((one) => (one === known ? item : one)) : [...this.#items, item]
    }
    this.#draw()
    this.#next()
  }

  readonly again = (key: string): void => {
    const chosen = this.#chosen.get(key)
    if (chosen) this.add([chosen])
  }

  readonly stop = (key: string): void => {
    this.#running.get(key)?.abort(new DOMException('stopped', 'AbortError'))
    this.#set(key, { stage: 'stopped', note: undefined })
  }

  /** Takes what has ended well off the list. */
  readonly clearKept = (): void => {
    this.#items = this.#items.filter((one) => one.stage !== 'kept')
    this.#draw()
  }

  #next(): void {
    const busy = () => this.#items.filter((one) => one.stage === 'digesting' || one.stage === 'sending').length
    while (busy() < AT_ONCE) {
      const item = this.#items.find((one) => one.stage === 'waiting' && !this.#running.has(one.key))
      const chosen = item && this.#chosen.get(item.key)
      if (!item || !chosen) return
      const running = new AbortController()
      this.#running.set(item.key, running)
      void this.#journey(item.key, chosen, running.signal).finally(() => {
        this.#running.delete(item.key)
        this.#next()
      })
    }
  }

  async #journey(key: string, chosen: Chosen, signal: AbortSignal): Promise<void> {
    const set = (change: Partial<Item>) => {
      if (!signal.aborted) this.#set(key, change)
    }
    const trouble = (note: Text | undefined) => set({ note })
    try {
      set({ stage: 'digesting', done: 0, note: undefined })
      const sha256 = await digest(chosen.file, (done) => set({ done }), signal)
      set({ stage: 'sending', done: 0 })
      const upload = await send(chosen, sha256, { sent: (done) => set({ done }), trouble }, signal)
      set({ stage: 'checking', upload, note: undefined })
      // The server reads it back by itself; the line is free for the next file.
      this.#next()
      const state = await settled(upload, (now) => set({ stage: stageOf(now) }), trouble, signal)
      // A file that is sent again after quarantine is a new attempt, not the old one.
      if (state.state === 'quarantined') await forget(chosen, sha256)
      set({
        stage: stageOf(state),
        note: state.quarantine?.message,
        repeated: state.state === 'repeated',
        ...(state.recording && { recording: state.recording }),
      })
    } catch (error) {
      if (signal.aborted) return
      set({ stage: 'failed', note: noteOf(error) })
    }
  }

  #set(key: string, change: Partial<Item>): void {
    this.#items = this.#items.map((one) => (one.key === key ? { ...one, ...change } : one))
    this.#draw()
  }

  #draw(): void {
    if (this.#drawing) return
    this.#drawing = true
    setTimeout(() => {
      this.#drawing = false
      this.#shown = this.#items
      for (const listener of this.#listeners) listener()
    }, DRAW)
  }
}

function noteOf(error: unknown): Text {
  if (error instanceof NotTaken) return error.text
  if (error instanceof Unreadable)
    return text(
      '读不完这个文件：卡可能松动或被拔出，或文件正在变化。插好后点“再传一次”。',
      'This file cannot be read to its end: the card may be loose or was pulled out, or the file is changing. Put it back and try again.',
    )
  return text(`没有传成：${String(error)}`, `It was not sent: ${String(error)}`)
}

/** The one queue of this window. */
export const queue = new Queue()
