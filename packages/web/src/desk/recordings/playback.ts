import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { frameBeside, shuttled } from './shuttle.ts'

export const speeds = [0.25, 0.5, 1, 1.5, 2, 4] as const

/** What is played. Positions and lengths are in milliseconds. */
export interface Reel {
  /** The recording; when it changes, what played goes on playing there. */
  readonly key: string
  readonly length: number
  readonly frameRate: number
  /** Where to begin. */
  readonly from: number
}

/** What plays. Positions and lengths are in milliseconds. */
export interface Playback extends Omit<Reel, 'from'> {
  readonly attach: (element: HTMLMediaElement | null) => void
  readonly playing: boolean
  /** Times real time; below nought while it runs backwards. */
  readonly speed: number
  readonly volume: number
  readonly muted: boolean
  readonly failed: boolean
  readonly toggle: () => void
  readonly pause: () => void
  readonly seek: (position: number) => void
  readonly jump: (by: number) => void
  readonly step: (frames: number) => void
  readonly shuttle: (key: 'j' | 'k' | 'l') => void
  readonly setSpeed: (speed: number) => void
  /** From 0 to 1; to set it takes the mute away. */
  readonly setVolume: (volume: number) => void
  readonly mute: () => void
  /** Whether another sound is heard instead of its own. */
  readonly silence: (silent: boolean) => void
  /** Whether the next reel begins to play by itself. */
  readonly carryOn: (play: boolean) => void
  readonly position: () => number
  readonly subscribe: (listener: () => void) => () => void
}

/** The last loudness is remembered in this browser, where it allows that. */
const LOUDNESS = 'liuhen.volume'
function rememberedVolume(): number {
  const kept = Number(globalThis.localStorage?.getItem(LOUDNESS) ?? 1)
  return kept >= 0 && kept <= 1 ? kept : 1
}

/** Times real time: how fast it plays when it plays, and how fast it runs backwards now (nought: it does not). */
interface Pace {
  readonly forward: number
  readonly backward: number
}
const AT_REST: Pace = { forward: 1, backward: 0 }

/**
 * Follows one media element. Only {@link usePosition} re-renders as it plays; everything else stays still. `onEnd` is
 * told when it has played to its end by itself.
 */
