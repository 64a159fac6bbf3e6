import { readFile } from 'node:fs/promises'
import { charactersOf, inFours, keyMark } from '@liuhen/core/evidence-package'
import { beijing, type Digests, hexOf, type Instant, type Json } from '@liuhen/core/kernel'
import { parseCheckpoint } from '@liuhen/core/ledger'
import { classNames } from '@liuhen/core/packs'
import { type DisposalState, signingRoleName, Warrant } from '@liuhen/core/retention'
import { type JournalEntry, latestCheckpoint, type LogKey, proofOf, sha256 } from '../ledger/index.ts'
import { bureauOf, namesOfActors } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { recordingOf } from '../recordings/index.ts'
import { keepBytes } from '../vault/index.ts'
import type { Disposing } from './carry-out.ts'
import { disposalOf } from './lists.ts'

const TEMPLATE = new URL('../../../../templates/disposal-certificate.typ', import.meta.url)

/**
 * Typesets the certificate of what a warrant destroyed, with the proof that the warrant is in the log, and puts it into the
 * vault. Throws what the typesetter throws.
 */
export async function keepCertificate(
  here: Disposing,
  id: string,
  warrant: JournalEntry,
  key: LogKey,
): Promise<Digests & { bytes: number }> {
  const data = await certificateData(here.db, id, warrant, key, here.clock.now())
  const pdf = await here.typeset(await readFile(TEMPLATE, 'utf8'), data)
  return keepBytes(here, pdf)
}

const printable = (words: string): string => words.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '�')
const grouped = (bytes: number): string => `${bytes.toString().replace(/\B(?=(\d{3})+$)/g, ',')} 字节`
const row = (name: string, value: string): Json => ({ name, value: printable(value) })

async function certificateData(db: Db, id: string, warrant: JournalEntry, key: LogKey, gone: Instant): Promise<Json> {
  const state = await disposalOf(db, id)
  const { items, packages, discs = [], stays = [], spared, shared } = Warrant.parse(warrant.event.body)
  const [bureau, names, checkpoint] = await Promise.all([bureauOf(db), namesOfActors(db), latestCheckpoint(db)])
  const proof = await proofOf(db, warrant.event.id, checkpoint?.size)
  const { origin, size, root } = parseCheckpoint(
    (checkpoint?.note ?? '').slice(0, (checkpoint?.note ?? '').lastIndexOf('\n\n') + 1),
  )
  const [year = 0, month = 1, day = 1] = beijing(gone).slice(0, 10).split('-').map(Number)
  const told = await Promise.all(items.map((one, i) => itemData(db, state, one, i, names)))
  return {
    title: '音像资料销毁证明',
    bureau: printable(bureau?.name ?? ''),
    id: warrant.event.id,
    date: { year, month, day },
    fields: [
      row('清单编号', id),
      row('列入理由', state.listed.reason),
      row('列 入 人', `${names(state.listed.by)}，${beijing(state.listed.at)}`),
      ...state.signatures.map((one) =>
        row(
          '批　　准',
          `${signingRoleName(one.role).zh} ${names(one.by)}，${beijing(one.at)}${one.words ? `：${one.words}` : ''}`,
        ),
      ),
      row('撤销期至', state.approved ? beijing(state.approved.undoUntil) : ''),
      row(
        '开始销毁',
        `${beijing(warrant.event.at as Instant)}，${warrant.event.actor === 'system' ? '到期自动执行' : names(warrant.event.actor)}`,
      ),
      row('销毁完毕', beijing(gone)),
    ],
    total: grouped(items.flatMap((one) => one.blobs).reduce((sum, one) => sum + one.bytes, 0)),
    items: told,
    rest: [
      ...spared.map((one) => `没有销毁：${one.why}`),
      ...shared.map((one) => `摘要为 ${one.sha256} 的内容另有用处（${one.stream}），仍然保存`),
      ...packages.map((one) => `本机上的证据包 ${one} 一并销毁；已经交出去的副本不在本机，不受影响`),
      ...discs.map((one) => `本机上的光盘映像 ${one} 一并销毁`),
      ...stays.map((one) => `没有销毁：${one.why}`),
      '原件、查看版、遮挡版、截图、波形等本机副本均已删除；流水中有关内容一并删除，存证日志里的条目和承诺值保留。',
      '本证明不涉及另行保存的备份介质和已经交出的光盘：其中的副本由保管人另行处理。删除之后存储介质上的残留数据未作覆写。',
    ].map(printable),
    proof: { origin, size: String(size), root: hexOf(root), words: inFours(charactersOf(sha256, root)), text: proof },
    key: key.line,
    mark: { ...keyMark(sha256, key.line) } as unknown as Json,
  }
}

async function itemData(
  db: Db,
  state: DisposalState,
  { recording, fileName, bytes, sha256: one, sm3, blobs }: Warrant['items'][number],
  index: number,
  names: (actor: string) => string,
): Promise<Json> {
  const item = state.items.find((each) => each.recording === recording)
  const { start_at, end_at, arrived_at } = await recordingOf(db, recording)
  return {
    number: String(index + 1),
    fileName: printable(fileName === '' ? '（没有文件名）' : fileName),
    bytes: grouped(bytes),
    rows: [
      row('编　　号', recording),
      row('摄录时间', `${beijing(start_at)} 至 ${beijing(end_at)}`),
      row('入库时间', beijing(arrived_at)),
      row('保管期限', item ? `${classNames[item.class].zh}，至 ${item.until}` : ''),
      row(
        '鉴定意见',
        item?.appraised ? `${item.appraised.words}（${names(item.appraised.by)}，${beijing(item.appraised.at)}）` : '',
      ),
      row('一并删除', `${blobs.length - 1} 件衍生件`),
    ],
    sha256: one,
    sm3,
  }
}
