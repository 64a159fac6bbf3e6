import { useAct, useReply } from '../../api/index.ts'
import { Choose, Confirm, useDraft, useDrafted, useFieldProblems } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'

const own = {
  title: text('标注使用人', 'Say who recorded'),
  hint: text(
    '设备台账的记载不改；您的标注和理由加在旁边，并记入流水。',
    'What the register of devices says stays; what you say, and why, is added beside it and journalled.',
  ),
  officer: text('实际使用人', 'Who recorded'),
  missing: text('请选择实际使用人', 'Choose who recorded'),
  add: text('加上标注', 'Add it'),
} as const

/** Adds who recorded, with a reason. It changes nothing that is there. */
export function OfficerDialog({ recording, onClose }: { readonly recording: string; readonly onClose: () => void }) {
  const { t } = useWords()
  const kept = useDraft(`officer ${recording}`, t(own.title))
  const [officer, setOfficer] = useDrafted<string | undefined>(kept, 'officer', undefined)
  const colleagues = useReply('listColleagues')
  const units = useReply('listUnits')
  const act = useAct('annotateOfficer', { stale: ['showRecording', 'listRecordings'], done: onClose })
  const problem = useFieldProblems(act.error)
  const unitName = new Map(units.data?.map((unit) => [unit.id, unit.name]))
  return (
    <Confirm
      draft={kept}
      title={t(own.title)}
      act={t(own.add)}
      busy={act.isPending}
      error={act.error}
      why={officer ? undefined : t(own.missing)}
      onClose={onClose}
      onConfirm={(reason) => officer && act.mutate({ params: { id: recording }, body: { officer, reason } })}
    >
      <p className="muted">{t(own.hint)}</p>
      <Choose
        label={t(own.officer)}
        value={officer}
        onValue={setOfficer}
        wrong={problem('officer')}
        options={(colleagues.data ?? []).map((one) => ({
          value: one.id,
          label: `${one.name} · ${unitName.get(one.unit) ?? ''}`,
        }))}
      />
    </Confirm>
  )
}
