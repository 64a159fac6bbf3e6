import { text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'
import type { PackagedTake } from './package-index.ts'

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
