import type { CauseView } from '@liuhen/contract/causes'
import { text } from '../../words/index.ts'

export const words = {
  causes: text('案由与基准', 'Causes and benchmarks'),
  lead: text(
    '处罚依据按违法行为发生的日子适用，作出决定时新的规定处罚较轻的适用新的（行政处罚法第三十七条）。选两个日子，看哪一代规定算数。',
    'A penalty rests on the law of the day of the act, or on the newer where that is lighter (penalty law, art. 37). Choose both days to see which counts.',
  ),
  on: text('违法行为发生之日', 'Day of the act'),
  decided: text('作出决定之日', 'Day of the decision'),
  find: text('查找案由、条款', 'Find a cause or a provision'),
  none: text('没有这样的案由', 'There is no such cause'),
  counts: text('算数', 'counts'),
  was: text('行为时', 'at the act'),
  is: text('决定时', 'at the decision'),
  neither: text('这两天都没有效力', 'in force on neither day'),
  fromUntil: text('{from} 至 {until}', '{from} to {until}'),
  fromOn: text('{from} 起', 'from {from}'),
  norm: text('违反的规定', 'Norm broken'),
  penalty: text('处罚依据', 'Penalty'),
  citizen: text('公民', 'Citizens'),
  organisation: text('单位', 'Units'),
  refused: text('{once}；拒不改正 {refused}', '{once}; refused {refused}'),
  reportNeeded: text('须有超标报告', 'report needed'),
  orderFirst: text('先责令改正', 'order first'),
  designated: text('须有确定本部门的文件', 'designation needed'),
  dailyFine: text('可按日连续处罚', 'fine by the day'),
  limitation: text('造成生态环境损害的，{n} 年时效', 'limitation {n} years where the environment was harmed'),
  source: text('来源：{source}，{day} 核对', 'Source: {source}, checked {day}'),
  secondary: text('转引，用前核对原文', 'second hand: read the text first'),
  memory: text('未核对原文', 'not held against the text'),
  invented: text('示例', 'invented'),
  benchmarks: text('裁量基准', 'Benchmark'),
  band: text('{grade}（{criteria}）：{least}–{most} 元', '{grade} ({criteria}): {least}–{most} yuan'),
  designation: text('确定本部门的文件：{document}', 'Designated by: {document}'),
  noDesignation: text(
    '还没有确定本部门的文件：立案、处罚前要写明或者由法制机构导入',
    'No document designates the bureau yet: name it in the act, or have it imported',
  ),
  differences: text('两代规定的不同', 'In what they differ'),
  adopted: text('本局导入的文件', 'Files the bureau adopted'),
  adoptedLine: text('{file} · {from} 起 · {by} · {reason}', '{file} · from {from} · {by} · {reason}'),
  adoptedNone: text(
    '还没有导入。国家法律的案由已经随系统带来；地方的案由、数额和裁量基准由本局导入。',
    'None yet. Causes of national law come along; local ones, amounts and benchmarks are the bureau’s to import.',
  ),
  import: text('导入案由、基准', 'Import causes or benchmarks'),
  importTitle: text('导入本局的案由、裁量基准', 'Import causes and benchmarks of the bureau'),
  importHow: text(
    '先选文件，系统逐行检查；没有问题再写明依据并采用。采用以前什么都不改变；采用以后，从所写的日子起办的事按它判断。',
    'Choose the file and every line is checked. Nothing changes before it is adopted; from the day you write, acts are judged by it.',
  ),
  file: text('文件（CSV、YAML）', 'File (CSV, YAML)'),
  fileHint: text(
    '第一行是列名：有“裁量阶次”的是裁量基准，有“案由编码”的是案由，有“案由清单”的是确定部门的文件',
    'The first line names the columns: with Grade they are benchmarks, with Code causes, with Causes designations',
  ),
  from: text('从哪天起', 'From'),
  reason: text('依据哪份文件、为什么', 'By which document, and why'),
  adopt: text('采用', 'Adopt'),
  problem: text('问题', 'Problem'),
  wrong: text('有 {n} 处要改，什么都没有导入', '{n} places are wrong: nothing was imported'),
  clean: text('没有问题：{counts}', 'Nothing is wrong: {counts}'),
  done: text('已经采用：{counts}', 'Adopted: {counts}'),
  reasonMissing: text('先写明依据和理由', 'Say by which document first'),
  // The form of an act
  causeHint: text('从目录中选，按编码、名称、类别查找', 'From the catalogue: by code, name or group'),
  pickClauses: text('勾选所引条款', 'Tick what is cited'),
  otherClause: text('另引其他条款', 'Cite another provision'),
  noCause: text('先选案由', 'Choose the cause first'),
  unsaid: text('没有写明', 'not said'),
} as const

export const tables = {
  bases: text('法律依据', 'bases'),
  causes: text('案由', 'causes'),
  benchmarks: text('裁量基准', 'benchmarks'),
  grounds: text('情节', 'grounds'),
  designations: text('确定部门的文件', 'designations'),
} as const

export const effects = {
  'must-not': text('不予处罚', 'no penalty'),
  'need-not': text('可以不予处罚', 'may be none'),
  reduced: text('减轻', 'reduced'),
  lighter: text('从轻', 'lighter'),
  heavier: text('从重', 'heavier'),
} as const

/** What the sentence of a band says of a row of the benchmark. */
export const bandOf = ({ grade, criteria, least, most }: CauseView['benchmarks'][number]) => ({
  grade,
  criteria,
  least,
  most,
})
