import { randomUUID } from 'node:crypto'
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CalendarDate } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { trialTeam } from '../cases/trial.ts'
import { bare, textOf } from '../typesetting/trial.ts'
import { papersWith, PRINTED } from './trial.ts'

const TEMPLATES = fileURLToPath(new URL('../../../../templates/papers', import.meta.url))

/**
 * The forms of a city in Zhejiang, as the samples published there have them: other titles and labels, a letter where another
 * bureau has a form, five digits in square brackets, and a slip the party gives back. The instrument that orders them is made up.
 */
const ELSEWHERE = {
  pack: {
    id: 'forms-trial',
    version: 1,
    kind: 'instrument',
    level: 'city',
    division: '331000',
    title: { zh: '行政执法文书式样（试验）', en: 'Forms of enforcement papers (trial)' },
    issuer: '某市综合行政执法局（试验）',
    effectiveFrom: '2020-01-01',
  },
  articles: [{ id: '1', label: '第一条', text: '第一条 执法文书按照本式样制作。' }],
  obligations: [{ id: '1.1', article: '1', kind: 'document', modality: 'must', quote: '执法文书按照本式样制作' }],
  rules: [
    {
      id: 'paper-questioning-notice',
      kind: 'paper',
      acts: ['questioned'],
      whereMade: true,
      source: ['1.1'],
      title: { zh: '接受调查询问通知书', en: 'Notice to be questioned' },
      stage: '调查取证',
      template: 'letter',
      mark: '询通',
      fields: [
        { key: 'contact-phone', label: '本机关联系电话' },
        { key: 'appointed-at', label: '请你（单位）于' },
        { key: 'appointed-place', label: '到达地点' },
        { key: 'inquiry-matters', label: '接受询问的事项' },
      ],
      approvers: [],
      signatures: [],
    },
  ],
} as const

/** A slip under the line, which the party signs and gives back. */
const RECEIPT = `
#let receipt = { line(length: 100%, stroke: (dash: "dashed")); flush(at: center, face("hei", "回    执")); "收到人（签名）：" + h(1fr) + "年    月    日    邮政编码：" }
#let paper(d) = described(d, {`

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'liuhen-forms-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('the papers of another province are data: titles, labels, numbers and layout, and none of another bureau’s words', async () => {
  await mkdir(join(folder, 'packs', ELSEWHERE.pack.id), { recursive: true })
  // What is JSON is YAML.
  for (const [name, content] of Object.entries(ELSEWHERE))
    await writeFile(join(folder, 'packs', ELSEWHERE.pack.id, `${name}.yaml`), JSON.stringify(content))
  await using team = await trialTeam(
    {
      packs: [ELSEWHERE.pack.id],
      from: '2022-01-01' as CalendarDate,
      settings: [
        ...PRINTED,
        { key: 'numbers.authority-mark', value: '台城执' as never },
        { key: 'numbers.pattern', value: '{mark}{type}字[{year}]第{number:5}号' as never },
      ],
    },
    { packs: join(folder, 'packs') },
  )
  const { write } = papersWith(team)
  const templates = join(folder, 'templates')
  await cp(TEMPLATES, templates, { recursive: true })
  const letter = await readFile(join(templates, 'letter.typ'), 'utf8')
  const ends = 'let end = { signing(d); if "seal" in d { sealed(d, indent: 4em, pitch) } }'
  expect(letter).toContain(ends)
  await writeFile(
    join(templates, 'letter.typ'),
    letter
      .replace('\n#let paper(d) = described(d, {', RECEIPT)
      .replace(ends, ends.replace(' } }', ' }; if d.title.ends-with("通知书") { receipt } }')),
  )
  await team.server.again({ templates })
  await team.officer.back()

  const rule = `${ELSEWHERE.pack.id}/paper-questioning-notice`
  const begin = { params: { id: await team.lead() }, body: { rule, key: randomUUID() } }
  const { id } = await team.officer.beginPaper(begin)
  await write(id, {
    'inquiry-matters': '占道堆放的经过',
    'appointed-at': `${team.today()} 15:00`,
    'appointed-place': '一中队询问室',
    'contact-phone': '0576-0000000',
  })
  const { number } = await team.officer.freezePaper({ params: { id }, body: {} })
  expect(number).toBe(`台城执询通字[${team.today().slice(0, 4)}]第00001号`)
  const answer = await team.officer.send(`${team.server.url}/api/papers/${id}/pdf`)
  const printed = bare(await textOf(new Uint8Array(await answer.arrayBuffer())))
  const words = [
    '接受调查询问通知书',
    number ?? '',
    '本机关联系电话',
    '请你（单位）于',
    '到达地点',
    '接受询问的事项',
    '回执',
    '邮政编码',
  ]
  // In the order of that form, and nothing is said in the words of another.
  const places = words.map((one) => printed.indexOf(bare(one)))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places).not.toContain(-1)
  for (const other of ['需要携带的材料', '长沙']) expect(printed).not.toContain(other)
})
