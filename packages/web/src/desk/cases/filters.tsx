import { STAGES } from '@liuhen/core/procedure'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useState } from 'react'
import { useReply } from '../../api/index.ts'
import { Choose, SearchInput } from '../../parts/index.ts'
import { type Text, text, useWords } from '../../words/index.ts'
import { SavedFilters } from './saved-filters.tsx'
import { procedureNames, words } from './words.ts'

/** How long somebody pauses before what they typed is looked for, in milliseconds. */
const PAUSE = 350

/** Within which a clock ends, in days; the first is whatever is over already. */
const WITHIN: Readonly<Record<string, Text>> = {
  overdue: text('已逾期', 'Overdue'),
  0: text('今天到期', 'Ends today'),
  3: text('3 天内到期', 'Ends within 3 days'),
  7: text('7 天内到期', 'Ends within 7 days'),
  15: text('15 天内到期', 'Ends within 15 days'),
  30: text('30 天内到期', 'Ends within 30 days'),
}
/** A number alone would be put before what is no number. */
const ORDER = ['overdue', '0', '3', '7', '15', '30'] as const

/** What the list is narrowed to stands in the address. */
export function Filters() {
  const { t, say } = useWords()
  const search = useSearch({ from: '/desk/cases' })
  const navigate = useNavigate()
  const [units, colleagues] = [useReply('listUnits'), useReply('listColleagues')]
  const [typed, setTyped] = useState(search.text ?? '')
  const go = (part: typeof search) =>
    void navigate({ to: '/cases', search: { ...search, ...part }, replace: true, resetScroll: false })
  const find = useEffectEvent(() => {
    const wanted = typed.trim() === '' ? undefined : typed.trim()
    if (wanted !== search.text) go({ text: wanted })
  })
  useEffect(() => {
    const paused = setTimeout(find, PAUSE)
    return () => clearTimeout(paused)
  }, [typed])
  return (
    <>
      <div className="filters">
        <SearchInput label={t(words.find)} value={typed} onValue={setTyped} />
        <Choose
          compact
          label={t(words.whichOpen)}
          value={search.open}
          onValue={(open) => go({ open: open === 'true' || open === 'false' ? open : undefined })}
          options={[
            { value: 'true', label: t(words.open) },
            { value: 'false', label: t(words.closed) },
          ]}
        />
        <Choose
          compact
          label={t(words.stage)}
          value={search.stage}
          onValue={(stage) => go({ stage })}
          options={Object.entries(STAGES).map(([value, name]) => ({ value, label: t(name) }))}
        />
        <Choose
          compact
          label={t(words.due)}
          value={search.overdue ? 'overdue' : search.within?.toString()}
          onValue={(chosen) =>
            go({
              overdue: chosen === 'overdue' ? 'true' : undefined,
              within: chosen === undefined || chosen === 'overdue' ? undefined : Number(chosen),
            })
          }
          options={ORDER.map((value) => ({ value, label: t(WITHIN[value] ?? words.due) }))}
        />
        <Choose
          compact
          label={t(words.procedure)}
          value={search.procedure}
          onValue={(one) => go({ procedure: one === 'ordinary' || one === 'simple' ? one : undefined })}
          options={(['ordinary', 'simple'] as const).map((value) => ({ value, label: t(procedureNames[value]) }))}
        />
        <Choose
          compact
          label={say('unit')}
          value={search.unit}
          onValue={(unit) => go({ unit })}
          options={(units.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        />
        <Choose
          compact
          label={t(words.officers)}
          value={search.officer}
          onValue={(officer) => go({ officer })}
          options={(colleagues.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        />
        <label className="check">
          <input
            type="checkbox"
            checked={search.mine === 'true'}
            onChange={(event) => go({ mine: event.target.checked ? 'true' : undefined })}
          />
          {t(words.mine)}
        </label>
      </div>
      <SavedFilters onTaken={(taken) => setTyped(taken ?? '')} />
    </>
  )
}
