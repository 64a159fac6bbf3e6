import type { ArticlePage, CalendarDayView, LintFinding } from '@liuhen/contract/packs'
import type { Tone } from '../../parts/index.ts'
import { type Text, text } from '../../words/index.ts'

type Obligation = ArticlePage['obligations'][number]

export const obligationKinds: Readonly<Record<Obligation['kind'], Text>> = {
  definition: text('定义', 'definition'),
  principle: text('原则', 'principle'),
  'actor-rule': text('主体', 'who acts'),
  'mandatory-recording': text('必录', 'must be filmed'),
  'recording-content': text('摄录内容', 'in the picture'),
  continuity: text('连续', 'continuity'),
  device: text('设备', 'device'),
  document: text('文书', 'paper'),
  'procedure-step': text('程序', 'procedure'),
  deadline: text('期限', 'period'),
  approval: text('审批', 'approval'),
  service: text('送达', 'service'),
  storage: text('存储', 'storage'),
  retention: text('保存', 'retention'),
  'long-term-retention': text('长期保存', 'long-term'),
  access: text('查阅', 'look'),
  copy: text('复制', 'copy'),
  'provide-external': text('对外提供', 'provision'),
  publish: text('公开', 'publication'),
  integrity: text('完整', 'integrity'),
  supervision: text('监督', 'supervision'),
  assessment: text('考核', 'assessment'),
  prohibition: text('禁止', 'prohibition'),
  liability: text('责任', 'liability'),
  training: text('培训', 'training'),
  organisation: text('组织', 'organisation'),
}

export const modalities: Readonly<Record<Obligation['modality'], Text>> = {
  must: text('应当', 'must'),
  'must-not': text('不得', 'must not'),
  should: text('应该', 'should'),
  may: text('可以', 'may'),
  states: text('说明', 'states'),
}

export const proofs: Readonly<Record<Obligation['proof']['state'], Text>> = {
  proven: text('有测试证明', 'Proven by tests'),
  stated: text('只写成了规则，还没有证明系统照它做', 'Held as a rule; not proven that the system acts by it'),
  organisational: text('由人做，软件不能证明', 'Done by people; software cannot prove it'),
  open: text('还没有证明', 'Not proven yet'),
  unknown: text('没有随附测试结果', 'No results of the tests came with this copy'),
}

/** What is stricter than superior law and may be so is nobody's doubt: it stands by itself. */
export type FindingGroup = LintFinding['severity'] | 'stricter'
export const groupOf = ({ severity, verdict }: LintFinding): FindingGroup =>
  verdict === 'permitted-stricter' && severity !== 'error' ? 'stricter' : severity

export const groupNames: Readonly<Record<FindingGroup, Text>> = {
  error: text('须处理', 'To be settled'),
  warning: text('有疑问', 'Doubtful'),
  stricter: text('比上位法严，允许', 'Stricter than the law, permitted'),
  info: text('提示', 'Worth knowing'),
}
export const groupTone: Readonly<Record<FindingGroup, Tone | undefined>> = {
  error: 'zhu',
  warning: 'zhe',
  stricter: 'qing',
  info: undefined,
}
export const verdicts: Readonly<Record<NonNullable<LintFinding['verdict']>, Text>> = {
  'permitted-stricter': text('比上位法严，允许', 'stricter than the law, permitted'),
  doubtful: text('与上位法是否相符有疑问', 'doubtful against superior law'),
  void: text('与上位法抵触，按上位法', 'contrary to superior law, which applies'),
}

export const dayKinds: Readonly<Record<CalendarDayView['kind'], Text>> = {
  workday: text('工作日', 'Workday'),
  weekend: text('周末', 'Weekend'),
  holiday: text('放假', 'Holiday'),
  'make-up': text('调休上班', 'Make-up workday'),
}

