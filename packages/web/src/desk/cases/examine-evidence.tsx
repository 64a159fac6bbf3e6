import type { CaseEvidenceView, CaseView } from '@liuhen/contract/cases'
import { EVIDENCE_QUALITIES, type EvidenceQuality } from '@liuhen/core/procedure'
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
import { evidenceWords } from './evidence-words.ts'

type Answers = Partial<Record<EvidenceQuality, boolean>>

/** Whether an item is authentic, lawful and relevant, each answered by itself; what it lacks is said in words. */
export function ExamineEvidence({
  view,
  item,
  onClose,
}: {
  readonly view: CaseView
  readonly item: CaseEvidenceView
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const kept = useDraft(`examine ${view.row.id} ${item.id}`, t(evidenceWords.examine))
  const [answers, setAnswers] = useDrafted<Answers>(kept, 'answers', {})
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [proves, setProves] = useDrafted(kept, 'proves', '')
  const [pressed, setPressed] = useState(false)
  const act = useAct('examineEvidence', {
    stale: ['showCase', 'checkAct'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const { authentic, lawful, relevant } = answers
  const lacks = EVIDENCE_QUALITIES.some((quality) => answers[quality] === false)
  const short = lacks && reason.trim().length < 2
  const send = () => {
    setPressed(true)
    if (authentic === undefined || lawful === undefined || relevant === undefined || short || act.isPending) return
    act.mutate({
      params: { id: view.row.id, evidence: item.id },
      body: {
        found: { authentic, lawful, relevant },
        ...(reason.trim() !== '' && { reason: reason.trim() }),
        ...(proves.trim() !== '' && { proves: proves.trim() }),
      },
    })
  }
  return (
    <FormDialog
      title={t(evidenceWords.examineTitle, { title: item.title })}
      onClose={onClose}
      onSubmit={send}
      act={t(evidenceWords.examine)}
      busy={act.isPending}
    >
      <Restored draft={kept} />
      <p className="muted small">{t(evidenceWords.examineHint)}</p>
      {item.proves === undefined ? (
        <AreaField
          label={t(evidenceWords.proves)}
          value={proves}
          onValue={setProves}
          maxLength={2000}
          hint={t(evidenceWords.provesHint)}
          wrong={problem('proves')}
        />
      ) : (
        <p>
          <span className="muted">{t(evidenceWords.proves)}</span> {item.proves}
        </p>
      )}
      {EVIDENCE_QUALITIES.map((quality) => (
        <YesNo
          key={quality}
          label={t(evidenceWords.qualities[quality])}
          value={answers[quality]}
          onValue={(value) => setAnswers({ ...answers, [quality]: value })}
          wrong={pressed && answers[quality] === undefined ? say('choose') : undefined}
        />
      ))}
      <AreaField
        label={lacks ? t(evidenceWords.why) : `${say('reason')}（${say('optional')}）`}
        value={reason}
        onValue={setReason}
        maxLength={2000}
        wrong={problem('reason') ?? (pressed && short ? say('reasonMissing') : undefined)}
      />
      <ProblemNote error={act.error} except={['reason', 'proves']} />
    </FormDialog>
  )
}
