import { type Text, text } from '../kernel/index.ts'
import type { SecretMark } from './permission.ts'

/** 国家秘密 and 商业秘密: what is written of such a recording is part of the secret. 个人隐私 is what shows in its picture. */
export type KeptKind = Exclude<SecretMark['kind'], 'privacy'>

const INSTEAD: Readonly<Record<KeptKind, Text>> = {
  state: text('（标有国家秘密）', '(marked as a state secret)'),
  business: text('（标有商业秘密）', '(marked as a business secret)'),
}
/** What stands where words would. It is data like a file's name, and so in the bureau's language. */
export const insteadOfWords = (kind: KeptKind): string => INSTEAD[kind].zh

/** Of these marks the gravest that keeps words from that person; undefined where none does. */
export function keptFrom(person: string, marks: readonly SecretMark[]): KeptKind | undefined {
  const against = marks.filter((one) => one.kind !== 'privacy' && !one.readers.includes(person))
  return against.some((one) => one.kind === 'state') ? 'state' : against[0] && 'business'
}

/** Members in which people or devices have written something of a recording. */
const WORDS: ReadonlySet<string> = new Set(['fileName', 'label', 'text', 'note', 'reason', 'words', 'explanation'])
/** A reason may be one of a list, which says nothing of this recording. */
const CODE = /^[a-z][a-z-]*$/
/** Members that may be left out: where it was. */
const PLACE: ReadonlySet<string> = new Set(['place', 'location'])

/**
 * The same reply without the words of these recordings: every object that names one of them, by `id` or `recording`, keeps
 * its facts and loses what was written. A row may be known and not read.
 */
export function withoutWords<T>(reply: T, kept: ReadonlyMap<string, KeptKind>): T {
  return kept.size === 0 ? reply : (without(reply, kept, undefined) as T)
}

function without(value: unknown, kept: ReadonlyMap<string, KeptKind>, within: KeptKind | undefined): unknown {
  if (Array.isArray(value)) return value.map((one) => without(one, kept, within))
  if (typeof value !== 'object' || value === null) return value
  const named = ['id', 'recording'].map((name): unknown => (value as Record<string, unknown>)[name])
  const kind = named.map((one) => (typeof one === 'string' ? kept.get(one) : undefined)).find(Boolean) ?? within
  if (kind === undefined)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, without(one, kept, undefined)]))
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]): (readonly [string, unknown])[] => {
      if (PLACE.has(name)) return []
      if (name === 'body') return [[name, {}]]
      const isCode = name === 'reason' && CODE.test(String(one))
      if (WORDS.has(name) && typeof one === 'string' && !isCode) return [[name, insteadOfWords(kind)]]
      return [[name, without(one, kept, kind)]]
    }),
  )
}
