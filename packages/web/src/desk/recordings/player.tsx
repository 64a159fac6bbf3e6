import { pathOf, table } from '@liuhen/contract'
import type { RecordingView } from '@liuhen/contract/recordings'
import { type CSSProperties, useCallback, useState } from 'react'
import { useMay, useMe } from '../../api/index.ts'
import { text, useWords } from '../../words/index.ts'
import { codecWords } from './formats.ts'
import { MarkForm } from './markers.tsx'
import { type Playback, speeds, useKeys, usePosition } from './playback.ts'
import { stepWords } from './sentences.ts'
import { clockDigits, later, positionDigits } from './times.ts'

const own = {
  play: text('播放', 'Play'),
  pause: text('暂停', 'Pause'),
  back: text('退 5 秒', 'Back 5 s'),
  on: text('进 5 秒', 'On 5 s'),
  frames: text('逐帧', 'Frame'),
  frameBack: text('上一帧', 'Frame back'),
  frameOn: text('下一帧', 'Frame on'),
  speed: text('速度', 'Speed'),
  mark: text('标记', 'Mark'),
  whole: text('全屏', 'Full screen'),
  position: text('播放位置', 'Position'),
  corrected: text('校正', 'corrected'),
  device: text('设备 {clock}', 'device {clock}'),
  viewing: text('仅供查阅 · {name}', 'For viewing only · {name}'),
  photo: text('照片的查看版', 'View copy of the photograph'),
  waiting: text('查看版还在生成', 'The view copy is being made'),
  waitingHint: text('原件已经固化，不受影响。', 'The original is already preserved and is not affected.'),
  unreadable: text('这份文件读不出画面和声音', 'Neither picture nor sound can be read from this file'),
  noCopy: text('没有查看版', 'There is no view copy'),
  noCopyHint: text(
    '生成没有成功，会自动重试；原件不受影响。',
    'It could not be made and is tried again; the original is not affected.',
  ),
  failed: text('播放不了查看版', 'The view copy does not play'),
  failedHint: text('请检查网络后重新打开本页。', 'Check the network and open this page again.'),
  copyIs: text('查看版 {size} · 原件 {original} 未改动', 'View copy {size} · original {original}, untouched'),
  copySound: text('查看版 · 原件 {original} 未改动', 'View copy · original {original}, untouched'),
} as const

const jobWords = {
  waiting: text('排队', 'waiting'),
  running: text('进行中', 'running'),
  failed: text('没有成功', 'failed'),
  done: text('完成', 'done'),
} as const

export type Medium = 'video' | 'audio' | 'image' | 'none'

/** What the view copy is; `none` while there is none. */
export function mediumOf(view: RecordingView): Medium {
  const type = view.derivatives.find((one) => one.kind === 'view-copy')?.mediaType.split('/')[0]
  return type === 'video' || type === 'audio' || type === 'image' ? type : 'none'
}

/** Frames a second of the view copy, which are the original's own. Where nothing says so, 25 as cameras here are set. */
export function frameRateOf(view: RecordingView): number {
  const rate = view.derivatives.find((one) => one.kind === 'view-copy')?.parameters['frameRate']
  return typeof rate === 'number' && rate > 0 ? rate : (view.container?.video?.frameRate ?? 25)
}

export interface PlayerProps {
  readonly view: RecordingView
  readonly playback: Playback
}

