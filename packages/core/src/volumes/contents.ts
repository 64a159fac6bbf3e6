import type { CalendarDate, Text } from '../kernel/index.ts'
import type { LayoutBlock, PaperLayout } from '../papers/index.ts'
import type { RuleOf, VolumePart } from '../policy/index.ts'
import { type Act, acts as ACTS } from '../procedure/index.ts'
import type { Bound, Entry, Retention } from './events.ts'

/** A paper that goes into the volume, wherever it was made. */
export interface Loose extends Pick<
  Entry,
  'kind' | 'id' | 'title' | 'number' | 'author' | 'on' | 'pages' | 'behind' | 'sha256' | 'paperAt' | 'sealed'
> {
  /** The acts of the case that it is of, the likeliest first. */
  readonly acts: readonly Act[]
}

type Order = RuleOf<'volume'>
type Section = Order['sections'][number]

/** Under which heading a paper lies: by its title, else by its act, else by the part of the procedure, else with the rest. */
export function sectionOf(
  { sections }: Pick<Order, 'sections'>,
  { title, acts }: Pick<Loose, 'title' | 'acts'>,
): Section {
  const byAct = (act: Act): Section | undefined =>
    sections.find((one) => one.acts?.some((each) => each === act)) ??
    sections.find((one) => one.stages?.some((each) => each === ACTS[act].stage))
  const found =
    sections.find((one) => one.papers?.includes(title)) ??
    acts.map(byAct).find((one) => one !== undefined) ??
    sections.find((one) => one.rest === true) ??
    sections.at(-1)
  if (found === undefined) throw new Error('an order of papers has no heading')
  return found
}

/**
 * The papers in the order in which they are bound, with the numbers that their pages bear. Within a heading they lie by
 * their day. Where 副卷 are bound apart they come last and are numbered by themselves.
 */
export function ordered(order: Order, papers: readonly Loose[], apart: boolean): readonly Entry[] {
  const placed = papers
    .map((paper) => ({ paper, section: sectionOf(order, paper) }))
    .toSorted(
      (a, b) =>
        (apart ? rank(a.section.part) - rank(b.section.part) : 0) ||
        order.sections.indexOf(a.section) - order.sections.indexOf(b.section) ||
        (a.paper.on < b.paper.on ? -1 : a.paper.on > b.paper.on ? 1 : 0),
    )
  let [page, part]: [number, VolumePart] = [0, 'main']
  return placed.map(({ paper: { acts: _acts, ...paper }, section }) => {
    const own = apart ? section.part : 'main'
    if (own !== part) [page, part] = [0, own]
    const from = page + 1
    page += paper.pages + (paper.behind ?? 0)
    return { ...paper, section: section.title.zh, part: own, from, to: page }
  })
}
const rank = (part: VolumePart): number => (part === 'main' ? 0 : 1)

/** What a cover says of its case. */
export interface CoverFacts {
  readonly authority: string
  readonly title: string
  readonly cause: string
  readonly party: string
  readonly decision?: string | undefined
  readonly filedOn?: CalendarDate | undefined
  readonly closedOn?: CalendarDate | undefined
  readonly officers: string
  readonly result?: string | undefined
  readonly binder: string
  readonly number: string
  readonly fonds?: string | undefined
  readonly catalogue?: string | undefined
  readonly retention: Retention
  readonly day: CalendarDate
  readonly code: string
}

const PARTS: Readonly<Record<VolumePart, Text>> = {
  main: { zh: '正卷', en: '正卷' },
  side: { zh: '副卷', en: '副卷' },
}

/** `30 年（至 2056-04-02）` */
export function keptFor({ keep, term, until }: Retention): string {
  if (keep === 'permanent') return '永久'
  if (keep === 'undecided') return '本局未定，确定以前不处置'
  const [count, unit] = (term ?? '').split(' ')
  const words = unit === 'year' ? `${count} 年` : unit === 'month' ? `${count} 个月` : (term ?? '')
  return until === undefined ? words : `${words}（至 ${until}）`
}

const field = (label: string, words: string | undefined): LayoutBlock => ({
  kind: 'field',
  label,
  ...(words !== undefined && words !== '' && { text: words }),
})

const sheet = (
  { authority, day, code }: Pick<CoverFacts, 'authority' | 'day' | 'code'>,
  title: string,
  blocks: readonly LayoutBlock[],
): PaperLayout => ({
  template: 'form',
  authority,
  title,
  blocks: [...blocks],
  signatures: [],
  code,
  day,
  draft: false,
})

