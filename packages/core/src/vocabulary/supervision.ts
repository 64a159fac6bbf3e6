import { term } from './term.ts'

/** Who checks the record, how a sample is drawn, and what follows. */
export const supervision = {
  check: term(
    '监督检查',
    'check',
    '法制、督察等机构对单位怎样记录的一次检查',
    'One look by the section in charge at how a unit records',
  ),
  checkLedger: term(
    '检查台账',
    'check ledger',
    '全部检查及其结果的登记',
    'All checks that were made, each with its result',
  ),
  indexGoal: term(
    '指标目标',
    'goal',
    '本局对一项考评指标的要求，写明依据和起算日；宽限日过后才说没有达到',
    'What the bureau wants of an index, with its source and first day; that it was missed is said after the days of grace',
  ),
  finding: term(
    '检查问题',
    'finding',
    '检查发现的问题，写明时刻和条款',
    'A problem that a check found, with its moment and its article',
  ),
  rectification: term('整改', 'rectification', '被检查单位在期限内纠正问题', 'Putting a problem right within its term'),
  recheck: term(
    '复查',
    'recheck',
    '由报告整改以外的人再看一次，属实才销号',
    'A second look by somebody other than whoever reported it put right',
  ),
  appeal: term(
    '申诉',
    'appeal',
    '当事的执法人员对问题提出不同意见',
    'What the officer concerned says against a finding',
  ),
  circular: term(
    '通报',
    'circular',
    '把一段时间的检查情况告知全局',
    'What was found in a period, told to the whole bureau',
  ),
  spotCheck: term('抽查', 'spot check', '只看抽出来的一部分', 'A check of a sample and not of everything'),
  population: term(
    '抽查总体',
    'population',
    '可能被抽到的全部音像，抽取以前冻结',
    'Everything that may be drawn, frozen before it is drawn from',
  ),
  stratum: term(
    '层',
    'stratum',
    '总体中按单位、设备、缺口分开抽取的一部分',
    'A part of the population that is drawn from by itself',
  ),
  drawSeed: term(
    '抽查种子',
    'draw seed',
    '冻结以后签署的检查点所定，事先无人知道',
    'What a checkpoint signed after the freezing fixes, and nobody knows before',
  ),
  drawTicket: term(
    '签号',
    'ticket',
    '种子与编号的摘要，决定抽取次序',
    'The hash of seed and element that puts a stratum in order',
  ),
  outsideNumber: term(
    '外部数字',
    'outside number',
    '冻结时约定、以后由他人公布的数字',
    'A number named at the freezing that others publish afterwards',
  ),
  outsidePaper: term(
    '外部监督文书',
    'paper of outside supervision',
    '督办函、意见书、决定书、约谈等',
    'A letter, opinion or decision by which others supervise the bureau',
    '行政执法监督条例 第二十六条',
  ),
  supervisingAuthority: term(
    '行政执法监督机关',
    'supervising authority',
    '监督本局执法的机关，县级为司法局；只看，不改',
    'Who supervises the bureau from outside, in a county the bureau of justice: it reads and changes nothing',
    '行政执法监督条例 第二十二条',
  ),
  maintainer: term(
    '运维人员',
    'maintainer',
    '供应商的人员，两人同意后在写明的期限内只看系统运行状况',
    'Somebody of a vendor, who for a term that two have agreed to sees how the machine stands and nothing else',
    '网络数据安全管理条例 第十六条',
  ),
  liability: term(
    '责任事项',
    'item of accountability',
    '依制度可能要追究责任的一件事',
    'Something that somebody may have to answer for by the rules',
  ),
  offDuty: term(
    '停止执行职务',
    'suspension from duty',
    '解除以前不安排工作',
    'That no work is given to an officer until it is lifted',
  ),
} as const
