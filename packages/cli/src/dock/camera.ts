import { spawn } from 'node:child_process'
import { setTimeout as pause } from 'node:timers/promises'
import { CameraIdentity } from '@liuhen/core/devices'
import { deviceTimeOf } from '@liuhen/core/evidence'
import type { ClockSample } from '@liuhen/core/evidence'
import { because, Malformed, Refused } from '@liuhen/core/kernel'
import { z } from 'zod'
import { readCameraRecord } from './camera-record.ts'

/**
 * What a vendor's adapter program prints, one line of JSON. `time` is the device's clock as Beijing digits, dashes and
 * colons optional; `record` the binary record in Base64, whose fields count where the line does not name them itself.
 */
const Answer = z.object({
  idCode: z.string().optional(),
  serial: z.string().optional(),
  userNo: z.string().optional(),
  userName: z.string().optional(),
  unitNo: z.string().optional(),
  unitName: z.string().optional(),
  record: z.base64().optional(),
  battery: z.number().int().min(0).max(100).optional(),
  time: z.string(),
})

/** A camera as it described itself when it was docked. */
export interface Camera {
  readonly identity: CameraIdentity
  /** Its serial, by which it is known among devices; an identity code only tells the model. */
  readonly number?: string
  /** What its file names may call it, most telling first. */
  readonly names: readonly string[]
  readonly battery?: number
  readonly samples: readonly ClockSample[]
  /** Members of the answer that are longer than the interface allows and were left out. */
  readonly unfit: readonly string[]
}

/** The clock shows whole seconds; looks spread over one of its seconds tell where within it one is. */
const LOOKS = 5
const APART = 220
const LONGEST_ANSWER = 10_000

/** Asks the adapter several times who the camera is and what its clock says. Throws Refused or Malformed with the reason. */
export async function askCamera(command: string, signal?: AbortSignal): Promise<Camera> {
  const words = wordsOf(command)
  const samples: ClockSample[] = []
  let last: z.infer<typeof Answer> | undefined
  for (let look = 0; look < LOOKS; look++) {
    if (look > 0) await pause(APART, undefined, { ...(signal && { signal }) })
    const before = Date.now()
    const said = await run(words, signal)
    const after = Date.now()
    last = answerOf(said)
    samples.push({ before, device: deviceTimeOf(withSeparators(last.time)), after })
  }
  return { ...described(last as z.infer<typeof Answer>), samples }
}

function described(answer: z.infer<typeof Answer>): Omit<Camera, 'samples'> {
  const { idCode, serial, userNo, userName, unitNo, unitName, record, battery } = answer
  const stored = record === undefined ? {} : readCameraRecord(Buffer.from(record, 'base64'))
  const named = { idCode, serial, userNumber: userNo, userName, unitNumber: unitNo, unitName }
  const claimed = { ...defined(stored), ...defined(named) }
  const unfit = Object.entries(CameraIdentity.shape).flatMap(([name, schema]) =>
    schema.safeParse(claimed[name]).success ? [] : [name],
  )
  const fit = Object.entries(claimed).filter(([name]) => !unfit.includes(name))
  return {
    identity: CameraIdentity.parse(Object.fromEntries(fit)),
    ...(claimed['serial'] && { number: claimed['serial'] }),
    names: [claimed['serial'], `${claimed['idCode'] ?? ''}${claimed['serial'] ?? ''}`, claimed['idCode']].filter(
      (name): name is string => Boolean(name),
    ),
    ...(battery !== undefined && { battery }),
    unfit,
  }
}

const defined = (members: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(members).flatMap(([name, one]) => (one ? [[name, one] as const] : [])))

function answerOf(said: string): z.infer<typeof Answer> {
  try {
    return Answer.parse(JSON.parse(said.trim().split('\n').at(-1) ?? ''))
  } catch {
    throw because(
      Malformed,
      'camera-answer',
      `设备程序的回答不是一行符合约定的 JSON：${said.trim().slice(0, 200)}`,
      `The camera's program did not answer with one line of the agreed JSON: ${said.trim().slice(0, 200)}`,
    )
  }
}

const withSeparators = (time: string): string => {
  const digits = /^(\d{4})\D?(\d\d)\D?(\d\d)\D?(\d\d)\D?(\d\d)\D?(\d\d)$/.exec(time.trim())
  return digits ? `${digits[1]}-${digits[2]}-${digits[3]} ${digits[4]}:${digits[5]}:${digits[6]}` : time
}

/**
 * The words of a command line: split at spaces, quotes of either kind keep a word together. No shell sees it, so nothing
 * in it is expanded or run. Throws Malformed when it is empty or a quote is left open.
 */
export function wordsOf(command: string): readonly [string, ...string[]] {
  const words = [...command.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) =>
    word.replace(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''),
  )
  const [program, ...rest] = words
  const isOpen = /["']/.test(command.replace(/"[^"]*"|'[^']*'/g, ''))
  if (program !== undefined && !isOpen) return [program, ...rest]
  throw because(
    Malformed,
    'camera-command',
    '--camera 后应为一条命令，引号要成对',
    '--camera takes a command; its quotes must be closed',
  )
}

/** Runs the program and gives what it printed. */
function run([program, ...args]: readonly [string, ...string[]], signal?: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: LONGEST_ANSWER,
      ...(signal && { signal }),
    })
    let [said, complained] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (words: string) => (said = (said + words).slice(-100_000)))
    child.stderr.setEncoding('utf8').on('data', (words: string) => (complained = (complained + words).slice(-2000)))
    child.on('error', (error) => reject(signal?.aborted ? error : notRun(program, error.message)))
    child.on('close', (code) => (code === 0 ? resolve(said) : reject(notRun(program, complained.trim() || `${code}`))))
  })
}

const notRun = (program: string, reason: string): Error =>
  because(
    Refused,
    'camera-program',
    `读取设备的程序 ${program} 没有成功（${reason.slice(0, 300)}）：请检查设备连接和 --camera`,
    `The camera's program ${program} failed (${reason.slice(0, 300)}): check the connection and --camera`,
  )
