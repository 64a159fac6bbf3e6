import type { LeftOutFor } from '@liuhen/core/inspections'
import { type Text, text } from '@liuhen/core/kernel'

export const words = {
  title: text('双随机抽查', 'Random inspections'),
  lead: text(
    '检查谁、谁去检查，都由存证日志定出的种子抽取，没有人能挑选；线索只从抽中的对象登记。',
    'Who is inspected and who inspects is drawn by a seed that the log fixes, and nobody chooses; leads are registered from drawn objects only.',
  ),
  setUp: text('设置抽取', 'Set a draw up'),
  none: text('还没有抽取过', 'Nothing was drawn yet'),
  noneHint: text(
    '由法制科、办公室或者机关负责人设置：粘贴检查对象名录，冻结以后等种子，再抽取。',
    'The legal section, the office or a head sets one up: paste the list of objects, freeze it, wait for the seed, and draw.',
  ),
  name: text('抽查任务名称', 'What the inspections are for'),
  nameHint: text('例如：2026 年第四季度餐饮油烟抽查', 'For example: cooking fumes, fourth quarter of 2026'),
  objects: text('检查对象名录', 'Objects to inspect'),
  objectsHint: text(
    '每行一个：名称，编号，地址，类型（单位或者个人）；只写名称也可以，也可以从表格直接粘贴。',
    'One on each line: name, number, address, kind (organisation or citizen); a name alone will do, and so will cells of a spreadsheet.',
  ),
  objectsFile: text('或者选择 CSV 文件', 'Or choose a CSV file'),
  takeObjects: text('抽取检查对象（个）', 'Objects to draw'),
  takeOfficers: text('抽取执法人员（名）', 'Officers to draw'),
  unit: text('从哪个单位的执法人员中抽取', 'Officers of which unit'),
  wholeBureau: text('全局', 'the whole bureau'),
  pool: text('参加抽取的执法人员 {n} 名', '{n} officers are drawn from'),
  leftOut: text('不参加抽取的 {n} 名，以及原因', '{n} are left out, and why'),
  again: text('重新抽取的原因', 'Why it is drawn again'),
  againHint: text(
    '只在同样的对象已经抽过、还没有检查完时填写；两次抽取都会一直显示。',
    'Only where the same objects were drawn and not all inspected; both draws stay shown.',
  ),
  outsideName: text('外部数字由谁公布（选填）', 'Who publishes an outside number (optional)'),
  outsideOn: text('公布日期', 'Published on'),
  outsideNumber: text('外部数字', 'Outside number'),
  freeze: text('冻结名录', 'Freeze the lists'),
  freezeHint: text(
    '冻结以后名录不能再改，摘要写入存证日志；种子由以后签署的检查点定出，现在没有人知道。',
    'Once frozen the lists are not changed and their digest is in the log; the seed is of a checkpoint signed afterwards, which nobody knows now.',
  ),
  digest: text('名录的摘要', 'Digest of the lists'),
  frozen: text('冻结', 'Frozen'),
  drawnAt: text('抽取', 'Drawn'),
  checkpoint: text('定种子的检查点', 'Checkpoint of the seed'),
  seed: text('种子', 'Seed'),
  counts: text('从 {n} 个对象、{m} 名执法人员中抽取 {a} 个、{b} 名', '{a} of {n} objects and {b} of {m} officers'),
  draw: text('抽取', 'Draw'),
  waitSeed: text(
    '种子还没有定出：等下一个检查点签署，一般几秒钟',
    'The seed is not fixed: the next checkpoint is signed within seconds',
  ),
  nextWait: text('等待种子：由以后的检查点定出', 'Waiting for the seed of a later checkpoint'),
  nextDraw: text('种子已经定出，可以抽取', 'The seed is fixed: it can be drawn'),
  nextBegin: text(
    '还有 {n} 个抽中的对象没有登记线索，由抽中的执法人员登记',
    '{n} drawn objects have no lead yet; the officers drawn register them',
  ),
  nextNone: text('抽中的对象都已经登记线索', 'Every drawn object has its lead'),
  superseded: text('已经由另一次抽取代替', 'Another draw stands in its place'),
  insteadOf: text('代替', 'In the place of'),
  open: text('打开', 'Open'),
  result: text('抽取结果', 'What was drawn'),
  inspectors: text('检查人员', 'Inspectors'),
  begin: text('登记线索', 'Register the lead'),
  notYours: text('由抽中的执法人员登记', 'The officers drawn for it register it'),
  begun: text('已登记', 'registered'),
  toCase: text('打开案件', 'Open the case'),
  replace: text('人员有妨碍', 'Officer hindered'),
  replaceHint: text(
    '按抽取的顺序由下一名递补，不能指定；原因和递补的人一直显示。',
    'The next in the order of the draw goes, and nobody is chosen; the reason and who went stay shown.',
  ),
  whoHindered: text('谁有妨碍', 'Who is hindered'),
  reason: text('原因', 'Reason'),
  replacedBy: text(
    '{officer} 有妨碍，由 {instead} 递补：{reason}',
    '{officer} was hindered and {instead} goes: {reason}',
  ),
  file: text('导出抽取文件', 'Take the file of the draw'),
  fileHint: text(
    '任何人都可以离线重抽核对：./liuhen draw --verify',
    'Anyone draws it again offline: ./liuhen draw --verify',
  ),
  lists: text('冻结的两份名录', 'The two lists that were frozen'),
  officers: text('执法人员名录', 'Officers'),
  wasDrawn: text('抽中', 'drawn'),
} satisfies Readonly<Record<string, Text>>

/** Why somebody is left out, in words. */
export const leftOutFor: Readonly<Record<LeftOutFor, Text>> = {
  auxiliary: text('协管人员', 'auxiliary'),
  suspended: text('账号停用', 'suspended'),
  'off-duty': text('停止执行职务', 'suspended from duty'),
  'no-certificate': text('没有执法证', 'no certificate'),
  'certificate-not-in-force': text('执法证不在有效期内', 'certificate not in force'),
}
