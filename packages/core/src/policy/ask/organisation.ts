import { rulesOf } from '../rule-set.ts'
import type { RulesOn } from '../rule-set.ts'
import { anyOf, each, said } from './reply.ts'
import type { Reply } from './reply.ts'
import type { Values } from './values.ts'

/** What is asked of the bureau itself: the posts it fills, the training it gives, what it lays down. */
export function organisation(rules: RulesOn): Reply<Values['organisation']> {
  const found = rulesOf(rules, 'organisation')
  const all = found.map(({ rule }) => rule)
  return {
    value: said({
      posts: each(all.flatMap((one) => one.posts ?? [])),
      trains: each(all.flatMap((one) => one.trains?.topic ?? [])),
      areas: each(all.flatMap((one) => one.areas?.map(({ name }) => name.zh) ?? [])),
      equips: anyOf(all.map((one) => one.equips)),
    }),
    rules: found,
    open: all.flatMap(({ trains }) =>
      trains?.every && rules.settings[trains.every.setting] === undefined ? [trains.every.setting] : [],
    ),
  }
}
