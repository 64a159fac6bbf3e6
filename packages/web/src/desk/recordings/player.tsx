import type { RecordingView } from '@liuhen/contract/recordings'
import { type CSSProperties, type ReactNode } from 'react'
import { useAct, useMay, useMe, whose } from '../../api/index.ts'
import { Action, ProblemNote } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'
import { Clock } from './clock.tsx'
import { clockDigits } from './times.ts'
import { type Medium, shapeOf } from './medium.ts'
import type { Playback } from './playback.ts'
import { Closed, type Refused } from './use.tsx'
import { Watermark } from './watermark.tsx'
import { stepWords } from './sentences.ts'
import { type Chosen, pictureSource, TrackSound } from './tracks.tsx'

const own = {
  photo: text('照片的查看版', 'View copy of the photograph'),
  film: text('录像的查看版，点击播放或暂停', 'View copy of the film; click to play or pause'),
  waiting: text('查看版还在生成', 'The view copy is being made'),
  waitingHint: text('原件已经固化，不受影响。', 'The original is already preserved and is not affected.'),
  unreadable: text('这份文件读不出画面和声音', 'Neither picture nor sound can be read from this file'),
  noCopy: text('没有查看版', 'There is no view copy'),
  noCopyHint: text(
    '多次没有成功，已停止；原件不受影响。信息中心可以让它重新处理。',
    'It did not succeed and was given up; the original is not affected. The information centre can have it tried again.',
  ),
  again: text('{at} 自动重试', 'tried again by itself at {at}'),
  retry: text('重新处理', 'Try again now'),
  failed: text('播放不了查看版', 'The view copy does not play'),
  failedHint: text('请检查网络后重新打开本页。', 'Check the network and open this page again.'),
} as const

const jobWords = {
  waiting: text('排队', 'waiting'),
  running: text('进行中', 'running'),
  failed: text('没有成功', 'failed'),
  done: text('完成', 'done'),
} as const

/** Quarter turns clockwise, for viewing only. */
export type Turn = 0 | 1 | 2 | 3

export interface PictureProps {
  readonly view: RecordingView
  readonly playback: Playback
  readonly medium: Medium
  readonly turn: Turn
  readonly chosen: Chosen
  /** Why the viewer sees nothing of it, if so. */
  readonly closed: Refused | undefined
  /** What is said over the picture. */
  readonly children?: ReactNode
}

/**
 * The view copy, never the original: picture, sound, or a photograph; before it is made, how far that is. Whatever its
 * shape and however it is turned, all of it is shown.
 */
export function Picture({ view, playback, medium, turn, chosen, closed, children }: PictureProps) {
  const { t } = useWords()
  const me = useMe()
  const source = pictureSource(view.id, chosen.picture)
  const shape = turn % 2 === 0 ? shapeOf(view) : 1 / shapeOf(view)
  const framed = medium === 'video' || medium === 'image'
  return (
    <div className={`player ${medium} turned-${turn}`} style={framed ? ({ '--shape': shape } as CSSProperties) : {}}>
      {closed && <Closed recording={view.id} why={closed} />}
      {medium === 'video' && (
        <video
          ref={playback.attach}
          src={source}
          preload="metadata"
          playsInline
          aria-label={t(own.film)}
          onClick={playback.toggle}
        />
      )}
      {medium === 'audio' && <audio ref={playback.attach} src={source} preload="metadata" />}
      {chosen.sound !== undefined && (medium === 'video' || medium === 'audio') && (
        <TrackSound recording={view.id} track={chosen.sound} playback={playback} />
      )}
      {medium === 'image' && <img src={source} alt={t(own.photo)} />}
      {medium === 'none' && !closed && <NoCopy view={view} />}
      {medium === 'audio' && <Clock view={view} playback={playback} large />}
      {framed && <Watermark name={me?.name ?? ''} />}
      {playback.failed && !closed && (
        <div className="player-note" role="alert">
          <b>{t(own.failed)}</b>
          {t(own.failedHint)}
        </div>
      )}
      {children}
    </div>
  )
}

/** Has what did not succeed tried again now, by whoever looks after the machine. */
function Retry({ view }: { readonly view: RecordingView }) {
  const { t } = useWords()
  const may = useMay()
  const retry = useAct('retryDerivation', { stale: ['showRecording'] })
  return (
    <>
      <Action
        busy={retry.isPending}
        onAct={() => retry.mutate({ params: { id: view.id } })}
        {...(!may('retryDerivation') && { why: t(whose('retryDerivation')) })}
      >
        {t(own.retry)}
      </Action>
      {retry.error && <ProblemNote error={retry.error} />}
    </>
  )
}

function NoCopy({ view }: { readonly view: RecordingView }) {
  const { t } = useWords()
  const unreadable = view.container?.readable === false
  const jobs = view.jobs.filter((job) => job.state !== 'done')
  const stopped = !jobs.some((job) => job.state === 'waiting' || job.state === 'running')
  const title = unreadable ? own.unreadable : stopped ? own.noCopy : own.waiting
  return (
    <div className="player-note" role="status">
      <b>{t(title)}</b>
      {unreadable && view.container?.reason ? t(view.container.reason) : t(stopped ? own.noCopyHint : own.waitingHint)}
      <ul className="jobs">
        {jobs.map((job) => (
          <li key={job.step}>
            <span>{t(stepWords(job.step))}</span>
            <progress
              aria-label={t(stepWords(job.step))}
              max={1}
              {...(job.state === 'running' && { value: job.progress ?? 0 })}
              hidden={job.state === 'failed'}
            />
            <span>
              {job.state === 'running' && job.progress !== undefined
                ? `${Math.floor(job.progress * 100)}%`
                : t(jobWords[job.state])}
            </span>
            {job.again && <span>{t(own.again, { at: clockDigits(job.again) })}</span>}
            {job.reason && <span className="reason">{job.reason}</span>}
          </li>
        ))}
      </ul>
      {jobs.some((job) => job.state === 'failed' || job.reason !== undefined) && <Retry view={view} />}
    </div>
  )
}
