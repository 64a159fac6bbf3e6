import { millisecondsOf, text } from '../kernel/index.ts'
import type { Instant } from '../kernel/index.ts'
import type { Bag, FoundDigests, Manifests } from './bag-checks.ts'
import { eventPaths } from './companion.ts'
import type { Findings } from './findings.ts'
import type { SealedFacts } from './item-facts.ts'
import { readJson } from './json.ts'
import { fileOf, OLD_FORMAT, PACKAGE_FORMAT, REDACTED_FORMAT, VOLUME_FORMAT } from './package-index.ts'
import type { PackagedItem, PackageIndex } from './package-index.ts'
import { originWords } from './origin.ts'
import { PLACES, isPathOf } from './paths.ts'
import { Statement } from './statement.ts'
import { volumeEventPaths, volumeFiles } from './volume-index.ts'

/** Says that there is no index that can be understood, unless there is none at all. */
export function checkReadable(bag: Bag, index: PackageIndex | undefined, findings: Findings): void {
  if (index !== undefined || !bag.texts.has(PLACES.index)) return
  const zh = `目录不是 ${REDACTED_FORMAT}、${VOLUME_FORMAT}、${PACKAGE_FORMAT} 或 ${OLD_FORMAT} 格式，可能由更新的版本制作，或已损坏`
  const en = `The index is of none of the formats ${REDACTED_FORMAT}, ${VOLUME_FORMAT}, ${PACKAGE_FORMAT} and ${OLD_FORMAT}: made by a newer version, or damaged`
  findings.fail('unreadable', 'index-malformed', text(zh, en), PLACES.index)
}

type Contradict = (path: string, zh: string, en: string) => void

/** Whether the index hangs together and names what the lists name. */
export function checkIndex(index: PackageIndex, lists: Manifests, findings: Findings): void {
  const contradict: Contradict = (path, zh, en) =>
    findings.fail('altered', 'index-contradicts-lists', text(zh, en), path)
  const listed = (path: string, digests?: { sha256: string; sm3: string }): void => {
    if (lists.payload?.has(path) === false)
      contradict(path, '目录提到的文件不在清单上', 'The index names a file that is not listed')
    const [sha256, sm3] = [lists.sha256.get(path), lists.sm3.get(path)]
    if (
      digests !== undefined &&
      ((sha256 ?? digests.sha256) !== digests.sha256 || (sm3 ?? digests.sm3) !== digests.sm3)
    )
      contradict(path, '目录与清单的摘要不同', 'The index and the lists give different digests')
  }
  for (const item of index.items) {
    if (
      !isPathOf(item.redacted === undefined ? 'originals' : 'redacted', item.number, item.path) ||
      !item.views.every((one) => isPathOf('view', item.number, one.path))
    )
      contradict(
        item.path,
        '原件、遮挡副本或查看版不在应在的位置',
        'The original, redacted copy or a view is not where it must be',
      )
    listed(item.path, fileOf(item))
    for (const path of eventPaths(item)) listed(path)
    for (const view of item.views) {
      listed(view.path, view)
      if (view.original !== item.sha256)
        contradict(view.path, '查看版所注的原件不是这一件', 'The view names another original')
    }
  }
  if (index.statement !== undefined) listed(PLACES.statement, index.statement)
  if (index.version !== 1) for (const path of SHARED) listed(path)
  if (index.volume !== undefined) {
    for (const file of volumeFiles(index.volume)) listed(file.path, file)
    for (const path of volumeEventPaths(index.volume)) listed(path)
    if (numbersOf(index.volume.papers) || numbersOf(index.volume.approvals))
      contradict(PLACES.index, '卷内文书或者审批没有从 1 起依次编号', 'Papers or approvals are not numbered from 1 on')
  }
  checkCompleteness(index, lists, contradict)
  checkNumbers(index, contradict)
}

/** Whether one is not numbered by its place. */
const numbersOf = (all: readonly { readonly number: number }[]): boolean => all.some((one, i) => one.number !== i + 1)

const SHARED: readonly string[] = [
  PLACES.index,
  PLACES.statement,
  PLACES.statementPaper,
  PLACES.checkpoint,
  PLACES.keys,
]

