import type { Deadline, PeriodRow } from '@liuhen/contract/packs'
import { beijing, Instant } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import { Cited, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { weekdays } from '../workbench/words.ts'
import { skippedNames, squareNames, words } from './deadline-words.ts'
import { RuleSentence } from './rule.tsx'
import { skippedRuns, squaresOf } from './skipped.ts'

/** The last day, large; whether it is provisional; every skipped day; both readings where there are two; the articles. */
export function Result({ deadline, period }: { readonly deadline: Deadline; readonly period: PeriodRow }) {
  const { t } = useWords()
  const { other } = deadline
  return (
    <>
      <section className="sheet pad result" aria-live="polite">
        <div className="readings">
          <Reading
            name={other ? t(deadline.title) : t(deadline.unit === 'hour' ? words.lastMoment : words.last)}
            last={deadline.last}
          >
            {deadline.provisional && <Tag tone="zhe">{t(words.provisional)}</Tag>}
            {deadline.raw !== undefined && deadline.raw !== deadline.last && (
              <span className="muted small">{t(words.raw, { day: deadline.raw })}</span>
            )}
          </Reading>
          {other && (
            <Reading name={t(other.title)} last={other.last}>
              <span className="muted small">{t(words.other)}</span>
            </Reading>
          )}
        </div>
        <div className="muted small">
          {t(deadline.unit === 'hour' || period.roll === 'none' ? words.notRolled : words.rolls)}
          {period.citations.length > 0 && ' · '}
          <Cited citations={period.citations} />
        </div>
        {deadline.open.length > 0 && (
          <div className="note zhe">
            {t(words.open)}
            {deadline.open.map((one) => t(one.title)).join('、')} <Link to="/law/rule-set">{t(words.toSettings)}</Link>
          </div>
        )}
      </section>
      {deadline.notes.length > 0 && (
        <section className="sheet pad">
          <h3>{t(words.notes)}</h3>
          <ul className="bare-list">
            {deadline.notes.map((one) => (
              <li key={one.en}>{t(one)}</li>
            ))}
          </ul>
        </section>
      )}
      <SkippedDays deadline={deadline} />
      {deadline.rules.length > 0 && (
        <section className="sheet pad">
          <h3>{t(words.basis)}</h3>
          {deadline.rules.map((one) => (
            <div key={`${one.pack}/${one.rule}`}>
              <RuleSentence rule={one} cited={false} />
              <Cited citations={one.citations} quoted whole />
            </div>
          ))}
        </section>
      )}
    </>
  )
}

/** A date, large, under the name of the reading it follows from. */
export function Reading({
  name,
  last,
  children,
}: {
  readonly name: string
  readonly last: string | undefined
  readonly children: React.ReactNode
}) {
  const { t, language } = useWords()
  const moment = last === undefined ? undefined : Instant.safeParse(last).data
  const day = moment ? beijing(moment).slice(0, 10) : last
  const [year, month, date] = (day ?? '').split('-').map(Number)
  const weekday = day === undefined ? '' : weekdays[language][new Date(`${day}T00:00:00Z`).getUTCDay()]
  return (
    <div className="reading">
      <div className="muted small">{name}</div>
      {day === undefined ? (
        <div className="figure">{t(words.noDate)}</div>
      ) : (
        <time className="figure last-day" dateTime={last}>
          {language === 'zh' ? `${year}年${month}月${date}日` : day}
          <small>
            {' '}
            {language === 'zh' ? `星期${weekday}` : weekday}
            {moment && ` ${beijing(moment).slice(11, 16)}`}
          </small>
        </time>
      )}
      <div className="row">{children}</div>
    </div>
  )
}

function SkippedDays({ deadline }: { readonly deadline: Deadline }) {
  const { t } = useWords()
  const runs = skippedRuns(deadline.skipped)
  const squares = squaresOf(deadline)
  return (
    <section className="sheet pad">
      <h3>
        {t(words.skipped)}{' '}
        <span className="muted small">{runs.length > 0 && t(words.days, { n: deadline.skipped.length })}</span>
      </h3>
      {squares.length > 1 && (
        <div className="squares" role="img" aria-label={t(words.picture)}>
          {squares.map((one) => (
            <i key={one.date} className={`square ${one.is}`} title={`${one.date} ${t(squareNames[one.is])}`}>
              {Number(one.date.slice(8))}
            </i>
          ))}
        </div>
      )}
      {runs.length === 0 ? (
        <p className="muted small">{t(words.skippedNone)}</p>
      ) : (
        <ul className="skipped">
          {runs.map((one) => (
            <li key={one.from}>
              <span>
                {one.from}
                {one.days > 1 && ` – ${one.to.slice(5)}`}
              </span>
              <span>{t(one.why)}</span>
              <span className="muted small">
                {t(skippedNames[one.kind])} · {t(words.days, { n: one.days })}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
