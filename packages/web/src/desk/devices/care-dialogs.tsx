import type { Device, DeviceCareView } from '@liuhen/contract/devices'
import { CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { useAct } from '../../api/index.ts'
import {
  AreaField,
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
import { careWords as words, fenOf, yuan } from './care-words.ts'

export type Caring =
  | { readonly what: 'plan' | 'maintain' | 'repair' | 'deed' | 'manual' }
  | { readonly what: 'settle'; readonly deed: DeviceCareView['deeds'][number] }

interface Doing {
  readonly device: Device
  readonly care: DeviceCareView
  readonly onClose: () => void
}
const stale = ['showDevice', 'listDevices'] as const

export function CareDialog({ doing, ...rest }: Doing & { readonly doing: Caring }) {
  switch (doing.what) {
    case 'plan':
      return <PlanDialog {...rest} />
    case 'maintain':
      return <MaintainDialog {...rest} />
    case 'repair':
      return <RepairDialog {...rest} />
    case 'deed':
      return <DeedDialog {...rest} />
    case 'manual':
      return <ManualDialog {...rest} />
    case 'settle':
      return <SettleDialog {...rest} deed={doing.deed} />
  }
}

/** A day as it was typed, once it is one. */
const dayIn = (typed: string): CalendarDate | undefined => CalendarDate.safeParse(typed).data

function PlanDialog({ device, care, onClose }: Doing) {
  const { t, say } = useWords()
  const title = `${t(words.plan)} ${device.number}`
  const kept = useDraft(`plan maintenance ${device.id}`, title)
  const [due, setDue] = useDrafted<string>(kept, 'due', '')
  const [what, setWhat] = useDrafted(kept, 'what', care.what ?? '')
  const act = useAct('planMaintenance', { stale, done: () => (kept.forget(), onClose()) })
  const problem = useFieldProblems(act.error)
  const day = dayIn(due)
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      busy={act.isPending}
      why={day && what.trim().length >= 2 ? undefined : say('fillIn')}
      onSubmit={() => day && act.mutate({ params: { id: device.id }, body: { due: day, what } })}
    >
      <Restored draft={kept} />
      <DateField label={t(words.until)} value={due} onValue={setDue} wrong={problem('due')} />
      <TextField label={t(words.what)} value={what} onValue={setWhat} maxLength={500} wrong={problem('what')} />
      <ProblemNote error={act.error} except={['due', 'what']} />
    </FormDialog>
  )
}

function MaintainDialog({ device, onClose }: Doing) {
  const { t, say } = useWords()
  const title = `${t(words.maintain)} ${device.number}`
  const kept = useDraft(`maintain ${device.id}`, title)
  const [on, setOn] = useDrafted<string>(kept, 'on', () => dayOf(instantOf(Date.now())))
  const [done, setDone] = useDrafted(kept, 'done', '')
  const [next, setNext] = useDrafted<string>(kept, 'next', '')
  const act = useAct('noteMaintenance', { stale, done: () => (kept.forget(), onClose()) })
  const problem = useFieldProblems(act.error)
  const [day, after] = [dayIn(on), dayIn(next)]
  const ready = day && done.trim().length >= 2 && (next === '' || after)
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      busy={act.isPending}
      why={ready ? undefined : say('fillIn')}
      onSubmit={() =>
        day &&
        ready &&
        act.mutate({ params: { id: device.id }, body: { on: day, done, ...(after && { next: after }) } })
      }
    >
      <Restored draft={kept} />
      <DateField label={t(words.on)} value={on} onValue={setOn} wrong={problem('on')} />
      <AreaField label={t(words.done)} value={done} onValue={setDone} maxLength={500} />
      <DateField label={t(words.next)} value={next} onValue={setNext} wrong={problem('next')} />
      <ProblemNote error={act.error} except={['on', 'next']} />
    </FormDialog>
  )
}

function RepairDialog({ device, onClose }: Doing) {
  const { t, say } = useWords()
  const title = `${t(words.noteRepair)} ${device.number}`
  const kept = useDraft(`note repair ${device.id}`, title)
  const [on, setOn] = useDrafted<string>(kept, 'on', () => dayOf(instantOf(Date.now())))
  const [where, setWhere] = useDrafted(kept, 'where', '')
  const [done, setDone] = useDrafted(kept, 'done', '')
  const [cost, setCost] = useDrafted(kept, 'cost', '')
  const act = useAct('noteRepair', { stale, done: () => (kept.forget(), onClose()) })
  const problem = useFieldProblems(act.error)
  const [day, fen] = [dayIn(on), fenOf(cost)]
  const wrongSum = cost.trim() !== '' && fen === undefined
  const ready = day && where.trim().length >= 2 && done.trim().length >= 2 && !wrongSum
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      busy={act.isPending}
      why={ready ? undefined : say('fillIn')}
      onSubmit={() => {
        if (!day || !ready) return
        const body = { on: day, where, done, ...(fen !== undefined && { cost: fen }) }
        act.mutate({ params: { id: device.id }, body })
      }}
    >
      <Restored draft={kept} />
      <p className="muted small">{t(words.repairHint)}</p>
      <DateField label={t(words.on)} value={on} onValue={setOn} wrong={problem('on')} />
      <TextField label={t(words.where)} value={where} onValue={setWhere} maxLength={500} />
      <AreaField label={t(words.done)} value={done} onValue={setDone} maxLength={500} />
      <TextField
        label={t(words.cost)}
        value={cost}
        onValue={setCost}
        inputMode="decimal"
        wrong={wrongSum ? t(words.wrongSum) : problem('cost')}
      />
      <ProblemNote error={act.error} except={['on', 'cost']} />
    </FormDialog>
  )
}

