import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay, useReply } from '../../api/index.ts'
import { Await, Cited, Empty, SelectField, Tag, Time } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** After how many days an entry is listed. */
const SPANS = ['1', '3', '7', '10', '30'] as const

const KINDS = { act: words.lateAct, paper: words.latePaper, material: words.lateMaterial } as const

/** What was put on record of cases later than it bears: for whoever looks for what was written afterwards. */
export function LateEntries() {
  const { t } = useWords()
  const may = useMay()
  const [atLeast, setAtLeast] = useState('3')
  const shown = may('lateEntries')
  const reply = useReply('lateEntries', { query: { atLeast: Number(atLeast) } }, { when: shown })
  if (!shown) return null
  return (
    <section className="sheet" style={{ marginTop: 16 }}>
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.late)}
      </h2>
      <div className="lead-in">
        <SelectField
          label={t(words.lateAtLeast)}
          value={atLeast}
          onValue={setAtLeast}
          options={SPANS.map((value) => ({ value, label: t(words.lateDays, { n: value }) }))}
        />
      </div>
      <Await reply={reply}>
        {({ rows, from, to, citations }) => (
          <>
            {rows.length === 0 && <Empty title={t(words.lateNone, { from, to })}>{t(words.lateNoneHint)}</Empty>}
            {rows.map((one) => (
              <div className="task" key={`${one.case.id} ${one.kind} ${one.at} ${one.on}`}>
                <div className="due">
                  {t(words.lateDays, { n: one.days })}
                  <small>{one.on}</small>
                </div>
                <div className="task-text">
                  <b>{t(one.what)}</b> <Tag>{t(KINDS[one.kind])}</Tag>{' '}
                  <Link to="/cases/$id" params={{ id: one.case.id }}>
                    {one.case.title}
                  </Link>
                  <div className="muted small">
                    {one.by} · <Time at={one.at} />
                  </div>
                </div>
              </div>
            ))}
            {citations.length > 0 && (
              <div className="lead-in small">
                <Cited citations={citations} />
              </div>
            )}
          </>
        )}
      </Await>
    </section>
  )
}
