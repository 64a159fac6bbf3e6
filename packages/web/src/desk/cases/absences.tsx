import type { AbsenceView } from '@liuhen/contract/cases'
import { CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { useState } from 'react'
import { freshId, useAct, useMay, useMe, useReply } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Await,
  Confirm,
  DateField,
  FormDialog,
  ProblemNote,
  Restored,
  SelectField,
  TextField,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { absenceWords } from './absence-words.ts'

const stale = ['listAbsences', 'listApprovals', 'showCase', 'workbench'] as const

/** Who is away and who signs meanwhile: one’s own absences, and those in which one signs for another. */
export function Absences() {
  const { t } = useWords()
  const may = useMay()
  const reply = useReply('listAbsences')
  const [stating, setStating] = useState(false)
  const [ending, setEnding] = useState<AbsenceView>()
  return (
    <section className="sheet" aria-label={t(absenceWords.absences)}>
      <h2 className="group">{t(absenceWords.absences)}</h2>
      <Await reply={reply} lines={1}>
        {(rows) => (
          <>
            {rows.length === 0 && <p className="muted small lead-in">{t(absenceWords.none)}</p>}
            <ul className="case-facts lead-in">
              {rows.map((one) => (
                <li key={one.id} className="row between">
                  <span>
                    {t(absenceWords.line, {
                      person: one.person.name,
                      deputy: one.deputy.name,
                      from: one.from,
                      until: one.until,
                      reason: one.reason,
                    })}
                  </span>
                  {one.mine && may('endAbsence') && (
                    <Action kind="plain" onAct={() => setEnding(one)}>
                      {t(absenceWords.end)}
                    </Action>
                  )}
                </li>
              ))}
            </ul>
          </>
        )}
      </Await>
      {may('stateAbsence') && (
        <div className="lead-in">
          <Action onAct={() => setStating(true)}>{t(absenceWords.state)}</Action>
        </div>
      )}
      {stating && <StateAbsence onClose={() => setStating(false)} />}
      {ending && <EndAbsence absence={ending} onClose={() => setEnding(undefined)} />}
    </section>
  )
}

function StateAbsence({ onClose }: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const me = useMe()
  const people = useReply('listColleagues')
  const kept = useDraft('absence', t(absenceWords.state))
  const [key, setKey] = useDrafted(kept, 'key', freshId)
  const [person, setPerson] = useDrafted(kept, 'person', '')
  const [deputy, setDeputy] = useDrafted(kept, 'deputy', '')
  const [from, setFrom] = useDrafted<string>(kept, 'from', () => dayOf(instantOf(Date.now())))
  const [until, setUntil] = useDrafted(kept, 'until', '')
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [password, setPassword] = useState('')
  const [pressed, setPressed] = useState(false)
  const act = useAct('stateAbsence', {
    stale,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const [first, last] = [CalendarDate.safeParse(from).data, CalendarDate.safeParse(until).data]
  const short = reason.trim().length < 2
  const send = () => {
    setPressed(true)
    if (deputy === '' || first === undefined || last === undefined || short || password === '' || act.isPending) return
    // Kept with the rest: after a reload the same absence is sent under the same key.
    setKey(key)
    const whose = person === '' ? {} : { person }
    act.mutate({ body: { ...whose, deputy, from: first, until: last, reason: reason.trim(), password, key } })
  }
  const others = (people.data ?? []).filter((one) => one.id !== me?.id)
  const option = ({ id, name }: { readonly id: string; readonly name: string }) => ({ value: id, label: name })
  return (
    <FormDialog
      title={t(absenceWords.state)}
      onClose={onClose}
      onSubmit={send}
      act={t(absenceWords.state)}
      busy={act.isPending}
    >
      <Restored draft={kept} />
      <p className="muted small">{t(absenceWords.hint)}</p>
      {me?.roles.includes('head') === true && (
        <SelectField
          label={t(absenceWords.who)}
          value={person}
          empty={t(absenceWords.myself)}
          onValue={setPerson}
          options={others.map(option)}
          wrong={problem('person')}
        />
      )}
      <SelectField
        label={t(absenceWords.deputy)}
        value={deputy}
        empty={say('choose')}
        onValue={setDeputy}
        options={(person === '' ? others : (people.data ?? []).filter((one) => one.id !== person)).map(option)}
        wrong={problem('deputy') ?? (pressed && deputy === '' ? say('choose') : undefined)}
      />
      <div className="pair">
        <DateField
          label={t(absenceWords.from)}
          value={from}
          onValue={setFrom}
          wrong={problem('from') ?? (pressed && first === undefined ? say('fillIn') : undefined)}
        />
        <DateField
          label={t(absenceWords.until)}
          value={until}
          onValue={setUntil}
          wrong={problem('until') ?? (pressed && last === undefined ? say('fillIn') : undefined)}
        />
      </div>
      <AreaField
        label={t(absenceWords.reason)}
        value={reason}
        onValue={setReason}
        maxLength={500}
        hint={t(absenceWords.reasonHint)}
        wrong={problem('reason') ?? (pressed && short ? say('reasonMissing') : undefined)}
      />
      <TextField
        label={t(absenceWords.password)}
        type="password"
        autoComplete="current-password"
        value={password}
        onValue={setPassword}
        wrong={problem('password') ?? (pressed && password === '' ? say('fillIn') : undefined)}
      />
      <ProblemNote error={act.error} except={['person', 'deputy', 'from', 'until', 'reason', 'password']} />
    </FormDialog>
  )
}

function EndAbsence({ absence, onClose }: { readonly absence: AbsenceView; readonly onClose: () => void }) {
  const { t } = useWords()
  const act = useAct('endAbsence', { stale, done: onClose })
  return (
    <Confirm
      title={t(absenceWords.endTitle, { person: absence.person.name })}
      act={t(absenceWords.end)}
      busy={act.isPending}
      error={act.error}
      onConfirm={(reason) => act.mutate({ params: { id: absence.id }, body: { reason } })}
      onClose={onClose}
    />
  )
}
