import type { Comparison } from '@liuhen/contract/packs'
import { topicNames } from '@liuhen/core/packs'
import type { Text } from '@liuhen/core/kernel'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useReply } from '../../api/index.ts'
import { Await, Empty, PageHeader, SelectField, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { RuleSentence } from './rule.tsx'
import { LawTabs } from './tabs.tsx'
import { words } from './words.ts'

type Topic = keyof typeof topicNames
const topics = Object.entries<Text>(topicNames) as [Topic, Text][]

/** One topic in all bureaus: a column each on a desk, cards one under another on a telephone. */
export function ComparePage() {
  const { t } = useWords()
  const navigate = useNavigate()
  const search = useSearch({ from: '/desk/law/compare' })
  const topic = topics.find(([key]) => key === search.topic)?.[0] ?? 'handover'
  const reply = useReply('compareTopic', { params: { topic } }, { keep: true })
  return (
    <>
      <PageHeader title={t(words.compare)}>{t(words.compareLead)}</PageHeader>
      <LawTabs />
      <div className="narrow-field">
        <SelectField
          label={t(words.topic)}
          value={topic}
          onValue={(value) => void navigate({ to: '/law/compare', search: { topic: value } })}
          options={topics.map(([value, name]) => ({ value, label: t(name) }))}
        />
      </div>
      <Await reply={reply}>
        {(data) =>
          data.rows.length === 0 ? (
            <div className="sheet">
              <Empty title={t(words.compareNone)} mark="无" />
            </div>
          ) : (
            <SideBySide comparison={data} stale={reply.isPlaceholderData} />
          )
        }
      </Await>
    </>
  )
}

function SideBySide({ comparison, stale }: { readonly comparison: Comparison; readonly stale: boolean }) {
  const { t } = useWords()
  const { bureaus, rows, title } = comparison
  return (
    <div className="sheet compare-frame" tabIndex={0} role="region" aria-label={t(title)} aria-busy={stale}>
      <table className="compare">
        <caption className="unseen">{t(title)}</caption>
        <thead>
          <tr>
            <th scope="col">{t(words.topic)}</th>
            {bureaus.map((one) => (
              <th key={one.issuer} scope="col">
                {one.issuer} {one.chosen && <Tag tone="act">{t(words.thisBureau)}</Tag>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{t(row.title)}</th>
              {bureaus.map((bureau, i) => (
                <td key={bureau.issuer} data-label={bureau.issuer}>
                  <div>
                    {(row.cells[i] ?? []).length === 0 && <span className="muted small">{t(words.silent)}</span>}
                    {(row.cells[i] ?? []).map((rule) => (
                      <RuleSentence key={`${rule.pack}/${rule.rule}`} rule={rule} quoted />
                    ))}
                  </div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
