import type { DiscView } from '@liuhen/contract/discs'
import type { CalendarDate } from '@liuhen/core/kernel'
import { beijing, instantOf } from '@liuhen/core/kernel'
import { freshId, useAct, useReply } from '../../api/index.ts'
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
import { words } from './words.ts'

export type DiscAct = 'burn' | 'said' | 'check' | 'read' | 'move' | 'lend' | 'back' | 'gone' | 'again'

export interface DiscActProps {
  readonly disc: DiscView
  readonly onClose: () => void
}

const STALE = ['listDiscs', 'workbench', 'dayCoverage'] as const
/** Where nothing is decided yet, a day a year from now stands in the form. */
const inAYear = (): string => beijing(instantOf(Date.now() + 365 * 86_400_000)).slice(0, 10)

/** The form of one act on a disc. */
export function DiscActDialog({ act, ...props }: DiscActProps & { readonly act: DiscAct }) {
  if (act === 'burn' || act === 'said') return <Burnt {...props} here={act === 'burn'} />
  if (act === 'check') return <Check {...props} />
  if (act === 'read') return <Read {...props} />
  if (act === 'move') return <Move {...props} />
  if (act === 'lend') return <Lend {...props} />
  if (act === 'back') return <Back {...props} />
  return act === 'gone' ? <Gone {...props} /> : <Again {...props} />
}

/** Burnt here and read back, or said to have been burnt elsewhere. */
function Burnt({ disc, onClose, here }: DiscActProps & { readonly here: boolean }) {
  const { t } = useWords()
  const kept = useDraft(`disc-burnt ${disc.id}`, t(here ? words.burn : words.sayBurnt))
  const [place, setPlace] = useDrafted(kept, 'place', '')
  const [next, setNext] = useDrafted(kept, 'next', inAYear())
  const [note, setNote] = useDrafted(kept, 'note', '')
  const done = () => {
    kept.forget()
    onClose()
  }
  const burn = useAct('burnDisc', { stale: STALE, done })
  const said = useAct('sayDiscBurnt', { stale: STALE, done })
  const act = here ? burn : said
  const problem = useFieldProblems(act.error)
  const nextCheck = next as CalendarDate
  const params = { id: disc.id }
  return (
    <FormDialog
      title={`${t(here ? words.burn : words.sayBurnt)} · ${disc.serial}`}
      act={t(here ? words.burn : words.sayBurnt)}
      busy={act.isPending}
      onClose={onClose}
      onSubmit={() =>
        here
          ? burn.mutate({ params, body: { place, nextCheck } })
          : said.mutate({ params, body: { place, nextCheck, ...(note.trim() !== '' && { note }) } })
      }
    >
      <Restored draft={kept} />
      <TextField
        label={t(words.place)}
        hint={t(words.placeHint)}
        value={place}
        onValue={setPlace}
        wrong={problem('place')}
        maxLength={200}
        required
      />
      <DateField
        label={t(words.nextCheckField)}
        hint={t(words.nextCheckHint)}
        value={next}
        onValue={setNext}
        wrong={problem('nextCheck')}
      />
      {!here && (
        <AreaField
          label={t(words.note)}
          hint={t(words.noteHint)}
          value={note}
          onValue={setNote}
          wrong={problem('note')}
          maxLength={500}
        />
      )}
      <ProblemNote error={act.error} except={['place', 'nextCheck', 'note']} />
    </FormDialog>
  )
}

