import { dayOf, instantOf } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useReply } from '../../api/index.ts'
import { Await, Cited, Empty, SelectField, Table } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { SpanFields, useSpan } from './cases.tsx'
import { OversightFrame } from './frame.tsx'
import { words } from './words.ts'

/** 检查台账, as the supervising authority reads it. */
export function OverseenChecksPage() {
  const { t } = useWords()
  const span = useSpan()
  const reply = useReply('overseenChecks', { query: span.query }, { keep: true })
  return (
    <OversightFrame title={words.checks}>
      <section className="sheet pad">
        <SpanFields span={span} />
      </section>
      <section className="sheet">
        <Await reply={reply}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty title={t(words.noChecks)} mark="无" />
            ) : (
              <Table
                caption={t(words.checks)}
                rows={rows}
                rowKey={(one) => one.id}
                columns={[
                  { key: 'result', head: t(words.result), lead: true, cell: (one) => one.result },
                  { key: 'unit', head: t(words.checkedUnit), cell: (one) => one.unit?.name ?? '—' },
                  { key: 'by', head: t(words.by), cell: (one) => [one.office, one.by].filter(Boolean).join(' · ') },
                  { key: 'days', head: t(words.days), cell: (one) => `${one.firstDay} – ${one.lastDay}` },
                  { key: 'looked', head: t(words.looked), right: true, cell: (one) => one.looked },
                  { key: 'problems', head: t(words.problems), right: true, cell: (one) => one.findings.length },
                  { key: 'law', head: t(words.lawBy), cell: (one) => <Cited citations={one.citations} /> },
                ]}
              />
            )
          }
        </Await>
      </section>
    </OversightFrame>
  )
}

/** 年度统计: each figure leads to the cases behind it. */
export function OverseenFiguresPage() {
  const { t } = useWords()
  const now = Number(dayOf(instantOf(Date.now())).slice(0, 4))
  const [year, setYear] = useState(String(now))
  const reply = useReply('overseenFigures', { query: { year } }, { keep: true })
  return (
    <OversightFrame title={words.figures}>
      <section className="sheet pad">
        <SelectField
          label={t(words.year)}
          value={year}
          onValue={setYear}
          options={[now, now - 1, now - 2].map((one) => ({ value: String(one), label: String(one) }))}
        />
      </section>
      <Await reply={reply}>
        {({ decisions, units, by }) => (
          <>
            <section className="sheet">
              <h2 className="group">{t(words.decisions)}</h2>
              <Table
                caption={t(words.decisions)}
                rows={decisions}
                rowKey={(one) => one.figure}
                columns={[
                  { key: 'name', head: t(words.figure), lead: true, cell: (one) => t(one.name) },
                  { key: 'value', head: t(words.value), right: true, cell: (one) => one.value.toLocaleString('en-US') },
                  {
                    key: 'cases',
                    head: t(words.behind),
                    cell: ({ cases }) => (
                      <span className="tags">
                        {cases.map((id, i) => (
                          <Link key={id} className="tag act" to="/oversight/cases/$id" params={{ id }}>
                            {i + 1}
                          </Link>
                        ))}
                      </span>
                    ),
                  },
                ]}
              />
            </section>
            <section className="sheet">
              <h2 className="group">{t(words.units)}</h2>
              {units.length === 0 ? (
                <Empty title={t(words.noFigures)} mark="无" />
              ) : (
                <Table
                  caption={t(words.units)}
                  rows={units}
                  rowKey={(one) => one.name}
                  columns={[
                    { key: 'name', head: t(words.unit), lead: true, cell: (one) => one.name },
                    { key: 'files', head: t(words.files), right: true, cell: (one) => one.recordings },
                    { key: 'minutes', head: t(words.minutes), right: true, cell: (one) => one.minutes },
                    { key: 'late', head: t(words.late), right: true, cell: (one) => one.late },
                    { key: 'gaps', head: t(words.gaps), right: true, cell: (one) => one.openGaps },
                    { key: 'problems', head: t(words.problems), right: true, cell: (one) => one.findings },
                    { key: 'score', head: t(words.score), right: true, cell: (one) => one.score },
                  ]}
                />
              )}
            </section>
            <p className="muted small">
              {t(words.lawBy)} <Cited citations={by} />
            </p>
          </>
        )}
      </Await>
    </OversightFrame>
  )
}
