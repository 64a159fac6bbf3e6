import { text } from '../../words/index.ts'

export const words = {
  lead: text(
    '发生过的每件事都按顺序封进这份日志，只能追加。任何人拿着公钥都能核对，不需要本系统。',
    'Everything that happened is sealed into this log in order, and only added to. Anybody with the public key can check it without this system.',
  ),
  size: text('已封存事件', 'Events sealed'),
  lastCheckpoint: text('最近检查点', 'Last checkpoint'),
  noCheckpoint: text('还没有检查点', 'No checkpoint yet'),
  lag: text('待封存', 'Waiting to be sealed'),
  lagValue: text('{n} 条 · 最久 {long}', '{n} · oldest {long}'),
  lagNone: text('没有', 'Nothing'),
  sealing: text('封存', 'Sealing'),
  states: {
    sealing: text('正常', 'Running'),
    waiting: text('由另一个进程封存', 'Another process seals'),
    stopped: text('已停止', 'Stopped'),
  },
  stopped: text(
    '封存停止了：新事件仍会记下，但还没有证明。请立即告知信息中心和审计管理员。',
    'Sealing has stopped: new events are kept but not yet provable. Tell the information centre and the audit administrator at once.',
  ),

  growth: text('日志的增长', 'How the log grew'),
  growthLabel: text(
    '从 {from} 到 {to}，日志由 {a} 条增至 {b} 条',
    'From {from} to {to} the log grew from {a} to {b} events',
  ),
  growthNone: text('检查点还太少，画不出增长', 'Too few checkpoints yet to draw'),

  audit: text('全面核查', 'Audit'),
  auditNone: text(
    '还没有核查过。由审计管理员或信息中心在服务器上运行 ./liuhen audit：重读全部文件、重算全部事件和日志。',
    'Not audited yet. Run ./liuhen audit on the server: it reads every file again and computes every event and the log anew.',
  ),
  clean: text('没有差异', 'No difference'),
  differences: text('{n} 处差异', '{n} differences'),
  audited: text('{events} 个事件、{blobs} 个文件', '{events} events, {blobs} files'),

  keys: text('公钥与检查点', 'Public key and checkpoint'),
  origin: text('日志名称', 'Name of the log'),
  key: text('公钥', 'Public key'),
  keyId: text('公钥编号', 'Key number'),
  root: text('根值', 'Root'),
  keyHint: text(
    '请把公钥抄送法院、复议机关或上级留存：以后核验证据包时，用它认定签名确是本局的。',
    'Give the key to courts, reconsideration bodies or superiors to keep: with it they recognise our signature on an evidence package.',
  ),
  markHint: text(
    '密钥印记：证据包、纸质说明和离线核验页上应是同一个印记，请连同公钥一起公布。印记不同，就不是本局的密钥；印记相同，还要比对公钥原文。',
    'The key’s mark: packages, their paper and the offline page show the same; publish it with the key. Another mark is another key; for the same mark, compare the key itself.',
  ),
  keyCode: text('公钥二维码', 'QR code of the public key'),
  rootWords: text('根值读作', 'Root read aloud'),
  note: text('检查点原文', 'The checkpoint'),
  noteHint: text('三行：日志名称、条数、根值；下面是签名', 'Three lines: name, size, root; the signature follows'),
  download: text('下载', 'Download'),

  proven: text('证明了什么', 'What is proven'),
  provenList: [
    text(
      '文件入库后的内容：两种摘要（SHA-256、SM3）在入库时写进日志，改一个字节都会对不上。',
      'The content of every file since it arrived: both digests (SHA-256, SM3) entered the log then, and a single changed byte no longer matches.',
    ),
    text(
      '先后和经手人：谁在什么时候采集、查看、说明、导出，按顺序封存，删一条、改一条、插一条都会被核查发现。',
      'Order and hands: who docked, looked, explained and exported, sealed in order; a row deleted, edited or slipped in is found by the audit.',
    ),
    text(
      '检查点由本局密钥签名：留有较早检查点的人，能发现此后日志被改写。',
      'Checkpoints carry this bureau’s signature: whoever keeps an earlier one can tell that the log was rewritten since.',
    ),
  ],
  notProven: text('没有证明什么', 'What is not proven'),
  noWitness: text(
    '目前没有外部见证方。同时掌握服务器和密钥的人若重写整个日志，手里没有旧检查点的外人无法发现。请定期把检查点交给外单位留存。',
    'There is no outside witness yet. Somebody holding both the server and the key could rewrite the whole log, and an outsider without an earlier checkpoint could not tell. Hand checkpoints to another office regularly.',
  ),
  notProvenList: [
    text(
      '入库之前：资料在设备里是否改动过，只有设备编号和采集时的校时可供参考。',
      'What happened before arrival: whether a file was altered in the device; only the device’s number and the clock measured at docking speak to that.',
    ),
    text('画面里所说所做的事实真伪。', 'Whether what is said and done in the picture is true.'),
    text(
      '没有可信时间戳：时间以本局服务器的时钟为准。',
      'There is no trusted timestamp: times are those of this bureau’s server.',
    ),
  ],

  journal: text('流水', 'Journal'),
  journalHint: text(
    '谁在什么时候对什么做了什么；不含内容',
    'Who did what to what, and when; not what was said or shown',
  ),
  happened: text('经过', 'What happened'),
  kind: text('事件', 'Kind'),
  anyKind: text('全部事件', 'All kinds'),
  by: text('经手人', 'By'),
  anybody: text('任何人', 'Anybody'),
  from: text('从', 'From'),
  to: text('到', 'To'),
  searchJournal: text('按名称查找：人员、单位、设备编号、文件名', 'Search names: person, unit, device number, file'),
  unnamed: text('（未登记）', '(not on record)'),
  index: text('日志序号', 'Log index'),
  older: text('更早的', 'Older'),
  newest: text('最新的', 'Newest'),
  journalNone: text('没有更早的流水', 'Nothing older'),
  journalNoneSuch: text('没有符合的流水', 'Nothing matches'),
  allKinds: text('看全部', 'Show all'),
}
