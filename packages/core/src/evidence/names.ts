import { z } from 'zod'
import { because, Malformed, millisecondsOf, Text } from '../kernel/index.ts'
import { claimedInstant, DeviceTime } from './device-time.ts'
import { repetitionCost } from './repetition.ts'

/**
 * How one vendor writes file names. `zone` is what its digits are of: `local`, Beijing's here, which holds where nothing is
 * said, or `utc`. `means` is `saved` where the name tells when the file was stored and not when it was recorded. `pattern` is a regular expression over the path below the card's root, with `/`
 * between folders, matched without regard to case. What it understands it says with named groups: `device`, `officer`,
 * `stamp` (14 digits, separators allowed) or `year month day hour minute second` or `epoch` (milliseconds since 1970, or seconds in ten digits), `sequence`, `chapter` (which file of one
 * recording that keeps its number), and `flag` or
 * `flagFolder` (anything matched means the wearer marked the file).
 */
export const NamePattern = z.object({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  title: Text,
  pattern: z.string().min(1).max(500),
  zone: z.enum(['local', 'utc']).optional(),
  means: z.enum(['recorded', 'saved']).optional(),
})
export type NamePattern = z.infer<typeof NamePattern>

/** What a file's name claims. Every member is the name's claim and is to be checked against the container and the clock. */
export interface ReadName {
  /** The id of the pattern that matched; absent when none did. */
  readonly pattern?: string
  readonly device?: string
  readonly officer?: string
  /** In Beijing's digits, whatever zone the name is written in. */
  readonly deviceTime?: DeviceTime
  /** When it was stored under this name, by an application that does not tell when it was recorded. */
  readonly savedTime?: DeviceTime
  readonly sequence?: number
  readonly chapter?: number
  readonly flagged: boolean
}

const PARTS = ['year', 'month', 'day', 'hour', 'minute', 'second'] as const
const GROUPS = new Set<string>([
  'device',
  'officer',
  'stamp',
  'epoch',
  'chapter',
  'sequence',
  'flag',
  'flagFolder',
  ...PARTS,
])

/** Paths longer than this are read by their last name only, and a name longer than this is not read at all. */
const LONGEST = 512

/** Steps one match may cost in the worst case; beyond it a hostile name could hold up a whole docking. */
const DEAREST = 300_000

const refusal = (pattern: NamePattern, code: string, zh: string, en: string) =>
  because(Malformed, code, `文件名规则“${pattern.title.zh}”：${zh}`, `File name pattern "${pattern.title.en}": ${en}`, {
    field: `patterns.${pattern.id}`,
  })