function Check({ disc, onClose }: DiscActProps) {
  const { t } = useWords()
  const kept = useDraft(`disc-check ${disc.id}`, t(words.check))
  const [whole, setWhole] = useDrafted(kept, 'whole', 'yes')
  const [note, setNote] = useDrafted(kept, 'note', '')
  const [next, setNext] = useDrafted(kept, 'next', inAYear())
  const act = useAct('checkDisc', {
    stale: STALE,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  return (
    <FormDialog
      title={`${t(words.check)} · ${disc.serial}`}
      busy={act.isPending}
      onClose={onClose}
      onSubmit={() =>
        act.mutate({
          params: { id: disc.id },
          body: { whole: whole === 'yes', note, nextCheck: next as CalendarDate },
        })
      }
    >
      <Restored draft={kept} />
      <SelectField
        label={t(words.result)}
        value={whole}
        onValue={setWhole}
        options={[
          { value: 'yes', label: t(words.whole) },
          { value: 'no', label: t(words.notWhole) },
        ]}
      />
      <AreaField
        label={t(words.found)}
        hint={t(words.foundHint)}
        value={note}
        onValue={setNote}
        wrong={problem('note')}
        minLength={2}
        maxLength={500}
        required
      />
      <DateField
        label={t(words.nextCheckField)}
        hint={t(words.nextCheckHint)}
        value={next}
        onValue={setNext}
        wrong={problem('nextCheck')}
      />
      <ProblemNote error={act.error} except={['note', 'nextCheck']} />
    </FormDialog>
  )
}

function Read({ disc, onClose }: DiscActProps) {
  const { t } = useWords()
  const kept = useDraft(`disc-read ${disc.id}`, t(words.read))
  const [next, setNext] = useDrafted(kept, 'next', inAYear())
  const act = useAct('readDisc', {
    stale: STALE,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  return (
    <FormDialog
      title={`${t(words.read)} · ${disc.serial}`}
      act={t(words.read)}
      busy={act.isPending}
      onClose={onClose}
      onSubmit={() => act.mutate({ params: { id: disc.id }, body: { nextCheck: next as CalendarDate } })}
    >
      <Restored draft={kept} />
      <DateField
        label={t(words.nextCheckField)}
        hint={t(words.nextCheckHint)}
        value={next}
        onValue={setNext}
        wrong={problem('nextCheck')}
      />
      <ProblemNote error={act.error} except={['nextCheck']} />
    </FormDialog>
  )
}

function Move({ disc, onClose }: DiscActProps) {
  const { t } = useWords()
  const kept = useDraft(`disc-move ${disc.id}`, t(words.move))
  const [place, setPlace] = useDrafted(kept, 'place', disc.place ?? '')
  const act = useAct('moveDisc', {
    stale: STALE,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  return (
    <FormDialog
      title={`${t(words.move)} · ${disc.serial}`}
      busy={act.isPending}
      onClose={onClose}
      onSubmit={() => act.mutate({ params: { id: disc.id }, body: { place } })}
    >
      <Restored draft={kept} />
      <TextField
        label={t(words.place)}
        hint={t(words.placeHint)}
        value={place}
        onValue={setPlace}
        wrong={problem('place')}
        maxLength={200}
        required
      />
      <ProblemNote error={act.error} except={['place']} />
    </FormDialog>
  )
}

/** Under a request that was granted, and until a day that it reaches to. */
function Lend({ disc, onClose }: DiscActProps) {
  const { t } = useWords()
  const requests = useReply('listRequests')
  const kept = useDraft(`disc-lend ${disc.id}`, t(words.lend))
  const [request, setRequest] = useDrafted(kept, 'request', '')
  const [due, setDue] = useDrafted(kept, 'due', beijing(instantOf(Date.now() + 7 * 86_400_000)).slice(0, 10))
  const [key] = useDrafted(kept, 'key', freshId)
  const act = useAct('lendDisc', {
    stale: [...STALE, 'listRequests'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const granted = (requests.data?.rows ?? []).filter((one) => one.use === 'borrow' && one.stands === 'granted')
  const chosen = request === '' ? (granted[0]?.id ?? '') : request
  return (
    <FormDialog
      title={`${t(words.lend)} · ${disc.serial}`}
      busy={act.isPending}
      onClose={onClose}
      onSubmit={() => {
        if (chosen !== '')
          act.mutate({ params: { id: disc.id }, body: { request: chosen, due: due as CalendarDate, key } })
      }}
    >
      <Restored draft={kept} />
      {granted.length === 0 ? (
        <p className="muted small">{t(words.noRequest)}</p>
      ) : (
        <SelectField
          label={t(words.lendRequest)}
          value={chosen}
          onValue={setRequest}
          options={granted.map((one) => ({
            value: one.id,
            label: `${one.outsider?.name ?? one.asked.by} · ${one.reason}`,
          }))}
        />
      )}
      <DateField label={t(words.lendDue)} value={due} onValue={setDue} wrong={problem('due')} />
      <ProblemNote error={act.error} except={['due']} />
    </FormDialog>
  )
}

function Back({ disc, onClose }: DiscActProps) {
  const { t } = useWords()
  const kept = useDraft(`disc-back ${disc.id}`, t(words.back))
  const [condition, setCondition] = useDrafted(kept, 'condition', '')
  const act = useAct('takeBackDisc', {
    stale: STALE,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const loan = disc.loans.find((one) => !one.back)?.loan ?? ''
  return (
    <FormDialog
      title={`${t(words.back)} · ${disc.serial}`}
      busy={act.isPending}
      onClose={onClose}
      onSubmit={() => act.mutate({ params: { id: disc.id, loan }, body: { condition } })}
    >
      <Restored draft={kept} />
      <AreaField
        label={t(words.condition)}
        value={condition}
        onValue={setCondition}
        wrong={problem('condition')}
        maxLength={500}
        required
      />
      <ProblemNote error={act.error} except={['condition']} />
    </FormDialog>
  )
}

function Gone({ disc, onClose }: DiscActProps) {
  const { t } = useWords()
  const kept = useDraft(`disc-gone ${disc.id}`, t(words.gone))
  const [how, setHow] = useDrafted<'lost' | 'broken'>(kept, 'how', 'broken')
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const act = useAct('discGone', {
    stale: STALE,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  return (
    <FormDialog
      title={`${t(words.gone)} · ${disc.serial}`}
      kind="grave"
      busy={act.isPending}
      onClose={onClose}
      onSubmit={() => act.mutate({ params: { id: disc.id }, body: { how, reason } })}
    >
      <Restored draft={kept} />
      <SelectField
        label={t(words.how)}
        value={how}
        onValue={(value) => setHow(value as 'lost' | 'broken')}
        options={[
          { value: 'broken', label: t(words.notWhole) },
          { value: 'lost', label: t(words.lost) },
        ]}
      />
      <AreaField
        label={t(words.reason)}
        value={reason}
        onValue={setReason}
        wrong={problem('reason')}
        minLength={2}
        maxLength={500}
        required
      />
      <ProblemNote error={act.error} except={['reason']} />
    </FormDialog>
  )
}

function Again({ disc, onClose }: DiscActProps) {
  const { t } = useWords()
  const kept = useDraft(`disc-again ${disc.id}`, t(words.again))
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const act = useAct('makeDiscAnew', {
    stale: STALE,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  return (
    <FormDialog
      title={`${t(words.again)} · ${disc.serial}`}
      act={t(words.again)}
      busy={act.isPending}
      onClose={onClose}
      onSubmit={() => act.mutate({ params: { id: disc.id }, body: { reason } })}
    >
      <Restored draft={kept} />
      <p className="muted small">{t(words.againHint)}</p>
      <AreaField
        label={t(words.reason)}
        value={reason}
        onValue={setReason}
        wrong={problem('reason')}
        minLength={2}
        maxLength={500}
        required
      />
      <ProblemNote error={act.error} except={['reason']} />
    </FormDialog>
  )
}
