import { text } from '../../kernel/index.ts'
import { activityNames } from '../../vocabulary/index.ts'
import { citationOf } from '../check-settings.ts'
import type { Pack } from '../pack.ts'
import type { RuleOf } from '../rules.ts'
import type { Finding } from './finding.ts'

type Recording = RuleOf<'recording'>

const articlesOf = (pack: Pack, rule: Recording): readonly string[] =>
  rule.source.map((one) => citationOf(pack, one).article.slice(pack.identity.id.length + 1))

/**
 * Activities that must be filmed by another article than the one which lists them: a reader of the list alone would miss
 * them.
 */
export function mandatesOutsideTheList(pack: Pack): readonly Finding[] {
  const rules = pack.rules.filter((one) => one.kind === 'recording').filter((one) => one.level === 'must')
  const counts = Map.groupBy(
    rules.flatMap((one) => [...new Set(articlesOf(pack, one))]),
    (article) => article,
  )
  const list = [...counts].sort(([, a], [, b]) => b.length - a.length)[0]
  if (list === undefined || list[1].length < 3) return []
  const [headline] = list
  return rules
    .filter((one) => !articlesOf(pack, one).includes(headline))
    .map((rule): Finding => {
      const { id } = pack.identity
      const [article = ''] = articlesOf(pack, rule)
      const citations = rule.source.map((one) => citationOf(pack, one))
      const [first] = citations
      const names = rule.activities.map((one) => activityNames[one])
      return {
        id: `${id}/outside-the-list/${rule.id}`,
        severity: 'info',
        kind: 'doubt',
        pack: id,
        place: `rules/${rule.id}`,
        article,
        ...(first?.quote !== undefined && { quote: first.quote }),
        message: text(
          `${names.map((one) => one.zh).join('、')}也必须录，却不在第 ${headline} 条的清单里`,
          `${names.map((one) => one.en).join(', ')} must be filmed too, and is not in the list of article ${headline}`,
        ),
        citations,
      }
    })
}
