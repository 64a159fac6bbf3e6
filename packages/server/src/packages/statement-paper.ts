import { readFile } from 'node:fs/promises'
import {
  charactersOf,
  fileOf,
  formatOf,
  inFours,
  keyMark,
  paperCode,
  paperKeyword,
  paperPath,
} from '@liuhen/core/evidence-package'
import { uncertaintyIn } from '@liuhen/core/evidence'
import { beijing, bytesOfHex, hexOf } from '@liuhen/core/kernel'
import type { Instant, Json } from '@liuhen/core/kernel'
import { parseCheckpoint } from '@liuhen/core/ledger'
import type { PackageIndex, PackagedItem, Statement } from '@liuhen/core/evidence-package'
import { renderSVG } from 'uqr'
import { sha256 } from '../ledger/index.ts'
import type { Typeset } from './typeset.ts'

const TEMPLATE = new URL('../../../../templates/evidence-statement.typ', import.meta.url)

/** What is printed: the package's index and statement, and what makes them this package's. */
export interface Printed {
  readonly index: Index
  readonly statement: Statement
  /** Of the file `data/index.json`. */
  readonly indexSha256: string
  /** The signed note that the items' proofs lead to. */
  readonly checkpoint: string
  readonly verifierKey: string
}

type Index = Pick<PackageIndex, 'id' | 'bureau' | 'madeAt' | 'items' | 'takes' | 'volume'>

/** The statement as a paper to print, sign and put into the file. Throws what the typesetter throws. */
export async function statementPaper(printed: Printed, typeset: Typeset): Promise<Uint8Array> {
  return typeset(await readFile(TEMPLATE, 'utf8'), paperData(printed))
}

/** Control characters have no glyph; a file name from a card may hold any. */
const printable = (words: string): string => words.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd')

const row = (name: string, value: string | undefined): readonly { name: string; value: string }[] =>
  value === undefined || value === '' ? [] : [{ name, value: printable(value) }]

/** Whether the time of the statement is that of a recording, and not of its being preserved. */
const isTimed = ({ items }: Printed['index']): boolean =>
  items.length === 0 || items.some((one) => one.correctedTime !== undefined)

function paperData({ index, statement, indexSha256, checkpoint, verifierKey }: Printed): Json {
  const [year = 0, month = 1, day = 1] = beijing(index.madeAt).slice(0, 10).split('-').map(Number)
  const bytes = index.items.reduce((sum, item) => sum + fileOf(item).bytes, 0)
  return {
    title: '视听资料证据说明',
    bureau: printable(index.bureau),
    id: printable(index.id),
    date: { year, month, day },
    fields: [
      ...row('案　　号', statement.caseNumber),
      ...row('证明对象', statement.object),
      ...row('制作方法', statement.method),
      ...row('制 作 人', statement.maker),
      ...row('制作时间', `${beijing(statement.madeAt)}${isTimed(index) ? '' : '（没有记载录制时间，这是固化时间）'}`),
      ...row('提 取 人', statement.extractor),
      ...row('提取时间', beijing(statement.extractedAt)),
      ...row('用　　途', statement.purpose),
      ...row('接 收 方', statement.recipient),
      ...row('光盘编号', statement.discNumber),
    ],
    total: grouped(bytes),
    kept: keptWords(index.items),
    volume: volumeData(index.volume),
    items: index.items.map(itemData),
    gaps: index.takes.flatMap((take) => take.gaps.map(gapWords)),
    ways: [
      '1. 双击打开“打开验证.html”，把整个文件夹拖入页面，再把本局另行公布的公钥粘贴进去比对。页面不联网、不安装。没有比对公钥之前，任何人都能做出前后一致的包。',
      '2. 或运行 liuhen verify 加文件夹路径，加 --key 给出本局另行公布的公钥。',
      '3. 页面显示的证据包摘要和密钥印记应与下面印的逐字相同；也可运行 sha256sum data/index.json 和 sha256sum -c manifest-sha256.txt。',
    ],
    keyword: paperKeyword(indexSha256),
    seal: sealData(index, indexSha256, checkpoint),
    key: verifierKey,
    mark: { ...keyMark(sha256, verifierKey) } as unknown as Json,
  }
}

