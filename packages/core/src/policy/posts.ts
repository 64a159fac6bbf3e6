import { z } from 'zod'
import { PostKey, posts } from '../access/index.ts'
import { remembered } from './remembered.ts'
import type { RulesOn } from './rule-set.ts'
import type { Rule } from './rules.ts'
import { wordsSetting } from './settings.ts'
import { Setting } from './terms.ts'

/**
 * `posts.yaml`: what each name that the rules of a pack print stands for. A post, or several where one name means them
 * together (办公室（法规科）); `open` where the text does not say who it is, with the key of the setting that asks the bureau.
 */
export const PostNames = z.record(
  z.string().min(1),
  z.union([PostKey, z.array(PostKey).min(2), z.strictObject({ open: Setting.shape.setting })]),
)
export type PostNames = z.infer<typeof PostNames>

/** The names of persons, offices and things that a rule prints, each once. */
export function namesPrinted(rule: Rule): readonly string[] {
  const names = (): readonly (string | undefined)[] => {
    switch (rule.kind) {
      case 'interruption':
        return [rule.reportTo, ...(rule.reportToAlso ?? [])]
      case 'handover':
        return [rule.by, rule.to]
      case 'consolidation':
        return [rule.by]
      case 'custodian':
        return [rule.who, rule.where]
      case 'device':
        return [rule.faultTo]
      case 'access':
        return [
          ...(rule.approvers === 'unnamed' ? [] : rule.approvers),
          ...(rule.handedOutBy ?? []),
          ...(rule.by ?? []),
        ]
      case 'approval':
        return rule.approvers === 'unnamed' ? [] : rule.approvers
      case 'paper':
        return [...rule.approvers, ...rule.signatures]
      case 'period':
        return [rule.extension?.by, rule.extension?.further?.by]
      case 'cadence':
        return rule.by
      default:
        return []
    }
  }
  return [...new Set(names().filter((one) => one !== undefined))]
}

type Asked = Pick<RulesOn, 'packs' | 'settings'>

/** What a name stands for, and the settings that are still to say it. */
export interface NamedPosts {
  readonly posts: readonly PostKey[]
  readonly open: readonly string[]
}

/**
 * What a name stands for in a rule set: as its packs say, or what the bureau has decided where they leave it open. A name
 * of the bureau's own stands for the post whose title it is. An answer joins the names of several instruments by 、, and
 * means all of them. Nothing where no pack knows the name; nothing is guessed.
 */
export function postsOf(rules: Asked, name: string): NamedPosts {
  const names = known(rules)
  const found = names.get(name) ?? postsNamed(rules, name)
  names.set(name, found)
  return found
}

/** What names stand for in a rule set, which never changes: every signature of every act asks. */
const known = remembered((_rules: Asked) => new Map<string, NamedPosts>())

function postsNamed(rules: Asked, name: string): NamedPosts {
  const keys = entriesOf(rules, name).flatMap((one) => openKey(one) ?? [])
  if (keys.length === 0) {
    const [parts, whole] = [name.split('、'), closed(rules, name)]
    if (whole.length > 0 || parts.length === 1) return { posts: whole, open: [] }
    const each = parts.map((one) => postsOf(rules, one))
    return { posts: distinct(each.flatMap((one) => one.posts)), open: distinct(each.flatMap((one) => one.open)) }
  }
  const decided = keys.map((key) => [key, wordsSetting(rules, key)] as const)
  return {
    posts: distinct([
      ...closed(rules, name),
      ...decided.flatMap(([, said = []]) => said.flatMap((one) => closed(rules, one))),
    ]),
    open: decided.flatMap(([key, said]) => (said === undefined ? [key] : [])),
  }
}

type Entry = PostNames[string]

const entriesOf = ({ packs }: Asked, name: string): readonly Entry[] =>
  packs.flatMap(({ posts: named = {} }) =>
    Object.hasOwn(named, name) && named[name] !== undefined ? [named[name]] : [],
  )

/** The key of the setting that says who a name is; undefined where the pack says it. */
export const openKey = (entry: Entry | undefined): string | undefined =>
  typeof entry === 'object' && 'open' in entry ? entry.open : undefined

const distinct = <T>(all: readonly T[]): readonly T[] => [...new Set(all)]

/** The posts of a name that no setting is asked for. */
function closed(rules: Asked, name: string): readonly PostKey[] {
  const printed = entriesOf(rules, name).flatMap((one) => (typeof one === 'object' && 'open' in one ? [] : one))
  if (printed.length > 0) return distinct(printed)
  return PostKey.options.filter((key) => posts[key].title.zh === name || posts[key].title.en === name)
}
