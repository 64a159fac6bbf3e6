import { text } from '@liuhen/core/kernel'
import type {
  ItemState,
  PackagedSealed,
  PackagedSignature,
  Standing,
  Verdict,
  VerifyReport,
} from '@liuhen/core/evidence-package'
import type { Text } from '@liuhen/core/kernel'

/** Every word of the page that does not come from the report. */
export const WORDS = {
  title: text('留痕 · 证据盘核验', 'Liuhen · Evidence verification'),
  offline: text('离线运行，不联网，不安装', 'Runs offline: no network, nothing to install'),
  otherLanguage: text('English', '中文'),
  drop: text('把整张光盘（或文件夹）拖到这里', 'Drop the whole disc or folder here'),
  dropAgain: text('核验别的文件：拖到这里', 'Verify something else: drop it here'),
  or: text('或', 'or'),
  chooseFolder: text('选择文件夹', 'Choose folder'),
  chooseFiles: text('只选原件', 'Choose originals only'),
  stays: text('文件只在本机读取，不会上传。', 'Files are read on this computer only; nothing is uploaded.'),
  reading: text('正在逐字节核验', 'Reading every byte'),
  stop: text('停止', 'Stop'),
  stopped: text('已停止，没有得出结论。', 'Stopped; nothing was concluded.'),
  file: text('文件', 'File'),
  recorded: text('录制时间（校正）', 'Recorded (corrected)'),
  digests: text('摘要 SHA-256 · SM3', 'SHA-256 · SM3'),
  place: text('存证序号', 'Log entry'),
  result: text('结果', 'Result'),
  waiting: text('待核验', 'Not yet verified'),
  mayHang: text(
    '正在读取旁边的 manifest.js。如果页面一直没有反应，这个文件被人改过：请关闭页面，删除 manifest.js，再打开页面，把整个文件夹拖进来',
    'Reading manifest.js beside this page. If the page does not respond, that file was changed: close the page, delete manifest.js, open the page again and drop the whole folder here',
  ),
  redacted: text('遮挡副本', 'Redacted copy'),
  approvedAt: text('批准于', 'approved'),
  ofOriginal: text('原件不在包内，其 SHA-256', 'The original is not here; its SHA-256'),
  volume: text('案卷', 'Volume'),
  paper: text('文书', 'Paper'),
  signatures: text('签名、印章', 'Signatures and seals'),
  sealed: text('盖章件', 'Sealed copy'),
  approval: text('审批事项', 'Approval'),
  approvers: text('依次签署', 'Signed in order by'),
  asked: text('送审', 'Asked for by'),
  inStead: text('代', 'for'),
  withdrawn: text('撤回', 'Withdrawn'),
  proven: text('证明了什么', 'What this proves'),
  notProven: text('没有证明什么', 'What this does not prove'),
  vouched: text('有人担保，还不知是谁', 'Vouched for, not known by whom'),
  says: text('包内自称（没有核对）：', 'The package says of itself, unchecked:'),
  nothingOfTheirs: text(
    '没有证明任何属于该局的东西：签名的是另一把密钥，里面的一切都可以是新造的。',
    'Nothing of the bureau’s is proven: another key signed, and all of it may have been made up.',
  ),
  nothingProven: text('核验没有通过，什么都没有证明。', 'Verification failed; nothing is proven.'),
  problems: text('发现的问题', 'What is wrong'),
  allChecks: text('逐项查看核验', 'Every check'),
  keyTitle: text('签名密钥', 'The key that signed'),
  keyFirst: text('先核对：这是谁签的名', 'First compare: who signed this'),
  keyOther: text('不是同一把密钥：签名的不是您提供的', 'Not the same key: the one you gave has not signed this'),
  keySame: text('与您提供的公钥一致', 'Same as the key you gave'),
  signedBy: text('签名的密钥', 'The key that signed'),
  keyGiven: text('您提供的密钥', 'The key you gave'),
  others: text('还有谁签了名', 'Who else signed'),
  signsToo: text('同一日志的另一密钥', 'Another key of the log'),
  witnesses: text('自称见证方', 'Calls itself a witness'),
  sealTitle: text('证据包摘要：应与纸质说明上印的相同', 'The package’s digest: the paper must print the same'),
  keyHint: text(
    '公钥是随包来的，谁都能自造一把：照抄本页或者包里的那一行，等于没有核对。请从该局的公告、网站或当面取得它公布的公钥，整行粘贴在这里；纸质说明和该局公布的印记也应与上面的一模一样。',
    'The key came with the package, and anyone can make one: copying its line from this page or the package compares nothing. Get the key the bureau publishes from its notice, its site or in person, and paste the line here; the mark on paper and the one it publishes must look exactly like this one.',
  ),
  keyLabel: text('该局公布的公钥', 'Published key'),
  compare: text('比对', 'Compare'),
  keyWrong: text('这一行不是公钥，请整行粘贴。', 'This line is no key; paste the whole line.'),
  print: text('打印核验报告', 'Print this report'),
  save: text('保存结果（JSON）', 'Save result (JSON)'),
  alsoRun: text('也可在任何电脑上运行：', 'On any computer, also:'),
  selfSupplied: text(
    '本页随包提供：要排除页面本身被换过，请用另外取得的同名页面、liuhen verify 或 sha256sum 再核一次。',
    'This page came with the package: to rule out that the page itself was exchanged, check again with a copy obtained elsewhere, liuhen verify or sha256sum.',
  ),
  extractor: text('提取人', 'Extracted by'),
  extractedAt: text('提取时间', 'on'),
  took: text('用时', 'took'),
  statement: text('文字说明', 'Statement'),
  unexpected: text(
    '页面出错，没有得出结论。请换用最新的 Chrome 或 Edge，或运行 liuhen verify。',
    'The page failed; nothing was concluded. Use a current Chrome or Edge, or run liuhen verify.',
  ),
} as const satisfies Record<string, Text>

