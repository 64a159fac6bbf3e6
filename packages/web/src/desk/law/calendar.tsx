import './calendar.css'
import type { CalendarSource, CalendarYearView } from '@liuhen/contract/packs'
import { beijing, instantOf } from '@liuhen/core/kernel'
import { Link, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useMay, useReply, whose } from '../../api/index.ts'
import { Action, Await, PageHeader, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { weekdays } from '../workbench/words.ts'
import { arrangementsOf, type Month, monthsOf } from './months.ts'
import { LawTabs } from './tabs.tsx'
import { dayKinds, words } from './words.ts'

const LoadCalendar = lazy(async () => ({ default: (await import('./load-calendar.tsx')).LoadCalendar }))

const today = (): string => beijing(instantOf(Date.now())).slice(0, 10)

/** A year of the law's time as twelve months: days at rest, make-up workdays, and where that was announced. */
export function CalendarPage() {
  const { t } = useWords()
  const may = useMay()
  const search = useSearch({ from: '/desk/law/calendar' })
  const year = search.year ?? Number(today().slice(0, 4))
  const reply = useReply('calendarYear', { params: { year } }, { keep: true })
  const [loading, setLoading] = useState(false)
  return (
    <>
      <PageHeader
        title={`${t(words.calendar)} ${year}`}
        aside={reply.data && t(words.workdays, { n: reply.data.workdays })}
        actions={
          <>
            <Link className="button" to="/law/calendar" search={{ year: year - 1 }} title={t(words.earlier)}>
              ← {year - 1}
            </Link>
            <Link className="button" to="/law/calendar" search={{ year: year + 1 }} title={t(words.later)}>
              {year + 1} →
            </Link>
            <Action onAct={() => setLoading(true)} why={may('loadCalendar') ? undefined : t(whose('loadCalendar'))}>
              {t(words.load)}
            </Action>
          </>
        }
      >
        {t(words.calendarLead)}
      </PageHeader>
      <LawTabs />
      <Await reply={reply}>{(data) => <Year year={data} />}</Await>
      {loading && (
        <Suspense>
          <LoadCalendar onClose={() => setLoading(false)} />
        </Suspense>
      )}
    </>
  )
}

function Year({ year }: { readonly year: CalendarYearView }) {
  const { t } = useWords()
  const unknown = year.source === undefined
  return (
    <div className="columns">
      <div className="stack">
        {unknown && (
          <div className="note zhe" role="status">
            {t(words.notLoaded, { year: String(year.year) })}
          </div>
        )}
        <section className="sheet pad">
          <div className="legend small">
            {(['workday', 'weekend', 'holiday', 'make-up'] as const).map((kind) => (
              <span key={kind}>
                <i className={`day ${kind}`} aria-hidden /> {t(dayKinds[kind])}
              </span>
            ))}
            <span>
              <i className="day now" aria-hidden /> {t(words.today)}
            </span>
          </div>
          <div className="months">
            {monthsOf(year.days).map((one) => (
              <MonthPicture key={one.month} month={one} year={year.year} />
            ))}
          </div>
        </section>
      </div>
      <div className="stack">
        {year.source && <Source source={year.source} />}
        <Arrangements year={year} />
      </div>
    </div>
  )
}

function MonthPicture({ month: { month, weeks }, year }: { readonly month: Month; readonly year: number }) {
  const { t, language } = useWords()
  const now = today()
  const order = [1, 2, 3, 4, 5, 6, 0] as const
  return (
    <table className="month">
      <caption>{language === 'zh' ? `${month}月` : `${year}-${String(month).padStart(2, '0')}`}</caption>
      <thead>
        <tr>
          {order.map((day) => (
            <th key={day} scope="col">
              {weekdays[language][day]?.slice(0, 2)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, i) => (
          <tr key={i}>
            {week.map((day, j) => (
              <td key={j}>
                {day && (
                  <span
                    className={`day ${day.kind}${day.date === now ? ' now' : ''}${day.statutory ? ' statutory' : ''}`}
                    title={[day.date, t(dayKinds[day.kind]), day.name].filter(Boolean).join(' · ')}
                  >
                    {Number(day.date.slice(8))}
                    {(day.kind === 'holiday' || day.kind === 'make-up') && (
                      <small>
                        {language === 'zh'
                          ? day.kind === 'holiday'
                            ? '休'
                            : '班'
                          : day.kind === 'holiday'
                            ? 'off'
                            : 'on'}
                      </small>
                    )}
                  </span>
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Source({ source }: { readonly source: CalendarSource }) {
  const { t } = useWords()
  const from = source.source
  return (
    <section className="sheet pad">
      <h3>{t(words.source)}</h3>
      <Tag tone={source.status === 'provisional' ? 'zhe' : undefined}>{t(words.statuses[source.status])}</Tag>
      {from && (
        <p>
          {from.url ? (
            <a href={from.url} target="_blank" rel="noreferrer">
              {from.notice}
            </a>
          ) : (
            from.notice
          )}
        </p>
      )}
      <p className="muted small">
        {[
          from?.number,
          from?.numberUnverified && t(words.numberUnverified),
          from?.published && t(words.published, { day: from.published }),
          source.loaded
            ? t(words.loadedBy, {
                by: source.loaded.by,
                at: beijing(source.loaded.at).slice(0, 16),
                file: source.loaded.fileName,
              })
            : t(words.shipped),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {source.note && <p className="muted small">{source.note}</p>}
    </section>
  )
}

function Arrangements({ year }: { readonly year: CalendarYearView }) {
  const { t } = useWords()
  const all = arrangementsOf(year.days)
  if (all.length === 0) return null
  return (
    <section className="sheet pad">
      <h3>{t(words.restDays)}</h3>
      <ul className="bare-list">
        {all.map((one) => (
          <li key={`${one.kind} ${one.from}`} className="row between">
            <span>
              {one.name} {one.kind === 'make-up' && <Tag>{t(words.makeUp)}</Tag>}
            </span>
            <span className="muted small">
              {one.from.slice(5)}
              {one.days > 1 && ` – ${one.to.slice(5)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
