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
  const called = (part: Change['part'], id: string): string | undefined =>
    nameIn(after, part, id) ?? nameIn(before, part, id)
  const compare = (part: Change['part'], was: Items, is: Items): Change[] =>
    compared(part, was, is, (id) => called(part, id) ?? id)
  return [
    ...compare('identity', new Map(Object.entries(before.identity)), new Map(Object.entries(after.identity))),
    ...compare('article', byId(before.articles), byId(after.articles)),
    ...compare('obligation', byId(before.obligations), byId(after.obligations)),
    ...compare('rule', byId(before.rules), byId(after.rules)),
    ...compare('setting', keyed(before), keyed(after)),
  ]
}

const byId = (items: readonly { readonly id: string }[]): Items => new Map(items.map((one) => [one.id, one]))
const keyed = ({ settings }: Pack): Items => new Map(settings.map((one) => [one.key, one]))

/** What the law calls a thing: its article, with the title it has, instead of an id; undefined where the pack has it not. */
function nameIn(pack: Pack, part: Change['part'], id: string): string | undefined {
  const labelOf = (article: string): string => pack.articles.find((one) => one.id === article)?.label ?? article
  const labelsOf = (sources: readonly string[]): string =>
    [
      ...new Set(
        sources.map((source) => labelOf(pack.obligations.find((one) => one.id === source)?.article ?? source)),
      ),
    ].join('、')
  switch (part) {
    case 'identity':
      return undefined
    case 'article':
      return pack.articles.find((one) => one.id === id)?.label
    case 'obligation': {
      const found = pack.obligations.find((one) => one.id === id)
      return found && `${labelOf(found.article)}“${found.quote}”`
    }
    case 'rule': {
      const found = pack.rules.find((one) => one.id === id)
      if (found === undefined) return undefined
      const title =
        'title' in found
          ? found.title
          : 'what' in found && typeof found.what === 'object'
            ? found.what
            : 'act' in found
              ? found.act
              : undefined
      return title === undefined ? labelsOf(found.source) : `“${title.zh}”（${labelsOf(found.source)}）`
    }
    case 'setting': {
      const found = pack.settings.find((one) => one.key === id)
      return found && `“${found.title.zh}”（${labelsOf(found.source)}）`
    }
  }
}

function compared(part: Change['part'], before: Items, after: Items, called: (id: string) => string): Change[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id): Change[] => {
    const [was, is] = [before.get(id), after.get(id)]
    if (was !== undefined && is !== undefined && same(was, is)) return []
    const change = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed'
    const [what, how] = [PARTS[part], CHANGES[change]]
    const says = text(`${what.zh} ${called(id)} ${how.zh}`, `${what.en} ${called(id)} ${how.en}`)
    return [
      { part, id, change, ...(was !== undefined && { before: was }), ...(is !== undefined && { after: is }), says },
    ]
  })
}

const same = (a: unknown, b: unknown): boolean => canonical(a as Json) === canonical(b as Json)
