import { text } from '../../kernel/index.ts'
import type { Pack } from '../pack.ts'
import { inPack, printedArticles } from './finding.ts'
import type { Finding } from './finding.ts'

/** The article about coming into force. */
function whereItSays(pack: Pack): Pick<Finding, 'article' | 'quote' | 'citations'> {
  const article = printedArticles(pack).findLast((one) => one.text.includes('施行'))
  const quote = /[^，。,\s]*施行/.exec(article?.text ?? '')?.[0]
  if (article === undefined || quote === undefined) return { citations: [] }
  return { article: article.id, quote, citations: [{ article: `${pack.identity.id}/${article.id}`, quote }] }
}

/** Days that do not fit together: of an instrument, and of the versions of one pack. */
export function faultsOfDates(pack: Pack, all: readonly Pack[]): readonly Finding[] {
  const { id, kind, version, issuedOn, effectiveFrom: from, effectiveTo: to } = pack.identity
  const base = { pack: id, place: 'pack.yaml', severity: 'warning', ...whereItSays(pack) } as const
  const found: Finding[] = []
  if (from === null && kind === 'instrument') {
    const message = text(
      '没有印施行的日期：由本局填写以前不适用',
      'the day it comes into force is not printed: until the bureau enters it, it does not count',
    )
    found.push({ ...base, id: `${id}/effective-missing`, kind: 'gap', message })
  }
  if (from !== null && issuedOn !== undefined && from < issuedOn) {
    const message = text(
      `${issuedOn} 印发，${from} 起施行：施行早于印发`,
      `issued on ${issuedOn} and in force from ${from}, before it was issued`,
    )
    // 立法法 art. 104: no retroactive effect but to the benefit of those concerned.
    found.push({ ...base, id: `${id}/effective-before-issue`, kind: 'conflict', verdict: 'doubtful', message })
  }
  if (from !== null && to !== undefined && to < from)
    found.push(
      inPack(
        pack,
        'dates',
        'pack.yaml',
        `${to} 失效，早于 ${from} 施行`,
        `it ends on ${to}, before it begins on ${from}`,
      ),
    )
  const earlier = all.find((one) => one.identity.id === id && one.identity.version === version - 1)?.identity
    .effectiveFrom
  if (from !== null && earlier !== undefined && earlier !== null && from <= earlier)
    found.push(
      inPack(
        pack,
        'versions',
        'pack.yaml',
        `第 ${version} 版施行不晚于上一版`,
        `version ${version} does not come into force after the one before`,
      ),
    )
  return found
}