/** The view copy, never the original: picture, sound, or a photograph; before it is made, how far that is. */
export function Player({ view, playback }: PlayerProps) {
  const { t } = useWords()
  const me = useMe()
  const medium = mediumOf(view)
  const source = pathOf(table.viewCopy, { id: view.id })
  const poster = view.row.still ? { poster: pathOf(table.cover, { id: view.id }) } : {}
  return (
    <>
      <div className={`player ${medium}`}>
        {medium === 'video' && (
          <video
            ref={playback.attach}
            src={source}
            preload="metadata"
            playsInline
            onClick={playback.toggle}
            {...poster}
          />
        )}
        {medium === 'audio' && <audio ref={playback.attach} src={source} preload="metadata" />}
        {medium === 'image' && <img src={source} alt={t(own.photo)} />}
        {medium === 'none' && <NoCopy view={view} />}
        {medium === 'audio' && <Clock view={view} playback={playback} large />}
        {(medium === 'video' || medium === 'image') && (
          <span className="watermark" aria-hidden>
            {t(own.viewing, { name: me?.name ?? '' })}
          </span>
        )}
        {playback.failed && (
          <div className="player-note" role="alert">
            <b>{t(own.failed)}</b>
            {t(own.failedHint)}
          </div>
        )}
      </div>
      {(medium === 'video' || medium === 'audio') && <Controls view={view} playback={playback} medium={medium} />}
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
              max={1}
              {...(job.state === 'running' && { value: job.progress ?? 0 })}
              hidden={job.state === 'failed'}
            />
            <span>
              {job.state === 'running' && job.progress !== undefined
                ? `${Math.floor(job.progress * 100)}%`
                : t(jobWords[job.state])}
            </span>
            {job.reason && <span className="reason">{job.reason}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What the clock showed at the playhead: corrected in front, the device's own beside it. */
export function Clock({ view, playback, large = false }: PlayerProps & { readonly large?: boolean }) {
  const { t } = useWords()
  const position = usePosition(playback)
  const corrected = clockDigits(later(view.row.start, position))
  const device = view.times && clockDigits(later(view.times.deviceStart, position))
  return (
    <span className={large ? 'clock-line large' : 'clock-line'}>
      <b>{corrected}</b> <span className="muted small">{t(own.corrected)}</span>
      {device && device !== corrected && <span className="muted small">{t(own.device, { clock: device })}</span>}
    </span>
  )
}

function Controls({ view, playback, medium }: PlayerProps & { readonly medium: Medium }) {
  const { t } = useWords()
  const may = useMay()
  const [marking, setMarking] = useState<number>()
  const marks = may('addMarker')
  const mark = useCallback(() => marks && setMarking(Math.round(playback.position())), [marks, playback])
  useKeys(playback, mark)
  return (
    <>
      <Scrubber playback={playback} />
      <div className="controls">
        <button
          type="button"
          className="key play"
          aria-label={t(playback.playing ? own.pause : own.play)}
          onClick={playback.toggle}
        >
          {playback.playing ? <PauseShape /> : <PlayShape />}
        </button>
        <Clock view={view} playback={playback} />
        <span className="keys">
          <button
            type="button"
            className="key"
            title={`${t(own.back)} ←`}
            aria-label={t(own.back)}
            onClick={() => playback.jump(-5000)}
          >
            −5
          </button>
          <button
            type="button"
            className="key"
            title={`${t(own.on)} →`}
            aria-label={t(own.on)}
            onClick={() => playback.jump(5000)}
          >
            +5
          </button>
        </span>
        {medium === 'video' && (
          <span className="keys">
            <span className="muted">{t(own.frames)}</span>
            <button
              type="button"
              className="key"
              title={`${t(own.frameBack)} ,`}
              aria-label={t(own.frameBack)}
              onClick={() => playback.step(-1)}
            >
              ‹
            </button>
            <button
              type="button"
              className="key"
              title={`${t(own.frameOn)} .`}
              aria-label={t(own.frameOn)}
              onClick={() => playback.step(1)}
            >
              ›
            </button>
          </span>
        )}
        <select
          className="key"
          aria-label={t(own.speed)}
          value={playback.speed}
          onChange={(event) => playback.setSpeed(Number(event.target.value))}
        >
          {speeds.map((speed) => (
            <option key={speed} value={speed}>
              {speed}×
            </option>
          ))}
        </select>
        {marks && (
          <button type="button" className="key" onClick={mark}>
            {t(own.mark)} M
          </button>
        )}
        {medium === 'video' && (
          <button type="button" className="key" onClick={(event) => wholeScreen(event.currentTarget)}>
            {t(own.whole)}
          </button>
        )}
        <span className="muted small copy-is">
          <CopyWords view={view} />
        </span>
      </div>
      {marking !== undefined && (
        <MarkForm recording={view.id} position={marking} onClose={() => setMarking(undefined)} />
      )}
    </>
  )
}

/** The frame goes full screen, not the video alone, so that the watermark goes with it. */
const wholeScreen = (from: HTMLElement) =>
  void from
    .closest('.watch')
    ?.querySelector('.player')
    ?.requestFullscreen()
    .catch(() => undefined)

function CopyWords({ view }: { readonly view: RecordingView }) {
  const { t } = useWords()
  const { video, audio } = view.container ?? {}
  const height = view.derivatives.find((one) => one.kind === 'view-copy')?.parameters['height']
  if (!video) return t(own.copySound, { original: codecWords(audio?.codec) })
  return t(own.copyIs, {
    size: typeof height === 'number' ? `${height}p` : '',
    original: `${codecWords(video.codec)} ${Math.min(video.width, video.height)}p`,
  })
}

function Scrubber({ playback }: { readonly playback: Playback }) {
  const { t } = useWords()
  const position = usePosition(playback)
  const share = playback.length > 0 ? Math.min(1, position / playback.length) : 0
  return (
    <input
      className="scrubber"
      type="range"
      min={0}
      max={playback.length}
      step={100}
      value={Math.round(position)}
      style={{ '--played': `${share * 100}%` } as CSSProperties}
      aria-label={t(own.position)}
      aria-valuetext={`${positionDigits(position)} / ${positionDigits(playback.length)}`}
      title={`${positionDigits(position, true)} / ${positionDigits(playback.length)}`}
      onChange={(event) => playback.seek(Number(event.target.value))}
    />
  )
}

const PlayShape = () => (
  <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden>
    <path d="M2.5 1v12l10-6z" fill="currentColor" />
  </svg>
)
const PauseShape = () => (
  <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden>
    <path d="M2 1h3.5v12H2zM8.5 1H12v12H8.5z" fill="currentColor" />
  </svg>
)
