import type { SuperiorView } from '@liuhen/contract/packs'
import { type Text, text } from '@liuhen/core/kernel'
import { topicNames } from '@liuhen/core/packs'
import { type Difference, type RulesOn, superiorDifferences } from '@liuhen/core/policy'
import type { Book } from '../book.ts'

/** What superiors' instruments of that day say otherwise, each with the articles of both and the one that counts. */
export const superiorViews = ({ shelf }: Book, rules: RulesOn): SuperiorView[] =>
  superiorDifferences(rules).map((one) => {
    const { ours, theirs, counts, yields } = one
    const both = { theirs: shelf.ruleView(theirs), ...(ours && { ours: shelf.ruleView(ours) }) }
    const { rule } = ours ?? theirs
    return {
      title: rule.kind === 'period' ? rule.title : topicNames[rule.kind],
      ...both,
      effective: (counts === 'ours' && both.ours) || both.theirs,
      why: why(one),
      yields: yields.flatMap(({ citations }) => citations).map((cited) => shelf.citationView(cited)),
    }
  })

function why({ ours, counts, yields }: Difference): Text {
  if (!ours) return text('上级另有要求，一并适用', 'The superior asks for it besides, and both add up')
  if (counts === 'theirs' && yields.length > 0)
    return text('本局制度写明按上级的规定执行', 'The bureau’s own instrument gives way to its superior here')
  return text('两者取更严的', 'The stricter of both counts')
}
