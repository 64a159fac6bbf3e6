import { pathOf, table } from '@liuhen/contract'
import type { RecordingView, TrackView } from '@liuhen/contract/recordings'
import { useEffect, useRef } from 'react'
import { type Text, text, useWords } from '../../words/index.ts'
import type { Playback } from './playback.ts'

const own = {
  picture: text('看哪一路画面', 'Which picture'),
  sound: text('听哪一路声音', 'Which sound'),
  together: text('全部声音', 'All sound'),
  no: text('{name}：放不出来', '{name}: cannot be played'),
  waiting: text('{name}：还在处理', '{name}: being prepared'),
} as const

/** One entry of a chooser; `track` is absent for what the view copy itself shows or plays. */
export interface Choice {
  readonly track?: number
  readonly name: Text
  readonly state: 'may' | 'waiting' | 'no'
}

/**
 * The pictures or the sounds one can choose between; nothing to choose where there is only one. The view copy has the
 * first picture, and all sounds at once.
 */
export function choicesOf(tracks: readonly TrackView[], kind: 'picture' | 'sound'): readonly Choice[] {
  const all = tracks.filter((one) => one.kind === kind)
  if (all.length < 2) return []
  // A sound without a copy by itself is heard with all the others, or not at all.
  const apart = all.filter((one) => kind === 'picture' || one.heard !== 'view-copy')
  const each = apart.map((one): Choice => {
    if (one.heard === 'no' || one.heard === 'waiting') return { name: one.name, state: one.heard, track: one.index }
    return { name: one.name, state: 'may', ...(one.heard === 'alone' && { track: one.index }) }
  })
  return kind === 'sound' ? [{ name: own.together, state: 'may' }, ...each] : each
}

/** What is shown and heard instead of the view copy's own, by the container's numbers. */
export interface Chosen {
  readonly picture?: number | undefined
  readonly sound?: number | undefined
}

export interface TrackChooserProps {
  readonly view: RecordingView
  readonly chosen: Chosen
  readonly onChosen: (chosen: Chosen) => void
}

/** Choosers of picture and sound, each only where there is more than one. */
export function TrackChooser({ view, chosen, onChosen }: TrackChooserProps) {
  const { t } = useWords()
  return (['picture', 'sound'] as const).map((kind) => {
    const choices = choicesOf(view.tracks, kind)
    if (choices.length === 0) return null
    return (
      <select
        key={kind}
        className="key track"
        aria-label={t(own[kind])}
        title={t(own[kind])}
        value={chosen[kind] ?? ''}
        onChange={({ target }) =>
          onChosen({ ...chosen, [kind]: target.value === '' ? undefined : Number(target.value) })
        }
      >
        {choices.map(({ track, name, state }) => (
          <option key={track ?? ''} value={track ?? ''} disabled={state !== 'may'}>
            {state === 'may' ? t(name) : t(own[state], { name: t(name) })}
          </option>
        ))}
      </select>
    )
  })
}

/** Where a picture is fetched from. */
export const pictureSource = (id: string, track: number | undefined): string =>
  track === undefined ? pathOf(table.viewCopy, { id }) : pathOf(table.trackCopy, { id, track })

/** A sound further from its picture than this, in seconds, is put back to it. */
const DRIFT = 0.15

export interface TrackSoundProps {
  readonly recording: string
  readonly track: number
  readonly playback: Playback
}

/** One sound by itself, kept with the picture, whose own sound is silent meanwhile. */
export function TrackSound({ recording, track, playback }: TrackSoundProps) {
  const element = useRef<HTMLAudioElement>(null)
  const { silence, subscribe, position, playing, speed, volume, muted } = playback
  useEffect(() => {
    silence(true)
    return () => silence(false)
  }, [silence])
  useEffect(() => {
    const sound = element.current
    if (!sound) return
    Object.assign(sound, { volume, muted, playbackRate: Math.max(0.25, speed) })
    const follow = () => {
      if (Math.abs(sound.currentTime - position() / 1000) > DRIFT) sound.currentTime = position() / 1000
    }
    follow()
    // Cut off by the next pause or by leaving: nothing is lost by it. Backwards nothing is heard.
    if (playing && speed > 0) void sound.play().catch(() => undefined)
    else sound.pause()
    return subscribe(follow)
  }, [subscribe, position, playing, speed, volume, muted])
  return (
    <audio ref={element} src={pathOf(table.trackCopy, { id: recording, track })} preload="auto" data-track={track} />
  )
}
