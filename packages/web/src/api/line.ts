import { useSyncExternalStore } from 'react'

/** Whether the server was reached the last time it was asked, and since when it is not. */
let lostSince: number | undefined
const listeners = new Set<() => void>()
let probe: ReturnType<typeof setInterval> | undefined
const AGAIN = 4_000

const told = (): void => {
  for (const listener of listeners) listener()
}

/** The server answered, whatever it said. */
export function reached(): void {
  if (lostSince === undefined) return
  lostSince = undefined
  clearInterval(probe)
  told()
}

/** Nothing answered. From now on the server is looked for until it is found again. */
export function lost(): void {
  if (lostSince !== undefined) return
  lostSince = Date.now()
  probe = setInterval(() => void look(), AGAIN)
  told()
}

/** Asks once whether the server is there. */
export async function look(): Promise<boolean> {
  try {
    const { ok } = await fetch('/api/health', { headers: { 'liuhen-background': '1' }, cache: 'no-store' })
    if (ok) reached()
    return ok
  } catch {
    lost()
    return false
  }
}

// The browser knows first when its cable is pulled, and may be wrong about the server when it is plugged in.
addEventListener('offline', lost)
addEventListener('online', () => void look())

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Since when the server is not reached, in milliseconds; undefined while it is. */
export const useLost = (): number | undefined => useSyncExternalStore(subscribe, () => lostSince)
export const onLine = subscribe
export const isLost = (): boolean => lostSince !== undefined
