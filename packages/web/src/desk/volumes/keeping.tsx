import type { VolumeView } from '@liuhen/contract/volumes'
import { CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { useState } from 'react'
import { freshId, useAct } from '../../api/index.ts'
import {
  Action,
  Choose,
  Confirm,
  DateField,
  FormDialog,
  ProblemNote,
  Restored,
  Tag,
  TextField,
  Time,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

const STALE = ['showVolume', 'showCase', 'listVolumes', 'scoreCase', 'listPapers'] as const
type Open = 'take-in' | 'send-back' | 'move' | 'lend' | 'give-back' | 'keep-longer'

/** What the custodian does with a volume: takes it in or sends it back, says where it stands, lends it. */
export function Keeping({ view }: { readonly view: VolumeView }) {
  const { t } = useWords()
  const [open, setOpen] = useState<Open>()
  const { may, stands, loans } = view
  const out = loans.find((one) => !one.back)
  const close = () => setOpen(undefined)
  return (
    <>
      {may.takeIn && (
        <div className="row">
          <Action kind="primary" onAct={() => setOpen('take-in')}>
            {t(words.takeIn)}
          </Action>
          <Action onAct={() => setOpen('send-back')}>{t(words.sendBack)}</Action>
        </div>
      )}
      {may.keep && stands === 'archived' && (
        <div className="row">
          {out ? (
            <Action kind="primary" onAct={() => setOpen('give-back')}>
              {t(words.giveBack)}
            </Action>
          ) : (
            <Action onAct={() => setOpen('lend')}>{t(words.lend)}</Action>
          )}
          <Action onAct={() => setOpen('move')}>{t(words.move)}</Action>
          {view.kept?.keep !== 'permanent' && (
            <Action onAct={() => setOpen('keep-longer')}>{t(words.keepLonger)}</Action>
          )}
        </div>
      )}
      {loans.length > 0 && (
        <>
          <h3 className="group">{t(words.loans)}</h3>
          <ul className="papers">
            {loans.map((one) => (
              <li key={one.id}>
                {t(words.lentTo, { who: [one.organ, one.borrower].filter(Boolean).join(' '), day: one.due })}{' '}
                {one.overdue && <Tag tone="zhu">{t(words.loanLate)}</Tag>}
                <div className="muted small">
                  {one.reason} · {one.lent.by} <Time at={one.lent.at} />
                  {one.back && <> · {t(words.loanOver, { condition: one.back.condition })}</>}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
      {(open === 'take-in' || open === 'move') && <Place view={view} taking={open === 'take-in'} onClose={close} />}
      {open === 'send-back' && <SendBack view={view} onClose={close} />}
      {open === 'keep-longer' && <KeepLonger view={view} onClose={close} />}
      {open === 'lend' && <Lend view={view} onClose={close} />}
      {open === 'give-back' && out && <GiveBack view={view} loan={out.id} onClose={close} />}
    </>
  )
}

interface Part {
  readonly view: VolumeView
  readonly onClose: () => void
}

function Place({ view, taking, onClose }: Part & { readonly taking: boolean }) {
  const { t, say } = useWords()
  const title = t(taking ? words.takeIn : words.move)
  const draft = useDraft(`place ${taking ? 'in' : 'move'} ${view.case.id}`, title)
  const [typed, setTyped] = useDrafted(draft, 'typed', () => ({
    cabinet: view.place?.cabinet ?? '',
    shelf: view.place?.shelf ?? '',
    reason: '',
  }))
  const done = () => {
    draft.forget()
    onClose()
  }
  const takeIn = useAct('takeInVolume', { stale: STALE, done })
  const move = useAct('moveVolume', { stale: STALE, done })
  const act = taking ? takeIn : move
  const params = { id: view.case.id }
  const send = () => {
    const [cabinet, shelf, reason] = [typed.cabinet.trim(), typed.shelf.trim(), typed.reason.trim()]
    if (act.isPending) return
    if (taking) takeIn.mutate({ params, body: { cabinet, shelf, ...(reason.length > 1 && { reason }) } })
    else move.mutate({ params, body: { cabinet, shelf, reason } })
  }
  return (
    <FormDialog title={title} onClose={onClose} onSubmit={send} act={title} busy={act.isPending}>
      <Restored draft={draft} />
      {taking && <p className="muted small">{t(words.takeInHint)}</p>}
      <TextField
        label={t(words.cabinet)}
        value={typed.cabinet}
        maxLength={60}
        onValue={(cabinet) => setTyped({ ...typed, cabinet })}
        required
      />
      <TextField
        label={t(words.shelf)}
        value={typed.shelf}
        maxLength={60}
        onValue={(shelf) => setTyped({ ...typed, shelf })}
        required
      />
      <TextField
        label={taking ? t(words.late) : say('reason')}
        value={typed.reason}
        minLength={2}
        maxLength={500}
        onValue={(reason) => setTyped({ ...typed, reason })}
        required={!taking}
      />
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}

function SendBack({ view, onClose }: Part) {
  const { t } = useWords()
  const act = useAct('sendVolumeBack', { stale: STALE, done: onClose })
  return (
    <Confirm
      title={t(words.sendBack)}
      act={t(words.sendBack)}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={(reason) => act.mutate({ params: { id: view.case.id }, body: { reason } })}
    />
  )
}

function GiveBack({ view, loan, onClose }: Part & { readonly loan: string }) {
  const { t } = useWords()
  const act = useAct('giveVolumeBack', { stale: STALE, done: onClose })
  return (
    <Confirm
      title={t(words.giveBack)}
      act={t(words.giveBack)}
      reasonLabel={t(words.condition)}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={(condition) => act.mutate({ params: { id: view.case.id, loan }, body: { condition } })}
    />
  )
}

function KeepLonger({ view, onClose }: Part) {
  const { t, say } = useWords()
  const title = t(words.keepLonger)
  const draft = useDraft(`keep-longer ${view.case.id}`, title)
  const [typed, setTyped] = useDrafted(draft, 'typed', () => ({ forGood: false, until: '', reason: '' }))
  const act = useAct('keepVolumeLonger', {
    stale: [...STALE, 'keepingOverview'],
    done: () => {
      draft.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const until = CalendarDate.safeParse(typed.until).data
  const send = () => {
    if (act.isPending || (!typed.forGood && until === undefined)) return
    const reason = typed.reason.trim()
    act.mutate({ params: { id: view.case.id }, body: typed.forGood ? { reason } : { until, reason } })
  }
  return (
    <FormDialog title={title} onClose={onClose} onSubmit={send} act={title} busy={act.isPending}>
      <Restored draft={draft} />
      <p className="muted small">{t(words.keepLongerHint)}</p>
      <Choose
        label={t(words.howLong)}
        value={typed.forGood ? 'for-good' : 'until'}
        options={[
          { value: 'until', label: t(words.untilDay) },
          { value: 'for-good', label: t(words.forGood) },
        ]}
        onValue={(how) => setTyped({ ...typed, forGood: how === 'for-good' })}
      />
      {!typed.forGood && (
        <DateField
          label={t(words.keptUntil)}
          value={typed.until}
          wrong={problem('until')}
          onValue={(day) => setTyped({ ...typed, until: day })}
          required
        />
      )}
      <TextField
        label={say('reason')}
        value={typed.reason}
        minLength={2}
        maxLength={500}
        onValue={(reason) => setTyped({ ...typed, reason })}
        required
      />
      <ProblemNote error={act.error} except={typed.forGood ? [] : ['until']} />
    </FormDialog>
  )
}

function Lend({ view, onClose }: Part) {
  const { t } = useWords()
  const title = t(words.lend)
  const draft = useDraft(`lend ${view.case.id}`, title)
  const [typed, setTyped] = useDrafted(draft, 'typed', () => ({
    name: '',
    organ: '',
    reason: '',
    due: dayOf(instantOf(Date.now() + 10 * 86_400_000)) as string,
    key: freshId(),
  }))
  const act = useAct('lendVolume', {
    stale: STALE,
    done: () => {
      draft.forget()
      onClose()
    },
  })
  const due = CalendarDate.safeParse(typed.due).data
  const send = () => {
    const [name, organ, reason] = [typed.name.trim(), typed.organ.trim(), typed.reason.trim()]
    if (due === undefined || act.isPending) return
    act.mutate({ params: { id: view.case.id }, body: { key: typed.key, borrower: { name, organ }, reason, due } })
  }
  return (
    <FormDialog title={title} onClose={onClose} onSubmit={send} act={title} busy={act.isPending}>
      <Restored draft={draft} />
      <TextField
        label={t(words.borrower)}
        value={typed.name}
        maxLength={120}
        onValue={(name) => setTyped({ ...typed, name })}
        required
      />
      <TextField
        label={t(words.organ)}
        value={typed.organ}
        minLength={2}
        maxLength={120}
        onValue={(organ) => setTyped({ ...typed, organ })}
        required
      />
      <TextField
        label={t(words.lendReason)}
        value={typed.reason}
        minLength={2}
        maxLength={500}
        onValue={(reason) => setTyped({ ...typed, reason })}
        required
      />
      <DateField
        label={t(words.lendDue)}
        value={typed.due}
        onValue={(day) => setTyped({ ...typed, due: day })}
        required
      />
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}