/** Everything under `data/` is named by the index; in the first version, only originals and views were looked at. */
function checkCompleteness(index: PackageIndex, lists: Manifests, contradict: Contradict): void {
  const named = [
    ...index.items.flatMap((item) => [item.path, ...item.views.map((view) => view.path), ...eventPaths(item)]),
    ...(index.volume === undefined
      ? []
      : [...volumeFiles(index.volume).map((one) => one.path), ...volumeEventPaths(index.volume)]),
  ]
  const paths = new Set<string>([...named, ...SHARED])
  if (new Set(named).size !== named.length)
    contradict(PLACES.index, '目录两次提到同一个文件', 'The index names a file twice')
  for (const path of lists.payload ?? [])
    if (!paths.has(path) && (index.version !== 1 || /^data\/(originals|view)\//.test(path)))
      contradict(path, '清单上有，目录没有提到', 'Listed, but the index does not name it')
}

function checkNumbers(index: PackageIndex, contradict: Contradict): void {
  const numbers = new Set(index.items.map((item) => item.number))
  if (numbers.size !== index.items.length) contradict(PLACES.index, '两个原件编号相同', 'Two originals have one number')
  if (index.version !== 1 && index.items.some((item, i) => item.number !== i + 1))
    contradict(PLACES.index, '原件没有从 1 起依次编号', 'The originals are not numbered from 1 on, in order')
  const named = index.takes.flatMap((take) => [...take.items, ...take.gaps.flatMap((gap) => [gap.after, gap.before])])
  if (named.some((number) => !numbers.has(number)))
    contradict(PLACES.index, '摄录中提到的原件不在目录里', 'A take names an original that the index does not have')
  if (index.version !== 1 && !hangTogether(index))
    contradict(PLACES.index, '摄录、原件和缺口对不上', 'The takes, the originals and the gaps do not fit together')
}

/** Whether each original is in exactly the take it names, and each gap is told once, after an original of its take. */
function hangTogether({ items, takes }: PackageIndex): boolean {
  const named = takes.flatMap((take) => take.items.map((number) => [number, take.id] as const))
  const takeOf = new Map(named)
  const pairs = takes.flatMap((take) => take.gaps.map((gap) => `${gap.after} ${gap.before}`))
  return (
    takeOf.size === named.length &&
    items.every((item) => item.take === takeOf.get(item.number)) &&
    new Set(takes.map((take) => take.id)).size === takes.length &&
    takes.every((take) => take.gaps.every((gap) => take.items.includes(gap.after) && gap.after !== gap.before)) &&
    new Set(pairs).size === pairs.length
  )
}

export function checkStatement(
  bag: Bag,
  index: PackageIndex | undefined,
  found: FoundDigests,
  findings: Findings,
): Statement | undefined {
  const words = bag.texts.get(PLACES.statement)
  const statement = readJson(Statement, words)
  if (words !== undefined && statement === undefined)
    findings.fail(
      'altered',
      'statement-malformed',
      text('文字说明缺少应注明的内容', 'The statement lacks what it must give'),
      PLACES.statement,
    )
  if (statement !== undefined && index !== undefined && index.version !== 1)
    checkWords(statement, index, found, findings)
  return statement
}

/** What the statement and the index both say must be the same. */
function checkWords(statement: Statement, index: PackageIndex, found: FoundDigests, findings: Findings): void {
  const digests = found.get(PLACES.statement)
  const maker = index.items.every((item) => item.officer === undefined || statement.maker.includes(item.officer.name))
  const differing = [
    ['maker', maker],
    ['madeAt', statement.madeAt === (madeAtOf(index.items) ?? index.madeAt)],
    ['extractor', statement.extractor === index.madeBy],
    ['extractedAt', statement.extractedAt === index.madeAt],
    ['digest', digests === undefined || digests.sha256 === index.statement?.sha256],
  ].flatMap(([name, holds]) => (holds === true ? [] : [String(name)]))
  if (differing.length === 0) return
  const names = differing.join(', ')
  findings.fail(
    'altered',
    'statement-contradicts-index',
    text(`文字说明与目录不一致：${names}`, `The statement contradicts the index: ${names}`),
    PLACES.statement,
  )
}

/**
 * Holds 制作方法 against how each original came, so that what somebody sent in is not offered as what a station read from a
 * device. `facts` go by an item's number.
 */
export function checkMethod(statement: Statement, facts: ReadonlyMap<number, SealedFacts>, findings: Findings): void {
  for (const [number, one] of facts) {
    const missing = originWords(one).filter((words) => !words.some((word) => statement.method.includes(word)))
    if (missing.length === 0) continue
    const [zh, en] = [missing.map((words) => words[0]).join('、'), missing.map((words) => words.join(' / ')).join(', ')]
    findings.fail(
      'altered',
      'method-contradicts-event',
      text(
        `第 ${number} 件封存的来源是“${zh}”，制作方法没有写明`,
        `Of original ${number} the sealed event says “${en}”, the method of making does not`,
      ),
      PLACES.statement,
    )
  }
}

/** 制作时间: when the earliest of the recordings was made, so far as that is known. */
export const madeAtOf = (items: readonly Pick<PackagedItem, 'correctedTime' | 'preservedAt'>[]): Instant | undefined =>
  items.map((one) => one.correctedTime ?? one.preservedAt).sort((a, b) => millisecondsOf(a) - millisecondsOf(b))[0]
