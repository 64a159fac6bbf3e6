import type { BlankSheet, SheetItemView } from '@liuhen/contract/score'
import { AreaField, DateField, SelectField, TextField } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Item } from './computed.tsx'
import { needsReason, type Typed, verdictOf } from './verdict.ts'
import { words } from './words.ts'

/** One item: the standard and what is reckoned, and the reviewer's verdict beside. */
export function ItemForm({
  sheet,
  of,
  typed,
  onTyped,
  wrong,
}: {
  readonly sheet: BlankSheet
  readonly of: SheetItemView
  readonly typed: Typed
  readonly onTyped: (typed: Typed) => void
  readonly wrong: string | undefined
}) {
  const { t } = useWords()
  const { item, most, say } = of
  const isVeto = most === undefined
  const verdict = verdictOf(of, typed)
  const put = (more: Partial<Typed>) => onTyped({ ...typed, ...more })
  const choice = (fails: boolean, label: string) => (
    <label>
      <input type="radio" name={item} checked={typed.fails === fails} onChange={() => put({ fails })} /> {label}
    </label>
  )
  return (
    <div className="score-item" id={item.replaceAll('/', '-')}>
      <Item of={of} caseId={sheet.case.id} />
      <fieldset aria-label={`${t(words.yours)}：${t(say)}`}>
        <div className="choices">
          {choice(false, t(words.fine))}
          {choice(true, t(isVeto ? words.vetoes : words.takes))}
        </div>
        {typed.fails === true && !isVeto && (
          <TextField
            label={t(words.points, { most })}
            value={typed.points}
            onValue={(points) => put({ points })}
            inputMode="decimal"
          />
        )}
        {verdict && (needsReason(of, verdict) || typed.fails === true || typed.reason !== '') && (
          <AreaField
            label={t(needsReason(of, verdict) ? words.reasonNeeded : words.reason)}
            value={typed.reason}
            onValue={(reason) => put({ reason })}
            maxLength={2000}
            rows={2}
          />
        )}
        {typed.fails === true && <Where sheet={sheet} typed={typed} put={put} />}
        {wrong !== undefined && <div className="wrong">{wrong}</div>}
      </fieldset>
    </div>
  )
}

function Where({
  sheet,
  typed,
  put,
}: {
  readonly sheet: BlankSheet
  readonly typed: Typed
  readonly put: (more: Partial<Typed>) => void
}) {
  const { t } = useWords()
  const { acts, papers, recordings, officers } = sheet
  const places = [
    ...acts.map((one) => ({ value: `act:${one.id}`, label: `${one.number}. ${t(one.name)} ${one.on}` })),
    ...papers.map((one) => ({ value: `paper:${one.id}`, label: `《${one.title}》` })),
    ...recordings.map((one) => ({ value: `recording:${one.id}`, label: one.fileName })),
  ]
  return (
    <>
      <SelectField
        label={t(words.place)}
        value={typed.place}
        onValue={(place) => put({ place })}
        empty={t(words.nowhere)}
        options={places}
      />
      {typed.place.startsWith('recording:') && (
        <TextField label={t(words.moment)} value={typed.moment} onValue={(moment) => put({ moment })} />
      )}
      <label className="row">
        <input type="checkbox" checked={typed.rectify} onChange={(event) => put({ rectify: event.target.checked })} />{' '}
        {t(words.rectify)}
      </label>
      {typed.rectify && (
        <div className="pair">
          <DateField label={t(words.due)} value={typed.due} onValue={(due) => put({ due })} />
          <SelectField
            label={t(words.who)}
            value={typed.officer}
            onValue={(officer) => put({ officer })}
            empty={t(words.unitItself)}
            options={officers.map((one) => ({ value: one.id, label: one.name }))}
          />
        </div>
      )}
    </>
  )
}
