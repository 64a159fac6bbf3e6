import { closeSync, fsyncSync, openSync, rmSync, statfsSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const BALLAST = 64 << 20
/** It is laid by only where there is plenty, so that it is never what fills a disk. */
const PLENTY = 3 * BALLAST

const fileOf = (folder: string): string => join(folder, 'run', 'ballast')

/**
 * Lays some room by, in a file of nothing: on a disk that others have filled, PostgreSQL cannot even start to let anybody
 * read, since it writes when it recovers. Does nothing where it is there already, or where there is no plenty.
 */
export function layBallast(folder: string): void {
  try {
    if (statSync(fileOf(folder), { throwIfNoEntry: false })?.size === BALLAST) return
    const { bavail, bsize } = statfsSync(folder)
    if (bavail * bsize < PLENTY) return
    const file = openSync(fileOf(folder), 'w', 0o600)
    try {
      const piece = Buffer.alloc(1 << 20)
      for (let written = 0; written < BALLAST; written += piece.length) writeSync(file, piece)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
  } catch {
    // The disk does not let us: then there is none, and half of one would only be in the way.
    giveBallast(folder)
  }
}

/** Gives that room back. */
export function giveBallast(folder: string): void {
  try {
    rmSync(fileOf(folder), { force: true })
  } catch {
    // Read-only by now; there is nothing to give.
  }
}
