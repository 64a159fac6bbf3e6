import type { RecordingView } from '@liuhen/contract/recordings'
import { type ReactNode } from 'react'
import { text, useWords } from '../../words/index.ts'
import { Clock } from './clock.tsx'
import { codecWords } from './formats.ts'
import type { KeyAct } from './keys.ts'
import { isHeard, type Medium } from './medium.ts'
import { type Playback, speeds } from './playback.ts'

const own = {
  play: text('播放', 'Play'),
  pause: text('暂停', 'Pause'),
  back: text('退 5 秒', 'Back 5 s'),
  on: text('进 5 秒', 'On 5 s'),
  frames: text('逐帧', 'Frame'),
  frameBack: text('上一帧', 'Frame back'),
  frameOn: text('下一帧', 'Frame on'),
  speed: text('速度', 'Speed'),
  backwards: text('倒放 {speed}×', '{speed}× back'),
  mark: text('标记', 'Mark'),
  still: text('截图', 'Still'),
  stillBusy: text('正在从原件截取……', 'Taking it from the original…'),
  rotate: text('旋转画面', 'Turn the picture'),
  whole: text('全屏', 'Full screen'),
  leave: text('退出全屏', 'Leave full screen'),
  mute: text('静音', 'Mute'),
  unmute: text('恢复声音', 'Unmute'),
  volume: text('音量', 'Volume'),
  previous: text('上一份音像', 'Previous recording'),
  next: text('下一份音像', 'Next recording'),
  noPrevious: text('这台设备当日没有更早的音像', 'This device has no earlier recording on that day'),
  noNext: text('这台设备当日没有更晚的音像', 'This device has no later recording on that day'),
  help: text('快捷键', 'Shortcuts'),
  copyIs: text('查看版 {size} · 原件 {original} 未改动', 'View copy {size} · original {original}, untouched'),
  copySound: text('查看版 · 原件 {original} 未改动', 'View copy · original {original}, untouched'),
} as const

export interface ControlsProps {
  readonly view: RecordingView
  readonly playback: Playback
  readonly medium: Medium
  readonly acts: Readonly<Record<KeyAct, () => void>>
  readonly whole: boolean
  readonly previous: boolean
  readonly next: boolean
  /** Undefined where the viewer may not. */
  readonly mark: boolean
  readonly still: 'may' | 'busy' | undefined
  /** A chooser of tracks, where there is more than one. */
  readonly children?: ReactNode
}

/** Everything that can be done with what is watched. Each key says its name, and its shortcut when pointed at. */
export function Controls({ view, playback, medium, acts, whole, children, ...can }: ControlsProps) {
  const { t } = useWords()
  const moves = medium === 'video' || medium === 'audio'
  const sees = medium === 'video' || medium === 'image'
  const { speed } = playback
  return (
    <div className="controls">
      <Key act={acts.previous} name={t(own.previous)} letter="P" why={can.previous ? undefined : t(own.noPrevious)}>
        <Shape d="M2 1h2v12H2zM12 1v12L5 7z" />
      </Key>
      {moves && (
        <Key act={acts.toggle} name={t(playback.playing ? own.pause : own.play)} className="play">
          <Shape d={playback.playing ? 'M2 1h3.5v12H2zM8.5 1H12v12H8.5z' : 'M2.5 1v12l10-6z'} />
        </Key>
      )}
      <Key act={acts.next} name={t(own.next)} letter="N" why={can.next ? undefined : t(own.noNext)}>
        <Shape d="M10 1h2v12h-2zM2 1v12l7-6z" />
      </Key>
      {moves && <Clock view={view} playback={playback} />}
      {moves && (
        <span className="keys">
          <Key act={acts.back} name={t(own.back)} letter="←">
            −5
          </Key>
          <Key act={acts.on} name={t(own.on)} letter="→">
            +5
          </Key>
        </span>
      )}
      {medium === 'video' && (
        <span className="keys">
          <span className="muted">{t(own.frames)}</span>
          <Key act={acts.frameBack} name={t(own.frameBack)} letter=",">
            ‹
          </Key>
          <Key act={acts.frameOn} name={t(own.frameOn)} letter=".">
            ›
          </Key>
        </span>
      )}
      {moves && (
        <select
          className="key"
          aria-label={t(own.speed)}
          value={speed}
          onChange={(event) => playback.setSpeed(Number(event.target.value))}
        >
          {speed < 0 && <option value={speed}>{t(own.backwards, { speed: -speed })}</option>}
          {speeds.map((one) => (
            <option key={one} value={one}>
              {one}×
            </option>
          ))}
        </select>
      )}
      {isHeard(view) && moves && <Loudness playback={playback} mute={acts.mute} />}
      {children}
      {moves && can.mark && (
        <Key act={acts.mark} name={t(own.mark)} letter="M">
          {t(own.mark)}
        </Key>
      )}
      {medium === 'video' && can.still && (
        <Key act={acts.still} name={t(own.still)} letter="S" why={can.still === 'busy' ? t(own.stillBusy) : undefined}>
          {t(own.still)}
        </Key>
      )}
      {sees && (
        <Key act={acts.rotate} name={t(own.rotate)} letter="R">
          <Shape d="M7 2.5V0l4 3.5L7 7V4.6a3.6 3.6 0 1 0 3.6 3.6h2A5.6 5.6 0 1 1 7 2.5z" />
        </Key>
      )}
      <Key act={acts.whole} name={t(whole ? own.leave : own.whole)} letter="F">
        {t(whole ? own.leave : own.whole)}
      </Key>
      <Key act={acts.help} name={t(own.help)} letter="?">
        ?
      </Key>
      {moves && (
        <span className="muted small copy-is">
          <CopyWords view={view} />
        </span>
      )}
    </div>
  )
}

