import './activities.css'
import type { ActivityView } from '@liuhen/contract/activities'
import { dayOf } from '@liuhen/core/kernel'
import { activityNames } from '@liuhen/core/vocabulary'
import { Link, useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useAct, useMay, useReply } from '../../api/index.ts'
import { Action, Await, Cited, Facts, PageHeader, ProblemNote, Steps, Tag, Time } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { RuleSentence } from '../law/rule.tsx'
import { Amend } from './amend.tsx'
import { Details } from './details.tsx'
import { Exemption } from './exemption.tsx'
import { Finding } from './finding.tsx'
import { Goods } from './goods.tsx'
import { Order } from './order.tsx'
import { Reviews } from './reviews.tsx'
import { State } from './list.tsx'
import { DayPicture, Legend } from './picture.tsx'
import { Notices } from './notices.tsx'
import { Points } from './points.tsx'
import { Tied } from './tied.tsx'
import { minuteDigits } from './times.ts'
import { levelNames, spanNames, words } from './words.ts'

/** One activity: what was registered, what is missing and what to do, what must be seen and said, what was added. */
export function ActivityPage() {
  const { id = '' } = useParams({ strict: false })
  const reply = useReply('showActivity', { params: { id } })
  return <Await reply={reply}>{(view) => <Opened key={view.row.id} view={view} />}</Await>
}

function Opened({ view }: { readonly view: ActivityView }) {
  const { t } = useWords()
  const may = useMay()
  const end = useAct('endActivity', {
    stale: ['showActivity', 'listActivities', 'dayCoverage', 'workbench', 'unrecorded'],
  })
  const { row, coverage } = view
  const day = dayOf(row.start)
  const whole = useReply('dayCoverage', { query: { day } })
  const lanes = (whole.data?.lanes ?? [])
    .map((lane) => ({
      ...lane,
      activities: lane.activities.filter((one) => one.row.id === row.id),
      recordings: lane.recordings.filter((one) => coverage.recordings.includes(one.id)),
    }))
    .filter((lane) => lane.activities.length > 0)
  const recordings = lanes.flatMap((lane) => lane.recordings)
  useEffect(() => {
    // What the address points at is here only now that the reply is.
    if (location.hash !== '') document.querySelector(location.hash)?.scrollIntoView({ block: 'start' })
  }, [])
  return (
    <>
      <PageHeader
        title={row.ownKind ?? t(activityNames[row.activity])}
        aside={`${day} ${minuteDigits(row.start)}–${row.end ? minuteDigits(row.end) : ''}`}
        actions={
          row.end === undefined &&
          may('endActivity') && (
            <Action kind="primary" busy={end.isPending} onAct={() => end.mutate({ params: { id: row.id }, body: {} })}>
              {t(words.endNow)}
            </Action>
          )
        }
      >
        <span className="row">
          {coverage.required && <Tag>{t(levelNames[coverage.required])}</Tag>}
          <State activity={view} />
        </span>
      </PageHeader>
      <ProblemNote error={end.error} />
      <div className="columns">
        <div className="stack">
          {!coverage.judged && (
            <div className="note zhe">
              {t(words.unjudged)} <Link to="/law/rule-set">{t(words.toRuleSet)}</Link>
            </div>
          )}
          {lanes.length > 0 && (
            <section className="sheet pad">
              <Legend />
              <DayPicture
                day={{ day, lanes }}
                now={Date.now()}
                hours={1}
                onActivity={() => document.querySelector('#to-do')?.scrollIntoView({ block: 'nearest' })}
              />
            </section>
          )}
          <section className="sheet" id="to-do">
            <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
              {t(words.todo)}
            </h2>
            {coverage.findings.length === 0 && <p className="muted small lead-in">{t(words.todoNone)}</p>}
            {coverage.findings.length > 0 && (
              <div className="to-dos">
                {coverage.findings.map((one, i) => (
                  <Finding key={`${one.code} ${i}`} finding={one} activity={view} recordings={recordings} here />
                ))}
              </div>
            )}
            {coverage.open.length > 0 && (
              <p className="lead-in zhe small">
                {t(words.open)}
                {coverage.open.map((one) => t(one.title)).join('、')} <Link to="/law/rule-set">{t(words.decide)}</Link>
              </p>
            )}
          </section>
          {view.row.withoutDevice && (
            <div className="note zhe">
              {t(words.withoutDevice)} <Link to="/devices">{t(words.toDevices)}</Link>
            </div>
          )}
          <Order view={view} />
          <Details view={view} />
          <Points view={view} recordings={recordings} />
          <Goods view={view} recordings={recordings} />
          <Notices view={view} />
          <Said view={view} />
          <Reviews view={view} />
        </div>
        <div className="stack">
          <Registered view={view} />
          <Tied view={view} />
          <Exemption view={view} />
          <Basis view={view} />
          <History view={view} />
        </div>
      </div>
    </>
  )
}

