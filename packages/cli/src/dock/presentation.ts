import type { Text } from '@liuhen/core/kernel'
import { text } from '@liuhen/core/kernel'
import { Screen, sizeOf, spanOf } from '../terminal/index.ts'
import type { Bar, Language } from '../terminal/index.ts'
import type { CardFile } from './card.ts'
import type { Docking, Outcome, Reporter } from './docking.ts'

const PHASES = {
  reading: text('读取', 'reading'),
  sending: text('上传', 'sending'),
  sealing: text('固化', 'sealing'),
}
const MARKS: Record<Outcome['state'], string> = { preserved: '✓', repeated: '=', quarantined: '!', failed: '✗' }
const STATES: Record<Outcome['state'], Text> = {
  preserved: text('已固化', 'preserved'),
  repeated: text('此前已固化', 'here already'),
  quarantined: text('进入隔离区', 'in quarantine'),
  failed: text('未完成', 'not done'),
}
/** As many files as can be on their way at once, and a line for all together. */
const MOST_BARS = 6

interface Going {
  readonly phase: keyof typeof PHASES
  readonly bytes: number
}

/** Shows a docking on a terminal as bars, elsewhere as a line for each file that is settled. */
export class Presentation implements Reporter {
  readonly #screen: Screen
  readonly #language: Language
  readonly #going = new Map<CardFile, Going>()
  #files = 0
  #bytes = 0
  #ended = 0
  #endedBytes = 0
  #began = 0

  constructor(screen: Screen, language: Language) {
    this.#screen = screen
    this.#language = language
  }

  say(words: Text): void {
    this.#screen.line(words[this.#language])
  }

  began(files: readonly CardFile[]): void {
    this.#files = files.length
    this.#bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    this.#began = performance.now()
    const size = sizeOf(this.#bytes)
    this.say(text(`找到 ${files.length} 个文件，共 ${size}`, `Found ${files.length} files, ${size} in all`))
  }

  progress(file: CardFile, phase: keyof typeof PHASES, bytes: number): void {
    this.#going.set(file, { phase, bytes })
    this.#screen.show(() => this.#bars())
  }

  ended({ file, state, why }: Outcome): void {
    this.#going.delete(file)
    this.#ended++
    this.#endedBytes += file.bytes
    const reason = why === undefined ? '' : `：${why[this.#language]}`
    this.#screen.line(`${MARKS[state]} ${STATES[state][this.#language]}  ${file.path}  ${sizeOf(file.bytes)}${reason}`)
  }

  /** What is left to say when all is over: what stays on the card, and why. */
  concluded({ outcomes, skipped, unreadable, stopped }: Docking): void {
    this.#screen.close()
    for (const { path, looks } of skipped)
      if (looks !== undefined)
        this.say(
          text(
            `未采集 ${path}：名称不像录音录像，内容却像 ${looks}；如需采集请改扩展名后再运行`,
            `Not docked: ${path}. Its name is no recording's but its content looks like ${looks}; rename it and run again to dock it`,
          ),
        )
    const others = skipped.filter((one) => one.looks === undefined).map((one) => one.path)
    if (others.length > 0)
      this.say(
        text(
          `不是录音录像，未采集：${others.length} 个（${others.slice(0, 5).join('、')}）`,
          `Not recordings, left alone: ${others.length} (${others.slice(0, 5).join(', ')})`,
        ),
      )
    for (const path of unreadable)
      this.say(text(`✗ 读不了 ${path}，其中可能有录音录像`, `✗ Cannot be read: ${path}; there may be recordings in it`))
    for (const { file, kept } of outcomes)
      if (kept !== undefined) this.#screen.line(`! ${file.path}：${kept[this.#language]}`)
    if (stopped !== undefined) this.say(stopped)
  }

  #bars(): Bar[] {
    const files = [...this.#going].slice(0, MOST_BARS).map(([file, { phase, bytes }]) => ({
      label: file.name,
      done: file.bytes === 0 ? 1 : bytes / file.bytes,
      more: `${PHASES[phase][this.#language]} ${sizeOf(bytes)} / ${sizeOf(file.bytes)}`,
    }))
    return [...files, this.#overall()]
  }

  #overall(): Bar {
    const moving = [...this.#going.values()].reduce(
      (sum, { phase, bytes }) => sum + (phase === 'reading' ? 0 : bytes),
      0,
    )
    const delivered = this.#endedBytes + moving
    const elapsed = performance.now() - this.#began
    const rate = delivered / Math.max(1, elapsed)
    const left = rate > 0 ? spanOf((this.#bytes - delivered) / rate) : '–'
    return {
      label: `${this.#ended} / ${this.#files}`,
      done: this.#bytes === 0 ? 1 : delivered / this.#bytes,
      more: `${sizeOf(delivered)} / ${sizeOf(this.#bytes)}  ${sizeOf(rate * 1000)}/s  ${left}`,
    }
  }
}
