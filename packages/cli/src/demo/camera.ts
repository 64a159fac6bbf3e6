import { readFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { beijing, instantOf } from '@liuhen/core/kernel'
import { z } from 'zod'

/**
 * A simulated body-worn camera, kept beside (never inside) its card: who it says it is and how far its clock is from
 * the truth. `clockOffsetSeconds` is negative when the camera's clock is slow.
 */
export const Camera = z.object({
  idCode: z.string().min(1),
  serial: z.string().min(1),
  userNo: z.string().min(1),
  userName: z.string().min(1),
  unitNo: z.string().min(1),
  unitName: z.string().min(1),
  battery: z.number().int().min(0).max(100),
  clockOffsetSeconds: z.number().int(),
})
export type Camera = z.infer<typeof Camera>

/** What a vendor adapter prints when asked: identity, battery in percent, and the device's own clock as Beijing digits. */
export function answer(camera: Camera, now: number): string {
  const { clockOffsetSeconds, ...identity } = camera
  return JSON.stringify({ ...identity, time: beijing(instantOf(now + clockOffsetSeconds * 1000)) })
}

// `node camera.ts <camera.json>` plays the vendor's adapter program.
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = process.argv[2]
  if (file === undefined) {
    console.error('usage: node camera.ts <camera.json>')
    process.exitCode = 2
  } else {
    const camera = Camera.parse(JSON.parse(await readFile(file, 'utf8')))
    console.log(answer(camera, Date.now()))
  }
}
