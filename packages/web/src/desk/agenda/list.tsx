import type { AgendaMonth } from '@liuhen/contract/agenda'
import { Empty } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { weekdays } from '../workbench/words.ts'
import { Clocks } from './clocks.tsx'
import { dayWords } from './grid.tsx'
import { byDay } from './months.ts'
import { words } from './words.ts'

/** The same month in words, for a narrow screen: the days on which something ends. */
export function MonthList({ data }: { readonly data: AgendaMonth }) {
  const { t, language } = useWords()
  const ending = byDay(data.clocks)
  const days = data.days.filter((one) => ending.has(one.date))
  return (
    <div className="agenda-list">
      {days.length === 0 && (
        <div className="sheet">
          <Empty title={t(words.nothing)} />
        </div>
      )}
      {days.map((day) => {
        const weekday = weekdays[language][new Date(`${day.date}T00:00:00Z`).getUTCDay()] ?? ''
        return (
          <section key={day.date} className={`sheet pad ${day.kind}`}>
            <h3>
              {day.date.slice(5)} <span className="small">{language === 'zh' ? `周${weekday}` : weekday}</span>{' '}
              {day.kind !== 'workday' && <span className="muted small">{dayWords(day, t).title}</span>}
              {day.date === data.today && <span className="muted small">{t(words.today)}</span>}
            </h3>
            <Clocks clocks={ending.get(day.date) ?? []} />
          </section>
        )
      })}
    </div>
  )
}
