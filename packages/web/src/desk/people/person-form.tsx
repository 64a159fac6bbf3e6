import type { Person, Unit } from '@liuhen/contract/people'
import { type Role, separation } from '@liuhen/core/access'
import { CalendarDate } from '@liuhen/core/kernel'
import { Certificate, UserName } from '@liuhen/core/people'
import { type ReactNode, useState } from 'react'
import { useAct } from '../../api/index.ts'
import {
  Action,
  Choose,
  Copy,
  DateField,
  Dialog,
  ProblemNote,
  SelectField,
  TextField,
  useFieldProblems,
  Restored,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { RoleBoxes } from './role-boxes.tsx'
import { FIRST_TERM, TermField, untilOf } from './term-field.tsx'
import { words } from './words.ts'

interface Draft {
  readonly name: string
  readonly unit: string | undefined
  readonly number: string
  readonly validFrom: string
  readonly validTo: string
  readonly cameraUserNumber: string
  readonly reviewerSince: string
  readonly regular: '' | 'yes' | 'no'
  readonly recruited: '' | 'county' | 'other'
}

const draftOf = (person?: Person): Draft => ({
  name: person?.name ?? '',
  unit: person?.unit,
  number: person?.certificate?.number ?? '',
  validFrom: person?.certificate?.validFrom ?? '',
  validTo: person?.certificate?.validTo ?? '',
  cameraUserNumber: person?.cameraUserNumber ?? '',
  reviewerSince: person?.reviewerSince ?? '',
  regular: person?.regular === undefined ? '' : person.regular ? 'yes' : 'no',
  recruited: person?.recruited ?? '',
})

/** What the contract wants of a draft; undefined while something is missing. */
function bodyOf(draft: Draft) {
  const { name, unit, number, validFrom, validTo, cameraUserNumber, reviewerSince, regular, recruited } = draft
  const blank = number === '' && validFrom === '' && validTo === ''
  const certificate = Certificate.safeParse({ number, validFrom, validTo })
  const since = CalendarDate.safeParse(reviewerSince)
  if (name.trim() === '' || unit === undefined || (!blank && !certificate.success)) return undefined
  if (reviewerSince !== '' && !since.success) return undefined
  return {
    name: name.trim(),
    unit,
    ...(certificate.success && { certificate: certificate.data }),
    ...(since.success && { reviewerSince: since.data }),
    ...(regular !== '' && { regular: regular === 'yes' }),
    ...(recruited !== '' && { recruited }),
    ...(cameraUserNumber.trim() !== '' && { cameraUserNumber: cameraUserNumber.trim() }),
  }
}

interface FieldsProps {
  readonly draft: Draft
  readonly change: (draft: Draft) => void
  readonly units: readonly Unit[]
  readonly pressed: boolean
  readonly problem: (field: string) => string | undefined
  /** Right after the name. */
  readonly children?: ReactNode
}

function PersonFields({ draft, change, units, pressed, problem, children }: FieldsProps) {
  const { t, say } = useWords()
  const set = (part: Partial<Draft>) => change({ ...draft, ...part })
  const begun = draft.number !== '' || draft.validFrom !== '' || draft.validTo !== ''
  const half = pressed && begun && bodyOf({ ...draft, name: 'x', unit: '' }) === undefined
  return (
    <>
      <div className="pair">
        <TextField
          label={say('name')}
          value={draft.name}
          onValue={(name) => set({ name })}
          maxLength={40}
          wrong={problem('name') ?? (pressed && draft.name.trim() === '' ? say('fillIn') : undefined)}
        />
        {children}
        <Choose
          label={say('unit')}
          value={draft.unit}
          onValue={(unit) => set({ unit })}
          options={units.map((one) => ({ value: one.id, label: one.name }))}
          wrong={problem('unit') ?? (pressed && draft.unit === undefined ? say('choose') : undefined)}
        />
        <TextField
          label={`${t(words.cameraUser)}（${say('optional')}）`}
          hint={t(words.cameraUserHint)}
          value={draft.cameraUserNumber}
          onValue={(cameraUserNumber) => set({ cameraUserNumber })}
          maxLength={16}
          wrong={problem('cameraUserNumber')}
        />
        <SelectField
          label={t(words.regular)}
          value={draft.regular}
          empty={t(words.regularUnknown)}
          onValue={(regular) => set({ regular: regular === 'yes' || regular === 'no' ? regular : '' })}
          options={[
            { value: 'yes', label: t(words.regularYes) },
            { value: 'no', label: t(words.regularNo) },
          ]}
        />
        <SelectField
          label={t(words.recruited)}
          value={draft.recruited}
          empty={t(words.recruitedUnknown)}
          onValue={(recruited) => set({ recruited: recruited === 'county' || recruited === 'other' ? recruited : '' })}
          options={[
            { value: 'county', label: t(words.recruitedCounty) },
            { value: 'other', label: t(words.recruitedOther) },
          ]}
        />
      </div>
      <TextField
        label={`${t(words.certificateNumber)}（${say('optional')}）`}
        hint={t(words.certificateHint)}
        value={draft.number}
        onValue={(number) => set({ number })}
        maxLength={32}
        wrong={problem('certificate.number') ?? (half ? t(words.certificateHalf) : undefined)}
      />
      <DateField
        label={`${t(words.reviewerSince)}（${say('optional')}）`}
        hint={t(words.reviewerHint)}
        value={draft.reviewerSince}
        onValue={(reviewerSince) => set({ reviewerSince })}
        wrong={problem('reviewerSince')}
      />
      <div className="pair">
        <DateField
          label={t(words.validFrom)}
          value={draft.validFrom}
          onValue={(validFrom) => set({ validFrom })}
          wrong={problem('certificate.validFrom')}
        />
        <DateField
          label={t(words.validTo)}
          value={draft.validTo}
          onValue={(validTo) => set({ validTo })}
          wrong={problem('certificate.validTo')}
        />
      </div>
    </>
  )
}

const shown = [
  'name',
  'unit',
  'userName',
  'until',
  'reason',
  'cameraUserNumber',
  'certificate.number',
  'certificate.validFrom',
  'certificate.validTo',
]
const stale = ['listPeople', 'listColleagues'] as const

/** Adds a person; the temporary password is shown once. */
export function AddPerson({ units, onClose }: { readonly units: readonly Unit[]; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft('person', t(words.addPerson))
  const [draft, setDraft] = useDrafted(kept, 'draft', draftOf())
  const [userName, setUserName] = useDrafted(kept, 'userName', '')
  const [held, setHeld] = useDrafted<readonly Role[]>(kept, 'held', ['officer'])
  const [hours, setHours] = useDrafted(kept, 'hours', FIRST_TERM)
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [pressed, setPressed] = useState(false)
  const act = useAct('addPerson', { stale, done: () => kept.forget() })
  const problem = useFieldProblems(act.error)
  const body = bodyOf(draft)
  const named = UserName.safeParse(userName)
  const told = untilOf(held, hours) === undefined || reason.trim().length >= 2
  const ready = body !== undefined && named.success && told && held.length > 0 && separation(held).length === 0
  if (act.data)
    return <Password title={t(words.added, { name: draft.name })} password={act.data.password} onClose={onClose} />
  return (
    <Dialog
      title={t(words.addPerson)}
      onClose={onClose}
      onSubmit={() => {
        setPressed(!ready)
        const until = untilOf(held, hours)
        const term = until !== undefined && { until, ...(reason.trim() !== '' && { reason: reason.trim() }) }
        if (ready && !act.isPending) act.mutate({ body: { ...body, ...term, userName: named.data, roles: [...held] } })
      }}
      footer={
        <>
          <Action onAct={onClose}>{say('cancel')}</Action>
          <Action submit kind="primary" busy={act.isPending}>
            {say('add')}
          </Action>
        </>
      }
    >
      <Restored draft={kept} />
      <PersonFields draft={draft} change={setDraft} units={units} pressed={pressed} problem={problem}>
        <TextField
          label={t(words.userName)}
          hint={t(words.userNameHint)}
          value={userName}
          onValue={(value) => setUserName(value.toLowerCase())}
          maxLength={32}
          spellCheck={false}
          autoCapitalize="none"
          wrong={problem('userName') ?? (pressed && !named.success ? t(words.userNameHint) : undefined)}
        />
      </PersonFields>
      <RoleBoxes held={held} change={setHeld} ordinary />
      <TermField held={held} hours={hours} change={setHours} wrong={problem('until')} />
      {untilOf(held, hours) !== undefined && (
        <TextField
          label={t(words.termReason)}
          value={reason}
          onValue={setReason}
          maxLength={500}
          wrong={problem('reason') ?? (pressed && reason.trim().length < 2 ? say('reasonMissing') : undefined)}
        />
      )}
      <ProblemNote error={act.error} except={shown} />
    </Dialog>
  )
}

/** Changes who somebody is; the user name and the roles are not among it. */
export function ChangePerson({
  person,
  units,
  onClose,
}: {
  readonly person: Person
  readonly units: readonly Unit[]
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const kept = useDraft(`person ${person.id}`, `${t(words.changePerson)} ${person.name}`)
  const [draft, setDraft] = useDrafted(kept, 'draft', draftOf(person))
  const [pressed, setPressed] = useState(false)
  const act = useAct('changePerson', {
    stale,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const body = bodyOf(draft)
  return (
    <Dialog
      title={`${t(words.changePerson)} ${person.name}`}
      onClose={onClose}
      onSubmit={() => {
        setPressed(!body)
        if (body && !act.isPending) act.mutate({ params: { id: person.id }, body })
      }}
      footer={
        <>
          <Action onAct={onClose}>{say('cancel')}</Action>
          <Action submit kind="primary" busy={act.isPending}>
            {say('save')}
          </Action>
        </>
      }
    >
      <Restored draft={kept} />
      <PersonFields
        draft={draft}
        change={setDraft}
        units={units}
        pressed={pressed}
        problem={useFieldProblems(act.error)}
      />
      <ProblemNote error={act.error} except={shown} />
    </Dialog>
  )
}

/** A temporary password, shown once. */
export function Password({
  title,
  password,
  onClose,
}: {
  readonly title: string
  readonly password: string
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <Action kind="primary" onAct={onClose}>
          {say('close')}
        </Action>
      }
    >
      <div className="note zhe">
        {t(words.password)} <code style={{ fontSize: 16 }}>{password}</code> <Copy value={password} />
        <p className="small">{t(words.passwordHint)}</p>
      </div>
    </Dialog>
  )
}
