import { text } from '../../kernel/index.ts'
import type { Pack } from '../pack.ts'
import { inText, printedArticles } from './finding.ts'
import type { Finding, PrintedArticle } from './finding.ts'

interface Family {
  readonly id: string
  /** `roles` may be one office or several, `terms` are one thing with several names. */
  readonly sort: 'roles' | 'terms'
  /** The longer name first where one is part of another. */
  readonly names: readonly string[]
}

/** Names used beside each other in texts of this field. */
const FAMILIES: readonly Family[] = [
  { id: 'head', sort: 'roles', names: ['行政执法机关负责人', '行政机关负责人', '行政执法局负责人', '本机关负责人'] },
  { id: 'team-head', sort: 'roles', names: ['执法队分管负责人', '执法队主要负责人', '执法队负责人', '承办机构负责人'] },
  { id: 'legal-officer', sort: 'roles', names: ['法制人员', '法制员'] },
  { id: 'legal-office', sort: 'roles', names: ['局法制机构', '局法制科'] },
  { id: 'supervising-office', sort: 'roles', names: ['执法监督科', '政策法规科'] },
  { id: 'recordings', sort: 'terms', names: ['声像资料', '视听资料', '音像资料', '视音频资料', '视频、音频资料'] },
  { id: 'storing', sort: 'terms', names: ['储存', '存储'] },
  { id: 'ledger', sort: 'terms', names: ['台账', '台帐'] },
  { id: 'review', sort: 'terms', names: ['法制审核', '法制审查'] },
  { id: 'preservation', sort: 'terms', names: ['证据先行登记保存', '证据登记保存措施'] },
]

/** One office or one thing under several names within an instrument. */
export function names(pack: Pack): readonly Finding[] {
  const articles = printedArticles(pack)
  return FAMILIES.flatMap(({ id, sort, names: family }): Finding[] => {
    const used = family.flatMap((name) => {
      const article = articles.find((one) => has(one, name, family))
      return article === undefined ? [] : [{ name, article }]
    })
    const [first, second] = used
    if (first === undefined || second === undefined) return []
    const all = used.map((one) => `“${one.name}”`).join('、')
    const message =
      sort === 'roles'
        ? text(`${all}是否同一职务、同一机构，没有写`, `whether ${all} are one office is not said`)
        : text(`同一样东西有几个名称：${all}`, `one thing has several names: ${all}`)
    const found = inText(
      pack,
      second.article,
      `${sort}-${id}`,
      sort === 'roles' ? 'doubt' : 'print',
      second.name,
      message,
    )
    return [{ ...found, id: `${pack.identity.id}/${sort}/${id}` }]
  })
}

/** Whether a name stands there by itself, and not as a part of a longer one. */
function has({ text: words }: PrintedArticle, name: string, family: readonly string[]): boolean {
  const longer = family.filter((one) => one !== name && one.includes(name))
  return longer.reduce((left, one) => left.replaceAll(one, ''), words).includes(name)
}

const RULES = /(?:制度|规定|办法|标准|意见|方案|章程)$/

/** Instruments named in the text that no one has loaded: whoever judges by this one must look there too. */
export function outside(pack: Pack, all: readonly Pack[]): readonly Finding[] {
  const known = all.flatMap(({ identity, articles }) => [
    identity.title.zh,
    ...articles.flatMap((one) => ('law' in one ? [one.law] : [])),
  ])
  const plain = (title: string): string => title.replaceAll(/[（(][^（(]*[)）]|[〈〉<>\s]/g, '')
  const titles = known.map(plain)
  const ours = plain(pack.identity.title.zh)
  return printedArticles(pack).flatMap((article) =>
    [...new Set([...article.text.matchAll(/《([^《》]+)》/g)].map((one) => one[1] ?? ''))]
      .filter((title) => RULES.test(plain(title)) && !ours.includes(plain(title)))
      .filter((title) => !titles.some((one) => one.includes(plain(title)) || plain(title).includes(one)))
      .map((title) =>
        inText(
          pack,
          article,
          'reference-outside',
          'gap',
          `《${title}》`,
          text(`《${title}》没有载入`, `《${title}》 is not loaded`),
        ),
      ),
  )
}
