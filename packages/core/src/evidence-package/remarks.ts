import { instantFromBeijing, millisecondsOf, text } from '../kernel/index.ts'
import type { Text } from '../kernel/index.ts'
import type { SealedFacts } from './item-checks.ts'
import type { PackagedItem, PackagedTake } from './package-index.ts'

/** What the bureau noted when it took the file in, in the words of a report. */
const FLAGS: { readonly [flag: string]: Text } = {
  'device-unknown': text('设备未登记', 'The device was not registered'),
  'device-retired': text('设备已报废', 'The device had been retired'),
  'holder-differs': text('当日持有人与申报人不同', 'The holder that day was someone else'),
  'holder-unknown': text('不知当日由谁持有', 'Who held the device that day is not known'),
  'accepted-from-quarantine': text('曾被隔离，经确认后收存', 'Was quarantined and then accepted'),
  'clock-unmeasured': text('没有测量设备时钟', 'The device clock was not measured'),
}

/** What a reader should know of an original that holds. */
export function remarksOn(item: PackagedItem, sealed: SealedFacts): readonly Text[] {
  const remarks = (sealed.flags ?? []).map((flag) => FLAGS[flag] ?? text(flag, flag))
  if (sealed.deviceNumber !== undefined && item.device !== undefined && sealed.deviceNumber !== item.device.number)
    remarks.push(
      text(`封存的设备编号是“${sealed.deviceNumber}”`, `The device number that was sealed is "${sealed.deviceNumber}"`),
    )
  if (!correctionFollows(item)) {
    const zh = '校正时间与“设备时间减去偏差”不相等'
    remarks.push(text(zh, 'The corrected time is not the device time less the offset'))
  }
  return remarks
}

/** Whether the corrected time is the device time less the measured offset, to the second. */
function correctionFollows(item: PackagedItem): boolean {
  const digits = item.deviceTime
    ?.match(/^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/)
    ?.slice(1)
    .map(Number)
  if (digits === undefined || item.clock === undefined || item.correctedTime === undefined) return true
  const [year = 0, month = 0, day = 0, hour, minute, second] = digits
  const device = instantFromBeijing(year, month, day, hour, minute, second)
  if (device === undefined) return true
  return Math.abs(millisecondsOf(device) - item.clock.offset - millisecondsOf(item.correctedTime)) <= 1000
}

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
