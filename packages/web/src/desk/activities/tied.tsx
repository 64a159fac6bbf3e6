import type { ActivityView } from '@liuhen/contract/activities'
import { dayOf, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useMay, useReply, whose } from '../../api/index.ts'
import { Action, AreaField, ProblemNote, Restored, SelectField, useDraft, useDrafted } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { minuteDigits } from './times.ts'
import { words } from './words.ts'

const stale = ['showActivity', 'dayCoverage', 'workbench', 'unrecorded'] as const
const DAY = 86_400_000

/** Recordings a person says are of this activity, besides those its people made meanwhile. */
export function Tied({ view }: { readonly view: ActivityView }) {
  const { t } = useWords()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  return (
    <section className="sheet pad">
      <h3>{t(words.tied)}</h3>
      <p className="muted small">{t(words.tiedHint)}</p>
      {view.tied.map((one) => (
        <Tie key={one.recording} view={view} tie={one} />
      ))}
      {adding ? (
        <TieForm view={view} onClose={() => setAdding(false)} />
      ) : (
        <Action onAct={() => setAdding(true)} why={may('tieRecording') ? undefined : t(whose('tieRecording'))}>
          {t(words.tie)}
        </Action>
      )}
    </section>
  )
}

function Tie({ view, tie }: { readonly view: ActivityView; readonly tie: ActivityView['tied'][number] }) {
  const { t } = useWords()
  const may = useMay()
  const act = useAct('untieRecording', { stale })
  return (
    <div className="told">
      <Link to="/recordings/$id" params={{ id: tie.recording }}>
        {tie.fileName}
      </Link>{' '}
      “{tie.reason}” <span className="muted small">{tie.by}</span>{' '}
      {may('untieRecording') && (
        <Action
          busy={act.isPending}
          onAct={() =>
            act.mutate({ params: { id: view.row.id }, body: { recording: tie.recording, reason: words.untied.zh } })
          }
        >
          {t(words.untie)}
        </Action>
      )}
      <ProblemNote error={act.error} />
    </div>
  )
}

/** Of the day of the activity and the day after: what was filmed later is tied too, and said to be later. */
function TieForm({ view, onClose }: { readonly view: ActivityView; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft(`tie ${view.row.id}`, t(words.tie))
  const [recording, setRecording] = useDrafted(kept, 'recording', '')
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [pressed, setPressed] = useState(false)
  const leave = () => {
    kept.forget()
    onClose()
  }
  const act = useAct('tieRecording', { stale, done: leave })
  const { start } = view.row
  const query = { from: dayOf(start), to: dayOf(instantOf(millisecondsOf(start) + DAY)), limit: 200 }
  const found = useReply('listRecordings', { query })
  const already = new Set([...view.coverage.recordings, ...view.tied.map((one) => one.recording)])
  const others = (found.data?.rows ?? []).filter((one) => !already.has(one.id))
  const short = reason.trim().length < 2
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setPressed(true)
        if (recording === '' || short || act.isPending) return
        act.mutate({ params: { id: view.row.id }, body: { recording, reason: reason.trim() } })
      }}
    >
      <Restored draft={kept} />
      <SelectField
        label={t(words.whichRecording)}
        value={recording}
        empty={others.length > 0 ? say('choose') : t(words.noOther)}
        onValue={setRecording}
        options={others.map((one) => ({
          value: one.id,
          label: `${minuteDigits(one.start)} – ${minuteDigits(one.end)} ${one.device?.number ?? ''} ${one.fileName}`,
        }))}
        wrong={pressed && recording === '' ? say('choose') : undefined}
      />
      <AreaField
        label={t(words.whyTied)}
        value={reason}
        onValue={setReason}
        maxLength={500}
        wrong={pressed && short ? t(words.reasonMissing) : undefined}
      />
      <ProblemNote error={act.error} />
      <div className="row">
        <Action kind="primary" submit busy={act.isPending}>
          {t(words.tie)}
        </Action>
        <Action onAct={leave}>{say('cancel')}</Action>
      </div>
    </form>
  )
}
