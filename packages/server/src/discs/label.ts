import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { media } from '@liuhen/core/discs'
import { PLACES, readIndex, Statement } from '@liuhen/core/evidence-package'
import { because, beijing, Corrupt, type Json, Refused } from '@liuhen/core/kernel'
import { packageFolder } from '../packages/index.ts'
import { discOf, type Discs } from './commands.ts'

const TEMPLATE = new URL('../../../../templates/disc-label.typ', import.meta.url)

/** Control characters have no glyph; a file name from a card may hold any. */
const printable = (words: string): string => words.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd')

/** What is printed on the disc, and the list and explanation that go with it into the file. Throws Refused without an image. */
export async function labelOf(
  here: Discs,
  id: string,
): Promise<{ readonly pdf: Uint8Array; readonly fileName: string }> {
  const { state } = await discOf(here.db, id)
  const { image, serial, medium, part, replaces } = state
  if (!image) throw because(Refused, 'disc-without-image', '这张光盘的映像没有做成', 'There is no image of this disc')
  const { path } = await packageFolder(here.packages, image.package)
  const [words, said] = await Promise.all([
    readFile(join(path, PLACES.index), 'utf8'),
    readFile(join(path, PLACES.statement), 'utf8'),
  ])
  const index = readIndex(words)
  if (!index)
    throw because(Corrupt, 'index-unreadable', '证据包的目录读不出来', 'The index of the package is unreadable')
  const statement = Statement.parse(JSON.parse(said))
  const before = replaces && (await discOf(here.db, replaces.disc)).serial
  const row = (name: string, value: string | undefined): { name: string; value: string }[] =>
    value === undefined || value === '' ? [] : [{ name, value: printable(value) }]
  const [year = 0, month = 1, day = 1] = beijing(index.madeAt).slice(0, 10).split('-').map(Number)
  const data: Json = {
    bureau: printable(index.bureau),
    serial,
    date: { year, month, day },
    part: part ? `第 ${part.number} 张 / 共 ${part.of} 张` : '共 1 张',
    medium: media[medium].title.zh,
    sha256: image.sha256,
    fields: [
      ...row('光盘编号', serial),
      ...row('张　　次', part && `第 ${part.number} 张，共 ${part.of} 张，每张可单独核验`),
      ...row('替　　换', before && `替换 ${before}：${replaces?.reason ?? ''}`),
      ...row('案　　号', statement.caseNumber),
      ...row('证明对象', statement.object),
      ...row('制作方法', statement.method),
      ...row('制 作 人', statement.maker),
      ...row('制作时间', beijing(statement.madeAt)),
      ...row('提 取 人', statement.extractor),
      ...row('提取时间', beijing(statement.extractedAt)),
      ...row('接 收 方', statement.recipient),
    ],
    items: index.items.map((item) => ({
      number: String(item.number),
      name: printable(item.fileName),
      officer: printable(item.officer?.name ?? '未登记'),
      time: item.correctedTime ? beijing(item.correctedTime) : (item.deviceTime ?? ''),
      sha256: item.sha256,
    })),
  }
  const pdf = await here.packages.typeset(await readFile(TEMPLATE, 'utf8'), data)
  return { pdf, fileName: `${serial}.pdf` }
}
