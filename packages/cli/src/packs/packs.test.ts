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

  test('whoever is said to be back before what they recorded ended is asked to look again', async () => {
    const early = run(...ask, '--returned', '2026-10-03T20:00+08:00', '--reason', '异地执法')
    await expect(early).rejects.toThrow(/returned/)
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

  test('of a recording its text says nothing of, tells what it does say of keeping, and what to name', async () => {
    const told = await json('explain', 'retention', '--pack', 'jilin-2017')
    expect(told).toMatchObject({
      says: { zh: expect.stringMatching(/^对所问的这一类未作规定；.*请写明是哪一类/) },
      value: { class: 'gap', keep: 'unsaid' },
      open: ['retention.gap'],
    })
    expect(JSON.stringify(told['chain'])).toMatch(
      /retention-minor-correction.*日常轻微纠正、劝阻执法的声像资料保存不少于6个月/,
    )
    const decided = await json(
      'explain',
      'retention',
      '--pack',
      'jilin-2017',
      '--set',
      'retention.gap={"count":18,"unit":"month"}',
    )
    expect(decided).toMatchObject({ says: { zh: expect.stringMatching(/18个月/) }, chain: [] })
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
    ['of two bureaus at once', ['explain', 'handover', '--pack', 'jilin-2017', '--pack', 'changsha-county-2023']],
    ['with an option twice', [...ask, '--lang', 'zh', '--lang', 'en']],
    ['with a setting twice', [...ask, '--set', 'a=1', '--set', 'a=2']],
    ['with a pack twice', [...ask, '--pack', 'yanzhou-2019']],
    ['of a day that is none', [...ask.slice(0, -1), '2026-02-30T10:00']],
    ['with what the question has no use for', [...ask, '--figure', 'x']],
    ['with an option of another act', [...ask, '--against', 'packs']],
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
  expect(packs).toMatchObject([{ pack: 'yanzhou-2019', articles: 19, obligations: 60 }])
  expect(packs[0]?.['withoutRule']).toContain('1.1')
})

test('an act that packs has not is a wrong call', async () => {
  await expect(run('burn')).rejects.toMatchObject({ obstacles: [{ code: 'usage' }] })
})

test.each([
  ['lint', '--pack', 'nowhere'],
  ['coverage', '--pack', 'nowhere'],
  ['coverage', '--pack', 'yanzhou-2019', '--pack', 'yanzhou-2019'],
  ['lint', '--activity', 'patrol'],
  ['coverage', '--set', 'a=1'],
  ['lint', 'yanzhou-2019'],
])('packs %s %s %s is refused in one sentence', async (...args) => {
  await expect(run(...args)).rejects.toMatchObject({
    obstacles: [{ message: { zh: expect.stringMatching(/^[^\n]+$/) as string } }],
  })
})

test('a file too large to be one of a pack is refused before it is read', async () => {
  const big = join(folder, '..', 'big')
  await cp(OURS, big, { recursive: true })
  await writeFile(join(big, 'yanzhou-2019/rules.yaml'), `# ${'x'.repeat(1_000_001)}\n`)
  const { status, printed } = await run('lint', '--packs', big, '--lang', 'en')
  expect(status).toBe(1)
  expect(printed).toContain('1000000 are the most')
})

describe('explain, as the text prints it', () => {
  const says = async (pack: string, ...args: readonly string[]): Promise<string> => {
    const told = await json('explain', ...args, '--pack', pack, ...(pack.startsWith('yongqing') ? SINCE : []))
    return (told['says'] as { zh: string }).zh
  }
  const SINCE = ['--set', 'effective-from=2022-06-01']

  test.each(['jilin-2017', 'jinzhong-2022-recording', 'yongqing-2022'])('%s: 每天工作结束后及时', async (pack) => {
    expect(await says(pack, 'handover')).toBe('每天工作结束后及时')
    expect(
      (await run('explain', 'handover', '--pack', pack, ...(pack.startsWith('yong') ? SINCE : []))).printed,
    ).not.toContain('执勤结束前')
  })

  test('what was not in force on the day, or has no day yet, is said to be so, and not that the text is silent', async () => {
    expect(await says('jilin-2017', 'handover', '--on', '2016-01-01')).toMatch(/^2016-01-01 jilin-2017 还没有施行/)
    const undated = await json('explain', 'access', '--purpose', 'provide', '--pack', 'yongqing-2022')
    expect((undated['says'] as { zh: string }).zh).toMatch(/yongqing-2022 没有写明施行日期/)
  })

  test('a posted notice is filmed in Changsha, and asking about public notice says so', async () => {
    const told = await json('explain', 'recording', '--activity', 'service-notice', '--pack', 'changsha-county-2023')
    expect((told['says'] as { zh: string }).zh).toBe('未作规定；其中张贴公告送达：必须录')
    expect(told['chain']).toMatchObject([{ places: [{ label: '第三十三条' }] }])
  })

  test('an act that a list does not name and does not shut out is told so, and no scope is made up', async () => {
    for (const pack of ['changsha-county-2023', 'jilin-2017', 'yanzhou-2019', 'jinzhong-2022-plan']) {
      expect(await says(pack, 'scope', '--act', '行政许可')).toContain('也不因此排除')
      expect(await says(pack, 'scope', '--act', '行政处罚')).toBe('适用')
    }
    expect(await says('jinzhong-2022-disclosure', 'scope', '--act', '行政处罚')).toBe('未作规定')
  })

  test.each(['jilin-2017', 'yongqing-2022'])(
    '%s forbids private copies: silence on who agrees is no leave',
    async (pack) => {
      for (const purpose of ['copy', 'provide']) {
        const told = await json(
          'explain',
          'access',
          '--purpose',
          purpose,
          '--pack',
          pack,
          ...(pack.startsWith('yong') ? SINCE : []),
        )
        expect((told['says'] as { zh: string }).zh).toBe('须经审批，未写明由谁审批')
        expect(told['chain']).toMatchObject([{ places: [{ label: '第二十四条' }] }])
      }
      expect(await says('changsha-county-2023', 'access', '--purpose', 'copy')).toBe('条文没有写由谁批准')
    },
  )
})