function Registered({ view: { row, annotations }, view }: { readonly view: ActivityView }) {
  const { t, say } = useWords()
  return (
    <section className="sheet pad">
      <h3>{t(words.facts)}</h3>
      <Facts
        of={[
          [t(words.kind), row.ownKind ?? t(activityNames[row.activity])],
          [t(words.start), <Time key="start" at={row.start} />],
          [t(words.end), row.end && <Time key="end" at={row.end} />],
          [t(words.arrived), row.details.arrived && <Time key="arrived" at={row.details.arrived} />],
          [t(words.place), row.place],
          [t(words.recordedWith), row.devices.length > 0 && row.devices.map((one) => one.number).join('、')],
          [say('officer'), row.officer.name],
          [t(words.colleagues), row.colleagues.length > 0 && row.colleagues.map((one) => one.name).join('、')],
          [say('unit'), row.unit.name],
        ]}
      />
      {annotations.length > 0 && (
        <>
          <h3 style={{ marginTop: 12 }}>{t(words.annotations)}</h3>
          <Steps of={annotations.map((one) => ({ key: one.annotation, what: one.text, detail: one.by, at: one.at }))} />
        </>
      )}
      <Amend view={view} />
    </section>
  )
}

function Said({ view }: { readonly view: ActivityView }) {
  const { t } = useWords()
  if (view.explanations.length === 0) return null
  return (
    <section className="sheet pad">
      <h3>{t(words.explanations)}</h3>
      {view.explanations.map((one) => (
        <div className="told" key={`${one.at} ${one.explanation.from}`}>
          “{one.explanation.reason}”{' '}
          {one.accepted !== undefined && (
            <Tag tone={one.accepted ? undefined : 'zhe'}>{t(one.accepted ? words.accepted : words.notAccepted)}</Tag>
          )}
          {one.accepted === undefined && one.lacks && <Tag tone="act">{t(spanNames.awaited)}</Tag>}
          {one.lacks && (
            <div>
              {t(one.lacks)} <span className="small">{one.citations && <Cited citations={one.citations} />}</span>
            </div>
          )}
          <div className="muted small">
            {minuteDigits(one.explanation.from)} – {minuteDigits(one.explanation.to)} · {one.by} ·{' '}
            {t(words[one.explanation.form])}
          </div>
        </div>
      ))}
    </section>
  )
}

function Basis({ view: { coverage } }: { readonly view: ActivityView }) {
  const { t } = useWords()
  if (coverage.rules.length === 0) return null
  return (
    <section className="sheet pad">
      <h3>{t(words.rules)}</h3>
      {coverage.rules.map((one) => (
        <RuleSentence key={`${one.pack}/${one.rule}`} rule={one} />
      ))}
    </section>
  )
}

function History({ view }: { readonly view: ActivityView }) {
  const { t } = useWords()
  return (
    <section className="sheet pad">
      <h3>{t(words.history)}</h3>
      <Steps
        of={view.history.map((one, i) => ({
          key: `${one.at} ${i}`,
          what: words.events[one.kind]
            ? t(words.events[one.kind] ?? words.history, { by: one.by })
            : `${one.by} ${one.kind}`,
          at: one.at,
          tone: one.index === undefined ? undefined : 'qing',
        }))}
      />
    </section>
  )
}
