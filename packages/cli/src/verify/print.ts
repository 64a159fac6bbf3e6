import { beijing, text } from '@liuhen/core/kernel'
import type { Text } from '@liuhen/core/kernel'
import { inFours, paperPath, visible } from '@liuhen/core/evidence-package'
import type {
  ItemReport,
  ItemState,
  KeyMark,
  KeyReport,
  Standing,
  Verdict,
  VerifyReport,
  VolumeReport,
} from '@liuhen/core/evidence-package'

export type Language = 'zh' | 'en'

const STANDINGS: Record<Exclude<Standing, 'failed'>, Text> = {
  proven: text(
    '【符】整个证据包与封存时一致，签名的是您给出的公钥',
    'SOUND: the whole package is as it was sealed, by the key you gave',
  ),
  originals: text(
    '【原件符】原件与封存时一致，签名的是您给出的公钥；证据包的其余部分没有得到证明',
    'ORIGINALS SOUND: sealed by the key you gave; the rest of the package is not proven',
  ),
  uncompared: text(
    '【待核】内容前后一致，是谁做的还没有核对：这样的包谁都能做。请用 --key 给出该局公布的公钥',
    'NOT COMPARED: it holds together, and nobody has looked whose it is: anyone can make such a package. Give the key the bureau publishes with --key',
  ),
}

const VERDICTS: Record<Exclude<Verdict, 'sound'>, Text> = {
  foreign: text(
    '【他人】这个证据包是别人做的：签名的不是您提供的公钥，里面没有一样东西可以算作该局的',
    'SOMEBODY ELSE’S: not signed by the key you gave; nothing in this package is the bureau’s',
  ),
  altered: text('【不符】证据包有改动', 'ALTERED: the package is not as it was sealed'),
  incomplete: text('【不全】证据包有缺失', 'INCOMPLETE: something of the package is missing'),
  unreadable: text('【无法核验】不是可以识别的证据包', 'UNREADABLE: not a package these rules understand'),
}

const STATES: Record<ItemReport['state'], Text> = {
  same: text('一致', 'same'),
  differs: text('不符', 'differs'),
  missing: text('缺失', 'missing'),
  unproven: text('无证明', 'unproven'),
  foreign: text('他人所做', 'somebody else’s'),
}

const HEADINGS = {
  says: text('包内自称（没有核对）', 'The package says of itself (nobody has looked)'),
  problems: text('发现的问题', 'What is wrong'),
  proven: text('证明了什么', 'What this proves'),
  vouched: text('有人担保、还不知是谁', 'Vouched for, not known by whom'),
  notProven: text('没有证明什么', 'What this does not prove'),
  seal: text('证据包摘要（与纸质说明上的核对）', 'The package’s digest (compare it with the paper)'),
  key: text('签名密钥（请与该局公布的核对）', 'The key that signed (compare it with the published one)'),
  wanted: text('您提供的密钥', 'The key you gave'),
  witnesses: text('一并签名的', 'Signed too'),
  redacted: text('遮挡副本，原件不在包内', 'redacted copy; the original is not in the package'),
  volume: text('案卷', 'Volume'),
  signed: text('签名', 'signatures'),
  sealed: text('盖章件', 'sealed copies'),
  confirmed: text('存入后逐页核对', 'brought in, each page looked at by'),
}

const markOf = ({ item, state, logIndex, remarks }: ItemReport, isCompared: boolean, say: (words: Text) => string) => {
  const where = logIndex === undefined ? '' : `  #${logIndex}`
  const more = remarks.map((one) => `  (${say(one)})`).join('')
  const mark = state !== 'same' ? '✗' : isCompared ? '✓' : '?'
  const copy = item.redacted === undefined ? '' : `  (${say(HEADINGS.redacted)})`
  return `  ${mark} ${say(STATES[state])}  ${item.path}  ${item.fileName}${where}${copy}${more}`
}