export function usePlayback({ key, length, frameRate, from }: Reel, onEnd: () => void): Playback {
  const [element, attach] = useState<HTMLMediaElement | null>(null)
  const [playing, setPlaying] = useState(false)
  const [{ forward, backward }, draw] = useState(AT_REST)
  const [volume, setLoudness] = useState(rememberedVolume)
  const [muted, setMuted] = useState(false)
  const [silent, silence] = useState(false)
  const [failed, setFailed] = useState(false)
  const position = useRef(from)
  const carry = useRef(false)
  // What was asked for last: a second key is pressed before the first one is drawn.
  const asked = useRef(AT_REST)
  const ask = useCallback((next: Partial<Pace>) => {
    asked.current = { ...asked.current, ...next }
    draw(asked.current)
  }, [])
  const ended = useRef(onEnd)
  const listeners = useRef(new Set<() => void>())

  useEffect(() => {
    ended.current = onEnd
  }, [onEnd])

  const loaded = useRef(key)
  useLayoutEffect(() => {
    if (loaded.current === key) return
    loaded.current = key
    position.current = from
    setFailed(false)
    ask({ backward: 0 })
    for (const listener of listeners.current) listener()
  }, [key, from, ask])

  useEffect(() => {
    if (!element) return
    let frame = 0
    const tell = () => {
      // A reel that is still being opened stands at nought, which is not where the reader wants to be.
      if (element.readyState > 0) position.current = element.currentTime * 1000
      for (const listener of listeners.current) listener()
    }
    const follow = () => {
      tell()
      frame = element.paused ? 0 : requestAnimationFrame(follow)
    }
    const heard = new AbortController()
    const on = (event: string, then: () => void) => element.addEventListener(event, then, { signal: heard.signal })
    const begin = () => {
      setFailed(false)
      if (position.current > 0) element.currentTime = position.current / 1000
      if (carry.current) void element.play().catch(() => setPlaying(false))
      carry.current = false
    }
    // Attached after its metadata came: the event is over.
    if (element.readyState > 0) begin()
    on('loadedmetadata', begin)
    on('play', () => {
      // It is told late: a key may have stopped it since.
      if (element.paused) return
      setPlaying(true)
      ask({ backward: 0 })
      follow()
    })
    on('pause', () => setPlaying(false))
    // Another reel in the same element: what played has stopped, though nobody paused it.
    on('emptied', () => setPlaying(false))
    on('seeked', tell)
    on('timeupdate', tell)
    on('ended', () => ended.current())
    on('error', () => setFailed(true))
    return () => {
      heard.abort()
      cancelAnimationFrame(frame)
      setPlaying(false)
    }
  }, [element, ask])

  useEffect(() => {
    if (element) element.playbackRate = forward
  }, [element, forward, key])
  useEffect(() => {
    if (element) Object.assign(element, { volume, muted: muted || silent })
  }, [element, volume, muted, silent])

  // No browser plays backwards: it is put back again and again, each time as soon as the last frame is drawn.
  useEffect(() => {
    if (!element || backward === 0) return
    const [began, at] = [performance.now(), position.current]
    let frame = requestAnimationFrame(function rewind(now) {
      const to = Math.max(0, at - (now - began) * backward)
      if (!element.seeking) element.currentTime = to / 1000
      if (to === 0) ask({ backward: 0 })
      else frame = requestAnimationFrame(rewind)
    })
    return () => cancelAnimationFrame(frame)
  }, [element, backward, ask])

  const where = useCallback(() => position.current, [])
  const subscribe = useCallback((listener: () => void) => {
    listeners.current.add(listener)
    return () => void listeners.current.delete(listener)
  }, [])

  return useMemo(() => {
    const seek = (to: number) => {
      position.current = Math.min(Math.max(0, to), length)
      if (element) element.currentTime = position.current / 1000
      for (const listener of listeners.current) listener()
    }
    const play = () => {
      // A play that is cut off by the next seek or by leaving the page rejects; nothing is lost by it.
      void element?.play().catch(() => setPlaying(false))
    }
    const pause = () => {
      ask({ backward: 0 })
      element?.pause()
    }
    const speed = backward > 0 ? -backward : forward
    return {
      key,
      attach,
      playing: playing || backward > 0,
      speed,
      volume,
      muted,
      length,
      frameRate,
      failed,
      seek,
      pause,
      toggle: () => (element?.paused === false || backward > 0 ? pause() : play()),
      jump: (by) => seek(position.current + by),
      step: (frames) => {
        pause()
        seek(frameBeside(position.current, frameRate, frames))
      },
      shuttle: (pressed) => {
        const now = asked.current
        const next = shuttled(now.backward > 0 ? -now.backward : element?.paused === false ? now.forward : 0, pressed)
        if (next > 0) {
          ask({ forward: next, backward: 0 })
          play()
        } else {
          element?.pause()
          ask({ backward: -next })
        }
      },
      setSpeed: (to) => ask({ forward: to, backward: 0 }),
      setVolume: (to) => {
        const next = Math.min(1, Math.max(0, Math.round(to * 20) / 20))
        setLoudness(next)
        setMuted(false)
        globalThis.localStorage?.setItem(LOUDNESS, String(next))
      },
      mute: () => setMuted((before) => !before),
      silence,
      carryOn: (to) => {
        carry.current = to
      },
      position: where,
      subscribe,
    }
  }, [key, element, playing, forward, backward, volume, muted, failed, length, frameRate, where, subscribe, ask])
}

/** The playhead, in milliseconds, as it moves. */
export const usePosition = (playback: Playback): number =>
  useSyncExternalStore(playback.subscribe, playback.position, playback.position)

/** The frame under the playhead, as the moment in its middle, in whole milliseconds. */
export const momentOfFrame = (playback: Playback): number =>
  Math.round(frameBeside(playback.position(), playback.frameRate, 0))
