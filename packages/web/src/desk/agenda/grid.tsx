import type { AgendaClock, AgendaMonth } from '@liuhen/contract/agenda'
import type { CalendarDayView } from '@liuhen/contract/packs'
import { festival } from '@liuhen/core/calendar'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useWords } from '../../words/index.ts'
import { useLeft } from '../cases/left.ts'
import { weeksOf } from '../law/months.ts'
import { dayKinds } from '../law/words.ts'
import { weekdays } from '../workbench/words.ts'
import { hourOf } from './clocks.tsx'
import { byDay, monthName } from './months.ts'
import { words } from './words.ts'

/** As many as a day shows before it is asked for the rest. */
const SHOWN = 3
const MONDAY_FIRST = [1, 2, 3, 4, 5, 6, 0] as const

/** A month as weeks, its days of rest shaded. */
export function MonthGrid({ data }: { readonly data: AgendaMonth }) {
  const { t, language } = useWords()
  const ending = byDay(data.clocks)
  return (
    <table className="agenda-grid sheet">
      <caption className="unseen">{t(words.grid, { month: monthName(data.month, language) })}</caption>
      <thead>
        <tr>
          {MONDAY_FIRST.map((day) => (
            <th key={day} scope="col">
              {language === 'zh' ? `周${weekdays.zh[day]}` : weekdays.en[day]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(data.days).map((week) => (
          <tr key={week.find(Boolean)?.date}>
            {week.map((day, i) =>
              day ? (
                <Day key={day.date} day={day} isToday={day.date === data.today} clocks={ending.get(day.date) ?? []} />
              ) : (
                <td key={i} className="outside" />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface DayProps {
  readonly day: CalendarDayView
  readonly isToday: boolean
  readonly clocks: readonly AgendaClock[]
}

function Day({ day, isToday, clocks }: DayProps) {
  const { t, say } = useWords()
  const [whole, setWhole] = useState(false)
  const hidden = clocks.length - SHOWN
  const { title } = dayWords(day, t)
  return (
    <td className={`${day.kind}${isToday ? ' now' : ''}`}>
      <div className="date" title={title}>
        <b>{Number(day.date.slice(8))}</b>
        {isToday && <span>{t(words.today)}</span>}
        {day.kind !== 'workday' && <span className="rest">{title}</span>}
      </div>
      {(whole ? clocks : clocks.slice(0, SHOWN)).map((one) => (
        <ClockLink key={one.key} clock={one} />
      ))}
      {hidden > 0 && (
        <button
          type="button"
          className="button plain small"
          aria-expanded={whole}
          aria-label={whole ? undefined : t(words.ofDay, { day: day.date, n: hidden })}
          onClick={() => setWhole(!whole)}
        >
          {whole ? t(words.fewer) : t(words.more, { n: hidden })}
        </button>
      )}
      {clocks.length === 0 && <span className="unseen">{say('none')}</span>}
    </td>
  )
}

/** What a day is: its festival, or that it is a weekend or worked instead. */
export function dayWords(day: CalendarDayView, t: ReturnType<typeof useWords>['t']): { readonly title: string } {
  return {
    title: [day.name === undefined ? '' : t(festival(day.name)), day.kind === 'holiday' ? '' : t(dayKinds[day.kind])]
      .filter(Boolean)
      .join(' · '),
  }
}

function ClockLink({ clock }: { readonly clock: AgendaClock }) {
  const { t } = useWords()
  const { says, soon } = useLeft()(clock.last, clock.left)
  const tone = clock.overdue ? 'zhu' : soon ? 'zhe' : 'act'
  return (
    <Link className={`ending ${tone}`} to="/cases/$id" params={{ id: clock.case.id }} title={says}>
      <b>
        {hourOf(clock)}
        {t(clock.title)}
      </b>
      <span>{clock.case.title}</span>
    </Link>
  )
}
