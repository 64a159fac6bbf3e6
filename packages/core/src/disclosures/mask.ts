import type { MaskedThing } from '../policy/index.ts'
import { isResidentId } from './patterns.ts'
import * as patterns from './patterns.ts'
import type { Masking } from './rules.ts'

/** What a case knows of people, so that it is found wherever it stands in a text. */
export interface KnownPeople {
  readonly persons: readonly { readonly name: string; readonly as: 'party' | 'other' | 'complainant' }[]
  /** Where natural persons live. */
  readonly addresses: readonly string[]
  /** Numbers of papers and accounts, telephones. */
  readonly numbers: readonly string[]
}

export const NOBODY: KnownPeople = { persons: [], addresses: [], numbers: [] }

/** A stretch of a text that tells something of a person: from and to in UTF-16 units. */
export interface Found {
  readonly from: number
  readonly to: number
  readonly what: MaskedThing
  readonly as: string
}

/** Family names of two characters. */
const TWO = new Set(
  '欧阳 司马 上官 诸葛 东方 夏侯 皇甫 尉迟 公孙 慕容 令狐 司徒 端木 长孙 宇文 轩辕 独孤 南宫 司空 钟离 闾丘 濮阳 淳于 澹台 公冶 太史 申屠 赫连'.split(
    ' ',
  ),
)
const familyName = (name: string): string =>
  TWO.has(name.slice(0, 2)) && name.length > 2 ? name.slice(0, 2) : name.slice(0, 1)

/** How each of these people is written: 张某某; those who would read the same are told apart by a number. */
export function pseudonyms(names: readonly string[]): ReadonlyMap<string, string> {
  const short = names.map((name): readonly [string, string] => {
    const family = familyName(name)
    // A name of another writing has its first part only: how long it was tells who it is.
    const rest = /[·•\s]/u.test(name) ? 2 : Math.min(2, Math.max(1, name.length - family.length))
    return [name, `${family}${'某'.repeat(rest)}`]
  })
  const count = new Map<string, number>()
  for (const [, one] of short) count.set(one, (count.get(one) ?? 0) + 1)
  const numbered = new Map<string, number>()
  return new Map(
    short.map(([name, one]) => {
      if (count.get(one) === 1) return [name, one]
      const at = (numbered.get(one) ?? 0) + 1
      numbered.set(one, at)
      return [name, `${one}${at}`]
    }),
  )
}

/** 长沙县***: down to the county; nothing is left where no county is written. */
export function countyOf(address: string): string {
  const found = /^.*?(?:县|区|旗|自治县|林区)/u.exec(address.replace(/^.*?(?:省|自治区|市)(?=.*(?:县|区|旗|市))/u, ''))
  return found ? `${found[0]}***` : '***'
}

const plateOf = (plate: string): string => `${plate.slice(0, 2)}****${plate.slice(-1)}`

/** Everything of persons that is found in a text, in its order, none within another. */
export function personalIn(text: string, known: KnownPeople): readonly Omit<Found, 'as'>[] {
  const found: Omit<Found, 'as'>[] = []
  const take = (from: number, length: number, what: MaskedThing): void => {
    const to = from + length
    if (length > 0 && !found.some((one) => from < one.to && to > one.from)) found.push({ from, to, what })
  }
  const each = (piece: string, what: MaskedThing): void => {
    if (piece.length < 2) return
    for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + piece.length))
      take(at, piece.length, what)
  }
  const AS = { party: 'person-name', other: 'other-person', complainant: 'complainant' } as const
  for (const address of longestFirst(known.addresses)) each(address, 'home-address')
  // Whose name reads already as it would be public tells nobody who they are.
  const named = known.persons.filter(({ name, as }) => as === 'complainant' || pseudonyms([name]).get(name) !== name)
  for (const { name, as } of named.toSorted((a, b) => b.name.length - a.name.length)) each(name, AS[as])
  const plain = patterns.folded(text)
  for (const number of longestFirst(known.numbers)) {
    const bare = patterns.bare(patterns.folded(number))
    if (bare.length < 2) continue
    const what = isResidentId(bare) ? 'id-number' : 'account'
    for (const match of plain.matchAll(patterns.spaced(number))) take(match.index, match[0].length, what)
  }
  for (const { pattern, what, holds } of patterns.all)
    for (const match of plain.matchAll(pattern)) if (holds?.(match[0]) ?? true) take(match.index, match[0].length, what)
  return found.toSorted((a, b) => a.from - b.from)
}

const longestFirst = (pieces: readonly string[]): readonly string[] => pieces.toSorted((a, b) => b.length - a.length)

/** The text as the public may read it, and what was covered in it where. */
export function masked(
  text: string,
  known: KnownPeople,
  masking: Masking,
): { readonly text: string; readonly found: readonly Found[] } {
  const names = pseudonyms(known.persons.flatMap((one) => (one.as === 'complainant' ? [] : [one.name])))
  const found = personalIn(text, known).map((one): Found => {
    const piece = text.slice(one.from, one.to)
    const how = masking.get(one.what)?.how ?? 'delete'
    const as = {
      surname: () => names.get(piece) ?? pseudonyms([piece]).get(piece),
      county: () => countyOf(piece),
      plate: () => plateOf(piece),
      delete: () => (one.what === 'complainant' ? '' : '***'),
    }
    return { ...one, as: as[how]() ?? '***' }
  })
  let at = 0
  let out = ''
  for (const one of found) {
    out += text.slice(at, one.from) + one.as
    at = one.to
  }
  return { text: out + text.slice(at), found }
}