/** Papers and approvals of a volume, each on a line. */
function volumeLines(
  { number, title, papers, approvals }: VolumeReport,
  isCompared: boolean,
  say: (words: Text) => string,
): string[] {
  const line = (state: ItemState, logIndex: number | undefined, ...words: readonly string[]): string => {
    const mark = state !== 'same' ? '✗' : isCompared ? '✓' : '?'
    const where = logIndex === undefined ? [] : [`#${logIndex}`]
    return `  ${[`${mark} ${say(STATES[state])}`, ...words.filter((one) => one !== ''), ...where].join('  ')}`
  }
  return [
    '',
    `${say(HEADINGS.volume)} ${number}  ${title}`,
    ...papers.map(({ paper, state, logIndex }) =>
      line(
        state,
        logIndex,
        paperPath(paper.number),
        [paper.title, paper.mark].filter(Boolean).join(' '),
        counted(paper.signatures.length, say, HEADINGS.signed),
        counted(paper.sealed.length, say, HEADINGS.sealed),
        paper.confirmed === undefined ? '' : `${say(HEADINGS.confirmed)} ${paper.confirmed.by.name}`,
      ),
    ),
    ...approvals.map(({ approval, state, logIndex }) =>
      line(state, logIndex, approval.what, approval.signatures.map((one) => `${one.post} ${one.by.name}`).join(' → ')),
    ),
  ]
}
const counted = (n: number, say: (words: Text) => string, words: Text): string => (n === 0 ? '' : `${say(words)} ${n}`)

/** The report for a person at a terminal. Whatever words come from the package, they cannot steer the terminal. */
export function printed(report: VerifyReport, language: Language): string {
  const say = (words: Text): string => words[language]
  const { package: made, statement, key } = report
  const isCompared = key?.trust === 'outside'
  const lines = headlineOf(report, say)
  if (made !== undefined) {
    const facts = [made.bureau, made.id, statement?.caseNumber, beijing(made.madeAt)].filter(Boolean).join(' · ')
    lines.push(isCompared ? facts : `${say(HEADINGS.says)}: ${facts}`)
  }
  lines.push('', ...report.items.map((one) => markOf(one, isCompared, say)))
  if (report.volume !== undefined) lines.push(...volumeLines(report.volume, isCompared, say))
  const section = (heading: Text, entries: readonly string[]): void => {
    if (entries.length > 0) lines.push('', say(heading), ...entries.map((entry) => `  · ${entry}`))
  }
  const failed = report.checks.flatMap((check) => (check.ok ? [] : [check]))
  section(
    HEADINGS.problems,
    failed.map(({ file, message }) => (file === undefined ? say(message) : `${file}: ${say(message)}`)),
  )
  section(isCompared ? HEADINGS.proven : HEADINGS.vouched, report.proven.map(say))
  section(HEADINGS.notProven, report.notProven.map(say))
  const { seal } = report
  if (seal !== undefined) section(HEADINGS.seal, [`SHA-256 ${seal.indexSha256}`, inFours(seal.characters)])
  if (key !== undefined) lines.push(...keyLines(key, say))
  return `${lines.map(visible).join('\n')}\n`
}

/** What the report says first: one line, or for a package of somebody else's a block of them. */
export function headlineOf(
  { verdict, standing }: Pick<VerifyReport, 'verdict' | 'standing'>,
  say: (words: Text) => string,
): string[] {
  if (standing !== 'failed') return [say(STANDINGS[standing])]
  const words = say(VERDICTS[verdict === 'sound' ? 'unreadable' : verdict])
  const rule = '×'.repeat(64)
  return verdict === 'foreign' ? [rule, rule, words, rule, rule] : [words]
}

function keyLines({ line, mark, wanted = [], signers }: KeyReport, say: (words: Text) => string): string[] {
  const shown = (heading: Text, one: { readonly line: string; readonly mark: KeyMark }): string[] => [
    '',
    say(heading),
    ...picture(one.mark),
    `  ${one.line}`,
  ]
  const others = signers.filter((one) => one.line !== line)
  return [
    ...shown(HEADINGS.key, { line, mark }),
    ...wanted.flatMap((one) => shown(HEADINGS.wanted, one)),
    ...(others.length === 0 ? [] : ['', say(HEADINGS.witnesses), ...others.map((one) => `  ${one.line}`)]),
  ]
}

/** The mark of a key in seven rows, its characters beside it. */
export const picture = ({ cells, characters }: KeyMark): string[] =>
  cells.map((row, y) => {
    const blocks = row.map((filled) => (filled ? '██' : '··')).join('')
    return `  ${blocks}${y === 3 ? `   ${inFours(characters)}` : ''}`
  })
