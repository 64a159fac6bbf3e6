import { spawn } from 'node:child_process'
import { because, Refused } from '@liuhen/core/kernel'

const FFMPEG = process.env['FFMPEG'] || 'ffmpeg'
const SPEECH = process.env['ESPEAK_NG'] || 'espeak-ng'

/** ffmpeg without questions, banners or anything that differs from one run to the next. */
export const ffmpeg = (args: readonly string[]): Promise<void> =>
  finished(FFMPEG, ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', ...args])

/** Writes the sentence, spoken in Mandarin, to a WAV file. */
export const speak = (sentence: string, file: string): Promise<void> =>
  finished(SPEECH, ['-v', 'cmn', '-s', '165', '-a', '150', '-w', file, '--', sentence])

/** The last lines of what a failing program says are its reason; more than this is noise. */
const TAIL = 4000

function finished(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] })
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-TAIL)))
    child.on('error', (cause) =>
      reject(
        Object.assign(
          because(
            Refused,
            'program-missing',
            `没有找到程序 ${program}，请先安装（Debian：apt-get install ffmpeg espeak-ng fonts-noto-cjk）`,
            `The program ${program} is missing; install it first (Debian: apt-get install ffmpeg espeak-ng fonts-noto-cjk)`,
          ),
          { cause },
        ),
      ),
    )
    child.on('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}: ${said.trim() || 'no reason given'}`)),
    )
  })
}

/** Runs the jobs with at most `width` at once and returns their results in the order given. */
export async function inParallel<T>(width: number, jobs: readonly (() => Promise<T>)[]): Promise<T[]> {
  const results: T[] = []
  const waiting = jobs.entries()
  const work = async (): Promise<void> => {
    for (const [index, job] of waiting) results[index] = await job()
  }
  await Promise.all(Array.from({ length: width }, work))
  return results
}
