import type { RecordingView } from '@liuhen/contract/recordings'
import { useAct } from '../../api/index.ts'
import { Confirm, useDraft } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'

const own = {
  title: text('所称来源不属实', 'Not from where it is claimed to be'),
  hint: text(
    '请写明您怎么知道，例如核对过原卡、询问过所称的录制人。此后它不计入任何人名下，不补缺口，也不再列入待办；原件照常保存，不能删除。您的姓名和理由记入流水，并写进含有它的证据包。',
    'Say how you know: you compared the card, you asked who is said to have recorded it. From then on it counts as nobody’s, closes no gap and waits for nobody; the original is kept and cannot be deleted. Your name and reason are journalled, and stand in any package that holds it.',
  ),
  act: text('认定不属实', 'Reject it'),
} as const

/** Says with a reason that a recording is not from where it is claimed to be. */
export function RejectOrigin({ view, onClose }: { readonly view: RecordingView; readonly onClose: () => void }) {
  const { t } = useWords()
  const kept = useDraft(`reject-origin ${view.id}`, t(own.title))
  const act = useAct('rejectProvenance', {
    stale: ['showRecording', 'listRecordings', 'workbench', 'dayCoverage', 'showActivity'],
    done: onClose,
  })
  return (
    <Confirm
      draft={kept}
      title={t(own.title)}
      act={t(own.act)}
      grave
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={(reason) => act.mutate({ params: { id: view.id }, body: { reason } })}
    >
      <p className="muted">{t(own.hint)}</p>
    </Confirm>
  )
}
