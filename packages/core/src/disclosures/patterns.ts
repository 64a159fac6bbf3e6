import type { MaskedThing } from '../policy/index.ts'

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** Whether these eighteen characters are a resident identity number: a day of birth, and GB 11643’s check character. */
export function isResidentId(number: string): boolean {
  if (!/^\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]$/u.test(number)) return false
  const sum = WEIGHTS.reduce((so, weight, at) => so + weight * Number(number[at]), 0)
  return '10X98765432'[sum % 11] === number.slice(-1).toUpperCase()
}

/** The same text with the digits and signs of full width as those of ASCII, character by character: every place stays where it is. */
export const folded = (text: string): string =>
  text.replaceAll(/[\u{FF01}-\u{FF5E}\u{3000}]/gu, (one) =>
    one === '\u{3000}' ? ' ' : String.fromCodePoint((one.codePointAt(0) ?? 0) - 0xfee0),
  )

/** A number as it may be written on a form: a blank or a hyphen between any two of its characters. */
export const spaced = (number: string): RegExp => {
  const each = Array.from(bare(folded(number)), (one) => one.replaceAll(/[^\p{L}\p{N}]/gu, String.raw`\$&`))
  return new RegExp(each.join('[ -]?'), 'giu')
}
export const bare = (number: string): string => number.replaceAll(/[\s-]/gu, '')

const PROVINCES = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
/** Neither a digit nor a letter before or after: what is part of a longer number is that number. */
const alone = (pattern: string): RegExp => new RegExp(`(?<![0-9A-Za-z])(?:${pattern})(?![0-9A-Za-z])`, 'gu')

const LOCAL = String.raw`[2-9]\d{2,3}[ -]?\d{4}`
const CHAT = '(?:微信|WeChat|VX|QQ)'

/** What is personal wherever it stands, by its form alone, in a text that is {@link folded}. The first that takes a stretch has it. */
export const all: readonly {
  readonly pattern: RegExp
  readonly what: MaskedThing
  readonly holds?: (piece: string) => boolean
}[] = [
  { pattern: alone(String.raw`(?:\d[ -]?){17}[\dXx]`), what: 'id-number', holds: (piece) => isResidentId(bare(piece)) },
  {
    pattern: alone(String.raw`\d{6}[ -]?\d{2}[ -]?(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12]\d|3[01])[ -]?\d{3}`),
    what: 'id-number',
  },
  { pattern: alone(String.raw`(?:\d[ -]?){15,18}\d`), what: 'account' },
  { pattern: alone(String.raw`1[3-9]\d[ .·-]?\d{4}[ .·-]?\d{4}`), what: 'contact' },
  // A passport of the country and papers of Hong Kong, Macao and Taiwan, where the words before say what it is.
  {
    pattern: new RegExp(
      String.raw`(?<=(?:护照|通行证)(?:号码?)?[为是:： ]{0,3})[A-Z]{1,2}\d{7,10}(?![0-9A-Za-z])`,
      'gu',
    ),
    what: 'id-number',
  },
  {
    pattern: /(?<=(?:身份证|身份号码|证件)(?:件)?(?:号码?)?[为是:： ]{0,3})[〇零一二三四五六七八九]{15,18}/gu,
    what: 'id-number',
  },
  // Where somebody lives, and who reported, as the words before say.
  {
    pattern: /(?<=(?:住址|家住)[为是在:： ]{0,3})[\u4e00-\u9fa5]{2,30}(?:\d+[\u4e00-\u9fa5]{0,4}){1,4}/gu,
    what: 'home-address',
  },
  { pattern: /(?<=(?:投诉|举报)人)(?!员)[\u4e00-\u9fa5]{2,3}(?=举报|投诉|反映|称|，|。|、)/gu, what: 'complainant' },
  // A landline with its area, whose numbers begin with none of 0 and 1; without, where the words before say what it is.
  {
    pattern: alone(String.raw`(?:\(0[1-9]\d{1,2}\)|0[1-9]\d{1,2})[ -]?[2-9]\d{2,3}[ -]?\d{4}(?:转 ?\d{1,6})?`),
    what: 'contact',
  },
  {
    pattern: new RegExp(String.raw`(?<=(?:电话|座机|固话|传真)(?:号码)?[为是: ]{0,3})${LOCAL}(?![0-9A-Za-z])`, 'gu'),
    what: 'contact',
  },
  {
    pattern: new RegExp(
      String.raw`(?<=${CHAT}(?:号码?|ID)?[为是: ]{0,3})(?:[A-Z][\w-]{5,19}|\d{5,11})(?![\w-])`,
      'giu',
    ),
    what: 'contact',
  },
  { pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu, what: 'contact' },
  {
    pattern: new RegExp(`[${PROVINCES}][A-Z][·• ]?(?:[A-Z0-9]{4}[学警挂港澳领]|[A-Z0-9]{5,6})(?![0-9A-Za-z])`, 'gu'),
    what: 'plate',
  },
]

/** Markings of secrecy as they stand on a paper: 机密★, 绝密, 秘密★10年. */
export const SECRET_MARK = /(?:绝密|机密|秘密)\s*(?:★|级)|(?:密级|保密等级)\s*[:：]\s*(?:绝密|机密|秘密)/u
