import type { CaseActView } from '@liuhen/contract/cases'
import { acts } from '@liuhen/core/procedure'
import { useState } from 'react'
import { useAct } from '../../api/index.ts'
import {
  AreaField,
  FormDialog,
  ProblemNote,
  Restored,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { YesNo } from './about-case.tsx'
import { words } from './words.ts'

/** Whether an act was not recorded for the reason told: found by somebody who took no part, who may be asked about it. */
export function JudgeExcuse({
  caseId,
  act: one,
  onClose,
}: {
  readonly caseId: string
  readonly act: CaseActView
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const title = t(words.excuseTitle, { act: t(acts[one.act].name), on: one.on })
  const kept = useDraft(`judge-excuse ${caseId} ${one.id}`, title)
  const [is, setIs] = useDrafted<'' | 'true' | 'false'>(kept, 'is', '')
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [pressed, setPressed] = useState(false)
  const act = useAct('judgeExcuse', {
    stale: ['showCase', 'workbench'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const short = reason.trim().length < 2
  const send = () => {
    setPressed(true)
    if (short || is === '' || act.isPending) return
    act.mutate({ params: { id: caseId, act: one.id }, body: { is: is === 'true', reason: reason.trim() } })
  }
  return (
    <FormDialog title={title} onClose={onClose} onSubmit={send} act={t(words.excuseWrite)} busy={act.isPending}>
      <Restored draft={kept} />
      <p>
        “{one.excused?.reason}” <span className="muted small">{one.excused?.by}</span>
      </p>
      <p className="muted small">{t(words.excuseJudgeHint)}</p>
      <YesNo
        label={t(words.excuseIs)}
        value={is === '' ? undefined : is === 'true'}
        onValue={(value) => setIs(value === undefined ? '' : value ? 'true' : 'false')}
        wrong={pressed && is === '' ? say('choose') : undefined}
      />
      <AreaField
        label={t(words.excuseJudgeReason)}
        value={reason}
        onValue={setReason}
        maxLength={2000}
        wrong={problem('reason') ?? (pressed && short ? say('reasonMissing') : undefined)}
      />
      <ProblemNote error={act.error} except={['reason']} />
    </FormDialog>
  )
}
