import { dateOf, numberOf } from '@liuhen/core/calendar'
import {
  beijing,
  type CalendarDate,
  dayOf,
  type Instant,
  instantOf,
  millisecondsOf,
  startOf,
} from '@liuhen/core/kernel'
import { useState } from 'react'
import { useAct, useMay, useMe, useReply } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Await,
  Choose,
  DateField,
  Empty,
  FormDialog,
  ProblemNote,
  Restored,
  TextField,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

const STALE = ['listRosters', 'readiness', 'workbench', 'listRecordings'] as const
const today = (): CalendarDate => dayOf(instantOf(Date.now()))
/** A week to look back, and one to come. */
const WEEK = 7

/** `08:30` of that day; a turn that ends no later than it begins ends on the next. */
function momentOf(day: CalendarDate, clock: string): Instant | undefined {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(clock.trim()) ?? []
  if (hour === undefined || minute === undefined) return undefined
  return instantOf(millisecondsOf(startOf(day)) + (Number(hour) * 60 + Number(minute)) * 60_000)
}

/** Who is on duty when, of the last week and the next. */
export function Rosters() {
  const { t } = useWords()
  const may = useMay()
  const day = today()
  const query = { from: dateOf(numberOf(day) - WEEK), to: dateOf(numberOf(day) + WEEK) }
  const reply = useReply('listRosters', { query })
  const [doing, setDoing] = useState<'enter' | 'bring'>()
  return (
    <section className="sheet" id="rosters">
      <h2 className="group row between" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.rosters)}
        {may('enterRoster') && (
          <span className="row">
            <Action onAct={() => setDoing('enter')}>{t(words.enter)}</Action>
            <Action onAct={() => setDoing('bring')}>{t(words.bring)}</Action>
          </span>
        )}
      </h2>
      <Await reply={reply}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t(words.noRosters)}>{t(words.noRostersHint)}</Empty>
          ) : (
            rows.map((one) => (
              <div className="task" key={one.id}>
                <div className="due">
                  {one.unit.name}
                  <small>{one.day}</small>
                </div>
                <div className="task-text">
                  {one.turns.length === 0 && <span className="muted">{t(words.nobody)}</span>}
                  {one.turns.map((turn) => (
                    <span key={`${turn.person} ${turn.start}`}>
                      {turn.name}{' '}
                      <span className="muted small">
                        {beijing(turn.start).slice(11, 16)}–{beijing(turn.end).slice(11, 16)}
                      </span>{' '}
                    </span>
                  ))}
                  {one.changed && <div className="muted small">{one.changed.reason}</div>}
                </div>
              </div>
            ))
          )
        }
      </Await>
      {doing === 'enter' && <RosterForm onClose={() => setDoing(undefined)} />}
      {doing === 'bring' && <BringForm onClose={() => setDoing(undefined)} />}
    </section>
  )
}

function RosterForm({ onClose }: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const me = useMe()
  const kept = useDraft('roster', t(words.enter))
  const [chosen, setUnit] = useDrafted<string | undefined>(kept, 'unit', undefined)
  const [day, setDay] = useDrafted<string>(kept, 'day', today)
  const [start, setStart] = useDrafted(kept, 'start', '08:30')
  const [end, setEnd] = useDrafted(kept, 'end', '17:30')
  const [people, setPeople] = useDrafted<readonly string[]>(kept, 'people', [])
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const units = useReply('listUnits')
  const colleagues = useReply('listColleagues')
  const unit = chosen ?? colleagues.data?.find((one) => one.id === me?.id)?.unit
  const own = (colleagues.data ?? []).filter((one) => one.unit === unit)
  const act = useAct('enterRoster', {
    stale: STALE,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day)
  const from = isDay ? momentOf(day as CalendarDate, start) : undefined
  const same = isDay ? momentOf(day as CalendarDate, end) : undefined
  const to = from && same && same <= from ? momentOf(dateOf(numberOf(day as CalendarDate) + 1), end) : same
  // A roster of nobody makes everything filmed that day off duty: it is entered on purpose, or not at all.
  const isMeant = people.length > 0 || reason.trim().length > 1
  const turn = (id: string) => setPeople(people.includes(id) ? people.filter((one) => one !== id) : [...people, id])
  return (
    <FormDialog
      title={t(words.enter)}
      act={t(words.enter)}
      onClose={onClose}
      onSubmit={() => {
        if (unit === undefined || !from || !to || !isMeant) return
        const turns = people.map((person) => ({ person, start: from, end: to }))
        act.mutate({
          body: { unit, day: day as CalendarDate, turns, ...(reason.trim() !== '' && { reason: reason.trim() }) },
        })
      }}
      busy={act.isPending}
      why={unit === undefined || !from || !to ? say('fillIn') : isMeant ? undefined : t(words.noneOnDuty)}
    >
      <Restored draft={kept} />
      <p className="muted small">{t(words.enterHint)}</p>
      <Choose
        label={t(words.unit)}
        value={unit}
        onValue={setUnit}
        options={(units.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
        wrong={problem('unit')}
      />
      <DateField label={t(words.day)} value={day} onValue={setDay} wrong={problem('day')} />
      <div className="pair">
        <TextField
          label={t(words.start)}
          value={start}
          onValue={setStart}
          wrong={from ? undefined : t(words.clockWrong)}
        />
        <TextField label={t(words.end)} value={end} onValue={setEnd} wrong={to ? undefined : t(words.clockWrong)} />
      </div>
      <fieldset className="row" style={{ border: 0, padding: 0 }} aria-label={t(words.who)}>
        <span className="muted small">{t(words.who)}</span>
        {own.map((one) => (
          <label key={one.id} className="check">
            <input type="checkbox" checked={people.includes(one.id)} onChange={() => turn(one.id)} />
            {one.name}
          </label>
        ))}
      </fieldset>
      <TextField label={t(words.reason)} value={reason} onValue={setReason} maxLength={500} wrong={problem('reason')} />
      <ProblemNote error={act.error} except={['unit', 'day', 'reason']} />
    </FormDialog>
  )
}

function BringForm({ onClose }: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft('rosters', t(words.bring))
  const [csv, setCsv] = useDrafted(kept, 'csv', '')
  const act = useAct('importRosters', {
    stale: STALE,
    done: ({ problems }) => {
      if (problems.length === 0) kept.forget()
    },
  })
  const said = act.data
  return (
    <FormDialog
      title={t(words.bring)}
      act={t(words.bring)}
      onClose={onClose}
      onSubmit={() => act.mutate({ body: { csv, check: false } })}
      busy={act.isPending}
      why={csv.trim() === '' ? say('fillIn') : undefined}
    >
      <Restored draft={kept} />
      <p className="muted small">{t(words.bringHint)}</p>
      <AreaField label={t(words.paste)} value={csv} onValue={setCsv} />
      {said && said.problems.length === 0 && <p role="status">{t(words.brought, { n: said.imported })}</p>}
      {said?.problems.map((one) => (
        <p className="zhu small" key={`${one.row} ${one.message.zh}`}>
          {t(words.rowWrong, { row: one.row, why: t(one.message) })}
        </p>
      ))}
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}
