import type { Text } from '../../kernel/index.ts'
import { keysOfField, type PaperField } from '../../papers/index.ts'
import type { Answer } from '../answer.ts'
import type { Standing } from '../rule-set.ts'

/** What one family of questions finds, before the rule set adds what is open for all of them. */
export interface Reply<V = Readonly<Record<string, unknown>>> {
  readonly value: V
  readonly rules: readonly Standing[]
  readonly open?: readonly string[]
  readonly notes?: readonly Text[]
}

/** A value without the members nothing was said about. */
export const said = <V extends object>(value: V): V =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as V

export const each = <T>(items: readonly T[]): readonly T[] => [...new Set(items)]

/** All lists together without repeating; undefined where nobody has one. */
export function together<T>(lists: readonly (readonly T[] | undefined)[]): readonly T[] | undefined {
  const given = lists.filter((one) => one !== undefined)
  return given.length === 0 ? undefined : each(given.flat())
}

/** The fields of several instruments: what they all print alike is there once. */
export const fieldsOf = (lists: readonly (readonly PaperField[])[]): readonly PaperField[] => [
  ...new Map(lists.flat().map((one) => [`${keysOfField(one).join()} ${one.label}`, one])).values(),
]

/** True where any says so; undefined where nobody does. */
export const anyOf = (flags: readonly (boolean | undefined)[]): true | undefined =>
  flags.some((one) => one === true) ? true : undefined

/** One word, or all of them where instruments name different ones. */
export function oneOrAll(words: readonly (string | undefined)[]): string | undefined {
  const given = each(words.filter((one) => one !== undefined))
  return given.length === 0 ? undefined : given.join('、')
}

export function toAnswer<V extends object>({ value, rules, open = [], notes = [] }: Reply<V>): Answer<V> {
  return {
    value: said(value),
    rules: rules.map((one) => one.used),
    open: each(open),
    notes: [...rules.flatMap(({ rule }) => (rule.note === undefined ? [] : [rule.note])), ...notes],
  }
}
