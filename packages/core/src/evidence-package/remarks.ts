import { TOLERANCE } from '../evidence/index.ts'
import { millisecondsOf, text } from '../kernel/index.ts'
import type { Instant, Text } from '../kernel/index.ts'
import { APART, isOwnTime, SAME_ACT } from '../recordings/index.ts'
import type { SealedFacts } from './item-facts.ts'
import type { PackagedItem, PackagedTake } from './package-index.ts'

/** What the bureau noted when it took the file in, in the words of a report. */
const FLAGS: { readonly [flag: string]: Text } = {
  'device-unknown': text('设备未登记', 'The device was not registered'),
  'device-retired': text('设备已报废', 'The device had been retired'),
  'holder-differs': text('当日持有人与申报人不同', 'The holder that day was someone else'),
  'holder-unknown': text('不知当日由谁持有', 'Who held the device that day is not known'),
  'accepted-from-quarantine': text('曾被隔离，经确认后收存', 'Was quarantined and then accepted'),
  'clock-fell-back': text('设备时钟曾经归零，没有校正', 'The device clock had fallen back; not corrected'),
  'time-impossible': text('设备所记的时间不可能成立', 'The time the device gives is impossible'),
  'clock-unmeasured': text('没有测量设备时钟', 'The device clock was not measured'),
}

/** What a reader should know of an original that holds. */
export const remarksOn = (flags: readonly string[]): readonly Text[] =>
  flags.map((flag) => FLAGS[flag] ?? text(flag, flag))

const spell = (seconds: number): Text => {
  const [minutes, rest] = [Math.floor(seconds / 60), Math.round(seconds % 60)]
  if (minutes === 0) return text(`${rest} 秒`, `${rest} s`)
  return rest === 0
    ? text(`${minutes} 分钟`, `${minutes} min`)
    : text(`${minutes} 分 ${rest} 秒`, `${minutes} min ${rest} s`)
}

/** The gaps before an original, with or without their explanation. */
export function gapsBefore(number: number, takes: readonly PackagedTake[]): readonly Text[] {
  return takes
    .flatMap((take) => take.gaps)
    .filter((gap) => gap.before === number)
    .map(({ seconds, explanation }) => {
      const length = spell(seconds)
      return explanation === undefined
        ? text(`之前缺 ${length.zh}，没有说明`, `${length.en} missing before, unexplained`)
        : text(`之前缺 ${length.zh}，有说明`, `${length.en} missing before, explained`)
    })
}

/**
 * By an original's number, time before it of which its device has nothing in the package, by the sealed times, and no gap of
 * the index tells: it was left out, or what was recorded in it was not handed over. Only of what may be the same act, as
 * {@link SAME_ACT} says. `facts` go by an item's number.
 */
export function untoldBefore(
  takes: readonly PackagedTake[],
  facts: ReadonlyMap<number, SealedFacts>,
): ReadonlyMap<number, Text> {
  const longest = new Map<number, number>()
  for (const { before, seconds } of takes.flatMap((take) => take.gaps))
    longest.set(before, Math.max(seconds * 1000, longest.get(before) ?? 0))
  const found = new Map<number, Text>()
  // Until when each device has something. No grouping and no sorted copies: the page promises browsers that lack them.
  const covered = new Map<string | undefined, number>()
  const spans = [...facts].flatMap(spanOf).sort((a, b) => a.start - b.start)
  for (const { number, device, start, end } of spans) {
    const before = covered.get(device)
    covered.set(device, before === undefined ? end : Math.max(before, end))
    const apart = before === undefined ? 0 : start - before
    if (apart <= TOLERANCE || apart > SAME_ACT || (longest.get(number) ?? 0) >= apart - TOLERANCE) continue
    const { zh, en } = spell(apart / 1000)
    found.set(
      number,
      text(
        `按封存的时间，之前 ${zh}没有音像在这个包里，目录没有列出`,
        `By the sealed times there is nothing of ${en} before it in this package, and the index does not tell`,
      ),
    )
  }
  return found
}

interface Span {
  readonly number: number
  readonly device: string | undefined
  readonly start: number
  readonly end: number
}

function spanOf([number, { times, preserved }]: readonly [number, SealedFacts]): readonly Span[] {
  const { start, end, impossible } = times
  if (start === undefined || end === undefined || impossible !== undefined) return []
  return [{ number, device: preserved.deviceNumber, start: millisecondsOf(start), end: millisecondsOf(end) }]
}

/** That the time it bears is none of its recording, or cannot be, by what is sealed of it. */
export function timesDoubted({ correctedTime }: PackagedItem, { times, preserved }: SealedFacts): readonly Text[] {
  const [flag, impossible] = ['time-impossible', times.impossible !== undefined]
  if (impossible) return preserved.flags?.includes(flag) ? [] : remarksOn([flag])
  if (correctedTime !== undefined || isOwnTime(times.reading?.source)) return []
  return [
    text(
      '不知何时录制：文件里没有录制时间，只有保存、修改或者入库的时间',
      'When it was recorded is not known: it bears only when it was stored, changed or brought in',
    ),
  ]
}

/** That an original is said to begin after it had arrived, by times that are both sealed; said, and not judged. */
export function laterThanArrival({ preservedAt }: PackagedItem, { times }: SealedFacts): readonly Text[] {
  const isLater = (start: Instant): boolean =>
    millisecondsOf(start) > millisecondsOf(preservedAt) + (times.error ?? 0) + APART
  if (times.start === undefined || times.impossible !== undefined || !isLater(times.start)) return []
  return [text('所记的开始时间晚于入库时间，不可能成立', 'It is said to begin after it had arrived, which cannot be')]
}
