import { readFile, truncate, writeFile, stat } from 'node:fs/promises'
import type { Instant } from '@liuhen/core/kernel'
import { millisecondsOf } from '@liuhen/core/kernel'
import type { Camera } from '../camera.ts'
import { BEIJING_SECONDS, deviceTime } from './film.ts'

/** `20261120092000`, as cameras write Beijing time into file names. */
export const compact = (milliseconds: number): string =>
  new Date(milliseconds + BEIJING_SECONDS * 1000).toISOString().replace(/\D/g, '').slice(0, 14)

/** The vendor's file name: device, officer, start by the camera's clock, running number. */
export const vendorName = (camera: Camera, from: Instant, number: number, extension: string): string =>
  `${camera.serial}_${camera.userNo}_${compact(deviceTime(camera, from))}_${String(number).padStart(4, '0')}.${extension}`

/**
 * Two habits of real cameras: `start-utc` stamps the start of recording in UTC; `end-local` stamps its end in local
 * time and still calls it UTC.
 */
export type StampHabit = 'start-utc' | 'end-local'

/** The options that stamp a container as that camera would. */
export function stamps(camera: Camera, habit: StampHabit, from: Instant, seconds: number): string[] {
  const start = deviceTime(camera, from)
  const stamped = habit === 'start-utc' ? start : start + (seconds + BEIJING_SECONDS) * 1000
  const time = `creation_time=${new Date(stamped).toISOString().slice(0, 19)}.000000Z`
  const identity = ['-metadata', 'location=+28.2460+113.0810/', '-metadata', 'make=DSJ', '-metadata', 'model=DSJ-03']
  return ['-metadata', time, '-metadata:s', time, ...identity, '-movflags', '+faststart+use_metadata_tags']
}

/** What a phone writes: UTC, and beside it the local time with its zone. */
export function phoneStamps(from: Instant): string[] {
  const local = new Date(millisecondsOf(from) + BEIJING_SECONDS * 1000).toISOString().slice(0, 19)
  const time = `creation_time=${from}`
  const place = 'com.apple.quicktime.location.ISO6709=+28.2461+113.0807+061.000/'
  const times = ['-metadata', time, '-metadata:s', time, '-metadata', `com.apple.quicktime.creationdate=${local}+0800`]
  return [...times, '-metadata', place, '-movflags', '+use_metadata_tags']
}

/**
 * Marks the first track to be shown turned a quarter clockwise, as phones held upright do: the matrix of its `tkhd` box
 * (ISO/IEC 14496-12, 8.3.2). ffmpeg's own option for this has changed its name between versions.
 */
export async function turnClockwise(file: string, storedHeight: number): Promise<void> {
  const bytes = await readFile(file)
  const box = bytes.indexOf('tkhd', 0, 'latin1')
  if (box < 0) throw new Error('the phone video has no track header')
  const quarter = [0, 1 << 16, 0, -(1 << 16), 0, 0, storedHeight << 16, 0, 1 << 30]
  quarter.forEach((value, i) => bytes.writeInt32BE(value, box + 44 + 4 * i))
  await writeFile(file, bytes)
}

/** Cuts the file as a camera that lost its battery would leave it. */
export async function cutTo(file: string, share: number): Promise<void> {
  await truncate(file, Math.floor((await stat(file)).size * share))
}