/** The papers of a volume as they lie in the package; undefined where there is none. */
function volumeData(volume: Index['volume']): Json {
  if (volume === undefined) return {}
  const { number, title, papers, approvals } = volume
  return {
    name: printable(`${number} ${title}`),
    approvals: String(approvals.length),
    papers: papers.map((paper) => ({
      number: String(paper.number),
      title: printable([paper.title, paper.mark].filter(Boolean).join('　')),
      path: paperPath(paper.number),
      signatures: paper.signatures.length === 0 ? '' : `签名 ${paper.signatures.length} 处`,
      sealed: paper.sealed.length === 0 ? '' : `盖章件 ${paper.sealed.length} 份`,
      sha256: paper.sha256,
    })),
  }
}

/** The package's digest and the checkpoint, in words, in digits, and to be read by a machine. */
function sealData(index: Index, indexSha256: string, checkpoint: string): Json {
  const format = formatOf(index)
  const { origin, size, root } = parseCheckpoint(checkpoint.slice(0, checkpoint.lastIndexOf('\n\n') + 1))
  return {
    digest: indexSha256,
    digestWords: inFours(charactersOf(sha256, bytesOfHex(indexSha256))),
    origin: printable(origin),
    size: size.toLocaleString('en-US'),
    root: hexOf(root),
    rootWords: inFours(charactersOf(sha256, root)),
    code: renderSVG(paperCode(index.id, indexSha256, checkpoint, format), { ecc: 'M', border: 2 }),
  }
}

const grouped = (bytes: number): string => `${bytes.toString().replace(/\B(?=(\d{3})+$)/g, ',')} 字节`

/** Where the files lie, and what they are to what was preserved. */
function keptWords(items: readonly PackagedItem[]): string {
  const redacted = items.filter((one) => one.redacted !== undefined).length
  const originals = '存于 data/originals/，内容与固化时逐字节相同'
  const copies = '以遮挡副本代替原件，存于 data/redacted/，原件不在包内，只列其摘要'
  if (redacted === 0) return `各件${originals}`
  return redacted === items.length ? `各件${copies}` : `${redacted} 件${copies}；其余${originals}`
}

function itemData(item: PackagedItem): Json {
  const { bytes, sha256, sm3 } = fileOf(item)
  const officer = [item.officer?.name, item.officer?.certificate, item.officer?.unit].filter(Boolean).join('　')
  const device = [item.device?.number, item.device?.model].filter(Boolean).join('　')
  return {
    number: String(item.number),
    fileName: printable(item.fileName === '' ? '（没有文件名）' : item.fileName),
    bytes: grouped(bytes),
    rows: [
      ...row('录制设备', device),
      ...row('执法人员', officer),
      ...row('设备时间', item.deviceTime),
      ...row('时钟偏差', clockWords(item)),
      ...row('校正时间', correctedWords(item)),
      ...row('时　　长', item.durationSeconds === undefined ? undefined : `${item.durationSeconds.toFixed(1)} 秒`),
      ...row('固化时间', beijing(item.preservedAt)),
      ...row('包内位置', item.path),
      ...row('查 看 版', item.views.map((view) => view.path).join('　')),
      ...row('遮　　挡', redactionWords(item)),
      ...row('原件摘要', item.redacted && `SHA-256 ${item.sha256}`),
    ],
    sha256,
    sm3,
  }
}

const redactionWords = ({ redacted }: PackagedItem): string | undefined =>
  redacted && `遮挡副本，${redacted.why.join('、')}；${beijing(redacted.approvedAt)} 批准`

const seconds = (milliseconds: number): string => String(Math.round(milliseconds / 100) / 10)

function clockWords({ clock }: PackagedItem): string {
  if (clock === undefined) return '没有测量'
  const { offset, error } = clock
  const direction = offset < 0 ? '慢' : '快'
  return `采集时设备比采集站${direction} ${seconds(Math.abs(offset))} 秒，测量误差 ± ${uncertaintyIn(error).zh}`
}

const correctedWords = ({ correctedTime, timeError }: PackagedItem): string | undefined =>
  correctedTime && `${beijing(correctedTime)}${timeError === undefined ? '' : ` ± ${uncertaintyIn(timeError).zh}`}`

function gapWords({ after, before, seconds, explanation }: PackageIndex['takes'][number]['gaps'][number]): string {
  const where = `原件 ${after} 与原件 ${before} 之间缺 ${Math.round(seconds)} 秒。`
  if (explanation === undefined) return `${where}没有说明。`
  const { words, by, at } = explanation
  return printable(`${where}说明：${words}（${by}，${beijing(at as Instant)}）`)
}
