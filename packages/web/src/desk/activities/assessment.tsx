import './activities.css'
import type { Assessment, Share } from '@liuhen/contract/activities'
import { quarterOf } from '@liuhen/core/calendar'
import { dayOf, instantOf } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import { activityNames } from '@liuhen/core/vocabulary'
import { useState } from 'react'
import { useReply } from '../../api/index.ts'
import { Action, Await, Cited, Empty, PageHeader, Table, Tag, Time } from '../../parts/index.ts'
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

/** Whose rows are looked at. */
type Whose = { readonly name: string } & (
  | { readonly unit: string }
  | { readonly officer: string }
  | { readonly whole: true }
)

function Shares({
  assessment: { quarter, units, officers, whole, asked, unjudged },
}: {
  readonly assessment: Assessment
}) {
  const { t, say } = useWords()
  const [whose, setWhose] = useState<Whose>()
  const all = { ...whole, whose: { whole: true as const, name: t(words.assessedWhole) } }
  const ofUnits = units.map(({ unit, ...one }) => ({ ...one, whose: { unit: unit.id, name: unit.name } }))
  const ofOfficers = officers.map(({ officer, ...one }) => ({
    ...one,
    whose: { officer: officer.id, name: officer.name },
  }))
  return (
    <>
      {unjudged > 0 && <div className="note zhe">{t(words.unjudgedDays, { n: unjudged })}</div>}
      <section className="sheet">
        {units.length === 0 ? (
          <Empty title={t(words.assessmentNone)} />
        ) : (
          <Figures head={say('unit')} rows={units.length > 1 ? [...ofUnits, all] : ofUnits} onLook={setWhose} />
        )}
      </section>
      {ofOfficers.length > 0 && (
        <section className="sheet">
          <Figures head={t(words.assessedOfficer)} rows={ofOfficers} onLook={setWhose} />
        </section>
      )}
      {whose && <Rows key={whose.name} quarter={quarter} whose={whose} />}
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

function Figures({
  head,
  rows,
  onLook,
}: {
  readonly head: string
  readonly rows: readonly (Assessment['whole'] & { readonly whose: Whose })[]
  readonly onLook: (whose: Whose) => void
}) {
  const { t } = useWords()
  return (
    <Table
      caption={`${t(words.assessment)} · ${head}`}
      rows={rows}
      rowKey={({ whose }) => ('unit' in whose ? whose.unit : 'officer' in whose ? whose.officer : 'whole')}
      columns={[
        {
          key: 'whose',
          head,
          lead: true,
          cell: ({ whose }) => <Action onAct={() => onLook(whose)}>{whose.name}</Action>,
        },
        { key: 'activities', head: t(words.assessedActivities), right: true, cell: (one) => one.activities },
        { key: 'recorded', head: t(words.assessedRecorded), right: true, cell: (one) => <Part {...one.recorded} /> },
        { key: 'unbroken', head: t(words.assessedUnbroken), right: true, cell: (one) => <Part {...one.unbroken} /> },
        { key: 'explained', head: t(words.assessedExplained), right: true, cell: (one) => <Part {...one.explained} /> },
        { key: 'handed', head: t(words.assessedHandedOver), right: true, cell: (one) => <Part {...one.handedOver} /> },
      ]}
    />
  )
}

/** What these shares are of, one by one. */
function Rows({ quarter, whose }: { readonly quarter: string; readonly whose: Whose }) {
  const { t } = useWords()
  const of = 'unit' in whose ? { unit: whose.unit } : 'officer' in whose ? { officer: whose.officer } : {}
  const reply = useReply('assessmentRows', { query: { quarter, ...of } })
  return (
    <section className="sheet pad" aria-label={t(words.assessedRows)}>
      <h3>
        {whose.name} · {t(words.assessedRows)}
      </h3>
      <Await reply={reply}>
        {({ activities, late }) => (
          <>
            <ul>
              {activities.map((one) => (
                <li key={one.id} className="small">
                  <Time at={one.start} to="minute" />{' '}
                  <Link to="/activities/$id" params={{ id: one.id }}>
                    {t(activityNames[one.activity])}
                  </Link>{' '}
                  {one.people.join('、')}{' '}
                  {one.unbroken ? (
                    <Tag tone="qing">{t(words.assessedUnbroken)}</Tag>
                  ) : (
                    <Tag tone="zhe">{t(one.recorded ? words.assessedBroken : words.assessedUnrecorded)}</Tag>
                  )}{' '}
                  {one.interruptions > 0 && t(words.assessedGaps, { n: one.interruptions, explained: one.explained })}
                </li>
              ))}
            </ul>
            <ul>
              {late.map((one) => (
                <li key={one.recording} className="small">
                  <Link to="/recordings/$id" params={{ id: one.recording }}>
                    {one.fileName}
                  </Link>{' '}
                  <Tag tone="zhe">{t(words.assessedLate, { hours: Math.ceil(one.milliseconds / 3_600_000) })}</Tag>
                </li>
              ))}
            </ul>
          </>
        )}
      </Await>
    </section>
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
