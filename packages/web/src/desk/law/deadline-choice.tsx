import type { PeriodRow } from '@liuhen/contract/packs'
import { unitNames } from '@liuhen/core/packs'
import { useEffect, useRef, useState } from 'react'
import { Empty, SearchInput } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './deadline-words.ts'
import { keyOf, periodGroups } from './periods.ts'

/** In the address in place of a period. */
export const COURT_WINDOW = 'court-window'

/** All periods under their law, found by typing. */
export function Choice({
  all,
  chosen,
  onChoose,
  onCourt,
}: {
  readonly all: readonly PeriodRow[]
  readonly chosen: string | undefined
  readonly onChoose: (period: PeriodRow) => void
  /** Several periods together: the window in which a court may be asked to enforce. */
  readonly onCourt: () => void
}) {
  const { t, say } = useWords()
  const [find, setFind] = useState('')
  const hasOwn = all.some((one) => one.ours)
  const [oursOnly, setOursOnly] = useState(hasOwn)
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const one = list.current?.querySelector<HTMLElement>('.period.chosen')
    if (list.current && one) list.current.scrollTop = one.offsetTop - list.current.offsetTop - 60
  }, [])
  const groups = periodGroups(all, find, oursOnly && hasOwn)
  return (
    <section className="sheet periods" aria-label={t(words.period)}>
      <div className="filters one">
        <SearchInput label={t(words.find)} value={find} onValue={setFind} />
        {hasOwn && (
          <label className="check small">
            <input type="checkbox" checked={oursOnly} onChange={(event) => setOursOnly(event.target.checked)} />
            {t(words.oursOnly)}
          </label>
        )}
      </div>
      <div className="period-list" ref={list} role="radiogroup" aria-label={t(words.period)}>
        {t(words.court).toLowerCase().includes(find.trim().toLowerCase()) && (
          <label className={chosen === COURT_WINDOW ? 'period chosen' : 'period'}>
            <input type="radio" name="period" checked={chosen === COURT_WINDOW} onChange={onCourt} />
            <span>{t(words.court)}</span>
            <span className="muted small">{t(words.bothReadings)}</span>
          </label>
        )}
        {groups.length === 0 && <Empty title={say('nothingFound')} mark="无" />}
        {groups.map((group) => (
          <div key={group.name} role="group" aria-label={group.name}>
            <div className="group-name small">{group.name}</div>
            {group.periods.map((one) => (
              <label key={keyOf(one)} className={chosen === keyOf(one) ? 'period chosen' : 'period'}>
                <input type="radio" name="period" checked={chosen === keyOf(one)} onChange={() => onChoose(one)} />
                <span>{t(one.title)}</span>
                <span className="muted small">
                  {one.count === undefined
                    ? t(one.stated ? words.lengthStated : words.lengthOpen)
                    : t(words.length, { count: one.count, unit: t(unitNames[one.unit]) })}
                </span>
              </label>
            ))}
          </div>
        ))}
      </div>
    </section>
  )
}