/** 封面 */
export function coverOf(facts: CoverFacts, part: VolumePart, entries: readonly Entry[], apart: boolean): PaperLayout {
  const pages = pagesOf(entries)
  return sheet(facts, '行政执法案卷', [
    field('案卷号', facts.number),
    field('全宗号', facts.fonds),
    field('目录号', facts.catalogue),
    field('案卷名称', facts.title),
    field('案由', facts.cause),
    field('当事人', facts.party),
    field('决定书文号', facts.decision ?? '无'),
    field('立案日期', facts.filedOn ?? '无'),
    field('结案日期', facts.closedOn ?? '无'),
    field('办案人员', facts.officers),
    field('处理结果', facts.result ?? '无'),
    field('立卷人', facts.binder),
    field('立卷日期', facts.day),
    field('保管期限', keptFor(facts.retention)),
    field('件数、页数', `${entries.length} 件 ${pages} 页`),
    ...(apart ? [field('卷别', PARTS[part].zh)] : []),
  ])
}

const COLUMNS = ['序号', '文号', '责任者', '题名', '日期', '页号', '备注'] as const

/** 卷内目录: a table under each heading; the last paper has the range of its pages. */
export function indexOf(facts: CoverFacts, entries: readonly Entry[]): PaperLayout {
  const sections = [...new Set(entries.map((one) => one.section))]
  const last = entries.at(-1)
  return sheet(
    facts,
    '卷内目录',
    sections.map((section): LayoutBlock => ({
      kind: 'table',
      label: section,
      columns: [...COLUMNS],
      rows: entries.flatMap((one, at) =>
        one.section === section
          ? [
              [
                String(at + 1),
                one.number ?? '',
                one.author,
                one.title,
                one.on,
                one === last && one.to > one.from ? `${one.from}-${one.to}` : String(one.from),
                remarkOn(one),
              ],
            ]
          : [],
      ),
    })),
  )
}

const pagesOf = (entries: readonly Pick<Entry, 'from' | 'to'>[]): number =>
  entries.reduce((sum, { from, to }) => sum + to - from + 1, 0)

/** 备注 of one paper: where it comes from, and in which form it lies here. */
function remarkOn({ kind, paperAt, sealed, behind }: Pick<Entry, 'kind' | 'paperAt' | 'sealed' | 'behind'>): string {
  if (paperAt !== undefined) return `纸质，原件存${paperAt}`
  if (kind === 'material') return '存入'
  const seal = sealed === undefined ? '' : sealed.format === 'pdf' ? '盖章件' : '另有 OFD 盖章件'
  return [seal, behind === undefined ? '' : `含签名附页 ${behind} 页`].filter((one) => one !== '').join('；')
}

/** 卷内备考表: what is bound, what goes with it and is not in it, and who bound and who examined it. */
export function closingOf(
  facts: CoverFacts,
  { entries, recordings, note }: Pick<Bound, 'entries' | 'recordings' | 'note'>,
): PaperLayout {
  const pages = pagesOf(entries)
  const told = [
    `本卷共 ${entries.length} 件 ${pages} 页，页号连续。`,
    entries.some((one) => one.sealed?.format === 'pdf')
      ? '备注“盖章件”的，装入的是加盖电子印章后取回的文件，未盖章的定稿原样另存。'
      : '',
    entries.some((one) => one.kind === 'paper')
      ? '本系统制作的文书，手写笔迹、凭密码的签署和拒绝签名的注记印在装订的副本上，纸上签名的扫描件装在所签的一页之后；定稿文件原样另存。'
      : '',
    entries.some((one) => one.kind === 'material')
      ? '备注“存入”的是在别处制作、以电子件存入的材料；作为文书存入的，已由存入人以外的人逐页核对。'
      : '',
    recordings.length > 0 ? `随卷音像 ${recordings.length} 件，见下表。` : '本案没有随卷的音像。',
    note ?? '',
  ].filter((one) => one !== '')
  return sheet(facts, '卷内备考表', [
    field('本卷情况说明', told.join('\n')),
    ...(recordings.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            label: '随卷音像',
            columns: [
              '序号',
              '文件',
              '摄录时间',
              '环节',
              '证明对象',
              '制作方法',
              '制作人、时间',
              '光盘',
              '摘要（前 16 位）',
            ],
            rows: recordings.map((one, at) => [
              String(at + 1),
              one.fileName,
              `${one.on} ${one.at}-${one.until}`,
              ACTS[one.act].name.zh,
              one.proves,
              one.method,
              `${one.maker} ${one.made}`,
              one.disc ?? '',
              one.sha256.slice(0, 16),
            ]),
          },
        ]),
    field('立卷人', facts.binder),
    field('检查人', undefined),
    field('立卷时间', facts.day),
  ])
}
