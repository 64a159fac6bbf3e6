import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'

/** The place in the middle of the frame `by` frames away. Positions in milliseconds; `rate` in frames a second. */
export function frameBeside(position: number, rate: number, by: number): number {
  // A hair is added so that a position that is exactly a frame's start, as printed by a decoder, counts as that frame.
  const frame = Math.floor((position / 1000) * rate + 0.001)
  return ((Math.max(0, frame + by) + 0.5) / rate) * 1000
}

export const speeds = [0.25, 0.5, 1, 1.5, 2, 4] as const

/** What plays. Positions and lengths are in milliseconds. */
export interface Playback {
  readonly attach: (element: HTMLMediaElement | null) => void
  readonly playing: boolean
  readonly speed: number
  readonly length: number
  readonly failed: boolean
  readonly toggle: () => void
  readonly seek: (position: number) => void
  readonly jump: (by: number) => void
  readonly step: (frames: number) => void
  readonly setSpeed: (speed: number) => void
  readonly position: () => number
  readonly subscribe: (listener: () => void) => () => void
}

/** Follows one media element. Only {@link usePosition} re-renders as it plays; everything else stays still. */
export function usePlayback(length: number, frameRate: number, from = 0): Playback {
  const [element, attach] = useState<HTMLMediaElement | null>(null)
  const [playing, setPlaying] = useState(false)
  const [speed, setSpeed] = useState(1)
  const [failed, setFailed] = useState(false)
  const position = useRef(from)
  const listeners = useRef(new Set<() => void>())

  useEffect(() => {
    if (!element) return
    let frame = 0
    const tell = () => {
      position.current = element.currentTime * 1000
      for (const listener of listeners.current) listener()
    }
    const follow = () => {
      tell()
      frame = element.paused ? 0 : requestAnimationFrame(follow)
    }
    const heard = new AbortController()
    const on = (event: string, then: () => void) => element.addEventListener(event, then, { signal: heard.signal })
    on('loadedmetadata', () => {
      setFailed(false)
      if (position.current > 0) element.currentTime = position.current / 1000
    })
    on('play', () => {
      setPlaying(true)
      follow()
    })
    on('pause', () => setPlaying(false))
    on('seeked', tell)
    on('timeupdate', tell)
    on('error', () => setFailed(true))
    return () => {
      heard.abort()
      cancelAnimationFrame(frame)
      setPlaying(false)
    }
  }, [element])

  useEffect(() => {
    if (element) element.playbackRate = speed
  }, [element, speed])

  return useMemo(() => {
    const seek = (to: number) => {
      position.current = Math.min(Math.max(0, to), length)
      if (element) element.currentTime = position.current / 1000
      for (const listener of listeners.current) listener()
    }
    const toggle = () => {
      if (!element) return
      // A play that is cut off by the next seek or by leaving the page rejects; nothing is lost by it.
      if (element.paused) void element.play().catch(() => setPlaying(false))
      else element.pause()
    }
    return {
      attach,
      playing,
      speed,
      length,
      failed,
      toggle,
      seek,
      setSpeed,
      jump: (by) => seek(position.current + by),
      step: (frames) => {
        element?.pause()
        seek(frameBeside(position.current, frameRate, frames))
      },
      position: () => position.current,
      subscribe: (listener) => {
        listeners.current.add(listener)
        return () => listeners.current.delete(listener)
      },
    }
  }, [element, playing, speed, failed, length, frameRate])
}

/** The playhead, in milliseconds, as it moves. */
export const usePosition = (playback: Playback): number =>
  useSyncExternalStore(playback.subscribe, playback.position, playback.position)

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.closest('input:not([type=range]), textarea, select, dialog, [role=combobox]') !== null)

/** Space, ← →, `,` `.` and M, wherever the page has the focus but a field or a dialog. */
export function useKeys(playback: Playback, mark: () => void): void {
  useEffect(() => {
    const keys: Readonly<Record<string, () => void>> = {
      ' ': playback.toggle,
      ArrowLeft: () => playback.jump(-5000),
      ArrowRight: () => playback.jump(5000),
      ',': () => playback.step(-1),
      '.': () => playback.step(1),
      m: mark,
    }
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return
      // A focused button or link keeps its own space bar.
      if (event.key === ' ' && event.target instanceof HTMLElement && event.target.closest('button, a, summary')) return
      const act = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [playback, mark])
}
