import type { RecordingView } from '@liuhen/contract/recordings'
import { useState } from 'react'
import { useAct, useMay } from '../../api/index.ts'
import { Action, Confirm, ProblemNote, Restored, useDraft, useDrafted } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'
import { positionDigits } from './times.ts'

const own = {
  at: text('在 {position} 标记', 'Mark {position}'),
  label: text('标记的内容', 'What is marked'),
  placeholder: text('例如：亮证', 'For example: shows credential'),
  add: text('加上标记', 'Add the marker'),
  title: text('标记', 'Markers'),
  none: text('还没有标记。播放到要紧处按 M。', 'No markers yet. Press M where it matters.'),
  withdraw: text('撤回', 'Withdraw'),
  withdrawTitle: text('撤回标记“{label}”', 'Withdraw the marker “{label}”'),
  withdrawHint: text(
    '标记不再显示；它曾经存在，以及撤回的原因，仍在流水中。',
    'It is no longer shown; that it was there, and why it was withdrawn, stays in the journal.',
  ),
} as const

/** What officers mark most: the steps a recording has to show. Suggestions only. */
const usual = [
  text('亮证', 'Shows credential'),
  text('告知权利', 'Tells of rights'),
  text('开始检查', 'Inspection begins'),
  text('核对签名', 'Reads back and signs'),
  text('恢复录制', 'Recording resumed'),
] as const

export interface MarkFormProps {
  readonly recording: string
  /** Where, in milliseconds from the recording's start. */
  readonly position: number
  readonly onClose: () => void
}

export function MarkForm({ recording, position, onClose }: MarkFormProps) {
  const { t, say } = useWords()
  const kept = useDraft(`marker ${recording}`, t(own.at, { position: positionDigits(position) }))
  const [label, setLabel] = useDrafted(kept, 'label', '')
  // What was typed and not sent belongs where it was typed, wherever the playhead is now.
  const [at, setAt] = useDrafted(kept, 'position', position)
  const write = (words: string) => {
    setLabel(words)
    setAt(at)
  }
  const leave = () => {
    kept.forget()
    onClose()
  }
  const act = useAct('addMarker', { stale: ['showRecording'], done: leave })
  const add = () => {
    if (label.trim() && !act.isPending)
      act.mutate({ params: { id: recording }, body: { position: at, label: label.trim() } })
  }
  return (
    <form
      className="mark-form"
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <span className="muted small">{t(own.at, { position: positionDigits(at) })}</span>
      <input
        className="input"
        autoFocus
        value={label}
        maxLength={120}
        placeholder={t(own.placeholder)}
        aria-label={t(own.label)}
        onChange={(event) => write(event.target.value)}
      />
      <Action kind="primary" submit busy={act.isPending}>
        {t(own.add)}
      </Action>
      <Action onAct={leave}>{say('cancel')}</Action>
      <span className="usual">
        {usual.map((one) => (
          <button key={one.en} type="button" className="button plain small" onClick={() => write(t(one))}>
            {t(one)}
          </button>
        ))}
      </span>
      <ProblemNote error={act.error} />
      <Restored draft={kept} />
    </form>
  )
}

type Marker = RecordingView['markers'][number]
export interface MarkersProps {
  readonly view: RecordingView
  readonly onSeek: (position: number) => void
}

export function Markers({ view, onSeek }: MarkersProps) {
  const { t } = useWords()
  const may = useMay()
  const [withdrawing, setWithdrawing] = useState<Marker>()
  const act = useAct('withdrawMarker', { stale: ['showRecording'], done: () => setWithdrawing(undefined) })
  return (
    <section className="sheet pad">
      <h3>{t(own.title)}</h3>
      {view.markers.length === 0 && <p className="muted small">{t(own.none)}</p>}
      <ul className="plain-list">
        {[...view.markers]
          .sort((a, b) => a.position - b.position)
          .map((marker) => (
            <li key={marker.marker}>
              <button type="button" className="button plain" onClick={() => onSeek(marker.position)}>
                {positionDigits(marker.position)}
              </button>
              <span className="grow">
                {marker.label} <span className="muted small">{marker.by}</span>
              </span>
              {may('withdrawMarker') && (
                <button type="button" className="button plain small" onClick={() => setWithdrawing(marker)}>
                  {t(own.withdraw)}
                </button>
              )}
            </li>
          ))}
      </ul>
      {withdrawing && (
        <Confirm
          title={t(own.withdrawTitle, { label: withdrawing.label })}
          act={t(own.withdraw)}
          busy={act.isPending}
          error={act.error}
          onClose={() => setWithdrawing(undefined)}
          onConfirm={(reason) => act.mutate({ params: { id: view.id, marker: withdrawing.marker }, body: { reason } })}
        >
          <p className="muted">{t(own.withdrawHint)}</p>
        </Confirm>
      )}
    </section>
  )
}
