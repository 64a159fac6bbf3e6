import type { CaseView } from '@liuhen/contract/cases'
import { type Act, acts, Fact, facts, isBySignatures, isOurs, STAGES } from '@liuhen/core/procedure'
import { useState } from 'react'
import { type ProblemError, useAct } from '../../api/index.ts'
import {
  AreaField,
  Choose,
  DateField,
  FormDialog,
  ProblemNote,
  Restored,
  SelectField,
  TextField,
  useDraft,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { formOf, type Slip } from './act-draft.ts'
import { FactField, Ticks, TimeField } from './act-fields.tsx'
import { CauseFactField, isOfCause, isPrinted } from './cause-facts.tsx'
import { formWords } from './form-words.ts'
import { InTheWay } from './in-the-way.tsx'
import { MaterialsChoice } from './materials.tsx'
import { PeopleChoice } from './people-choice.tsx'
import { RecordingBoxes } from './recordings-of-act.tsx'
import { approvalStanding } from './standing.ts'
import { type ActFormState, factOf, useActForm } from './use-act-form.ts'

const stale = ['showCase', 'listCases', 'workbench', 'listApprovals', 'casesOfRecording'] as const

/** What came of a form: the act is entered and bears so many marks, or it is put up for approval. */
export type Sent =
  | { readonly act: Act; readonly marks: number }
  /** `post`: whose signature is next; absent where everybody signs at once. */
  | { readonly asked: Act; readonly post?: string | undefined }

/** Has the focus when the form opens: in a field it would bring the keyboard of a telephone up over the form. */
const first = (node: HTMLElement | null): void => node?.setAttribute('autofocus', '')

/** The form of every act: what the rules have it ask, checked while it is filled in, entered or put up for approval. */
export function ActForm({
  view,
  act,
  of,
  onClose,
  onSent,
}: {
  readonly view: CaseView
  readonly act: Act
  /** The act it is about, where the way here named one. */
  readonly of: string | undefined
  readonly onClose: () => void
  readonly onSent: (sent: Sent) => void
}) {
  const { t } = useWords()
  const kept = useDraft(`act ${view.row.id} ${act} ${of ?? ''}`, `${t(acts[act].name)} · ${view.row.title}`)
  const form = useActForm(view, act, of, kept)
  const { typed, put, next } = form
  const [pressed, setPressed] = useState(false)
  const wants = form.conditions.some((one) => one.effect === 'refused' && one.clears?.approval !== undefined)
  const waits = next !== undefined && approvalStanding(view, next) === 'asked'
  const together = isBySignatures(act)
  const asksApproval = together || (wants && !waits && next?.approval !== undefined)
  const over = (sent: Sent) => {
    kept.forget()
    onSent(sent)
  }
  const enter = useAct('doAct', { stale, done: ({ marks }) => over({ act, marks }) })
  const ask = useAct('askApproval', {
    stale,
    done: () => over({ asked: act, post: together ? undefined : (next?.approval?.chain[0] ?? '') }),
  })
  const { error, isPending } = asksApproval ? ask : enter
  const send = () => {
    setPressed(true)
    const body = formOf(act, typed)
    if (body === undefined || form.slips.length > 0 || enter.isPending || ask.isPending) return
    // Kept with its key: sent again after a reload it is still the same act.
    put({})
    const params = { id: view.row.id }
    if (!asksApproval) return enter.mutate({ params, body })
    const { recordings: _, materials: _none, ...draft } = body
    const note = typed.note.trim()
    return ask.mutate({ params, body: { ...draft, ...(note !== '' && { note }) } })
  }
  return (
    <FormDialog
      title={t(acts[act].name)}
      onClose={onClose}
      onSubmit={send}
      act={t(together ? formWords.askEach : asksApproval ? formWords.ask : formWords.enter)}
      busy={isPending}
      why={waits ? t(formWords.askedAlready) : undefined}
      wide
    >
      <div className="act-form">
        <Restored draft={kept} />
        <p className="muted small" tabIndex={-1} ref={first}>
          {t(STAGES[acts[act].stage])} · {view.row.title}
        </p>
        <Fields form={form} error={error} pressed={pressed} asksApproval={asksApproval} />
        {asksApproval && (
          <>
            <AreaField
              label={t(formWords.note)}
              value={typed.note}
              onValue={(note) => put({ note })}
              maxLength={2000}
              rows={2}
            />
            <p className="small">
              {together
                ? t(formWords.eachSigns)
                : t(formWords.chain, { chain: next?.approval?.chain.join(' → ') ?? '' })}
            </p>
          </>
        )}
        <InTheWay form={form} asksApproval={asksApproval} />
        <ProblemNote error={error} />
        <p className="muted small">{t(formWords.claim)}</p>
      </div>
    </FormDialog>
  )
}

interface FieldsProps {
  readonly form: ActFormState
  readonly error: ProblemError | null
  readonly pressed: boolean
  readonly asksApproval: boolean
}

function Fields({ form, error, pressed, asksApproval }: FieldsProps) {
  const { t, say } = useWords()
  const { typed, put, next, conditions } = form
  const refused = useFieldProblems(error)
  const dayIsSigned = asksApproval && next?.onApproval === true
  const slip = (field: Slip): string | undefined => {
    if (!form.slips.includes(field) || !pressed) return undefined
    if (field === 'on' || field === 'dueOn') return say('fillIn')
    const fact = Fact.safeParse(field.replace('says.', '')).data
    if (fact === undefined) return t(formWords.timeWrong)
    return t(facts[fact].type === 'count' ? formWords.countWrong : formWords.amountWrong)
  }
  const wrong = (field: string) => refused(field) ?? slip(field as Slip)
  // A refusal may name a fact that no rule had asked for before.
  const told = (error?.problem.obstacles ?? []).flatMap((one) => Fact.safeParse(one.field?.slice(5)).data ?? [])
  const asks = [...new Set([...form.asks, ...told])]
  const isLate = conditions.some((one) => one.effect === 'late') || typed.reason !== ''
  const answer = (fact: Fact, value: boolean | string | undefined) => {
    const { [fact]: _, ...others } = typed.says
    put({ says: value === undefined ? others : { ...others, [fact]: value } })
  }
  return (
    <>
      {dayIsSigned ? (
        <p className="muted small">{t(formWords.onApproval)}</p>
      ) : (
        <WhenAndWho form={form} wrong={wrong} />
      )}
      {form.things.length > 0 && (
        <SelectField
          label={t(formWords.of)}
          value={typed.of}
          empty={t(formWords.ofNone)}
          onValue={(of) => put({ of })}
          options={form.things.map((one) => ({
            value: one.id,
            label: `${one.number} ${t(acts[one.act].name)} ${one.on}`,
          }))}
          wrong={wrong('of')}
        />
      )}
      {asks
        .filter((fact) => !isPrinted(fact, typed.says))
        .map((fact) => {
          const said = {
            wrong: wrong(`says.${fact}`),
            conditions: conditions.filter((one) => factOf(one) === fact),
          }
          return isOfCause(fact) ? (
            <CauseFactField
              key={fact}
              fact={fact}
              view={form.view}
              says={typed.says}
              asks={asks}
              onSays={(says) => put({ says })}
              {...said}
            />
          ) : (
            <FactField
              key={fact}
              fact={fact}
              value={typed.says[fact]}
              onValue={(value) => answer(fact, value)}
              {...said}
            />
          )
        })}
      {form.asksDay && <DueField form={form} wrong={wrong('dueOn')} />}
      {isLate && (
        <AreaField
          label={t(formWords.reason)}
          value={typed.reason}
          onValue={(reason) => put({ reason })}
          maxLength={2000}
          rows={2}
          hint={t(formWords.reasonHint)}
          wrong={wrong('reason')}
        />
      )}
      {form.materials && (
        <MaterialsChoice
          act={form.act}
          found={form.materials}
          chosen={typed.materials ?? {}}
          onChosen={(materials) => put({ materials })}
          wrong={wrong('materials')}
        />
      )}
      {!dayIsSigned && form.recordings.length > 0 && (
        <>
          <RecordingBoxes
            found={form.recordings}
            chosen={typed.recordings}
            onChosen={(recordings) => put({ recordings })}
          />
          {wrong('recordings') && <div className="zhu small">{wrong('recordings')}</div>}
        </>
      )}
      <More form={form} asks={asks} onFact={(fact) => answer(fact, facts[fact].type === 'yes-no' ? true : '')} />
    </>
  )
}

/** The day and hours, the place, and who acted. */
function WhenAndWho({
  form: { act, typed, put, view },
  wrong,
}: {
  readonly form: ActFormState
  readonly wrong: (field: string) => string | undefined
}) {
  const { t } = useWords()
  const { officers } = view.row
  const others = typed.by.filter((id) => !officers.some((one) => one.id === id))
  const known = new Set(officers.map((one) => one.id))
  return (
    <>
      <div className="when-fields">
        <DateField label={t(formWords.on)} value={typed.on} onValue={(on) => put({ on })} wrong={wrong('on')} />
        <TimeField label={t(formWords.at)} value={typed.at} onValue={(at) => put({ at })} wrong={wrong('at')} />
        <TimeField
          label={t(formWords.until)}
          value={typed.until}
          onValue={(until) => put({ until })}
          wrong={wrong('until')}
        />
      </div>
      <TextField
        label={t(formWords.place)}
        value={typed.place}
        onValue={(place) => put({ place })}
        maxLength={2000}
        wrong={wrong('place')}
      />
      <Ticks
        legend={t(isOurs(act) ? formWords.by : formWords.byHappened)}
        people={officers}
        chosen={typed.by}
        onChosen={(by) => put({ by })}
        wrong={wrong('by')}
      >
        <PeopleChoice
          label={t(formWords.otherPerson)}
          value={others}
          without={[...known]}
          onValue={(added) => put({ by: [...typed.by.filter((id) => known.has(id)), ...added] })}
        />
      </Ticks>
    </>
  )
}

function DueField({
  form: { typed, put },
  wrong,
}: {
  readonly form: ActFormState
  readonly wrong: string | undefined
}) {
  const { t } = useWords()
  return (
    <DateField
      label={t(formWords.dueOn)}
      value={typed.dueOn}
      onValue={(dueOn) => put({ dueOn })}
      hint={t(formWords.dueOnHint)}
      wrong={wrong}
    />
  )
}

/** What the rules do not ask of it and somebody may want to say all the same. */
function More({
  form,
  asks,
  onFact,
}: {
  readonly form: ActFormState
  readonly asks: readonly Fact[]
  readonly onFact: (fact: Fact) => void
}) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <details className="more-fields" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t(formWords.more)}</summary>
      {open && (
        <>
          {!form.asksDay && <DueField form={form} wrong={undefined} />}
          <Choose
            label={t(formWords.addFact)}
            value={undefined}
            onValue={(value) => {
              const fact = Fact.safeParse(value).data
              if (fact) onFact(fact)
            }}
            options={Fact.options
              .filter((one) => !asks.includes(one))
              .map((one) => ({ value: one, label: t(facts[one].name) }))}
          />
        </>
      )}
    </details>
  )
}