interface KeyProps {
  readonly act: () => void
  readonly name: string
  readonly letter?: string
  readonly className?: string
  /** Why it cannot be done now. */
  readonly why?: string | undefined
  readonly children: ReactNode
}

/** One key. A key that can do nothing now stays where it is and says why. */
function Key({ act, name, letter, className = '', why, children }: KeyProps) {
  return (
    <button
      type="button"
      className={`key ${className}`}
      aria-label={why === undefined ? name : `${name}：${why}`}
      aria-disabled={why !== undefined}
      {...(letter !== undefined && { 'aria-keyshortcuts': letter })}
      title={why ?? (letter === undefined ? name : `${name} ${letter}`)}
      onClick={() => why === undefined && act()}
    >
      {children}
    </button>
  )
}

function Loudness({ playback, mute }: { readonly playback: Playback; readonly mute: () => void }) {
  const { t } = useWords()
  const silent = playback.muted || playback.volume === 0
  return (
    <span className="keys loudness">
      <Key act={mute} name={t(silent ? own.unmute : own.mute)} letter="V">
        <Shape d={silent ? 'M1 5h3l4-4v12L4 9H1zM10 5l3 4M13 5l-3 4' : 'M1 5h3l4-4v12L4 9H1zM10 4.5q2 2.5 0 5'} line />
      </Key>
      <input
        type="range"
        min={0}
        max={1}
        step={0.05}
        aria-label={t(own.volume)}
        aria-valuetext={`${Math.round((playback.muted ? 0 : playback.volume) * 100)}%`}
        value={playback.muted ? 0 : playback.volume}
        onChange={(event) => playback.setVolume(Number(event.target.value))}
      />
    </span>
  )
}

/** Of a copy that stands upright its height is the longer side; the original is told by its shorter one. */
function shorterSide(
  height: number,
  { width, height: own }: { readonly width: number; readonly height: number },
): number {
  const [short, long] = [Math.min(width, own), Math.max(width, own)]
  return height > short ? Math.round((height * short) / long) : height
}

function CopyWords({ view }: { readonly view: RecordingView }) {
  const { t } = useWords()
  const { video, audio } = view.container ?? {}
  const height = view.derivatives.find((one) => one.kind === 'view-copy')?.parameters['height']
  if (!video) return t(own.copySound, { original: codecWords(audio?.codec) })
  return t(own.copyIs, {
    size: typeof height === 'number' ? `${shorterSide(height, video)}p` : '',
    original: `${codecWords(video.codec)} ${Math.min(video.width, video.height)}p`,
  })
}

const Shape = ({ d, line = false }: { readonly d: string; readonly line?: boolean }) => (
  <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden>
    <path d={d} fill="currentColor" {...(line && { stroke: 'currentColor', strokeWidth: 1.3 })} />
  </svg>
)
