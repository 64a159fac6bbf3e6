import { spawn } from 'node:child_process'
import { randomFillSync } from 'node:crypto'
import { open } from 'node:fs/promises'

/** One figure, with what it is held against in the same run. */
export interface Figure {
  readonly name: string
  readonly value: string
  /** Ours as a share of theirs in speed: above 1 we are faster. */
  readonly ratio?: number
  readonly goal?: string
  readonly note?: string
}

export async function timed<T>(work: () => Promise<T>): Promise<[seconds: number, result: T]> {
  const began = performance.now()
  const result = await work()
  return [(performance.now() - began) / 1000, result]
}

/** Runs a command to its end; rejects when it fails. */
export async function command(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve))
  if (code !== 0) throw new Error(`${program} ended with ${code}`)
}

/** A file of random bytes, so that nothing on the way can compress it; durable when this resolves. */
export async function randomFile(path: string, bytes: number): Promise<void> {
  const piece = Buffer.allocUnsafe(4 << 20)
  const file = await open(path, 'w')
  for (let at = 0; at < bytes; at += piece.length)
    await file.write(randomFillSync(piece), 0, Math.min(piece.length, bytes - at))
  await file.sync()
  await file.close()
}

export const megabytes = (bytes: number, seconds: number): string => `${(bytes / seconds / (1 << 20)).toFixed(0)} MiB/s`

export function print(figures: readonly Figure[]): void {
  for (const { name, value, ratio, goal, note } of figures)
    console.log(
      `${name.padEnd(58)} ${value.padStart(20)} ${ratio === undefined ? ''.padStart(8) : `× ${ratio.toFixed(2)}`.padStart(8)}  ${goal ? `goal ${goal}` : ''}${note ? `  (${note})` : ''}`,
    )
}
