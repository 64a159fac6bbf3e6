import { text } from '../kernel/index.ts'
import type { Bag, Manifests } from './bag-checks.ts'
import type { Findings } from './findings.ts'
import { readJson } from './json.ts'
import { PACKAGE_FORMAT, PackageIndex } from './package-index.ts'
import { PLACES, eventPath, proofPath } from './paths.ts'
import { Statement } from './statement.ts'

/** The index, when it can be understood and hangs together. */
export function checkIndex(bag: Bag, lists: Manifests, findings: Findings): PackageIndex | undefined {
  const words = bag.texts.get(PLACES.index)
  if (words === undefined) return undefined
  const index = readJson(PackageIndex, words)
  if (index === undefined) {
    const zh = `目录不是 ${PACKAGE_FORMAT} 格式，可能由更新的版本制作，或已损坏`
    const en = `The index is not of the format ${PACKAGE_FORMAT}: made by a newer version, or damaged`
    findings.fail('unreadable', 'index-malformed', text(zh, en), PLACES.index)
    return undefined
  }
  const contradict = (path: string, zh: string, en: string): void =>
    findings.fail('altered', 'index-contradicts-lists', text(zh, en), path)
  const listed = (path: string, digests?: { sha256: string; sm3: string }): void => {
    if (!lists.sha256.has(path))
      contradict(path, '目录提到的文件不在清单上', 'The index names a file that is not listed')
    else if (
      digests !== undefined &&
      (lists.sha256.get(path) !== digests.sha256 || lists.sm3.get(path) !== digests.sm3)
    )
      contradict(path, '目录与清单的摘要不同', 'The index and the lists give different digests')
  }
  for (const item of index.items) {
    if (
      !item.path.startsWith('data/originals/') ||
      item.event !== eventPath(item.number) ||
      item.proof !== proofPath(item.number)
    )
      contradict(
        item.path,
        '原件、事件或证明不在应在的位置',
        'The original, its event or its proof is not where it must be',
      )
    listed(item.path, item)
    listed(item.event)
    listed(item.proof)
    for (const view of item.views) {
      listed(view.path, view)
      if (view.original !== item.sha256)
        contradict(view.path, '查看版所注的原件不是这一件', 'The view names another original')
    }
  }
  checkCompleteness(index, lists, contradict)
  return index
}

function checkCompleteness(
  index: PackageIndex,
  lists: Manifests,
  contradict: (path: string, zh: string, en: string) => void,
): void {
  const numbers = new Set(index.items.map((item) => item.number))
  const paths = new Set<string>(index.items.flatMap((item) => [item.path, ...item.views.map((view) => view.path)]))
  if (numbers.size !== index.items.length) contradict(PLACES.index, '两个原件编号相同', 'Two originals have one number')
  for (const path of lists.sha256.keys())
    if (/^data\/(originals|view)\//.test(path) && !paths.has(path))
      contradict(path, '清单上有，目录没有提到', 'Listed, but the index does not name it')
  const named = index.takes.flatMap((take) => [...take.items, ...take.gaps.flatMap((gap) => [gap.after, gap.before])])
  if (named.some((number) => !numbers.has(number)))
    contradict(PLACES.index, '摄录中提到的原件不在目录里', 'A take names an original that the index does not have')
}

export function checkStatement(bag: Bag, findings: Findings): Statement | undefined {
  const words = bag.texts.get(PLACES.statement)
  const statement = readJson(Statement, words)
  if (words !== undefined && statement === undefined)
    findings.fail(
      'altered',
      'statement-malformed',
      text('文字说明缺少应注明的内容', 'The statement lacks what it must give'),
      PLACES.statement,
    )
  return statement
}
