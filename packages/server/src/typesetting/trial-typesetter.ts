import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Refused } from '@liuhen/core/kernel'
import type { PaperLayout } from '@liuhen/core/papers'
import { afterAll, beforeAll, expect } from 'vitest'
import { typesetter } from './index.ts'
import type { Typesetter, TypesettingOptions } from './index.ts'
import { notoAlone } from './trial.ts'

/** A folder for what a test makes. */
export let folder: string
/** One that is warm, with {@link fontSettings}. */
export let press: Typesetter
/** The fonts every machine has that runs these tests, whatever else it has. */
export let fontSettings: string
const open: Typesetter[] = []

export async function begin(options: TypesettingOptions = {}): Promise<Typesetter> {
  const one = await typesetter({ fontSettings, ...options })
  open.push(one)
  return one
}

/** A typesetter and a folder for the tests of one file; whatever they begin besides is closed with it. */
export function typesetterTrial(): void {
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'liuhen-typesetting-'))
    fontSettings = await notoAlone(folder)
    press = await begin()
  })
  afterAll(async () => {
    await Promise.all(open.map((one) => one.close()))
    await rm(folder, { recursive: true })
  })
}

export const lengthOf = async (press: Typesetter, layout: PaperLayout): Promise<number> =>
  (await press.typeset(layout)).pages

export const sentences = async (work: Promise<unknown>): Promise<string> => {
  const thrown: unknown = await work.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(thrown).toBeInstanceOf(Refused)
  return (thrown as Refused).obstacles.map(({ message }) => message.zh).join('\n')
}
