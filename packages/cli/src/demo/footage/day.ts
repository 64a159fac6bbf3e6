import { copyFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { instantOf, millisecondsOf, startOf, type CalendarDate, type Instant } from '@liuhen/core/kernel'
import type { Camera } from '../camera.ts'
import { BITEXACT, ENCODINGS, film, photograph, record, type Shot } from './film.ts'
import { ffmpeg } from './programs.ts'
import { cutTo, phoneStamps, stamps, turnClockwise, vendorName, type StampHabit } from './stamp.ts'
import type { Sentence } from './voice.ts'

/** The two cameras: one with a right clock, one whose clock is seven minutes slow. */
export const CAMERAS = {
  'card-1': {
    idCode: 'LH-F2',
    serial: 'DSJ0217',
    userNo: '021357',
    userName: '周立衡',
    unitNo: 'ZF0201',
    unitName: '综合执法大队一中队',
    battery: 87,
    clockOffsetSeconds: 0,
  },
  'card-2': {
    idCode: 'LH-F2',
    serial: 'DSJ0342',
    userNo: '021402',
    userName: '陈砚秋',
    unitNo: 'ZF0202',
    unitName: '综合执法大队二中队',
    battery: 64,
    clockOffsetSeconds: -420,
  },
} as const satisfies Record<string, Camera>

export type Place = 'card-1' | 'card-2' | 'loose'
export type Kind = 'video' | 'audio' | 'photo' | 'damaged'

/** A file that was made: where, and what it is in truth. */
export interface Made {
  readonly card: Place
  /** Below the footage folder, with `/`. */
  readonly path: string
  readonly kind: Kind
  readonly note: string
  /** When the recording began in truth; absent for files that record nothing. */
  readonly from?: Instant
  readonly seconds?: number
}

/** What the jobs share: where to put files, the drawn street, the spoken sentences. */
export interface Studio {
  readonly folder: string
  readonly scratch: string
  readonly street: string
  readonly day: CalendarDate
  readonly voice: (sentence: Sentence) => string
}

type Job = () => Promise<Made[]>
type Heard = readonly (readonly [at: number, sentence: Sentence])[]

/** Two takes with an interruption between them that is explained aloud, or one film of a patrol. */
export type Part = 'interrupted' | 'market'

interface Filmed {
  readonly jobs: readonly Job[]
  /** Parts of the day that can be filmed without the rest of it. */
  readonly parts: Readonly<Record<Part, readonly Job[]>>
  readonly copies: Job
}

/** The day as a list of jobs that may run side by side. The last one copies a file and must run after the others. */
export function filming(studio: Studio): Filmed {
  const { folder, scratch, street, day } = studio
  const card1 = CAMERAS['card-1']
  const card2 = CAMERAS['card-2']
  const dated = day.replaceAll('-', '')
  const [one, two] = [`card-1/DCIM/${dated}`, `card-2/DCIM/${dated}`]

  const at = (clock: string): Instant => instantOf(millisecondsOf(startOf(day)) + Date.parse(`1970-01-01T${clock}Z`))
  const shot = (camera: Camera, clock: string, seconds: number, heard: Heard, more: Partial<Shot> = {}): Shot => ({
    camera,
    from: at(clock),
    seconds,
    ...more,
    heard: heard.map(([second, sentence]) => [second, studio.voice(sentence)] as const),
  })
  const made = (path: string, kind: Kind, note: string, shot?: Pick<Shot, 'from' | 'seconds'>): Made => {
    const truth = shot === undefined ? {} : { from: shot.from, seconds: shot.seconds }
    return { card: path.slice(0, path.indexOf('/')) as Place, path, kind, note, ...truth }
  }
  const video = (path: string, note: string, shot: Shot, encoding: readonly string[], options: string[]): Job => {
    return async () => {
      await film(street, shot, encoding, options, join(folder, path))
      return [made(path, 'video', note, shot)]
    }
  }
  const stamped = (where: string, number: number, note: string, shot: Shot, habit: StampHabit): Job => {
    const path = `${where}/${vendorName(shot.camera, shot.from, number, 'mp4')}`
    return video(path, note, shot, ENCODINGS.h264, stamps(shot.camera, habit, shot.from, shot.seconds))
  }

  /** One take that the camera cut into files of equal length without losing a frame. */
  const take = (where: string, name: string, shot: Shot, length: number, habit: StampHabit, note: string): Job => {
    return async () => {
      const cuts = Array.from({ length: shot.seconds / length - 1 }, (_, i) => (i + 1) * length).join(',')
      const cutting = ['-force_key_frames', cuts, '-f', 'segment', '-segment_times', cuts, '-reset_timestamps', '1']
      await film(street, shot, ENCODINGS.h264, cutting, join(scratch, `${name}-%d.mp4`))
      const parts: Made[] = []
      for (let part = 0; part < shot.seconds / length; part++) {
        const from = instantOf(millisecondsOf(shot.from) + part * length * 1000)
        const path = `${where}/${vendorName(shot.camera, from, part + 1, 'mp4')}`
        const labels = stamps(shot.camera, habit, from, length)
        const source = ['-i', join(scratch, `${name}-${part}.mp4`), '-map', '0', '-c', 'copy']
        await ffmpeg([...source, ...BITEXACT, ...labels, join(folder, path)])
        parts.push(made(path, 'video', `${note}, part ${part + 1}`, { from, seconds: length }))
      }
      return parts
    }
  }
  const photo = (number: number, clock: string): Job => {
    const seen = shot(card1, clock, 12, [])
    const path = `${one}/${vendorName(card1, seen.from, number, 'jpg')}`
    return async () => {
      await photograph(street, seen, number, join(folder, path))
      return [made(path, 'photo', 'photograph without EXIF', { from: seen.from, seconds: 0 })]
    }
  }
  const sound = (path: string, note: string, shot: Shot, encoding: string): Job => {
    return async () => {
      await record(shot, encoding.split(' '), join(folder, path))
      return [made(path, 'audio', note, shot)]
    }
  }

  const inspection = shot(card1, '09:20:00', 48, [
    [1, 'credential'],
    [17, 'documents'],
    [33, 'rights'],
    [41, 'understood'],
  ])
  const beforeGap = shot(card1, '10:05:00', 16, [[2, 'question']])
  const afterGap = shot(card1, '10:08:16', 18, [
    [1, 'interruption'],
    [12, 'answer'],
  ])
  const sealing = shot(card1, '10:40:00', 14, [[1, 'sealing']])
  const inquiry = shot(card1, '11:15:00', 16, [
    [1, 'question'],
    [9, 'answer'],
  ])
  const followUp = shot(card1, '11:20:00', 14, [[2, 'documents']])
  const gate = shot(card1, '14:05:00', 12, [[1, 'documents']])
  const patrol = shot(card2, '09:21:30', 32, [
    [2, 'credential'],
    [18, 'rights'],
  ])
  const stall = shot(card2, '10:06:00', 14, [[1, 'question']])
  const corner = shot(card2, '10:30:00', 14, [[2, 'documents']])
  const stalls = shot(card2, '10:55:00', 14, [[1, 'credential']])
  const phone = shot(card2, '11:30:00', 12, [[1, 'answer']], { phone: true })
  const power = shot(card2, '13:40:00', 16, [[1, 'credential']])
  const faults = { covered: [3, 7], frozen: [9, 14], mute: [16, 21] } as const
  const faulty = shot(card2, '14:10:00', 24, [[2, 'credential']], faults)
  const bystander = shot(card2, '10:06:20', 12, [[1, 'answer']], { phone: true })
  const continued = shot(card1, '11:21:00', 12, [[1, 'question']])

  const untimed = (number: number, extension: string, note: string, shot: Shot, encoding: readonly string[]): Job => {
    const path = `${two}/${vendorName(card2, shot.from, number, extension)}`
    return video(path, note, shot, encoding, stamps(card2, 'end-local', shot.from, shot.seconds).slice(0, 2))
  }
  const interrupted: Job[] = [
    stamped(one, 4, 'take before a gap of three minutes', beforeGap, 'start-utc'),
    stamped(one, 5, 'the same take after the gap, whose reason is spoken at its start', afterGap, 'start-utc'),
  ]
  const market: Job[] = [untimed(5, 'mkv', 'Matroska', stalls, ENCODINGS.h264)]
  const jobs: Job[] = [
    take(one, 'inspection', inspection, 16, 'start-utc', 'one take in three contiguous segments'),
    ...interrupted,
    video(
      `${one}/IMP/${vendorName(card1, sealing.from, 6, 'mp4')}`,
      'H.265, flagged as important on the camera',
      sealing,
      ENCODINGS.h265,
      stamps(card1, 'start-utc', sealing.from, sealing.seconds),
    ),
    photo(7, '10:52:10'),
    photo(8, '10:53:05'),
    sound(`${one}/${vendorName(card1, inquiry.from, 9, 'wav')}`, 'sound only, PCM', inquiry, '-c:a pcm_s16le'),
    sound(
      `${one}/${vendorName(card1, followUp.from, 10, 'mp3')}`,
      'sound only, MP3',
      followUp,
      '-c:a libmp3lame -b:a 32k',
    ),
    video(
      `${one}/补录 现场勘验（东门）.mp4`,
      'Chinese and a space in its name',
      gate,
      ENCODINGS.h264,
      stamps(card1, 'start-utc', gate.from, gate.seconds),
    ),
    take(two, 'patrol', patrol, 16, 'end-local', 'stamped at the end, in local time called UTC'),
    untimed(3, 'avi', 'AVI with MJPEG and PCM', stall, ENCODINGS.mjpeg),
    untimed(4, 'ts', 'MPEG transport stream', corner, ENCODINGS.h264),
    ...market,
    async () => {
      const path = `${two}/${vendorName(card2, power.from, 6, 'mp4')}`
      await film(street, power, ENCODINGS.h264, [], join(folder, path))
      await cutTo(join(folder, path), 0.6)
      return [made(path, 'damaged', 'cut short before its index was written', power)]
    },
    stamped(two, 7, '4 s black from 3, 5 s frozen from 9, 5 s silent from 16', faulty, 'end-local'),
    async () => {
      const path = 'card-2/DCIM/100PHONE/IMG_0412.MOV'
      await film(street, phone, ENCODINGS.h264, phoneStamps(phone.from), join(folder, path))
      await turnClockwise(join(folder, path), 360)
      return [made(path, 'video', 'from a phone held upright, its clock right', phone)]
    },
    async () => {
      const path = 'loose/旁观者 手机录像.3gp'
      await film(street, bystander, ENCODINGS.h264, [], join(folder, path))
      await turnClockwise(join(folder, path), 360)
      return [made(path, 'video', 'from a bystander held upright, no stamps', bystander)]
    },
    sound('loose/询问录音（续）.aac', 'sound only, AAC without a container', continued, '-c:a aac -b:a 32k -f adts'),
    async () => {
      const path = 'loose/-恢复的文件.mp4'
      await writeFile(join(folder, path), noBytesOfVideo())
      return [made(path, 'damaged', 'not a recording at all, and its name begins with a dash')]
    },
  ]
  const copies: Job = async () => {
    const from = instantOf(millisecondsOf(inspection.from) + 16_000)
    const name = vendorName(card1, from, 2, 'mp4')
    const path = `card-2/DCIM/100COPY/${name}`
    await copyFile(join(folder, `${one}/${name}`), join(folder, path))
    return [made(path, 'video', 'the same bytes as a file of card-1', { from, seconds: 16 })]
  }
  return { jobs, parts: { interrupted, market }, copies }
}

/** Bytes without any meaning, the same every time. */
function noBytesOfVideo(): Uint8Array {
  let state = 7
  return Uint8Array.from({ length: 40_000 }, () => (state = (state * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16)
}
