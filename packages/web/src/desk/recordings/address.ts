import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useCallback, useEffect, useRef } from 'react'
import type { Playback } from './playback.ts'

/**
 * `?t=247.5`, seconds as in media fragments (W3C, Media Fragments URI 1.0), or the older `#t=247.5`: where to begin, in
 * milliseconds. Nothing that can be read is the beginning.
 */
export function momentIn(search: Readonly<Record<string, unknown>>, hash: string): number {
  const written = search['t'] === undefined ? /^#?t=(.+)$/.exec(hash)?.[1] : search['t']
  const seconds = typeof written === 'string' && /^\d+(\.\d+)?$/.test(written) ? Number(written) : written
  return typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0 ? Math.round(seconds * 1000) : 0
}

/** The search part of an address at a position in milliseconds; the beginning needs none. */
export const searchAt = (position: number): { t?: number } => (position >= 1 ? { t: Math.round(position) / 1000 } : {})

/** The position that the address of this page names, in milliseconds. */
export const useMoment = (): number =>
  useRouterState({ select: ({ location }) => momentIn(location.search as Record<string, unknown>, location.hash) })

/** How often the address follows what plays, and how soon what was sought, in milliseconds. */
const WHILE_PLAYING = 5000
const AFTER_SEEKING = 300

/** Keeps the position in the address, so that it can be sent on; and goes where the address is changed to. */
export function useAddress(recording: string, playback: Playback, steady: boolean): void {
  const navigate = useNavigate()
  const moment = useMoment()
  const written = useRef(moment)
  const write = useCallback(() => {
    const at = Math.round(playback.position())
    if (at === written.current) return
    written.current = at
    void navigate({
      to: '/recordings/$id',
      params: { id: recording },
      search: searchAt(at),
      replace: true,
      resetScroll: false,
    })
  }, [navigate, playback, recording])

  useEffect(() => {
    if (!steady || moment === written.current) return
    written.current = moment
    playback.seek(moment)
  }, [steady, moment, playback])

  useEffect(() => {
    if (!steady) return
    let waiting: ReturnType<typeof setTimeout> | undefined
    const later = () => {
      waiting ??= setTimeout(
        () => {
          waiting = undefined
          write()
        },
        playback.playing ? WHILE_PLAYING : AFTER_SEEKING,
      )
    }
    const forget = playback.subscribe(later)
    // Paused meanwhile: the place where it stands is written at once, not in five seconds.
    later()
    return () => {
      forget()
      clearTimeout(waiting)
    }
  }, [steady, playback, write])
}
