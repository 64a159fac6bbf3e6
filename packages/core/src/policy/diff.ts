import { canonical, text } from '../kernel/index.ts'
import type { Json, Text } from '../kernel/index.ts'
import type { Pack } from './pack.ts'

/** One thing that is not the same in two packs, or in two versions of one. */
export interface Change {
  readonly part: 'identity' | 'article' | 'obligation' | 'rule' | 'setting'
  /** The article `41`, the obligation `41.2`, the rule `handover`, the setting; of the identity its member. */
  readonly id: string
  readonly change: 'added' | 'removed' | 'changed'
  readonly before?: unknown
  readonly after?: unknown
  readonly says: Text
}

const PARTS = {
  identity: text('基本信息', 'The identity member'),
  article: text('条文', 'Article'),
  obligation: text('义务', 'Obligation'),
  rule: text('规则', 'Rule'),
  setting: text('设置', 'Setting'),
} as const

const CHANGES = {
  added: text('新增', 'is new'),
  removed: text('删去', 'is gone'),
  changed: text('改动', 'has changed'),
} as const

type Items = ReadonlyMap<string, unknown>

/** What differs, in the order of the packs: articles, obligations, rules, settings. Empty where they are the same. */
export function diffPacks(before: Pack, after: Pack): readonly Change[] {
  return [
    ...compared('identity', new Map(Object.entries(before.identity)), new Map(Object.entries(after.identity))),
    ...compared('article', byId(before.articles), byId(after.articles)),
    ...compared('obligation', byId(before.obligations), byId(after.obligations)),
    ...compared('rule', byId(before.rules), byId(after.rules)),
    ...compared('setting', keyed(before), keyed(after)),
  ]
}

const byId = (items: readonly { readonly id: string }[]): Items => new Map(items.map((one) => [one.id, one]))
const keyed = ({ settings }: Pack): Items => new Map(settings.map((one) => [one.key, one]))

function compared(part: Change['part'], before: Items, after: Items): Change[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id): Change[] => {
    const [was, is] = [before.get(id), after.get(id)]
    if (was !== undefined && is !== undefined && same(was, is)) return []
    const change = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed'
    const [what, how] = [PARTS[part], CHANGES[change]]
    const says = text(`${what.zh} ${id} ${how.zh}`, `${what.en} ${id} ${how.en}`)
    return [
      { part, id, change, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }), says },
    ]
  })
}

const same = (a: unknown, b: unknown): boolean => canonical(a as Json) === canonical(b as Json)
