import type { CoverageFinding, LaneRecording } from '@liuhen/contract/activities'
import type { GapDeed, GapExplanation } from '@liuhen/core/activities'
import { instantOf } from '@liuhen/core/kernel'
import { useState } from 'react'
import { useAct } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Cited,
  DateField,
  ProblemNote,
  SelectField,
  TextField,
  Restored,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import type { LaneActivity } from './lanes.ts'
import { RecordingChoice } from './recording-choice.tsx'
import { fieldOf, minuteDigits, momentOfField, positionOf } from './times.ts'
import { deedNames, words } from './words.ts'

export interface ExplainProps {
  readonly finding: CoverageFinding
  readonly activity: Pick<LaneActivity, 'row' | 'coverage'>
  readonly recordings: readonly LaneRecording[]
  readonly onClose: () => void
}

interface Draft {
  readonly stretch: number
  readonly form: 'spoken' | 'written'
  readonly reason: string
  readonly recording: string
  readonly from: string
  readonly to: string
  readonly reported: boolean
  readonly reportedAt: string
  readonly did: readonly GapDeed[]
  readonly intoFile: boolean
  readonly notSpoken: string
}

/** Says why a stretch was not recorded, asking for what the regulation of that day wants an explanation to be. */
export function Explain({ finding, activity: { row, coverage }, recordings, onClose }: ExplainProps) {
  const { t, say } = useWords()
  const kept = useDraft(`explain ${row.id} ${finding.code} ${finding.stretches[0]?.from ?? ''}`, t(words.explain))
  const wanted = coverage.explanation
  const near = recordings.filter((one) => coverage.recordings.includes(one.id))
  const [draft, setDraft] = useDrafted<Draft>(kept, 'draft', {
    stretch: 0,
    form: wanted?.spoken === true && near.length > 0 ? 'spoken' : 'written',
    reason: '',
    recording: near.at(-1)?.id ?? '',
    from: '0:00',
    to: '0:10',
    reported: false,
    reportedAt: fieldOf(instantOf(Date.now())),
    did: [],
    intoFile: false,
    notSpoken: '',
  })
  const [pressed, setPressed] = useState(false)
  const act = useAct('explainActivityGap', {
    stale: ['dayCoverage', 'showActivity', 'workbench', 'unrecorded'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const put = (change: Partial<Draft>) => setDraft({ ...draft, ...change })
  const body = explanationOf(draft, finding, wanted?.reportTo)
  return (
    <form
      className="gap-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setPressed(true)
        if (body && !act.isPending) act.mutate({ params: { id: row.id }, body })
      }}
    >
      <Restored draft={kept} />
      {finding.stretches.length > 1 && (
        <SelectField
          label={t(words.stretch)}
          value={String(draft.stretch)}
          onValue={(value) => put({ stretch: Number(value) })}
          options={finding.stretches.map((one, i) => ({
            value: String(i),
            label: `${minuteDigits(one.from)} – ${minuteDigits(one.to)}`,
          }))}
        />
      )}
      <fieldset className="row" aria-label={t(words.form)}>
        {(['written', 'spoken'] as const).map((one) => (
          <label key={one} className="check">
            <input
              type="radio"
              name={`form-${row.id}-${finding.code}`}
              checked={draft.form === one}
              disabled={one === 'spoken' && near.length === 0}
              onChange={() => put({ form: one })}
            />
            {t(words[one])}
          </label>
        ))}
        {near.length === 0 && <span className="muted small">{t(words.noRecording)}</span>}
      </fieldset>
      {draft.form === 'written' && wanted?.written && (
        <p className="muted small">{t(words.writtenOnlyIf[wanted.written])}</p>
      )}
      {draft.form === 'written' && wanted?.written === 'when-not-spoken' && (
        <AreaField
          label={t(words.notSpoken)}
          value={draft.notSpoken}
          onValue={(notSpoken) => put({ notSpoken })}
          maxLength={500}
        />
      )}
      {draft.form === 'spoken' && <Passage draft={draft} put={put} near={near} pressed={pressed} />}
      {wanted?.reasons ? (
        <SelectField
          label={t(words.reason)}
          hint={t(words.reasonFixed)}
          value={draft.reason}
          onValue={(reason) => put({ reason })}
          empty={say('choose')}
          options={wanted.reasons.map((one) => ({ value: one, label: one }))}
          wrong={pressed && draft.reason === '' ? say('choose') : undefined}
        />
      ) : (
        <AreaField
          label={t(words.reason)}
          hint={t(words.hint)}
          value={draft.reason}
          onValue={(reason) => put({ reason })}
          maxLength={500}
          wrong={pressed && draft.reason.trim().length < 2 ? say('fillIn') : undefined}
        />
      )}
      <Besides draft={draft} put={put} wanted={wanted} name={`${row.id}-${finding.code}`} />
      {wanted && wanted.citations.length > 0 && (
        <p className="muted small">
          {t(words.basis)} <Cited citations={wanted.citations} />
        </p>
      )}
      <ProblemNote error={act.error} />
      <div className="row">
        <Action kind="primary" submit busy={act.isPending}>
          {t(words.file)}
        </Action>
        <Action onAct={onClose}>{say('cancel')}</Action>
      </div>
    </form>
  )
}

interface PartProps {
  readonly draft: Draft
  readonly put: (change: Partial<Draft>) => void
}

function Passage({
  draft,
  put,
  near,
  pressed,
}: PartProps & { readonly near: readonly LaneRecording[]; readonly pressed: boolean }) {
  const { t } = useWords()
  const wrong = pressed && passageOf(draft) === undefined ? t(words.passageWrong) : undefined
  return (
    <>
      <RecordingChoice
        label={t(words.recording)}
        recordings={near}
        value={draft.recording}
        onValue={(recording) => put({ recording })}
      />
      <div className="pair">
        <TextField label={t(words.passage)} value={draft.from} onValue={(from) => put({ from })} wrong={wrong} />
        <TextField label={t(words.passageEnd)} value={draft.to} onValue={(to) => put({ to })} />
      </div>
    </>
  )
}

function Besides({
  draft,
  put,
  wanted,
  name,
}: PartProps & { readonly wanted: LaneActivity['coverage']['explanation']; readonly name: string }) {
  const { t } = useWords()
  return (
    <>
      {wanted?.reportTo !== undefined && (
        <div className="pair">
          <label className="check">
            <input
              type="checkbox"
              checked={draft.reported}
              onChange={(event) => put({ reported: event.target.checked })}
            />
            {t(words.reported, { to: wanted.reportTo })}
          </label>
          {draft.reported && (
            <DateField
              label={t(words.reportedAt)}
              hint={t(words.reportedHint)}
              time
              value={draft.reportedAt}
              onValue={(reportedAt) => put({ reportedAt })}
            />
          )}
        </div>
      )}
      {wanted?.besides && wanted.besides.length > 0 && (
        <fieldset className="row" aria-label={t(words.deeds)}>
          <span className="muted small">{t(words.deeds)}</span>
          {wanted.besides.map((deed) => (
            <label key={deed} className="check">
              <input
                type="checkbox"
                name={`did-${name}`}
                checked={draft.did.includes(deed)}
                onChange={(event) =>
                  put({ did: event.target.checked ? [...draft.did, deed] : draft.did.filter((one) => one !== deed) })
                }
              />
              {t(deedNames[deed])}
            </label>
          ))}
        </fieldset>
      )}
      {draft.form === 'written' && wanted?.writtenIntoFile === true && (
        <label className="check">
          <input
            type="checkbox"
            checked={draft.intoFile}
            onChange={(event) => put({ intoFile: event.target.checked })}
          />
          {t(words.intoFile)}
        </label>
      )}
    </>
  )
}

function passageOf(draft: Draft): { from: number; to: number } | undefined {
  const [from, to] = [positionOf(draft.from), positionOf(draft.to)]
  return from !== undefined && to !== undefined && to > from ? { from, to } : undefined
}

/** What is sent; undefined while something is still missing. */
function explanationOf(
  draft: Draft,
  finding: CoverageFinding,
  reportTo: string | undefined,
): GapExplanation | undefined {
  const stretch = finding.stretches[draft.stretch]
  const reason = draft.reason.trim()
  if (!stretch || reason.length < 2) return undefined
  const at = draft.reported ? momentOfField(draft.reportedAt) : undefined
  const told = {
    ...stretch,
    reason,
    ...(at && { reported: { at, ...(reportTo !== undefined && { to: reportTo }) } }),
    ...(draft.did.length > 0 && { did: [...draft.did] }),
  }
  const notSpoken = draft.notSpoken.trim()
  const unspoken = notSpoken.length > 1 && { notSpoken }
  if (draft.form === 'written')
    return { form: 'written', ...told, ...unspoken, ...(draft.intoFile && { intoFile: true }) }
  const passage = passageOf(draft)
  return passage && draft.recording !== ''
    ? { form: 'spoken', ...told, recording: draft.recording, passage }
    : undefined
}
