import type { RecordingView } from '@liuhen/contract/recordings'
import { useAct, useReply } from '../../api/index.ts'
import { Choose, Confirm, useDraft, useDrafted, useFieldProblems } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'

const own = {
  title: text('确认来源', 'Confirm its origin'),
  hint: text(
    '请写明您怎么知道它是谁用哪台设备录的，例如核对过原卡、询问过本人。确认后它按此归属并计入；所称的时钟偏差不会被采用。您的姓名和理由记入流水。',
    'Say how you know who recorded it and with which device: you compared the card, you asked them. From then on it counts as theirs; a clock offset that was claimed is not used. Your name and reason are journalled.',
  ),
  overrules: text(
    '{by} 已核实来源不属实：“{reason}”。再确认是一个新的决定，请写明为什么。',
    '{by} found its claimed origin untrue: “{reason}”. To confirm it now is a new decision: say why.',
  ),
  device: text('设备', 'Device'),
  officer: text('录制人', 'Who recorded'),
  missing: text('请选择录制人', 'Choose who recorded'),
  act: text('确认', 'Confirm'),
} as const

/** Says where a recording is from, with a reason. What was claimed of device and person is filled in to be checked. */
export function ConfirmOrigin({ view, onClose }: { readonly view: RecordingView; readonly onClose: () => void }) {
  const { t } = useWords()
  const claimed = (what: 'device' | 'officer') =>
    view.origin.claims.find((one) => one.what === what && one.known !== undefined)?.known
  const { rejection } = view.origin
  const kept = useDraft(`confirm-origin ${view.id}`, t(own.title))
  const [device, setDevice] = useDrafted(kept, 'device', view.row.device?.id ?? claimed('device'))
  const [officer, setOfficer] = useDrafted(kept, 'officer', view.row.officer?.id ?? claimed('officer'))
  const colleagues = useReply('listColleagues')
  const devices = useReply('listDevices')
  const stale = ['showRecording', 'listRecordings', 'workbench', 'dayCoverage'] as const
  const act = useAct('confirmProvenance', { stale: [...stale], done: onClose })
  const problem = useFieldProblems(act.error)
  return (
    <Confirm
      draft={kept}
      title={t(own.title)}
      act={t(own.act)}
      busy={act.isPending}
      error={act.error}
      why={officer ? undefined : t(own.missing)}
      onClose={onClose}
      onConfirm={(reason) =>
        act.mutate({
          params: { id: view.id },
          body: { reason, ...(device && { device }), ...(officer && { officer }) },
        })
      }
    >
      {rejection && <p className="note zhe">{t(own.overrules, { by: rejection.by, reason: rejection.reason })}</p>}
      <p className="muted">{t(own.hint)}</p>
      <Choose
        label={t(own.device)}
        value={device}
        onValue={setDevice}
        wrong={problem('device')}
        options={(devices.data ?? [])
          .filter((one) => one.kind !== 'docking-station')
          .map((one) => ({ value: one.id, label: `${one.number} · ${one.unit.name}` }))}
      />
      <Choose
        label={t(own.officer)}
        value={officer}
        onValue={setOfficer}
        wrong={problem('officer')}
        options={(colleagues.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
      />
    </Confirm>
  )
}
