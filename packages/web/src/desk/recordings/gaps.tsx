import type { GapView, RecordingView } from '@liuhen/contract/recordings'
import { useAct, useMay, whose } from '../../api/index.ts'
import { Action, AreaField, ProblemNote, Tag, Time, Restored, useDraft, useDrafted } from '../../parts/index.ts'
import { missing, text, useWords } from '../../words/index.ts'
import { sceneOf } from './lanes.ts'
import type { Playback } from './playback.ts'
import { clockRange, positionDigits } from './times.ts'

const own = {
  title: text('缺口与说明', 'Gaps and explanations'),
  none: text('没有缺口：相邻片段首尾相接。', 'No gaps: each segment begins where the last one ended.'),
  alone: text(
    '这份文件没有相邻的片段，也没有发现内部缺口。',
    'This file has no neighbours, and no gap inside it was found.',
  ),
  time: text('两段之间的时间没有录', 'Time between two files was not recorded'),
  number: text('两段之间缺少文件编号', 'File numbers are missing between two files'),
  container: text('文件内部缺一段', 'A stretch is missing inside the file'),
  waiting: text('待说明', 'To be explained'),
  spoken: text('录音中说明', 'Said on the recording'),
  written: text('书面说明', 'In writing'),
  said: text('{by}，{form}', '{by}, {form}'),
  passage: text('录音 {from} – {to}', 'On the recording, {from} – {to}'),
  elsewhere: text('在相邻片段中', 'on the neighbouring segment'),
  explain: text('说明原因', 'Explain'),
  form: text('怎样说明', 'How it is explained'),
  reason: text('中断原因', 'Why recording stopped'),
  reasonSpoken: text('录音中说的原因，简要写出', 'What is said there, in brief'),
  hint: text('写入流水，不能删改，可以再补充。', 'It goes into the journal and stays; more can be added later.'),
  from: text('从 {at}', 'From {at}'),
  to: text('到 {at}', 'To {at}'),
  setFrom: text('以当前位置为起', 'Begin at the playhead'),
  setTo: text('以当前位置为止', 'End at the playhead'),
  order: text('止点要在起点之后', 'The end must come after the beginning'),
  tooShort: text('请写明原因', 'Say why'),
  send: text('提交说明', 'File the explanation'),
} as const

export interface GapsProps {
  readonly view: RecordingView
  readonly playback: Playback
  /** The gap chosen on the timeline: its form stands open. */
  readonly open: string | undefined
  readonly onOpen: (gap: string | undefined) => void
}

export const nameOf = (gap: GapView): string => `${gap.after} ${gap.before} ${gap.from}`

/** Every gap around the recording: what is missing, and why, or a form to say so. */
export function Gaps({ view, playback, open, onOpen }: GapsProps) {
  const { t } = useWords()
  const may = useMay()
  const scene = sceneOf(view)
  return (
    <section className="sheet pad" id="gaps">
      <h3>{t(own.title)}</h3>
      {scene.gaps.length === 0 && <p className="muted small">{t(scene.segments.length > 1 ? own.none : own.alone)}</p>}
      {scene.gaps.map(({ gap }) => (
        <div className="gap-item" key={nameOf(gap)}>
          <div className="row between">
            <b className={gap.explained ? undefined : 'zhu'}>{t(missing(gap))}</b>
            <span className="muted small">{clockRange(gap.from, gap.to)}</span>
          </div>
          <div className="muted small">{t(own[gap.kind])}</div>
          {gap.explained ? (
            <Explained gap={gap} view={view} playback={playback} />
          ) : open === nameOf(gap) ? (
            <ExplainForm gap={gap} view={view} playback={playback} onClose={() => onOpen(undefined)} />
          ) : (
            <div className="row">
              <Tag tone="zhu">{t(own.waiting)}</Tag>
              <Action
                onAct={() => onOpen(nameOf(gap))}
                why={may('explainInterruption') ? undefined : t(whose('explainInterruption'))}
              >
                {t(own.explain)}
              </Action>
            </div>
          )}
        </div>
      ))}
    </section>
  )
}

interface OneGapProps {
  readonly gap: GapView
  readonly view: RecordingView
  readonly playback: Playback
}

function Explained({ gap, view, playback }: OneGapProps) {
  const { t } = useWords()
  if (!gap.explained) return null
  const { statement, at, by } = gap.explained
  const here = statement.form === 'spoken' && statement.recording === view.id
  return (
    <div className="said">
      “{statement.reason}”
      <div className="muted small">
        {t(own.said, { by, form: t(own[statement.form]) })} · <Time at={at} to="minute" />
        {statement.form === 'spoken' && (
          <>
            {' · '}
            {here ? (
              <button type="button" className="button plain small" onClick={() => playback.seek(statement.from)}>
                {t(own.passage, { from: positionDigits(statement.from), to: positionDigits(statement.to) })}
              </button>
            ) : (
              t(own.elsewhere)
            )}
          </>
        )}
      </div>
    </div>
  )
}

function ExplainForm({ gap, view, playback, onClose }: OneGapProps & { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft(`gap ${gap.after} ${gap.before}`, t(own.title))
  const beside = gap.after === view.id || gap.before === view.id
  const [form, setForm] = useDrafted<'spoken' | 'written'>(kept, 'form', 'written')
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [from, setFrom] = useDrafted(kept, 'from', 0)
  const [to, setTo] = useDrafted(kept, 'to', Math.min(10_000, playback.length))
  const act = useAct('explainInterruption', {
    stale: ['showRecording', 'listRecordings', 'workbench'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const wrong = form === 'spoken' && to <= from ? t(own.order) : reason.trim().length < 2 ? t(own.tooShort) : undefined
  const send = () => {
    if (wrong) return
    const name = { after: gap.after, before: gap.before }
    const common = { gap: name, reason: reason.trim() }
    act.mutate({
      // Kept with the later one of the two, whichever of them is being looked at.
      params: { id: gap.before },
      body: form === 'spoken' ? { form, recording: view.id, from, to, ...common } : { form, ...common },
    })
  }
  return (
    <form
      className="explain"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Restored draft={kept} />
      <fieldset className="row" aria-label={t(own.form)}>
        {(['written', 'spoken'] as const).map((one) => (
          <label key={one} className="check">
            <input
              type="radio"
              name="form"
              checked={form === one}
              disabled={one === 'spoken' && !beside}
              onChange={() => setForm(one)}
            />
            {t(own[one])}
          </label>
        ))}
      </fieldset>
      {form === 'spoken' && (
        <div className="row passage">
          <span>{t(own.from, { at: positionDigits(from) })}</span>
          <button type="button" className="button" onClick={() => setFrom(Math.round(playback.position()))}>
            {t(own.setFrom)}
          </button>
          <span>{t(own.to, { at: positionDigits(to) })}</span>
          <button type="button" className="button" onClick={() => setTo(Math.round(playback.position()))}>
            {t(own.setTo)}
          </button>
        </div>
      )}
      <AreaField
        label={t(form === 'spoken' ? own.reasonSpoken : own.reason)}
        hint={t(own.hint)}
        value={reason}
        onValue={setReason}
        maxLength={form === 'spoken' ? 500 : 2000}
        required
        autoFocus
      />
      <ProblemNote error={act.error} />
      <div className="row">
        <Action kind="primary" submit busy={act.isPending} why={wrong}>
          {t(own.send)}
        </Action>
        <Action onAct={onClose}>{say('cancel')}</Action>
      </div>
    </form>
  )
}
