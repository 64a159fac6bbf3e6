import { text } from '@liuhen/core/kernel'
import type { ItemState, Verdict } from '@liuhen/core/evidence-package'
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
  proven: text('证明了什么', 'What this proves'),
  notProven: text('没有证明什么', 'What this does not prove'),
  nothingProven: text('核验没有通过，什么都没有证明。', 'Verification failed; nothing is proven.'),
  problems: text('发现的问题', 'What is wrong'),
  allChecks: text('逐项查看核验', 'Every check'),
  keyTitle: text('日志公钥', 'The log’s key'),
  keyHint: text(
    '请与该局公布的公钥核对；把公布的一行粘贴在这里，页面替您比对。',
    'Compare it with the one the bureau publishes: paste that line here.',
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

export const SEALS: Record<Verdict, Text> = {
  sound: text('符', '符'),
  altered: text('不符', '不符'),
  incomplete: text('不全', '不全'),
  unreadable: text('无法', '无法'),
}

export const STATES: Record<ItemState, Text> = {
  same: text('一致', 'Same'),
  differs: text('不符', 'Differs'),
  missing: text('缺失', 'Missing'),
  unproven: text('无证明', 'Unproven'),
}

const counted = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`

export function headline(verdict: Verdict, originals: number, concerned: number): Text {
  const all = counted(originals, 'original')
  if (verdict === 'sound') return text(`${originals} 个原件与封存时一致`, `${all} as sealed`)
  if (verdict === 'incomplete') return text('有文件缺失或读不出来', 'Something is missing or cannot be read')
  if (verdict === 'unreadable') return text('不是可以识别的证据包', 'Not a package this page understands')
  return concerned === 0
    ? text('证据包有改动', 'The package has been altered')
    : text(`${concerned} 个文件与封存时不符`, `${counted(concerned, 'file')} not as sealed`)
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
