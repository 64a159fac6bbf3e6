import type { ActivityView, LaneRecording } from '@liuhen/contract/activities'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useMay, whose } from '../../api/index.ts'
import { Action, Cited, ProblemNote, Restored, Tag, TextField, useDraft, useDrafted } from '../../parts/index.ts'
import { clockIn, useWords } from '../../words/index.ts'
import { RecordingChoice } from './recording-choice.tsx'
import { positionOf } from './times.ts'
import { words } from './words.ts'

const stale = ['showActivity', 'dayCoverage', 'workbench', 'unrecorded'] as const

/** What must be in the picture, point by point: where it is to be seen, or why it does not occur here. */
export function Points({
  view,
  recordings,
}: {
  readonly view: ActivityView
  readonly recordings: readonly LaneRecording[]
}) {
  const { t } = useWords()
  const { points } = view.coverage
  if (points.length === 0) return null
  return (
    <section className="sheet">
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.points)}
      </h2>
      {points.map((one) => (
        <Point key={one.point} view={view} point={one} recordings={recordings} />
      ))}
    </section>
  )
}

function Point({
  view: { row },
  point: { point, citations },
  recordings,
}: {
  readonly view: ActivityView
  readonly point: ActivityView['coverage']['points'][number]
  readonly recordings: readonly LaneRecording[]
}) {
  const { t } = useWords()
  const may = useMay()
  const [asking, setAsking] = useState<'seen' | 'notHere'>()
  const told = row.details.pictures?.find((one) => one.point === point)
  const isTold = told !== undefined && (told.notHere !== undefined || told.mark !== undefined)
  const close = () => setAsking(undefined)
  const why = may('confirmPicture') ? undefined : t(whose('confirmPicture'))
  return (
    <div className="to-do pad-line">
      <div>
        {point}{' '}
        <span className="small">
          <Cited citations={citations} />
        </span>
        {isTold && (
          <div>
            <Tag>{t(told.notHere === undefined ? words.seen : words.notHere)}</Tag>{' '}
            <span className="muted small">{told.notHere}</span>
            {told.mark && (
              <Link to="/recordings/$id" params={{ id: told.mark.recording }}>
                {t(words.seenMark, { at: clockIn(told.mark.position) })}
              </Link>
            )}
          </div>
        )}
      </div>
      {asking === undefined && !isTold && (
        <span className="row">
          <Action
            onAct={() => setAsking('seen')}
            why={why ?? (recordings.length === 0 ? t(words.noRecording) : undefined)}
          >
            {t(words.seenWhere)}
          </Action>
          {why === undefined && <Action onAct={() => setAsking('notHere')}>{t(words.notHere)}</Action>}
        </span>
      )}
      {asking === 'seen' && <Seen id={row.id} point={point} recordings={recordings} onClose={close} />}
      {asking === 'notHere' && <NotHere id={row.id} point={point} onClose={close} />}
    </div>
  )
}

interface AskProps {
  readonly id: string
  readonly point: string
  readonly onClose: () => void
}

function Seen({ id, point, recordings, onClose }: AskProps & { readonly recordings: readonly LaneRecording[] }) {
  const { t, say } = useWords()
  const kept = useDraft(`seen ${id} ${point}`, `${t(words.seenWhere)} ${point}`)
  const [recording, setRecording] = useDrafted(kept, 'recording', recordings[0]?.id ?? '')
  const [at, setAt] = useDrafted(kept, 'at', '0:00')
  const [pressed, setPressed] = useState(false)
  const leave = () => {
    kept.forget()
    onClose()
  }
  const act = useAct('confirmPicture', { stale, done: leave })
  const position = positionOf(at)
  return (
    <form
      className="gap-form"
      onSubmit={(event) => {
        event.preventDefault()
        setPressed(true)
        if (position !== undefined && !act.isPending)
          act.mutate({ params: { id }, body: { point, mark: { recording, position } } })
      }}
    >
      <Restored draft={kept} />
      <RecordingChoice
        recordings={recordings}
        value={recording}
        onValue={setRecording}
        label={t(words.whichRecording)}
      />
      <TextField
        label={t(words.seenAt)}
        value={at}
        onValue={setAt}
        wrong={pressed && position === undefined ? t(words.seenAtWrong) : undefined}
      />
      <Buttons busy={act.isPending} save={say('save')} cancel={say('cancel')} onClose={leave} />
      <ProblemNote error={act.error} />
    </form>
  )
}

function NotHere({ id, point, onClose }: AskProps) {
  const { t, say } = useWords()
  const kept = useDraft(`not-here ${id} ${point}`, `${t(words.notHere)} ${point}`)
  const [why, setWhy] = useDrafted(kept, 'why', '')
  const [pressed, setPressed] = useState(false)
  const leave = () => {
    kept.forget()
    onClose()
  }
  const act = useAct('confirmPicture', { stale, done: leave })
  const short = why.trim().length < 2
  return (
    <form
      className="gap-form"
      onSubmit={(event) => {
        event.preventDefault()
        setPressed(true)
        if (!short && !act.isPending) act.mutate({ params: { id }, body: { point, notHere: why.trim() } })
      }}
    >
      <Restored draft={kept} />
      <TextField
        label={t(words.notHereWhy)}
        value={why}
        onValue={setWhy}
        maxLength={500}
        autoFocus
        wrong={pressed && short ? t(words.reasonMissing) : undefined}
      />
      <Buttons busy={act.isPending} save={say('save')} cancel={say('cancel')} onClose={leave} />
      <ProblemNote error={act.error} />
    </form>
  )
}

function Buttons({
  busy,
  save,
  cancel,
  onClose,
}: {
  readonly busy: boolean
  readonly save: string
  readonly cancel: string
  readonly onClose: () => void
}) {
  return (
    <div className="row">
      <Action submit kind="primary" busy={busy}>
        {save}
      </Action>
      <Action onAct={onClose}>{cancel}</Action>
    </div>
  )
}
