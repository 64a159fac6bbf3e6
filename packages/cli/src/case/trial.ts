import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text as contentOf } from 'node:stream/consumers'
import { caseCommand } from './index.ts'

export interface Obstacle {
  readonly code: string
  readonly met: string
  readonly effect: string
  readonly articles: readonly string[]
  readonly message: { readonly zh: string; readonly en: string }
  readonly earliest?: string
  readonly clears?: object
  readonly exceptions: readonly {
    readonly citation: { readonly article: string }
    readonly why?: { readonly zh: string }
  }[]
}
export interface Answer {
  readonly sound: boolean
  readonly on: string
  readonly acts: readonly {
    readonly number: number
    readonly act: string
    readonly on: string
    readonly verdict: string
    readonly obstacles: readonly Obstacle[]
  }[]
  readonly due: readonly {
    readonly period: string
    readonly state: string
    readonly last?: string
    readonly startedBy: number
    readonly articles: readonly string[]
  }[]
  readonly next: readonly {
    readonly act: string
    readonly state: string
    readonly missing: readonly string[]
    readonly tells: readonly string[]
    readonly earliest?: string
  }[]
}

/** What `liuhen case check` answers to a case in a file, and with which status. */
export async function checked(
  told: unknown,
  options: string,
): Promise<{ readonly answer: Answer; readonly status: number; readonly printed: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'liuhen-case-'))
  try {
    const file = join(folder, 'case.json')
    await writeFile(file, typeof told === 'string' ? told : JSON.stringify(told))
    const call = ['check', file, ...options.split(' ').filter((one) => one !== '')]
    const [json, status] = await outputOf([...call, '--json'])
    const [printed] = await outputOf([...call, '--lang', 'zh'])
    return { answer: JSON.parse(json) as Answer, status, printed }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export async function outputOf(call: readonly string[]): Promise<readonly [said: string, status: number]> {
  const output = new PassThrough()
  const said = contentOf(output)
  try {
    const status = await caseCommand(call, output)
    output.end()
    return [await said, status]
  } finally {
    output.end()
  }
}
