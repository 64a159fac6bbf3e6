import { createHash } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import type { OverseenCase, OverseenCheck } from '@liuhen/contract/oversight'
import { because, beijing, type CalendarDate, Refused, Sha256 } from '@liuhen/core/kernel'
import { noteOf } from '@liuhen/core/ledger'
import { type OversightManifest, oversightManifestText, oversightNote } from '@liuhen/core/oversight'
import { acts } from '@liuhen/core/procedure'
import { ZipFile } from 'yazl'
import type { LogKey } from '../ledger/index.ts'
import { bureauOf, csvOf, namesOfPeople } from '../people/index.ts'
import { type Overseeing, overseenWhole } from './cases.ts'
import { overseenChecks, overseenFigures } from './registers.ts'

interface Days {
  readonly from: CalendarDate
  readonly to: CalendarDate
}

/** What was made, to be handed over and put on record. */
export interface OversightExport {
  readonly zip: Buffer
  readonly cases: number
  readonly checks: number
  readonly manifest: Sha256
}

const digestOf = (bytes: Uint8Array): Sha256 => Sha256.parse(createHash('sha256').update(bytes).digest('hex'))

/** All of these days as files with a manifest signed by the log's key. Throws Refused for days the wrong way round. */
export async function oversightExport(here: Overseeing, key: LogKey, { from, to }: Days): Promise<OversightExport> {
  if (from > to)
    throw because(Refused, 'days-backwards', '起日晚于止日', 'The first day is after the last', { field: 'to' })
  const [bureau, people] = await Promise.all([bureauOf(here.db), namesOfPeople(here.db)])
  const [{ cases, withheld }, checks] = [
    await overseenWhole(here, { from, to }),
    await overseenChecks(here, { from, to }),
  ]
  const years = Array.from({ length: Number(to.slice(0, 4)) - Number(from.slice(0, 4)) + 1 }, (_, i) => i)
  const figures = []
  for (const one of years) figures.push(await overseenFigures(here, Number(from.slice(0, 4)) + one))
  const files = new Map<string, Buffer>(
    Object.entries({
      'cases.csv': casesCsv(cases),
      'acts.csv': actsCsv(cases),
      'checks.csv': checksCsv(checks),
      'cases.json': JSON.stringify({ withheld, cases }, null, 1),
      'figures.json': JSON.stringify(figures, null, 1),
    }).map(([name, words]) => [name, Buffer.from(words)]),
  )
  const builtAt = here.now
  const manifest: OversightManifest = {
    format: 'liuhen-oversight/1',
    bureau: bureau?.name ?? '',
    sample: bureau?.sample ?? false,
    builtAt,
    from,
    to,
    recipient: people.get(here.viewer.person) ?? '',
    files: Object.fromEntries(
      [...files].map(([path, bytes]) => [path, { sha256: digestOf(bytes), bytes: bytes.length }]),
    ),
  }
  const text = oversightManifestText(manifest)
  const digest = digestOf(Buffer.from(text))
  const body = oversightNote(key.key.name, builtAt, digest)
  files.set('manifest.json', Buffer.from(text))
  files.set('manifest.note', Buffer.from(noteOf(body, [key.sign(body)])))
  const zip = new ZipFile()
  for (const [path, bytes] of files) zip.addBuffer(bytes, `oversight/${path}`, { mode: 0o100644 })
  zip.end()
  return { zip: await buffer(zip.outputStream), cases: cases.length, checks: checks.length, manifest: digest }
}

const casesCsv = (cases: readonly OverseenCase[]): string =>
  csvOf(
    [
      '案件',
      '程序',
      '当事人',
      '承办单位',
      '承办人',
      '立案登记',
      '阶段',
      '是否办结',
      '环节数',
      '有音像的环节数',
      '证据件数',
    ],
    cases.map(({ row, evidence }) => [
      row.title,
      row.procedure === 'simple' ? '简易程序' : '普通程序',
      row.party ?? '',
      row.unit,
      row.officers.join('、'),
      beijing(row.openedAt),
      row.stage,
      row.open ? '否' : '是',
      String(row.acts),
      String(row.recorded),
      String(evidence),
    ]),
  )

const actsCsv = (cases: readonly OverseenCase[]): string =>
  csvOf(
    [
      '案件',
      '序号',
      '环节',
      '日期',
      '时间',
      '执法人员',
      '审批',
      '音像件数',
      '应当录音录像的依据',
      '制度对它的提示',
      '登记人',
      '登记时间',
      '作废原因',
    ],
    cases.flatMap(({ row, acts: entered }) =>
      entered.map((one) => [
        row.title,
        String(one.number),
        acts[one.act].name.zh,
        one.on,
        [one.at, one.until].filter(Boolean).join('–'),
        one.by.join('、'),
        one.approvals.map(({ post, by, on }) => `${post} ${by} ${on}`).join('；'),
        String(one.recordings),
        (one.mustRecord ?? []).map((cited) => `${cited.title.zh}${cited.label}`).join('；'),
        one.marks.map((mark) => mark.message.zh).join('；'),
        one.entered.by,
        beijing(one.entered.at),
        one.struck?.reason ?? '',
      ]),
    ),
  )

const checksCsv = (checks: readonly OverseenCheck[]): string =>
  csvOf(
    ['检查时间', '检查人', '检查机构', '被检查单位', '起', '止', '结果', '抽查资料数', '问题数', '依据'],
    checks.map((one) => [
      beijing(one.at),
      one.by,
      one.office ?? '',
      one.unit?.name ?? '',
      one.firstDay,
      one.lastDay,
      one.result,
      String(one.looked),
      String(one.findings.length),
      one.citations.map((cited) => `${cited.title.zh}${cited.label}`).join('；'),
    ]),
  )
