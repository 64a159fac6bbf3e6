import { randomUUID } from 'node:crypto'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CalendarDate, instantOf, Malformed, Missing, Refused } from '@liuhen/core/kernel'
import { ruleText, type SettingValue, topicNames } from '@liuhen/core/packs'
import { firstRules, offeredPacks } from './commands.ts'
import { readPacks } from './folder.ts'
import { lawOf } from './store.ts'

const OURS = new URL('../../../../packs/', import.meta.url).pathname
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-packs-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('a pack with one wrong line stops everything, and file and line are named', async () => {
  const copy = join(folder, 'packs')
  await cp(OURS, copy, { recursive: true })
  const file = join(copy, 'yanzhou-2019', 'rules.yaml')
  const lines = (await readFile(file, 'utf8')).split('\n')
  const wrong = lines.findIndex((line) => line.includes('kind: handover'))
  await writeFile(file, lines.with(wrong, '  kind: hand-over').join('\n'))
  await expect(readPacks(copy)).rejects.toMatchObject({
    kind: 'malformed',
    obstacles: [{ message: { en: expect.stringContaining(`yanzhou-2019/rules.yaml:${wrong + 1}`) as string } }],
  })
  await writeFile(file, Buffer.of(0xff, 0xfe, 0x00))
  await expect(readPacks(copy)).rejects.toMatchObject({ obstacles: [{ code: 'pack-not-utf8' }] })
  await expect(readPacks(join(folder, 'nowhere'))).rejects.toMatchObject({ kind: 'missing' })
})

test('rules that cannot be are refused at set-up with nothing made of them', async () => {
  const law = lawOf(await readPacks())
  const first = (packs: string[], settings: { key: string; value: SettingValue }[] = []) =>
    firstRules(law, randomUUID(), instantOf(0), { packs, from: '2026-01-01' as CalendarDate, settings })
  const caseFile = { key: 'retention.case-file', value: { count: 30, unit: 'year' as const } }
  expect(first(['yanzhou-2019'], [caseFile]).map((one) => [one.kind, one.version])).toEqual([
    ['RuleSetChosen/1', 1],
    ['SettingDecided/1', 2],
  ])
  expect(() => first(['atlantis-2020'])).toThrow(Missing)
  expect(() => first(['yanzhou-2019', 'yanzhou-2019'])).toThrow(Refused)
  expect(() => first(['yanzhou-2019'], [{ ...caseFile, value: 'for ever' }])).toThrow(Malformed)
  expect(offeredPacks(law).map((one) => one.id)).not.toContain('national')
})

test('every rule of every pack can be read as a sentence in both languages, and every citation leads to an article', async () => {
  const { shelf, library } = lawOf(await readPacks())
  const silent: string[] = []
  for (const pack of library.packs)
    for (const rule of pack.rules) {
      const { zh, en } = ruleText(rule)
      const place = `${pack.identity.id}/${rule.id}`
      if (zh.trim() === '' || en.trim() === '' || /undefined|\[object/.test(zh + en))
        silent.push(`${place}: ${zh} / ${en}`)
      for (const one of shelf.ruleView({ pack, rule }).citations)
        if (!shelf.article(one.pack, one.article)) silent.push(`${place} cites ${one.pack}/${one.article}`)
      if (!topicNames[rule.kind]) silent.push(`${place} is of no topic`)
    }
  expect(silent).toEqual([])
})
