import { CalendarDate } from '@liuhen/core/kernel'
import { useAct } from '../../api/index.ts'
import {
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
import { keepingWords as own } from './words.ts'

/** Records that a recording kept for the long term was put on a disc or medium. */
export function CarrierDialog({
  kinds,
  recording,
  onClose,
}: {
  readonly kinds: readonly string[]
  readonly recording: string
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const kept = useDraft(`carrier ${recording}`, t(own.carrier))
  const [kind, setKind] = useDrafted(kept, 'kind', kinds[0] ?? '')
  const [number, setNumber] = useDrafted(kept, 'number', '')
  const [madeOn, setMadeOn] = useDrafted(kept, 'madeOn', '')
  const [compared, setCompared] = useDrafted(kept, 'compared', 'no')
  const act = useAct('recordCarrier', {
    stale: ['showKeeping', 'keepingOverview'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const day = CalendarDate.safeParse(madeOn)
  return (
    <FormDialog
      title={t(own.carrier)}
      act={t(own.carrier)}
      busy={act.isPending}
      onClose={onClose}
      onSubmit={() => {
        if (day.success && !act.isPending)
          act.mutate({
            params: { id: recording },
            body: { kind, number: number.trim(), madeOn: day.data, compared: compared === 'yes' },
          })
      }}
    >
      <Restored draft={kept} />
      <SelectField
        label={t(own.carrierKind)}
        value={kind}
        onValue={setKind}
        options={kinds.map((one) => ({ value: one, label: one }))}
        wrong={problem('kind')}
        required
      />
      <TextField
        label={t(own.carrierNumber)}
        value={number}
        onValue={setNumber}
        maxLength={80}
        wrong={problem('number')}
        required
      />
      <DateField label={t(own.madeOn)} value={madeOn} onValue={setMadeOn} wrong={problem('madeOn')} required />
      <SelectField
        label={t(own.compared)}
        value={compared}
        onValue={setCompared}
        options={[
          { value: 'no', label: t(own.comparedNo) },
          { value: 'yes', label: t(own.comparedYes) },
        ]}
      />
      <ProblemNote error={act.error} except={['kind', 'number', 'madeOn']} />
    </FormDialog>
  )
}
