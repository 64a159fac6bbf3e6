import { visible } from '@liuhen/core/evidence-package'
import { fitted } from './quantities.ts'

/** Where a screen is drawn; a terminal, or whatever stands in for it. */
export interface Output {
  write(words: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

export interface Bar {
  readonly label: string
  /** 0 to 1. */
  readonly done: number
  /** Said after the bar. */
  readonly more: string
}

const EVERY = 100
const LABEL = 34
const TRACK = 22

/**
 * Lines that stay, and below them on a terminal bars that are drawn over. Elsewhere only the lines are written. No
 * words can steer the terminal, whatever a file is called.
 */
export class Screen {
  readonly #output: Output
  #bars: readonly Bar[] = []
  #drawn = 0
  #last = 0

  constructor(output: Output) {
    this.#output = output
  }

  get isLive(): boolean {
    return this.#output.isTTY === true
  }

  line(words: string): void {
    this.#wipe()
    this.#output.write(`${visible(words)}\n`)
    this.#draw()
  }

  /** Replaces the bars; drawn ten times a second at most. */
  show(bars: () => readonly Bar[]): void {
    const now = performance.now()
    if (!this.isLive || now - this.#last < EVERY) return
    this.#last = now
    this.#bars = bars()
    this.#wipe()
    this.#draw()
  }

  /** Takes the bars away. */
  close(): void {
    this.#wipe()
    this.#bars = []
  }

  #wipe(): void {
    if (this.#drawn > 0) this.#output.write(`\u001b[${this.#drawn}A\u001b[J`)
    this.#drawn = 0
  }

  #draw(): void {
    if (!this.isLive) return
    const columns = this.#output.columns ?? 80
    for (const bar of this.#bars) this.#output.write(`${drawn(bar, columns)}\n`)
    this.#drawn = this.#bars.length
  }
}

function drawn({ label, done, more }: Bar, columns: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, done)) * TRACK)
  const track = `${'█'.repeat(filled)}${'░'.repeat(TRACK - filled)}`
  return fitted(`${fitted(visible(label), LABEL)} ${track} ${visible(more)}`, columns - 1).trimEnd()
}
