import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { packsCommand } from './index.ts'

// Each call reads all packs anew, as the command does.
vi.setConfig({ testTimeout: 60_000 })

/** What a call prints, and its exit status. */
async function run(...args: readonly string[]): Promise<{ status: number; printed: string }> {
  const pieces: string[] = []
  const output = new Writable({
    write: (piece: Buffer, _, done) => {
      pieces.push(piece.toString())
      done()
    },
  })
  const status = await packsCommand(args, output)
  return { status, printed: pieces.join('') }
}

const json = async (...args: readonly string[]) =>
  JSON.parse((await run(...args, '--json')).printed) as Record<string, unknown>

const OURS = join(import.meta.dirname, '../../../../packs')
let folder: string
beforeAll(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'liuhen-packs-')), 'packs')
  await cp(OURS, folder, { recursive: true })
})
afterAll(() => rm(join(folder, '..'), { recursive: true, force: true }))

/** Changes one file of the copy for the time of a test. */
async function changed(name: string, from: string, to: string, then: () => Promise<void>): Promise<void> {
  const path = join(folder, name)
  const before = await readFile(path, 'utf8')
  expect(before).toContain(from)
  await writeFile(path, before.replace(from, to))
  try {
    await then()
  } finally {
    await writeFile(path, before)
  }
}

describe('lint', () => {
  test('ends well on the packs as they are, with every finding told', async () => {
    const { findings, counts } = (await json('lint')) as { findings: { id: string }[]; counts: { error: number } }
    expect(counts.error).toBe(0)
    expect(findings.length).toBeGreaterThan(100)
    expect((await run('lint', '--lang', 'en')).status).toBe(0)
  })

  test('only of the packs asked for', async () => {
    const { findings } = (await json('lint', '--pack', 'yanzhou-2019')) as { findings: { pack: string }[] }
    expect(new Set(findings.map((one) => one.pack))).toEqual(new Set(['yanzhou-2019']))
  })

  test('ends badly on a quote changed by one character', () =>
    changed('yanzhou-2019/obligations.yaml', '应当在24小时内移交', '应当在48小时内移交', async () => {
      const { status, printed } = await run('lint', '--packs', folder, '--lang', 'en')
      expect(status).toBe(1)
      expect(printed).toContain('obligations/9.2: "应当在48小时内移交')
    }))

  test('tells what cannot be read at its file and line, and ends badly', () =>
    changed('yanzhou-2019/rules.yaml', 'kind: handover', 'kind: hand-over', async () => {
      const { status, printed } = await run('lint', '--packs', folder, '--json')
      expect(status).toBe(1)
      const { findings } = JSON.parse(printed) as { findings: { place: string; severity: string }[] }
      expect(findings).toHaveLength(1)
      expect(findings[0]?.place).toMatch(/^packs\/yanzhou-2019\/rules\.yaml:\d+$/)
      expect(findings[0]?.severity).toBe('error')
    }))
})

describe('explain', () => {
  const ask = ['explain', 'handover', '--pack', 'yanzhou-2019', '--recordingEnd', '2026-10-03T22:15+08:00']

  test('answers with the rule, the article and its words', async () => {
    const { printed } = await run(...ask, '--lang', 'zh')
    expect(printed).toContain('2026-10-04 22:15')
    expect(printed).toContain('第九条 “应当在24小时内移交至本单位管理人员')
  })

  test('is the same asked in JSON, and in JSON', async () => {
    const question = { ask: 'handover', recordingEnd: '2026-10-03T14:15:00.000Z' }
    const told = await json('explain', JSON.stringify(question), '--pack', 'yanzhou-2019')
    expect(told).toEqual(await json(...ask))
    expect(told['value']).toMatchObject({ within: '24 hour', due: '2026-10-04T14:15:00.000Z' })
    expect(told['chain']).toMatchObject([{ rule: 'handover', places: [{ label: '第九条' }] }])
  })

  test('takes the day of the act and what the bureau has set', async () => {
    const level = async (on: string) =>
      (
        (
          await json(
            'explain',
            'recording',
            '--activity',
            'patrol',
            '--pack',
            'yongqing-2022',
            '--set',
            'effective-from=2022-06-01',
            '--on',
            on,
          )
        )['value'] as { level: string }
      ).level
    expect(await level('2022-05-31')).toBe('none')
    expect(await level('2022-06-01')).toBe('must')
  })

  test('knows what keeps a recording for long', async () => {
    const told = await json('explain', 'retention', '--pack', 'jilin-2017', '--triggers', 'complaint:party')
    expect(told['value']).toMatchObject({ keep: 'long-term' })
  })

  test.each([
    ['without packs', ['explain', 'handover']],
    ['of a word that is no question', ['explain', 'weather', '--pack', 'yanzhou-2019']],
    ['of a moment that is none', [...ask.slice(0, -1), 'tomorrow']],
    ['of JSON that is none', ['explain', '{"ask":', '--pack', 'yanzhou-2019']],
    ['on a day that is none', [...ask, '--on', '2026-02-30']],
    [
      'with a setting laxer than the law',
      ['explain', 'handover', '--pack', 'changsha-county-2023', '--set', 'sealing.term=31'],
    ],
    ['with a setting no pack asks for', [...ask, '--set', 'colour=red']],
    ['of a pack that is not there', ['explain', 'handover', '--pack', 'nowhere']],
  ])('is refused %s', async (_, args) => {
    await expect(run(...args)).rejects.toMatchObject({
      obstacles: [{ message: { zh: expect.stringMatching(/./) as string } }],
    })
  })
})

test('diff tells what another folder has changed, and nothing where all is the same', async () => {
  expect(await json('diff', 'yanzhou-2019', 'yanzhou-2019@1')).toMatchObject({ changes: [] })
  await changed('yanzhou-2019/rules.yaml', 'count: 24', 'count: 12', async () => {
    const told = await json('diff', 'yanzhou-2019', 'yanzhou-2019', '--against', folder)
    expect(told['changes']).toMatchObject([{ part: 'rule', change: 'changed' }])
  })
})

test('coverage counts articles, obligations and rules, and names obligations without a rule', async () => {
  const { packs } = (await json('coverage', '--pack', 'yanzhou-2019')) as { packs: Record<string, unknown>[] }
  expect(packs).toMatchObject([{ pack: 'yanzhou-2019', articles: 19, obligations: 58 }])
  expect(packs[0]?.['withoutRule']).toContain('1.1')
})

test('an act that packs has not is a wrong call', async () => {
  await expect(run('burn')).rejects.toMatchObject({ obstacles: [{ code: 'usage' }] })
})