function DeedDialog({ device, care, onClose }: Doing) {
  const { t, say } = useWords()
  const title = `${t(words.noteDeed)} ${device.number}`
  const kept = useDraft(`note deed ${device.id}`, title)
  const [deed, setDeed] = useDrafted<string>(kept, 'deed', care.forbidden[0]?.deed ?? '')
  const [note, setNote] = useDrafted(kept, 'note', '')
  const act = useAct('noteDeed', { stale, done: () => (kept.forget(), onClose()) })
  const problem = useFieldProblems(act.error)
  const chosen = care.forbidden.find((one) => one.deed === deed)
  const ready = chosen && note.trim().length >= 2
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      busy={act.isPending}
      why={ready ? undefined : say('fillIn')}
      onSubmit={() => ready && act.mutate({ params: { id: device.id }, body: { deed: chosen.deed, note } })}
    >
      <Restored draft={kept} />
      <SelectField
        label={t(words.deed)}
        value={deed}
        onValue={setDeed}
        options={care.forbidden.map((one) => ({ value: one.deed, label: t(one.act) }))}
      />
      <p className="muted small">
        {t(words.heldAgainst, { name: device.holder?.name ?? t(words.nobody) })}
        {chosen && chosen.consequences.length > 0 && ` · ${chosen.consequences.join('、')}`}
      </p>
      <AreaField label={t(words.note)} value={note} onValue={setNote} maxLength={500} wrong={problem('note')} />
      <ProblemNote error={act.error} except={['note']} />
    </FormDialog>
  )
}

function SettleDialog({ device, deed, onClose }: Doing & { readonly deed: DeviceCareView['deeds'][number] }) {
  const { t, say } = useWords()
  const title = `${t(words.settle)} · ${deed.act}`
  const kept = useDraft(`settle deed ${deed.id}`, title)
  const [sum, setSum] = useDrafted(kept, 'sum', deed.proposed === undefined ? '' : String(deed.proposed / 100))
  const [handling, setHandling] = useDrafted(kept, 'handling', '')
  const act = useAct('settleDeed', { stale, done: () => (kept.forget(), onClose()) })
  const problem = useFieldProblems(act.error)
  const fen = fenOf(sum)
  const wrongSum = sum.trim() !== '' && fen === undefined
  return (
    <FormDialog
      title={title}
      act={t(words.settle)}
      onClose={onClose}
      busy={act.isPending}
      why={wrongSum ? say('fillIn') : undefined}
      onSubmit={() => {
        if (wrongSum) return
        const done = handling.trim()
        const body = { ...(fen !== undefined && { compensation: fen }), ...(done.length >= 2 && { handling: done }) }
        act.mutate({ params: { id: device.id, deed: deed.id }, body })
      }}
    >
      <Restored draft={kept} />
      <p>
        {deed.note} · {deed.person?.name ?? t(words.nobody)}
        {deed.proposed !== undefined && ` · ${t(words.price)} ${yuan(deed.proposed)}`}
      </p>
      <TextField
        label={t(words.compensation)}
        value={sum}
        onValue={setSum}
        inputMode="decimal"
        wrong={wrongSum ? t(words.wrongSum) : problem('compensation')}
      />
      <AreaField
        label={t(words.handling)}
        value={handling}
        onValue={setHandling}
        maxLength={500}
        wrong={problem('handling')}
      />
      <ProblemNote error={act.error} except={['compensation', 'handling']} />
    </FormDialog>
  )
}

function ManualDialog({ device, care, onClose }: Doing) {
  const { t, say } = useWords()
  const model = device.model ?? ''
  const title = t(words.manualOf, { model })
  const kept = useDraft(`manual ${model}`, title)
  const [text, setText] = useDrafted(kept, 'text', care.manual?.text ?? '')
  const act = useAct('giveManual', { stale, done: () => (kept.forget(), onClose()) })
  const problem = useFieldProblems(act.error)
  return (
    <FormDialog
      title={title}
      wide
      onClose={onClose}
      busy={act.isPending}
      why={text.trim().length >= 10 ? undefined : say('fillIn')}
      onSubmit={() => act.mutate({ body: { model, text } })}
    >
      <Restored draft={kept} />
      <AreaField
        label={t(words.manualText)}
        hint={t(words.manualHint)}
        value={text}
        onValue={setText}
        maxLength={60_000}
        wrong={problem('text')}
      />
      <ProblemNote error={act.error} except={['text']} />
    </FormDialog>
  )
}
