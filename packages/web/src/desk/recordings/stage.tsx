import type { RecordingView } from '@liuhen/contract/recordings'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useAct, useMay } from '../../api/index.ts'
import { ProblemNote } from '../../parts/index.ts'
import { Controls } from './controls.tsx'
import { type KeyAct, useKeys } from './keys.ts'
import { MarkForm } from './markers.tsx'
import { mediumOf } from './medium.ts'
import { PassageNote } from './passage-note.tsx'
import { momentOfFrame, type Playback } from './playback.ts'
import { Picture, type Turn } from './player.tsx'
import { neighbours, type Passage } from './running.ts'
import { Scrubber } from './scrubber.tsx'
import { type Chosen, TrackChooser } from './tracks.tsx'
import { useClosed } from './use.tsx'

const Shortcuts = lazy(() => import('./shortcuts.tsx').then((one) => ({ default: one.Shortcuts })))

export interface StageProps {
  readonly view: RecordingView
  readonly playback: Playback
  /** Another recording is being opened: what is shown is the last one's. */
  readonly opening: boolean
  readonly passage: Passage | undefined
  readonly onPassage: (go: boolean) => void
  readonly onOpen: (recording: string) => void
}

/**
 * The picture and everything that moves it. It goes full screen as one, so that the clock, the keys and the watermark go
 * with the picture, and it stays while one recording follows another.
 */
export function Stage({ view, playback, opening, passage, onPassage, onOpen }: StageProps) {
  const may = useMay()
  const frame = useRef<HTMLDivElement>(null)
  const whole = useWhole(frame)
  const [turn, setTurn] = useState<Turn>(0)
  const [chosen, setChosen] = useState<Chosen>({})
  const [marking, setMarking] = useState<number>()
  const [helping, setHelping] = useState(false)
  const [shown, setShown] = useState(view.id)
  if (shown !== view.id) {
    setShown(view.id)
    setTurn(0)
    setChosen({})
    setMarking(undefined)
  }
  const take = useAct('takeStill', { stale: ['showRecording'] })
  const closed = useClosed(view.id, playback.failed)
  // Where nothing is shown there is nothing to move, to mark or to take a still of.
  const medium = closed ? 'none' : mediumOf(view)
  const beside = neighbours(view)
  const films = medium === 'video' || medium === 'audio'
  const moving = (act: () => void) => () => {
    if (films) act()
  }
  const acts: Readonly<Record<KeyAct, () => void>> = {
    toggle: moving(playback.toggle),
    backwards: moving(() => playback.shuttle('j')),
    stop: moving(() => playback.shuttle('k')),
    forwards: moving(() => playback.shuttle('l')),
    back: moving(() => playback.jump(-5000)),
    on: moving(() => playback.jump(5000)),
    frameBack: moving(() => playback.step(-1)),
    frameOn: moving(() => playback.step(1)),
    mark: moving(() => may('addMarker') && setMarking(Math.round(playback.position()))),
    still: () => {
      if (medium !== 'video' || !may('takeStill') || take.isPending) return
      playback.pause()
      take.mutate({
        params: { id: view.id },
        body: { position: momentOfFrame(playback), ...(chosen.picture !== undefined && { track: chosen.picture }) },
      })
    },
    previous: () => beside.previous && onOpen(beside.previous.recording),
    next: () => beside.next && onOpen(beside.next.recording),
    whole: () => void toggleWhole(frame.current),
    rotate: () => setTurn((before) => ((before + 1) % 4) as Turn),
    mute: playback.mute,
    louder: () => playback.setVolume(playback.volume + 0.1),
    softer: () => playback.setVolume(playback.volume - 0.1),
    help: () => setHelping(true),
  }
  const choose = (next: Chosen) => {
    // Another picture is another file in the same place: what played goes on.
    if (next.picture !== chosen.picture) playback.carryOn(playback.playing)
    setChosen(next)
  }
  useKeys(acts)
  return (
    <div className="stage" ref={frame} aria-busy={opening}>
      <Picture view={view} playback={playback} medium={medium} turn={turn} chosen={chosen} closed={closed}>
        {(passage || opening) && <PassageNote view={view} passage={passage} opening={opening} onPassage={onPassage} />}
      </Picture>
      <div className="desk-of-keys">
        {films && <Scrubber key={view.id} view={view} playback={playback} />}
        <Controls
          view={view}
          playback={playback}
          medium={medium}
          acts={acts}
          whole={whole}
          previous={beside.previous !== undefined}
          next={beside.next !== undefined}
          mark={may('addMarker')}
          still={may('takeStill') ? (take.isPending ? 'busy' : 'may') : undefined}
        >
          {films && <TrackChooser view={view} chosen={chosen} onChosen={choose} />}
        </Controls>
        <ProblemNote error={take.error} />
        {marking !== undefined && (
          <MarkForm recording={view.id} position={marking} onClose={() => setMarking(undefined)} />
        )}
      </div>
      {helping && (
        <Suspense>
          <Shortcuts onClose={() => setHelping(false)} />
        </Suspense>
      )}
    </div>
  )
}

async function toggleWhole(frame: HTMLElement | null): Promise<void> {
  // Refused where the browser or its owner does not allow it; the page goes on as it is.
  await (document.fullscreenElement ? document.exitFullscreen() : frame?.requestFullscreen())?.catch(() => undefined)
}

function useWhole(frame: { readonly current: HTMLElement | null }): boolean {
  const [whole, setWhole] = useState(false)
  useEffect(() => {
    const look = () => setWhole(document.fullscreenElement === frame.current && frame.current !== null)
    document.addEventListener('fullscreenchange', look)
    return () => document.removeEventListener('fullscreenchange', look)
  }, [frame])
  return whole
}
