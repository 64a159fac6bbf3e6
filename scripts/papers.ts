import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { typesetter } from '../packages/server/src/typesetting/index.ts'
import { FILLINGS, SAMPLES } from '../packages/server/src/typesetting/samples.ts'
import { notoAlone, pictureName, pictureOf, pngOf, SHOWN } from '../packages/server/src/typesetting/trial.ts'

/** `npm run papers`: sets every sample, and writes docs/papers anew: a PDF of each, a picture of each page, and an index. */
const folder = join(import.meta.dirname, '../docs/papers')
const temporary = await mkdtemp(join(tmpdir(), 'liuhen-papers-'))
const press = await typesetter({ fontSettings: await notoAlone(temporary) })
const NAMES = { form: 'Form · 表格', letter: 'Letter or decision · 文书', record: 'Record · 笔录' } as const
const FILLED = {
  short: 'as is usual · 通常',
  long: 'long · 很长',
  missing: 'still missing · 尚缺（草稿）',
  rare: 'rare characters · 生僻字',
} as const

const BEGINNING = `# Papers as they come out

Drawn by \`npm run papers\`; a test holds these pictures against what comes out. All people, shops and cases are invented. Set in Noto CJK,
which stands for 仿宋, 楷体 and 小标宋 where a bureau has installed no fonts of its own (docs/decisions/0021-typesetting.md).
`

try {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const parts: string[] = []
  for (const [name, sample] of Object.entries(SAMPLES)) {
    parts.push(`## ${NAMES[name as keyof typeof NAMES]}\n`)
    for (const filling of FILLINGS) {
      const { pdf, pages } = await press.typeset(sample(filling))
      await writeFile(join(folder, `${name}-${filling}.pdf`), pdf)
      const pictures: string[] = []
      for (let n = 1; n <= pages; n++) {
        await writeFile(join(folder, pictureName(name, filling, n)), pngOf(await pictureOf(pdf, n, SHOWN)))
        pictures.push(`![${name} ${filling}, page ${n} of ${pages}](${pictureName(name, filling, n)})`)
      }
      parts.push(`### ${FILLED[filling]}: [PDF](${name}-${filling}.pdf)\n\n${pictures.join('\n')}\n`)
    }
  }
  await writeFile(join(folder, 'README.md'), `${BEGINNING}\n${parts.join('\n')}`)
} finally {
  await press.close()
  await rm(temporary, { recursive: true })
}
