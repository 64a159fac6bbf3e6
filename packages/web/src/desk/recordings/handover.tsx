import type { AnswerViewOf } from '@liuhen/contract/packs'
import type { RecordingView } from '@liuhen/contract/recordings'
import { useState } from 'react'
import { useAct } from '../../api/index.ts'
import {
  AreaField,
  Cited,
  DateField,
  FormDialog,
  ProblemNote,
  SelectField,
  useFieldProblems,
  Restored,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'
import { fieldOf, momentOfField } from '../activities/times.ts'

const own = {
  title: text('为什么不能及时移交', 'Why it could not be handed over in time'),
  reason: text('原因', 'Why'),
  listed: text('制度只认这些原因', 'Only these reasons count'),
  returned: text('什么时候返回单位', 'When the unit was reached'),
  send: text('提交说明', 'File the explanation'),
} as const

/** Why a recording was handed over late, and when its unit was reached: what the exception of the instrument asks. */
export function HandoverDialog({
  view,
  answer,
  onClose,
}: {
  readonly view: RecordingView
  readonly answer: AnswerViewOf<'handover'>
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const kept = useDraft(`handover ${view.id}`, t(own.title))
  const listed = answer.value?.exceptionReasons ?? []
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [returned, setReturned] = useDrafted(kept, 'returned', fieldOf(view.arrival.arrivedAt))
  const [pressed, setPressed] = useState(false)
  const act = useAct('explainHandover', {
    stale: ['showRecording', 'listRecordings'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const at = momentOfField(returned)
  const missing = pressed && reason.trim().length < 2 ? say('fillIn') : undefined
  return (
    <FormDialog
      title={t(own.title)}
      onClose={onClose}
      onSubmit={() => {
        setPressed(true)
        if (at && reason.trim().length > 1 && !act.isPending)
          act.mutate({ params: { id: view.id }, body: { reason: reason.trim(), returned: at } })
      }}
      busy={act.isPending}
      act={t(own.send)}
    >
      <Restored draft={kept} />
      {listed.length > 0 ? (
        <SelectField
          label={t(own.reason)}
          hint={t(own.listed)}
          value={reason}
          onValue={setReason}
          empty={say('choose')}
          options={listed.map((one) => ({ value: one, label: one }))}
          wrong={problem('reason') ?? missing}
        />
      ) : (
        <AreaField
          label={t(own.reason)}
          value={reason}
          onValue={setReason}
          maxLength={500}
          wrong={problem('reason') ?? missing}
        />
      )}
      <DateField
        label={t(own.returned)}
        time
        value={returned}
        onValue={setReturned}
        wrong={problem('returned') ?? (at ? undefined : say('fillIn'))}
      />
      <p className="small">
        <Cited citations={answer.rules.flatMap((one) => one.citations)} />
      </p>
      <ProblemNote error={act.error} except={['reason', 'returned']} />
    </FormDialog>
  )
}