export const words = {
  mandatory: text('本局另行规定应录的活动', 'Kinds the bureau has recorded besides'),
  mandatoryLead: text(
    '制度把“需要进行音像记录的其他行为”留给本局；加进来的种类从所定的日子起应当录制，以前的不追溯。',
    'The instrument leaves other acts to the bureau; a kind that is added is to be recorded from its day on and not before.',
  ),
  mandatoryAdd: text('增减一类活动', 'Add or drop a kind'),
  mandatoryKind: text('活动种类', 'Kind of activity'),
  mandatoryLike: text('环节的特征', 'What the act is like'),
  attributes: {
    'direct-contact': text('直接接触行政相对人', 'Direct contact with the party'),
    'may-dispute': text('可能引发争议和冲突', 'It may come to dispute or conflict'),
  },
  mandatoryWhat: text('规定', 'Decision'),
  mandatoryYes: text('应当录制', 'To be recorded'),
  mandatoryNo: text('不再另行要求', 'No longer by our own decision'),
  mandatoryDay: text('从哪天起', 'From which day'),
  mandatoryDayHint: text('明天或以后', 'Tomorrow or later'),
  mandatoryFrom: text('{from} 起应当录制', 'to be recorded from {from}'),
  mandatoryUntil: text('{from} 起不再另行要求', 'no longer from {from}'),
  lead: text(
    '系统按这些制度办事。每处提示、期限和拒绝都能点到条文。',
    'What the system goes by. Every prompt, deadline and refusal leads to its article.',
  ),
  tabs: text('制度的页面', 'Pages of the regulations'),
  instruments: text('制度', 'Regulations'),
  compare: text('各局对照', 'Side by side'),
  findings: text('条文检查', 'Findings'),
  ruleSet: text('本局规则', 'Our rule set'),
  calendar: text('日历', 'Calendar'),

  ours: text('本局适用', 'In use here'),
  others: text('其他局的制度', 'Of other bureaus'),
  national: text('国家法律', 'National law'),
  trial: text('试行', 'Trial'),
  notInForce: text('现在不适用', 'Not in force today'),
  since: text('{day} 起施行', 'in force since {day}'),
  sinceUnsaid: text('文中没有写明施行日期', 'its first day is not said'),
  until: text('到 {day} 止', 'until {day}'),
  counts: text(
    '{articles} 条 · {obligations} 项要求 · {rules} 条规则',
    '{articles} articles · {obligations} obligations · {rules} rules',
  ),
  openSettings: text('{n} 项待定', '{n} open'),
  instrumentCount: text('{n} 部制度', '{n} instruments'),
  findingCount: text('{n} 处发现', '{n} findings'),
  none: text('没有装入任何制度', 'No regulation is loaded'),
  noneHint: text(
    '制度随程序一起安装；请信息中心检查 packs 目录。',
    'Regulations come with the program: the information centre should look at its packs folder.',
  ),
  noneOurs: text('本局还没有选定制度', 'The bureau has not chosen its regulations'),
  noneOursHint: text(
    '选定之前，移交期限、保存期限、分类和审批人都不作判断，一律标为待定。',
    'Until it does, hand-over, retention, filing and approvers are not judged but shown as open.',
  ),
  choose: text('选定制度', 'Choose'),

  causes: text('案由与基准', 'Causes'),
  issuer: text('制定机关', 'Issued by'),
  number: text('文号', 'Number'),
  force: text('施行', 'In force'),
  issued: text('印发', 'Issued'),
  basedOn: text('依据', 'Based on'),
  interpretedBy: text('解释机关', 'Interpreted by'),
  scope: text('适用的行为', 'Kinds of act'),
  version: text('版本', 'Version'),
  versionOf: text('第 {n} 版', 'version {n}'),
  versionFrom: text('第 {n} 版，{day} 起', 'version {n}, from {day}'),
  note: text('说明', 'Note'),
  articles: text('条文', 'Articles'),
  findArticle: text('找条文', 'Find an article'),
  differences: text('与别的版本、别的制度比较', 'Compare with another'),
  articleCounts: text('{obligations} 项要求 · {rules} 条规则', '{obligations} obligations · {rules} rules'),
  noChapter: text('条文', 'Articles'),

  previous: text('上一条', 'Previous'),
  next: text('下一条', 'Next'),
  wordForWord: text('原文，一字未动', 'Word for word'),
  gist: text('大意，不是原文', 'In our own words, not the text'),
  labelLost: text('条号原文没有印出，按前后顺序补', 'The number is not printed; it is told from the order'),
  unverified: text('转引，未与原文核对', 'Told by another source, not compared with the text'),
  obligations: text('这一条要求什么，系统怎么做', 'What it asks, and what the system does'),
  noObligations: text('这一条没有可执行的要求', 'This article asks for nothing that can be done'),
  does: text('系统', 'The system'),
  doesNothing: text('系统对它不作判断，由人执行', 'Nothing is decided by it here; people carry it out'),
  leftToBureau: text('由本局定', 'Left to the bureau'),
  settingOpen: text('待定', 'open'),
  settingDecided: text('已定', 'decided'),
  tests: text('{n} 个测试', '{n} tests'),
  statedBy: text('只说明有这条规则、不算证明的测试：{n} 个', '{n} tests that only show the rule and prove nothing'),
  live: text('本局实况', 'Here and now'),
  liveOf: text('{value} / {of}', '{value} of {of}'),
  rulesOnIt: text('系统按它做什么', 'What the system does by it'),
  rulesNone: text('系统没有规则直接出自这一条', 'No rule here stands on this article directly'),
  articleFindings: text('对这一条的发现', 'Findings about it'),
  choseArticle: text('转到条文', 'Go to an article'),

  compareLead: text(
    '同一件事，各局怎么规定。空白处就是没有规定。',
    'One matter as each bureau rules on it. Where a cell is empty the instrument is silent.',
  ),
  topic: text('事项', 'Topic'),
  silent: text('未作规定', 'silent'),
  thisBureau: text('本局', 'ours'),
  compareNone: text('各制度都没有规定这一事项', 'No instrument rules on this'),

  diffLead: text(
    '新版本只管以后的事；此前的记录和案件仍按当时的版本判断。',
    'A new version counts for what comes; what was done before is judged by the version of its day.',
  ),
  before: text('原来', 'Before'),
  after: text('现在', 'After'),
  instrument: text('制度', 'Regulation'),
  against: text('与谁比', 'Compared with'),
  otherVersion: text('它的另一版本', 'another version of it'),
  oneVersion: text(
    '只装入了一个版本：请选另一部制度来比',
    'Only one version is loaded: choose another regulation to compare with',
  ),
  diffNone: text('没有不同', 'Nothing differs'),
  chooseTwo: text('请选两部制度，或一部制度的两个版本', 'Choose two regulations, or two versions of one'),
  added: text('新增', 'Added'),
  removed: text('删去', 'Removed'),
  changed: text('改动', 'Changed'),

  findingsLead: text(
    '检查不改条文，只指出问题并说明系统怎样处理。',
    'The check changes no text: it points at what is wrong and says how the system deals with it.',
  ),
  readAs: text('系统现在这样读：{reading}', 'Read meanwhile as: {reading}'),
  findingsNone: text('没有发现问题', 'Nothing was found'),
  place: text('位置', 'Place'),
  allInstruments: text('全部制度', 'All regulations'),

  ruleSetLead: text(
    '国家法律 + 选定的制度 + 本局自己的规定。只能比制度更严，不能更宽。',
    'National law, the regulations chosen and what the bureau decided. It may be stricter than they are, never laxer.',
  ),
  runsOn: text('本局适用的制度', 'Regulations in use'),
  outOfForce: text('已选，但今天不适用', 'Chosen, and not in force today'),
  changeChoice: text('改选制度', 'Choose again'),
  openTitle: text('待定：制度留给本局定的', 'Open: left to the bureau'),
  openLead: text(
    '制度没有写明，系统也不猜。定下之前，有关的判断一律标为“待定”。',
    'The regulation does not say, and the system does not guess: until it is decided, what depends on it is shown as open.',
  ),
  openNone: text('没有待定的事项', 'Nothing is open'),
  printedTitle: text('制度已写明，本局可以另定', 'Printed, and the bureau may put its own in the place'),
  printedLead: text(
    '没有另定以前，按制度所写的判断。',
    'Until it is decided otherwise, what the regulation prints counts.',
  ),
  laterTitle: text('以后再定', 'Asked for later'),
  laterLead: text(
    '这些事项管的是本系统还不办理的工作，现在不必填；用到的时候再问。先定下来也可以。',
    'These govern work this system does not do yet, so nothing has to be entered now; they are asked for when it does. They may be decided earlier.',
  ),
  settingPrinted: text('按制度所写', 'as printed'),
  waitsFor: {
    cases: text('办理案件时再问', 'asked with cases'),
    'legal-review': text('法制审核时再问', 'asked with legal review'),
    disclosure: text('执法公示时再问', 'asked with disclosure'),
  },
  decided: text('本局已定', 'Decided'),
  decidedNone: text('还没有定过', 'Nothing has been decided yet'),
  decide: text('来定', 'Decide'),
  decideAgain: text('改定', 'Decide anew'),
  suggestion: text('可参考：{words}', 'As a start: {words}'),
  from: text('自哪天起', 'From'),
  fromHint: text(
    '从这天起的记录按它判断；以前的不变',
    'What is recorded from that day on is judged by it; earlier things stay as they are',
  ),
  effective: text('《{title}》自哪天施行', 'First day of “{title}”'),
  effectiveHint: text('文中没有写明，由本局填写', 'The text does not say; the bureau does'),
  decisions: text('定过的经过', 'How it was decided'),
  decidedBy: text('{by}，自 {from} 起', '{by}, from {from}'),
  valueWrong: text('请按要求填写', 'Fill this in as asked'),
  foldersHint: text(
    '由外到内依次写，用顿号隔开，如：单位、设备、执法人员、摄录日期',
    'From the outermost inwards in Chinese, with 、 between: 单位、设备、执法人员、摄录日期',
  ),
  approverHint: text('要经几级的，依次写，用顿号隔开', 'Several levels in order, with 、 or commas between'),
  amount: text('数额（{unit}）', 'Amount ({unit})'),
  value: text('内容', 'Value'),
  choiceHistory: text('选用经过', 'What was chosen before'),
  usedFrom: text('{packs}，自 {from} 起', '{packs}, from {from}'),
  chooseTitle: text('选定本局适用的制度', 'Choose the regulations of the bureau'),
  chooseLead: text(
    '选一个局的全套制度。国家法律总是适用，不用选。',
    'One bureau’s whole set. National law always applies.',
  ),
  pickOne: text('请选一个局的制度', 'Choose the regulations of one bureau'),

  calendarLead: text(
    '工作日怎样算，以国务院办公厅每年的放假通知为准。',
    'Workdays are counted by the yearly notice of the State Council’s General Office.',
  ),
  workdays: text('{n} 个工作日', '{n} workdays'),
  source: text('来源', 'Source'),
  published: text('{day} 公布', 'published {day}'),
  numberUnverified: text('文号未与原件核对', 'number not compared with the document'),
  loadedBy: text('{by}于 {at} 装入：{file}', 'loaded by {by}, {at}: {file}'),
  shipped: text('随程序提供', 'came with the program'),
  statuses: {
    verified: text('已与通知核对', 'compared with the notice'),
    loaded: text('本局装入', 'loaded here'),
    provisional: text('暂定：只有法定节日', 'provisional: statutory days only'),
  },
  notLoaded: text(
    '{year} 年的放假通知还没有装入。跨进这一年的期限都标为“暂定”。',
    'The notice for {year} is not loaded. Deadlines that reach into it are marked provisional.',
  ),
  load: text('装入放假通知', 'Load a notice'),
  loadTitle: text('装入一年的放假通知', 'Load the notice of a year'),
  loadHow: text(
    '选好文件先检查，不改任何内容；逐行都对才能装入，错一行就一天也不装。正在用的日历不受影响。',
    'The file is checked before anything changes; only when every row is right is it loaded. The calendar in use is not touched.',
  ),
  file: text('通知文件', 'File of the notice'),
  fileHint: text(
    'CSV 每行一天，列为：日期、安排（放假或调休上班）、节日、法定；也收 YAML。UTF-8 和 GB18030 都可以',
    'CSV with a day a row: Date, Kind (rest or make-up), Holiday, Statutory; YAML too. UTF-8 or GB18030',
  ),
  noticeName: text('放假通知的名称', 'Name of the notice'),
  noticeHint: text('CSV 里写不下出处，请填在这里', 'A CSV has no room for where it is from'),
  publishedOn: text('公布日期', 'Published on'),
  noticeMissing: text('先填通知名称和公布日期', 'The notice and its day are needed first'),
  check: text('检查', 'Check'),
  clean: text(
    '检查通过：{year} 年，放假 {rest} 天，调休上班 {work} 天',
    'Checked: {year}, {rest} days at rest, {work} make-up workdays',
  ),
  wrong: text('有 {n} 处问题，一天也没有装入', '{n} problems; nothing was loaded'),
  loaded: text('已装入 {year} 年', '{year} is loaded'),
  problem: text('问题', 'Problem'),
  today: text('今天', 'Today'),
  earlier: text('前一年', 'Year before'),
  later: text('后一年', 'Year after'),
  restDays: text('放假安排', 'Days at rest'),
  makeUp: text('上班', 'work'),
}
