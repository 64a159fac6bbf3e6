import type { Text } from '@liuhen/core/kernel'
import { text } from '@liuhen/core/kernel'
import { Screen, sizeOf, spanOf } from '../terminal/index.ts'
import type { Bar, Language } from '../terminal/index.ts'
import type { CardFile, Skipped } from './card.ts'
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

/** Why a file was not docked, and what to do about it. */
const REASONS: Record<Skipped['why'], Text> = {
  recovered: text(
    '文件系统检查后找回的碎片（FOUND.000、LOST.DIR 等），其中可能有录音录像；请不要格式化，交信息中心处理',
    'found loose by a check of the file system (FOUND.000, LOST.DIR); there may be recordings among them. Do not format the card; ask the information centre',
  ),
  deleted: text(
    '在回收站里，曾被人删除；如含录音录像，请交信息中心处理',
    'in a recycle bin: somebody deleted them. If there are recordings among them, ask the information centre',
  ),
  hidden: text(
    '在隐藏文件夹里；如需采集请移到普通文件夹后再运行',
    'in a hidden folder; move them out of it and run again to dock them',
  ),
  link: text('不是文件', 'no files'),
  unknown: text(
    '名称不像录音录像；如确是，请改扩展名后再运行，确定不用采集的可用 --leave 写明',
    'not recordings by their names. Rename what is one and run again; say with --leave what need not be docked',
  ),
}
const MOST_NAMED = 50

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
  concluded({ outcomes, skipped, left, unreadable, stopped }: Docking): void {
    this.#screen.close()
    for (const why of Object.keys(REASONS) as (keyof typeof REASONS)[])
      this.#notDocked(
        REASONS[why],
        skipped.filter((one) => one.why === why),
      )
    if (left.length > 0)
      this.say(text(`按设置不采集的文件 ${left.length} 个`, `${left.length} files left as this station was told`))
    for (const path of unreadable)
      this.say(text(`✗ 读不了 ${path}，其中可能有录音录像`, `✗ Cannot be read: ${path}; there may be recordings in it`))
    for (const { file, kept } of outcomes)
      if (kept !== undefined) this.#screen.line(`! ${file.path}：${kept[this.#language]}`)
    if (stopped !== undefined) this.say(stopped)
  }

  #notDocked(reason: Text, files: readonly Skipped[]): void {
    if (files.length === 0) return
    this.say(text(`! 未采集 ${files.length} 个：${reason.zh}`, `! Not docked, ${files.length}: ${reason.en}`))
    for (const { path, looks } of files.slice(0, MOST_NAMED)) {
      const zh = looks === undefined ? '' : `（内容像 ${looks}）`
      const en = looks === undefined ? '' : ` (its content looks like ${looks})`
      this.say(text(`    ${path}${zh}`, `    ${path}${en}`))
    }
    const more = files.length - MOST_NAMED
    if (more > 0) this.say(text(`    另 ${more} 个，见 --json`, `    and ${more} more, see --json`))
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
