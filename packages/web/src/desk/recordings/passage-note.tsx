import type { GapView, RecordingView } from '@liuhen/contract/recordings'
import { useEffect } from 'react'
import { durationIn, missing, text, useWords } from '../../words/index.ts'
import type { Passage } from './running.ts'
import { clockDigits, clockRange } from './times.ts'

const own = {
  opening: text('正在打开下一份音像……', 'Opening the next recording…'),
  explained: text('已说明：{reason}', 'Explained: {reason}'),
  unexplained: text('尚未说明', 'Not explained'),
  pause: text('间隔 {length} 未摄录，不在同一过程之内', '{length} not filmed, between two separate acts'),
  follows: text('接着播放 {clock} 的片段', 'The segment of {clock} follows'),
  now: text('立即继续', 'Go on now'),
  stay: text('停在这里', 'Stay here'),
} as const

/** How long a person has to read what is missing before it goes on, in milliseconds. */
const READ = 4000

export interface PassageNoteProps {
  readonly view: RecordingView
  readonly passage: Passage | undefined
  readonly opening: boolean
  readonly onPassage: (go: boolean) => void
}

/** Says over the picture what is jumped, before it is: how much is missing, and whether anybody has explained it. */
export function PassageNote({ view, passage, opening, onPassage }: PassageNoteProps) {
  const { t, language } = useWords()
  useEffect(() => {
    if (!passage || opening) return
    const waiting = setTimeout(() => onPassage(true), READ)
    return () => clearTimeout(waiting)
  }, [passage, opening, onPassage])
  return (
    <div className="passage-note" role="status">
      {passage?.gaps.map((gap) => (
        <Missing key={`${gap.kind} ${gap.from}`} gap={gap} />
      ))}
      {passage && passage.gaps.length === 0 && passage.pause > 0 && (
        <p>
          <b>{t(own.pause, { length: durationIn(passage.pause, language) })}</b>{' '}
          <span>{clockRange(view.row.end, passage.to.start)}</span>
        </p>
      )}
      {opening ? (
        <p>{t(own.opening)}</p>
      ) : (
        passage && (
          <p className="row">
            <span>{t(own.follows, { clock: clockDigits(passage.to.start) })}</span>
            <button type="button" className="key" onClick={() => onPassage(true)}>
              {t(own.now)}
            </button>
            <button type="button" className="key" onClick={() => onPassage(false)}>
              {t(own.stay)}
            </button>
          </p>
        )
      )}
    </div>
  )
}

function Missing({ gap }: { readonly gap: GapView }) {
  const { t } = useWords()
  return (
    <p>
      <b className={gap.explained ? undefined : 'unexplained'}>{t(missing(gap))}</b>{' '}
      <span>{clockRange(gap.from, gap.to)}</span>
      <br />
      {gap.explained ? t(own.explained, { reason: gap.explained.statement.reason }) : t(own.unexplained)}
    </p>
  )
}
