const DIGITS = '〇一二三四五六七八九'
const TENS = ['', '十', '百', '千'] as const

/** A whole number below ten thousand as articles and periods print it: 五十七, 一百零八, 六十. Throws RangeError. */
export function numeral(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > 9999) throw new RangeError(`no numeral for ${value}`)
  if (value === 0) return '零'
  const digits = Array.from(String(value), Number)
  let said = ''
  let isGap = false
  digits.forEach((digit, at) => {
    const place = digits.length - 1 - at
    if (digit === 0) {
      isGap = said !== ''
      return
    }
    said += `${isGap ? '零' : ''}${DIGITS[digit]}${TENS[place]}`
    isGap = false
  })
  return said.replace(/^一十/u, '十')
}

const CAPITALS = '零壹贰叁肆伍陆柒捌玖'
const CAPITAL_PLACES = ['', '拾', '佰', '仟'] as const
const GROUPS = ['', '万', '亿', '万亿'] as const

/** Up to four digits in capitals. */
function capitalGroup(group: number): string {
  let said = ''
  let isGap = false
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(group / 10 ** place) % 10
    if (digit === 0) isGap = said !== ''
    else {
      said += `${isGap ? '零' : ''}${CAPITALS[digit]}${CAPITAL_PLACES[place]}`
      isGap = false
    }
  }
  return said
}

/**
 * An amount in yuan as it is written beside its digits so that nobody adds to it: 壹万零伍佰元整, 叁元零伍分
 * (《支付结算办法》附一). To the fen, below ten million millions. Throws RangeError on any other.
 */
export function capitals(yuan: number): string {
  const fen = Math.round(yuan * 100)
  if (!Number.isFinite(yuan) || yuan < 0 || yuan >= 1e13 || Math.abs(fen / 100 - yuan) > 1e-6)
    throw new RangeError(`no amount of money: ${yuan}`)
  const [whole, cents] = [Math.floor(fen / 100), fen % 100]
  const [jiao, last] = [Math.floor(cents / 10), cents % 10]
  let said = ''
  let isGap = false
  for (let at = 3; at >= 0; at--) {
    const group = Math.floor(whole / 10_000 ** at) % 10_000
    if (group === 0) {
      isGap = isGap || said !== ''
      continue
    }
    if (said !== '' && (isGap || group < 1000)) said += '零'
    said += capitalGroup(group) + GROUPS[at]
    isGap = false
  }
  const yuans = said === '' ? '' : `${said}元`
  if (cents === 0) return `${yuans === '' ? '零元' : yuans}整`
  const tail = `${jiao > 0 ? `${CAPITALS[jiao]}角` : yuans === '' ? '' : '零'}${last > 0 ? `${CAPITALS[last]}分` : ''}`
  return yuans + tail + (last === 0 ? '整' : '')
}

/** In digits with thousands parted, to the fen where there are any: 10,500.00. */
export const inDigits = (yuan: number): string => {
  const [whole = '0', cents = ''] = (Math.round(yuan * 100) / 100).toFixed(2).split('.')
  return `${whole.replaceAll(/\B(?=(\d{3})+$)/gu, ',')}.${cents}`
}

/** A day as papers print it, without leading zeros: 2026年11月1日. */
export function dayInWords(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** A minute as papers print it: 2026年11月1日9时05分. */
export function minuteInWords(minute: string): string {
  const [day = '', time = ''] = minute.split(' ')
  const [hour = '0', minutes = '00'] = time.split(':')
  return `${dayInWords(day)}${Number(hour)}时${minutes}分`
}

const UNITS: Readonly<Record<string, string>> = {
  'calendar-day': '日',
  'working-day': '个工作日',
  month: '个月',
  year: '年',
  hour: '小时',
}

/** A length of time as papers print it: 六十日, 五个工作日, 六个月. */
export const lengthInWords = (count: number, unit: string): string => `${numeral(count)}${UNITS[unit] ?? unit}`
