import './activities.css'
import type { CoverageFinding, DayCoverage } from '@liuhen/contract/activities'
import { CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { activityNames } from '@liuhen/core/vocabulary'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useMay, useMe, useReply } from '../../api/index.ts'
import { Await, DateField, Empty, PageHeader, SelectField } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { nextDay } from '../law/months.ts'
import { Finding } from './finding.tsx'
import { activitiesOf, type LaneActivity } from './lanes.ts'
import { DayList } from './list.tsx'
import { DayPicture, Legend } from './picture.tsx'
import { Register } from './register.tsx'
import { Running } from './running.tsx'
import { minuteDigits } from './times.ts'
import { UnrecordedList } from './unrecorded-list.tsx'
import { words } from './words.ts'

/** 执法活动: register one in two taps, and the day as a picture with what to do about each gap. */
export function ActivitiesPage() {
  const { t, say } = useWords()
  const may = useMay()
  const search = useSearch({ from: '/desk/activities' })
  const today = dayOf(instantOf(Date.now()))
  const day = CalendarDate.safeParse(search.day).data ?? today
  const reply = useReply(
    'dayCoverage',
    { query: { day, ...(search.unit !== undefined && { unit: search.unit }) } },
    { keep: true, every: 60_000 },
  )
  const registers = may('registerActivity') && day === today
  const totals = reply.data?.totals
  const minutes = {
    minutes: Math.round(totals?.requiredMinutes ?? 0),
    missing: Math.round(totals?.missingMinutes ?? 0),
  }
  return (
    <>
      <PageHeader
        title={say('activities')}
        actions={
          may('assessment') && (
            <Link className="button" to="/assessment">
              {t(words.assessment)}
            </Link>
          )
        }
      >
        {totals && (totals.required > 0 ? t(words.lead, { required: totals.required, ...minutes }) : t(words.leadNone))}
        {totals !== undefined && totals.awaited > 0 && (
          <> · {t(words.leadAwaited, { n: totals.awaited, minutes: Math.round(totals.awaitedMinutes) })}</>
        )}
      </PageHeader>
      <div className="stack">
        {registers && <Register />}
        {may('endActivity') && <Running />}
        <UnrecordedList />
        <Days day={day} today={today} unit={search.unit} />
        <Await reply={reply}>{(one) => <Day coverage={one} registers={registers} />}</Await>
      </div>
    </>
  )
}

function Days({
  day,
  today,
  unit,
}: {
  readonly day: string
  readonly today: string
  readonly unit: string | undefined
}) {
  const { t, say } = useWords()
  const may = useMay()
  const me = useMe()
  const navigate = useNavigate()
  const wide = me !== undefined && !me.roles.every((role) => role === 'officer' || role === 'auxiliary')
  const units = useReply('listUnits', undefined, { when: wide && may('listUnits') })
  const go = (search: { day?: string | undefined; unit?: string | undefined }) =>
    void navigate({ to: '/activities', search: { day, unit, ...search }, resetScroll: false })
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
  return (
    <div className="day-choice">
      <button type="button" className="button" aria-label={t(words.before)} onClick={() => go({ day: before })}>
        ←
      </button>
      <DateField label={t(words.day)} value={day} max={today} onValue={(value) => value !== '' && go({ day: value })} />
      <button
        type="button"
        className="button"
        aria-label={t(words.after)}
        aria-disabled={day >= today}
        title={day >= today ? t(words.lastDay) : undefined}
        onClick={() => day < today && go({ day: nextDay(day) })}
      >
        →
      </button>
      {units.data && units.data.length > 1 && (
        <SelectField
          label={say('unit')}
          value={unit ?? ''}
          empty={t(words.wholeScope)}
          onValue={(value) => go({ unit: value === '' ? undefined : value })}
          options={units.data.map((one) => ({ value: one.id, label: one.name }))}
        />
      )}
    </div>
  )
}

function Day({ coverage, registers }: { readonly coverage: DayCoverage; readonly registers: boolean }) {
  const { t } = useWords()
  const activities = activitiesOf(coverage.lanes)
  if (coverage.lanes.length === 0)
    return (
      <div className="sheet">
        <Empty title={t(words.none)}>{registers && t(words.noneHint)}</Empty>
      </div>
    )
  return (
    <>
      {!coverage.judged && (
        <div className="note zhe">
          {t(words.unjudged)} <Link to="/law/rule-set">{t(words.toRuleSet)}</Link>
        </div>
      )}
      <section className="sheet pad">
        <div className="row between">
          <h2>{t(words.picture)}</h2>
          <Legend />
        </div>
        <DayPicture
          day={coverage}
          now={Date.now()}
          onActivity={(id) => {
            const place = document.getElementById(`to-do-${id}`)
            place?.scrollIntoView({ block: 'center' })
            place?.querySelector('button')?.focus({ preventScroll: true })
          }}
        />
      </section>
      <ToDo coverage={coverage} activities={activities} />
      <DayList activities={activities} />
    </>
  )
}

/** Of many findings of one kind the first is shown, and the others on request. */
function Alike({ findings }: { readonly findings: readonly CoverageFinding[] }) {
  const { t } = useWords()
  const codes = [...new Set(findings.map((one) => one.code))]
  return codes.map((code) => {
    const [first, ...others] = findings.filter((one) => one.code === code)
    if (!first) return null
    return (
      <div key={code}>
        <Finding finding={first} />
        {others.length > 0 && (
          <details>
            <summary className="small">{t(words.alike, { n: others.length })}</summary>
            {others.map((finding, i) => (
              <Finding key={i} finding={finding} />
            ))}
          </details>
        )}
      </div>
    )
  })
}

/** What to do about each gap, by activity; then what concerns recordings and devices. */
function ToDo({
  coverage,
  activities,
}: {
  readonly coverage: DayCoverage
  readonly activities: readonly LaneActivity[]
}) {
  const { t } = useWords()
  const recordings = coverage.lanes.flatMap((lane) => lane.recordings)
  const found = activities.filter((one) => one.coverage.findings.length > 0)
  const besides = coverage.lanes.filter((lane) => lane.findings.length > 0)
  const nothing = found.length + besides.length + coverage.findings.length === 0
  return (
    <section className="sheet">
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.todo)}
      </h2>
      {nothing && <p className="muted small lead-in">{t(words.todoNone)}</p>}
      {found.map((one) => (
        <div key={one.row.id} id={`to-do-${one.row.id}`} className="to-dos">
          <Link to="/activities/$id" params={{ id: one.row.id }}>
            {minuteDigits(one.row.start)}
            {one.row.end && `–${minuteDigits(one.row.end)}`} {one.row.ownKind ?? t(activityNames[one.row.activity])}
          </Link>{' '}
          <span className="muted small">
            {[one.row.officer.name, ...one.row.colleagues.map((each) => each.name)].join('、')}
            {one.row.place && ` · ${one.row.place}`}
          </span>
          {one.coverage.findings.map((finding, i) => (
            <Finding key={`${finding.code} ${i}`} finding={finding} activity={one} recordings={recordings} />
          ))}
        </div>
      ))}
      {besides.map((lane) => (
        <div key={lane.officer.id} className="to-dos">
          <b>{lane.officer.name}</b> <span className="muted small">{t(words.devices)}</span>
          <Alike findings={lane.findings} />
        </div>
      ))}
      {coverage.findings.length > 0 && (
        <div className="to-dos">
          <Alike findings={coverage.findings} />
        </div>
      )}
    </section>
  )
}