/** What stands at the head of a report. */
export type HeadKind = Exclude<Standing, 'failed'> | Exclude<Verdict, 'sound'>

export const headKind = ({ standing, verdict }: VerifyReport): HeadKind =>
  standing !== 'failed' ? standing : verdict === 'sound' ? 'unreadable' : verdict

/** Nothing is green, not a single row, unless what was given is proven by a key the person compared: spec/package.md section 7. */
export const isGreen = ({ standing }: Pick<VerifyReport, 'standing'>): boolean =>
  standing === 'proven' || standing === 'originals'

export const SEALS: Record<HeadKind, Text> = {
  proven: text('符', '符'),
  originals: text('原件', '原件'),
  uncompared: text('待核', '待核'),
  foreign: text('他人', '他人'),
  altered: text('不符', '不符'),
  incomplete: text('不全', '不全'),
  unreadable: text('无法', '无法'),
}

/** What to do or to know next, where the headline alone would mislead. */
export const NEXT: { readonly [kind in HeadKind]?: Text } = {
  uncompared: text(
    '还不能当作该局的证据：这样前后一致的包，任何人都能另造一个。请先核对公钥。',
    'Not yet the bureau’s evidence: anyone can make another package that holds together like this. Compare the key first.',
  ),
  originals: text(
    '只有原件得到证明；目录、说明、人员、设备和查看版没有。',
    'Only the originals are proven; index, statement, people, devices and view copies are not.',
  ),
  foreign: text(
    '签名的不是您提供的公钥。里面没有一样东西可以算作该局的：不要使用，请向该局另取。',
    'It was not signed by the key you gave. Nothing in it is the bureau’s: do not use it, and ask the bureau for another.',
  ),
}

/** Of an original that fits a package whose key nobody has compared. */
export const UNCOMPARED = text('前后一致，待核', 'Holds together')

export const STATES: Record<ItemState, Text> = {
  same: text('一致', 'Same'),
  differs: text('不符', 'Differs'),
  missing: text('缺失', 'Missing'),
  unproven: text('无证明', 'Unproven'),
  foreign: text('他人所做', 'Somebody else’s'),
}

/** How a place of a paper was signed, or that it was refused. */
export const HOW: Record<PackagedSignature['how'], Text> = {
  strokes: text('手写', 'by hand'),
  scan: text('纸上签名，扫描存入', 'on paper, scanned'),
  password: text('本人凭密码', 'under their password'),
  refused: text('拒签', 'refused'),
}

export const OPINIONS: Record<'agreed' | 'differs' | 'returned', Text> = {
  agreed: text('同意', 'agreed'),
  differs: text('有不同意见', 'differs'),
  returned: text('退回', 'returned'),
}

/** What the bureau found of a seal when the copy came back. */
export const VERDICTS: Record<PackagedSealed['seals'][number]['verdict'], Text> = {
  verified: text('该局核验属实', 'verified by the bureau'),
  'signer-unknown': text('证书未经认可', 'certificate of nobody known'),
  'not-verifiable': text('该局无法核验', 'the bureau could not verify it'),
}

const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`

/** How many of what lies in a package. */
interface Counts {
  readonly originals: number
  readonly redacted: number
  readonly papers: number | undefined
}

export function headline(kind: HeadKind, { originals, redacted, papers }: Counts, concerned: number): Text {
  const copies = redacted === 1 ? '1 redacted copy' : `${redacted} redacted copies`
  const parts = [
    ...(papers === undefined ? [] : [[`${papers} 件文书`, counted(papers, 'paper')]]),
    ...(originals === 0 && (redacted > 0 || papers !== undefined)
      ? []
      : [[`${originals} 个${papers === undefined ? '' : '音像'}原件`, counted(originals, 'original')]]),
    ...(redacted === 0 ? [] : [[`${redacted} 个遮挡副本`, copies]]),
  ]
  const items = parts.map(([zh]) => zh).join('、')
  const all = parts.map(([, en]) => en).join(', ')
  switch (kind) {
    case 'proven':
      return text(`整个证据包与封存时一致，${items}都在`, `The whole package is as sealed, with its ${all}`)
    case 'originals':
      return text(`${items}与封存时一致`, `${all} as sealed`)
    case 'uncompared':
      return text('前后一致，是谁做的还没有核对', 'It holds together; whose it is has not been compared')
    case 'foreign':
      return text('这个证据包是别人做的', 'This package is somebody else’s')
    case 'incomplete':
      return text('有文件缺失或读不出来', 'Something is missing or cannot be read')
    case 'unreadable':
      return text('不是可以识别的证据包', 'Not a package this page understands')
    case 'altered':
      return concerned === 0
        ? text('证据包有改动', 'The package has been altered')
        : text(`证据包有改动：${concerned} 处与封存时不符`, `Altered: ${counted(concerned, 'file')} not as sealed`)
  }
}

/** Decimal units, as discs are sold. */
export function size(bytes: number): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let [value, unit] = [bytes, 0]
  while (value >= 1000 && unit < units.length - 1) [value, unit] = [value / 1000, unit + 1]
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? ''}`
}

export function lasting(seconds: number): Text {
  const whole = Math.max(1, Math.round(seconds))
  if (whole < 60) return text(`${whole} 秒`, `${whole} s`)
  const minutes = Math.ceil(whole / 60)
  return text(`${minutes} 分钟`, `${minutes} min`)
}
