import { posts } from '../../access/index.ts'
import { text } from '../../kernel/index.ts'
import { citationOf } from '../check-settings.ts'
import type { Pack } from '../pack.ts'
import { namesPrinted, openKey } from '../posts.ts'
import type { PostNames } from '../posts.ts'
import type { Rule } from '../rules.ts'
import { inPack } from './finding.ts'
import type { Finding } from './finding.ts'

/** Names that no post is known for, names that no rule prints, and settings that would say who and are not there. */
export function faultsOfPosts({ rules, posts: named = {}, ...pack }: Pack): readonly Finding[] {
  const whole = { ...pack, rules, posts: named }
  const printed = new Set(rules.flatMap(namesPrinted))
  const asked = new Set(pack.settings.map((one) => one.key))
  const unknown = rules.flatMap((rule) =>
    namesPrinted(rule)
      .filter((name) => !Object.hasOwn(named, name))
      .map((name) =>
        inPack(
          whole,
          'post-missing',
          `rules/${rule.id}`,
          `“${name}”是谁，posts.yaml 没有写`,
          `posts.yaml does not say who "${name}" is`,
        ),
      ),
  )
  const entries = Object.entries(named).flatMap(([name, entry]): Finding[] => {
    const place = `posts/${name}`
    const key = openKey(entry)
    return [
      ...(printed.has(name)
        ? []
        : [inPack(whole, 'post-unused', place, '没有一条规则印有这个名称', 'no rule prints this name')]),
      ...(key === undefined || asked.has(key)
        ? []
        : [inPack(whole, 'setting-missing', place, `没有设置 ${key}`, `there is no setting ${key}`)]),
    ]
  })
  return [...unknown, ...entries]
}

/**
 * Tasks of the program that the text gives to somebody for whom no account here stands: of a failed device the information
 * centre then hears, and gathering waits for nobody.
 */
export function postsUnfilled(pack: Pack): readonly Finding[] {
  return pack.rules.flatMap((rule): Finding[] => {
    const name = taskOf(rule)
    const entry = name === undefined ? undefined : pack.posts?.[name]
    if (entry === undefined || openKey(entry) !== undefined || rolesIn(entry) > 0) return []
    const { id } = pack.identity
    const citations = rule.source.map((one) => citationOf(pack, one))
    const [first] = citations
    const said = rule.kind === 'device' ? FAULT : GATHERING
    return [
      {
        id: `${id}/post-unfilled/${rule.id}`,
        severity: 'info',
        kind: 'gap',
        pack: id,
        place: `rules/${rule.id}`,
        ...(first && { article: first.article.slice(id.length + 1) }),
        ...(first?.quote !== undefined && { quote: first.quote }),
        message: text(`“${name}”在系统里没有对应的角色：${said.zh}`, `no role here stands for "${name}": ${said.en}`),
        citations,
      },
    ]
  })
}

const FAULT = text('设备故障由信息中心受理', 'the information centre hears of failed devices')
const GATHERING = text('集中存储没有人能确认', 'nobody can confirm that recordings were gathered')

const taskOf = (rule: Rule): string | undefined =>
  rule.kind === 'device' ? rule.faultTo : rule.kind === 'consolidation' ? rule.by : undefined

const rolesIn = (entry: PostNames[string]): number =>
  [entry].flat().reduce((sum, one) => sum + (typeof one === 'string' ? posts[one].roles.length : 0), 0)
