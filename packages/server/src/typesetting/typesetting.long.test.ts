import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { typesetter } from './index.ts'
import type { Typesetter } from './index.ts'
import { FILLINGS, SAMPLES, sampleRecord } from './samples.ts'
import { notoAlone, textOf } from './trial.ts'

let folder: string
let press: Typesetter

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-typesetting-'))
})
beforeEach(async () => {
  press = await typesetter({ fontSettings: await notoAlone(folder), papersEach: 2000 })
})
afterEach(() => press.close())
afterAll(() => rm(folder, { recursive: true }))

test('a paper of a hundred thousand characters and a list of two thousand rows come out whole', async () => {
  const text = '安陵县'.repeat(33_333)
  const rows = Array.from({ length: 2000 }, (_, i) => [String(i + 1), `物品${i + 1}`])
  const { pdf, pages } = await press.typeset({
    ...sampleRecord('short'),
    blocks: [
      { kind: 'table', label: '物品清单', columns: ['序号', '名称'], rows },
      { kind: 'dialogue', lines: [{ who: 'answered', text }] },
    ],
  })
  expect(pages).toBeGreaterThan(150)
  expect((await textOf(pdf)).split('安陵县').length).toBeGreaterThan(33_333)
})

test('a thousand papers of every kind in one process leave it within 300 MiB', async () => {
  const samples = Object.values(SAMPLES).flatMap((sample) => FILLINGS.map((filling) => sample(filling)))
  for (let i = 0; i < 1000; i++) {
    const layout = samples[i % samples.length] ?? sampleRecord('short')
    await press.typeset({ ...layout, number: `安综执立字〔2026〕第${i}号` })
  }
  expect(press.memory / (1 << 20)).toBeLessThan(300)
})
