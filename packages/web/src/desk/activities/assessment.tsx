import './activities.css'
import type { Assessment, Share } from '@liuhen/contract/activities'
import { quarterOf } from '@liuhen/core/calendar'
import { dayOf, instantOf } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useReply } from '../../api/index.ts'
import { Await, Cited, Empty, PageHeader, Table } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** `2026-4`, so many quarters on. */
function quarterOn(quarter: string, by: number): string {
  const n = Number(quarter.slice(0, 4)) * 4 + Number(quarter.slice(5)) - 1 + by
  return `${Math.floor(n / 4)}-${(n % 4) + 1}`
}

/** 季度考评: what had to be recorded and was, what was whole, what was handed over in time, by unit. */
export function AssessmentPage() {
  const { t } = useWords()
  const now = quarterOf(dayOf(instantOf(Date.now())))
  const [quarter, setQuarter] = useState(now)
  const reply = useReply('assessment', { query: { quarter } }, { keep: true })
  const [year, n] = [quarter.slice(0, 4), quarter.slice(5)]
  return (
    <>
      <PageHeader title={t(words.assessment)}>
        <Link to="/activities">{t(words.backToDays)}</Link>
      </PageHeader>
      <div className="stack">
        <div className="day-choice">
          <button
            type="button"
            className="button"
            aria-label={t(words.quarterBefore)}
            onClick={() => setQuarter(quarterOn(quarter, -1))}
          >
            ←
          </button>
          <b>{t(words.quarter, { year, n })}</b>
          <button
            type="button"
            className="button"
            aria-label={t(words.quarterAfter)}
            aria-disabled={quarter >= now}
            title={quarter >= now ? t(words.quarterLast) : undefined}
            onClick={() => quarter < now && setQuarter(quarterOn(quarter, 1))}
          >
            →
          </button>
        </div>
        <Await reply={reply}>{(one) => <Shares assessment={one} />}</Await>
      </div>
    </>
  )
}

function Shares({ assessment: { units, whole, asked, unjudged } }: { readonly assessment: Assessment }) {
  const { t, say } = useWords()
  return (
    <>
      {unjudged > 0 && <div className="note zhe">{t(words.unjudgedDays, { n: unjudged })}</div>}
      <section className="sheet">
        {units.length === 0 ? (
          <Empty title={t(words.assessmentNone)} />
        ) : (
          <Table
            caption={t(words.assessment)}
            rows={
              units.length > 1 ? [...units, { ...whole, unit: { id: 'whole', name: t(words.assessedWhole) } }] : units
            }
            rowKey={(one) => one.unit.id}
            columns={[
              { key: 'unit', head: say('unit'), lead: true, cell: (one) => <b>{one.unit.name}</b> },
              { key: 'activities', head: t(words.assessedActivities), right: true, cell: (one) => one.activities },
              {
                key: 'recorded',
                head: t(words.assessedRecorded),
                right: true,
                cell: (one) => <Part {...one.recorded} />,
              },
              {
                key: 'unbroken',
                head: t(words.assessedUnbroken),
                right: true,
                cell: (one) => <Part {...one.unbroken} />,
              },
              {
                key: 'handed',
                head: t(words.assessedHandedOver),
                right: true,
                cell: (one) => <Part {...one.handedOver} />,
              },
            ]}
          />
        )}
      </section>
      <section className="sheet pad">
        <p className="muted small">{t(words.assessmentHow)}</p>
        {asked.map((one) => (
          <p key={one.what.zh} className="small">
            {t(one.what)}（{one.by.join('、')}） <Cited citations={one.citations} />
          </p>
        ))}
      </section>
    </>
  )
}

const Part = ({ value, of, percent }: Share) => (
  <>
    {percent === undefined ? '—' : <b>{percent}%</b>}{' '}
    <span className="muted small">
      {value} / {of}
    </span>
  </>
)
