import type { RecordingView } from '@liuhen/contract/recordings'
import { useState } from 'react'
import { useAct, useMay } from '../../api/index.ts'
import { Action, AreaField, ProblemNote, Steps, Time, useDraft, useDrafted } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'
import { flagWords } from './flags.ts'
import { type Line, storyOf } from './sentences.ts'

const own = {
  flags: text('需要留意', 'To be noticed'),
  annotations: text('附注', 'Annotations'),
  none: text('还没有附注。', 'No annotations yet.'),
  write: text('写附注', 'Add an annotation'),
  hint: text('附注只增不改，署名并记入流水。', 'Annotations are signed, journalled, and only ever added to.'),
  add: text('加上附注', 'Add it'),
  story: text('谁对它做过什么', 'Who did what to it'),
  all: text('全部 {count} 条', 'All {count}'),
} as const

/** Each flag: what it means, and what to do about it. Nothing when there is none. */
export function Flags({ view }: { readonly view: RecordingView }) {
  const { t } = useWords()
  const { flags } = view.row
  if (flags.length === 0) return null
  return (
    <section className="sheet pad">
      <h3>{t(own.flags)}</h3>
      {flags.map((flag) => (
        <div className="flag-item" key={flag}>
          <b className="zhe">{t(flagWords[flag].name)}</b>
          <div className="small">{t(flagWords[flag].meaning)}</div>
          <div className="small muted">{t(flagWords[flag].remedy)}</div>
        </div>
      ))}
    </section>
  )
}

export function Annotations({ view }: { readonly view: RecordingView }) {
  const { t, say } = useWords()
  const may = useMay()
  const kept = useDraft(`annotation ${view.id}`, t(own.write))
  const [writing, setWriting] = useDrafted<string | undefined>(kept, 'writing', undefined)
  const stop = () => {
    setWriting(undefined)
    kept.forget()
  }
  const act = useAct('annotate', { stale: ['showRecording'], done: stop })
  const send = () => {
    if (writing?.trim()) act.mutate({ params: { id: view.id }, body: { text: writing.trim() } })
  }
  return (
    <section className="sheet pad">
      <div className="row between">
        <h3>{t(own.annotations)}</h3>
        {may('annotate') && writing === undefined && (
          <button type="button" className="button plain" onClick={() => setWriting('')}>
            {t(own.write)}
          </button>
        )}
      </div>
      {view.annotations.length === 0 && writing === undefined && <p className="muted small">{t(own.none)}</p>}
      {view.annotations.map((one) => (
        <div className="said" key={one.annotation}>
          {one.text}
          <div className="muted small">
            {one.by} · <Time at={one.at} to="minute" />
          </div>
        </div>
      ))}
      {writing !== undefined && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            send()
          }}
        >
          <AreaField
            label={t(own.write)}
            hint={t(own.hint)}
            value={writing}
            onValue={setWriting}
            maxLength={2000}
            autoFocus
          />
          <ProblemNote error={act.error} />
          <div className="row">
            <Action kind="primary" submit busy={act.isPending}>
              {t(own.add)}
            </Action>
            <Action onAct={stop}>{say('cancel')}</Action>
          </div>
        </form>
      )}
    </section>
  )
}

const tones: Readonly<Record<Line['tone'], 'zhu' | 'zhe' | 'qing' | 'ink'>> = {
  kept: 'qing',
  added: 'ink',
  look: 'ink',
  wrong: 'zhu',
}
const FEW = 7

/** What was done to it, newest first, in sentences. */
export function Story({ view }: { readonly view: RecordingView }) {
  const { t } = useWords()
  const [whole, setWhole] = useState(false)
  const lines = storyOf(view.history)
  const shown = whole ? lines : lines.slice(0, FEW)
  return (
    <section className="sheet pad">
      <h3>{t(own.story)}</h3>
      <Steps
        of={shown.map((line) => ({
          key: line.key,
          at: line.at,
          what: t(line.what),
          tone: tones[line.tone],
          ...(line.detail && { detail: t(line.detail) }),
        }))}
      />
      {lines.length > shown.length && (
        <button type="button" className="button plain" onClick={() => setWhole(true)}>
          {t(own.all, { count: lines.length })}
        </button>
      )}
    </section>
  )
}
