import type { CaseActView, ProposedRecording } from '@liuhen/contract/cases'
import { acts } from '@liuhen/core/procedure'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useReply } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Await,
  Cited,
  Dialog,
  ProblemNote,
  Restored,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { formWords } from './form-words.ts'

const stale = ['showCase', 'casesOfRecording', 'workbench'] as const

interface OfAct {
  readonly caseId: string
  readonly act: CaseActView
  readonly onClose: () => void
}

/** Says which recordings are of an act, or why there is none. */
export function RecordingsOfAct({ caseId, act: one, onClose }: OfAct) {
  const { t, say } = useWords()
  const params = { id: caseId, act: one.id }
  const proposed = useReply('proposedForAct', { params })
  return (
    <Dialog
      title={t(formWords.tieTitle, { act: t(acts[one.act].name), on: one.on })}
      onClose={onClose}
      footer={<Action onAct={onClose}>{say('close')}</Action>}
    >
      {one.mustRecord && <Cited citations={one.mustRecord} quoted />}
      <Await reply={proposed} lines={3}>
        {(found) => <Tie caseId={caseId} act={one} found={found} onClose={onClose} />}
      </Await>
      {one.recordings.length === 0 && <Excuse caseId={caseId} act={one} onClose={onClose} />}
    </Dialog>
  )
}

function Tie({ caseId, act: one, found, onClose }: OfAct & { readonly found: readonly ProposedRecording[] }) {
  const { t, say } = useWords()
  const kept = useDraft(`recordings ${caseId} ${one.id}`, t(formWords.recordings))
  const [chosen, setChosen] = useDrafted<string[]>(
    kept,
    'chosen',
    one.recordings.map((each) => each.recording),
  )
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [pressed, setPressed] = useState(false)
  const isUntied = one.recordings.some((each) => !chosen.includes(each.recording))
  const short = isUntied && reason.trim().length < 2
  const act = useAct('tieToAct', {
    stale,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  if (found.length === 0)
    return (
      <p className="muted">
        {t(formWords.recordingsNone)} {t(formWords.recordingsLater)}
      </p>
    )
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setPressed(true)
        if (chosen.length === 0 || short || act.isPending) return
        const body = { recordings: chosen, ...(isUntied && { reason: reason.trim() }) }
        act.mutate({ params: { id: caseId, act: one.id }, body })
      }}
    >
      <Restored draft={kept} />
      <RecordingBoxes found={found} chosen={chosen} onChosen={setChosen} />
      {(problem('recordings') ?? (pressed && chosen.length === 0)) && (
        <div className="wrong small zhu">{problem('recordings') ?? t(formWords.chooseOne)}</div>
      )}
      {isUntied && (
        <AreaField
          label={t(formWords.untie)}
          value={reason}
          onValue={setReason}
          maxLength={500}
          hint={t(formWords.untieHint)}
          wrong={problem('reason') ?? (pressed && short ? say('reasonMissing') : undefined)}
        />
      )}
      <ProblemNote error={act.error} except={['recordings', 'reason']} />
      <Action kind="primary" submit busy={act.isPending}>
        {t(formWords.tieAct)}
      </Action>
    </form>
  )
}

/** Proposed recordings to tick; one whose origin nobody has confirmed says where that is done. */
export function RecordingBoxes({
  found,
  chosen,
  onChosen,
}: {
  readonly found: readonly ProposedRecording[]
  readonly chosen: readonly string[]
  readonly onChosen: (chosen: string[]) => void
}) {
  const { t } = useWords()
  return (
    <fieldset className="recording-boxes">
      <legend>
        {t(formWords.recordings)} <span className="muted small">{t(formWords.recordingsHint)}</span>
      </legend>
      {found.map((one) => (
        <label key={one.recording} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(one.recording)}
            disabled={one.unconfirmed}
            onChange={(event) =>
              onChosen(
                event.target.checked ? [...chosen, one.recording] : chosen.filter((each) => each !== one.recording),
              )
            }
          />
          <span>
            {t(formWords.covers, { at: one.at, until: one.until })}{' '}
            <span className="muted small">{[one.officer, one.device, one.fileName].filter(Boolean).join(' · ')}</span>
            {one.unconfirmed && (
              <Link className="zhe small" to="/recordings/$id" params={{ id: one.recording }} hash="origin">
                {' '}
                {t(formWords.unconfirmed)}
              </Link>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function Excuse({ caseId, act: one, onClose }: OfAct) {
  const { t, say } = useWords()
  const kept = useDraft(`excuse ${caseId} ${one.id}`, t(formWords.excuse))
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [pressed, setPressed] = useState(false)
  const act = useAct('excuseAct', {
    stale,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const short = reason.trim().length < 2
  return (
    <form
      className="excuse"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setPressed(true)
        if (!short && !act.isPending)
          act.mutate({ params: { id: caseId, act: one.id }, body: { reason: reason.trim() } })
      }}
    >
      <Restored draft={kept} />
      <AreaField
        label={t(formWords.excuse)}
        value={reason}
        onValue={setReason}
        maxLength={2000}
        hint={t(formWords.excuseHint)}
        wrong={problem('reason') ?? (pressed && short ? say('reasonMissing') : undefined)}
      />
      <ProblemNote error={act.error} except={['reason']} />
      <Action submit busy={act.isPending}>
        {t(formWords.excuseAct)}
      </Action>
    </form>
  )
}
