import './law.css'
import type { RuleView } from '@liuhen/contract/packs'
import { topicNames } from '@liuhen/core/packs'
import type { Text } from '@liuhen/core/kernel'
import { Cited } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'

const kindNames: Readonly<Record<string, Text>> = topicNames

/** A rule as a sentence, what a reader should know besides, and the articles it stands on. */
export function RuleSentence({
  rule,
  cited = true,
  quoted = false,
}: {
  readonly rule: RuleView
  readonly cited?: boolean
  /** With the words of the articles. */
  readonly quoted?: boolean
}) {
  const { t } = useWords()
  const kind = kindNames[rule.kind]
  return (
    <div className="rule">
      {kind && <span className="kind">{t(kind)}</span>}
      <span className="says">{t(rule.says)}</span>
      {cited && rule.citations.length > 0 && (
        <span className="small">
          {' '}
          <Cited citations={rule.citations} quoted={quoted} />
        </span>
      )}
      {rule.note && <div className="muted small">{t(rule.note)}</div>}
    </div>
  )
}