const groupsOf = (source: string): ReadonlySet<string> =>
  new Set([...source.matchAll(/\(\?<([A-Za-z_$][\w$]*)>/g)].map((found) => found[1] as string))

/**
 * The pattern as an expression ready to match.
 * @throws {Malformed} when it does not compile, names a group we do not know, says neither device nor time nor number,
 * gives a time in pieces that do not make a time, or could take too long on a long name.
 */
export function compilePattern(pattern: NamePattern): RegExp {
  let compiled: RegExp
  try {
    compiled = new RegExp(pattern.pattern, 'iu')
  } catch {
    throw refusal(pattern, 'pattern-unreadable', '正则表达式写法有误', 'the regular expression does not compile')
  }
  const groups = groupsOf(pattern.pattern)
  for (const group of groups) {
    if (GROUPS.has(group)) continue
    throw refusal(pattern, 'pattern-group-unknown', `不认识的组“${group}”`, `there is no group called "${group}"`)
  }
  const parts = PARTS.filter((part) => groups.has(part))
  if (parts.length !== 0 && (parts.length !== PARTS.length || groups.has('stamp') || groups.has('epoch')))
    throw refusal(
      pattern,
      'pattern-time-incomplete',
      '时间要么用 stamp 或 epoch 一组，要么 year、month、day、hour、minute、second 六组齐全',
      'a time is one group "stamp" or "epoch", or all six of year, month, day, hour, minute, second',
    )
  if (!['device', 'stamp', 'epoch', 'year', 'sequence'].some((group) => groups.has(group)))
    throw refusal(
      pattern,
      'pattern-groups-missing',
      '至少要有 device、stamp 或 sequence 中的一组',
      'it needs at least one of the groups device, stamp or sequence',
    )
  if (repetitionCost(pattern.pattern, LONGEST) > DEAREST)
    throw refusal(
      pattern,
      'pattern-too-slow',
      '重复次数没有上限，遇到很长的文件名会卡住；请把 + 和 * 改成 {1,20} 这样的写法，不要重复整组',
      'its repetitions could stall on a long name; write {1,20} instead of + and *, and do not repeat a group',
    )
  return compiled
}

const seen = new WeakMap<NamePattern, RegExp>()
const expressionOf = (pattern: NamePattern): RegExp => {
  const known = seen.get(pattern)
  if (known) return known
  const compiled = compilePattern(pattern)
  seen.set(pattern, compiled)
  return compiled
}

function timeOf(
  groups: Readonly<Record<string, string | undefined>>,
  zone: NamePattern['zone'],
): DeviceTime | undefined {
  if (groups['epoch'] !== undefined) return shownAt(Number(groups['epoch']) * (groups['epoch'].length > 10 ? 1 : 1000))
  const digits =
    groups['stamp']?.replace(/\D/g, '') ?? PARTS.map((part) => groups[part]?.padStart(2, '0') ?? '').join('')
  const pieces = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(digits)
  if (!pieces) return undefined
  const [, year, month, day, hour, minute, second] = pieces
  const parsed = DeviceTime.safeParse({ wall: `${year}-${month}-${day} ${hour}:${minute}:${second}` })
  if (!parsed.success || zone !== 'utc') return parsed.data
  return shownAt(millisecondsOf(claimedInstant(parsed.data)) + EAST)
}

/** Beijing is eight hours ahead. */
const EAST = 8 * 3_600_000

/** What a clock set to Beijing's time shows at that moment. */
const shownAt = (milliseconds: number): DeviceTime | undefined => {
  const shown = new Date(milliseconds + EAST)
  if (Number.isNaN(shown.getTime())) return undefined
  return DeviceTime.safeParse({ wall: shown.toISOString().slice(0, 19).replace('T', ' ') }).data
}

/** Letters, digits, `_` and `-` as an input method for Chinese writes them: the same claim, however wide. */
const WIDE = /[\uff0d\uff10-\uff19\uff21-\uff3a\uff3f\uff41-\uff5a]/gu

/**
 * Reads a path with the first pattern that matches. Any string at all may be given; a name that says nothing gives
 * `{ flagged: false }`. Throws only what {@link compilePattern} throws, for a pattern that was never checked.
 */
export function readName(patterns: readonly NamePattern[], path: string): ReadName {
  const whole = path.replaceAll(WIDE, (one) => one.normalize('NFKC')).replaceAll('\\', '/')
  const read = whole.length <= LONGEST ? whole : whole.slice(whole.lastIndexOf('/') + 1)
  if (read.length > LONGEST) return { flagged: false }
  for (const pattern of patterns) {
    const groups = expressionOf(pattern).exec(read)?.groups
    if (!groups) continue
    const time = timeOf(groups, pattern.zone)
    const { device, officer, sequence, chapter, flag, flagFolder } = groups
    return {
      pattern: pattern.id,
      ...(device && { device: device.toUpperCase() }),
      ...(officer && { officer }),
      ...(time && (pattern.means === 'saved' ? { savedTime: time } : { deviceTime: time })),
      ...(chapter && /^\d{1,3}$/.test(chapter) && { chapter: Number(chapter) }),
      ...(sequence && /^\d{1,9}$/.test(sequence) && { sequence: Number(sequence) }),
      flagged: Boolean(flag ?? flagFolder),
    }
  }
  return { flagged: false }
}

/**
 * A name for the file inside a package: ASCII letters, digits, `-`, `_`, at most 80 characters, made unique and sorted
 * by the number in front, e.g. `0001_DSJ037F2A_20260314092000.mp4`. The name the file came with is kept as text beside it.
 */
export function safeName(name: string, n: number): string {
  if (!Number.isSafeInteger(n) || n < 0) throw new RangeError('a file in a package is counted in whole numbers')
  const last = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
  const dot = last.lastIndexOf('.')
  const extension = /^\.[A-Za-z0-9]{1,8}$/.exec(dot < 0 ? '' : last.slice(dot))?.[0].toLowerCase() ?? ''
  const stem = (extension ? last.slice(0, dot) : last)
    .replace(/[^A-Za-z0-9-]+/g, '_')
    .replace(/^[_-]+|[_-]+$/g, '')
    .slice(0, 60)
    .replace(/[_-]+$/, '')
  const number = String(n).padStart(4, '0')
  return stem ? `${number}_${stem}${extension}` : `${number}${extension}`
}
