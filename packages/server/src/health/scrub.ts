import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CalendarDate, dayOf, Instant, type Sha256 } from '@liuhen/core/kernel'
import { z } from 'zod'
import { passed } from '../platform/database/index.ts'
import { type Clock, type Log, writeDurably } from '../platform/index.ts'
import type { Vault } from '../vault/index.ts'

/** Eight megabytes a second: a terabyte in a day and a half, and nobody at work notices. */
const RATE = 8_000_000
const AT_LEAST = 250
const KEPT = 100
/** So long at most it waits, for each file, until none come in: whoever sends a little without end does not keep it from reading. */
const PATIENCE = 60_000
/** So many days are told of. */
const DAYS = 60

const Progress = z.object({
  /** The last digest that was read in the round under way. */
  after: z.string().default(''),
  checked: z.number().int().default(0),
  /** When the last whole round ended. */
  whole: Instant.optional(),
  /** What was read again on which day, the latest last. */
  days: z.array(z.object({ day: CalendarDate, blobs: z.number().int(), bytes: z.number() })).default([]),
  /** What is not what was put there, until it is whole again. */
  broken: z.array(z.string()).default([]),
  /** What is on record as kept and does not lie there at all, until it does again. */
  missing: z.array(z.string()).default([]),
})
export type ScrubProgress = z.infer<typeof Progress>

interface Scrubbed {
  readonly vault: Vault
  readonly clock: Clock
  readonly log: Log
  /** The data folder, where it is kept how far this has come. */
  readonly data: string
  /** Whether files are coming in: then it waits. */
  readonly busy: () => boolean
  /** Milliseconds between two rounds, and before the first of a start. */
  readonly rest: number
  /** What the records say is kept here, each digest once, in pages. */
  readonly expected: () => AsyncIterable<readonly Sha256[]>
  /** Hears of a blob that is not what was put there, each time it is found so anew; answers whether it is whole again. */
  readonly onBroken: (
    sha256: Sha256,
    found: { readonly sha256: Sha256; readonly sm3: string; readonly bytes: number },
  ) => Promise<boolean>
  /** Hears of one that is not there at all, each time it is found so anew; answers whether it is there again. */
  readonly onMissing: (sha256: Sha256) => Promise<boolean>
}

/**
 * Reads every blob again, one after the other and slowly, for as long as the server runs, and looks for those that are gone:
 * what rots or is lost is known before it is asked for.
 */
export class Scrub {
  readonly #here: Scrubbed
  readonly #closing = new AbortController()
  #progress: ScrubProgress = Progress.parse({})
  #running: Promise<void> = Promise.resolve()

  constructor(here: Scrubbed) {
    this.#here = here
  }

  get progress(): ScrubProgress {
    return this.#progress
  }

  async start(): Promise<void> {
    // Only how far it has come is lost with it: the round begins anew.
    const kept: unknown = await readFile(this.#file, 'utf8')
      .then((said) => JSON.parse(said) as unknown)
      .catch(() => ({}))
    this.#progress = Progress.safeParse(kept).data ?? Progress.parse({})
    this.#running = this.#run()
  }

  async stop(): Promise<void> {
    this.#closing.abort()
    await this.#running
  }

  get #file(): string {
    return join(this.#here.data, 'run', 'scrub.json')
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing
    while (!signal.aborted) {
      await passed(this.#here.rest, signal)
      if (!signal.aborted)
        await this.round().catch((error: unknown) =>
          this.#here.log.alarm('reading the vault again was interrupted', { error }),
        )
    }
  }

  /** One round through all blobs from where the last one stopped. `pace` false: as fast as the disk gives. */
  async round(pace = true): Promise<void> {
    const { signal } = this.#closing
    for await (const { sha256, bytes } of this.#here.vault.list()) {
      if (signal.aborted) return
      if (sha256 <= this.#progress.after) continue
      if (pace) await this.#untilQuiet()
      const began = performance.now()
      await this.#check(sha256, bytes)
      if (pace) await passed(Math.max(AT_LEAST, (bytes / RATE) * 1000 - (performance.now() - began)), signal)
    }
    await this.#lookForMissing()
    if (signal.aborted) return
    this.#progress = { ...this.#progress, after: '', checked: 0, whole: this.#here.clock.now() }
    await this.#keep()
  }

  /** What should lie here and does not: a file that is gone is in no list of files. */
  async #lookForMissing(): Promise<void> {
    const { vault, log, onMissing } = this.#here
    const missing: Sha256[] = []
    for await (const page of this.#here.expected())
      for (const sha256 of page) {
        if (this.#closing.signal.aborted) return
        if ((await vault.size(sha256)) === undefined) missing.push(sha256)
      }
    const mended = new Set<Sha256>()
    const known = new Set(this.#progress.missing)
    for (const sha256 of missing.filter((one) => !known.has(one))) {
      log.alarm('a blob that is on record is not in the vault', { sha256 })
      if (await onMissing(sha256)) mended.add(sha256)
    }
    this.#progress = { ...this.#progress, missing: missing.filter((one) => !mended.has(one)) }
  }

  async #untilQuiet(): Promise<void> {
    const { signal } = this.#closing
    const began = performance.now()
    while (this.#here.busy() && !signal.aborted && performance.now() - began < PATIENCE) await passed(AT_LEAST, signal)
  }

  async #check(sha256: Sha256, bytes: number): Promise<void> {
    const found = await this.#here.vault.digest(sha256)
    let isWhole = found.sha256 === sha256
    const others = this.#progress.broken.filter((one) => one !== sha256)
    const isNew = others.length === this.#progress.broken.length
    if (!isWhole) {
      this.#here.log.alarm('a blob of the vault is not what was put there', { sha256, found: found.sha256 })
      if (isNew) isWhole = await this.#here.onBroken(sha256, found)
    }
    if (isWhole) await this.#renew(sha256)
    const broken = isWhole ? others : [...others, sha256].slice(-KEPT)
    this.#progress = {
      ...this.#progress,
      after: sha256,
      checked: this.#progress.checked + 1,
      broken,
      days: this.#withToday(bytes),
    }
    if (!isWhole || this.#progress.checked % 100 === 0) await this.#keep()
  }

  /** The days with one more blob read today. */
  #withToday(bytes: number): ScrubProgress['days'] {
    const today = dayOf(this.#here.clock.now())
    const { days } = this.#progress
    const before = days.find((one) => one.day === today) ?? { day: today, blobs: 0, bytes: 0 }
    const now = { day: today, blobs: before.blobs + 1, bytes: before.bytes + bytes }
    return [...days.filter((one) => one.day !== today), now].slice(-DAYS)
  }

  /** What is whole and lies there in the clear, or under a key that another has taken the place of, is sealed with the newest. */
  async #renew(sha256: Sha256): Promise<void> {
    await this.#here.vault.renew?.(sha256).catch((error: unknown) => {
      this.#here.log.alarm('a blob of the vault could not be sealed anew and stays as it is', { sha256, error })
    })
  }

  #keep(): Promise<void> {
    return writeDurably(this.#file, `${JSON.stringify(this.#progress)}\n`)
  }
}
