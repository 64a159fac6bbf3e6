import { text } from '../../words/index.ts'

export const words = {
  title: text('投诉举报人', 'Who complained'),
  hint: text(
    '姓名、联系方式只有承办人说明用途后才显示，每次都留记录；不进文书、案卷、证据包和公示。',
    'Name and contact are shown to those who handle the case once they say what for, each time on record; no paper, volume, package or publication holds them.',
  ),
  none: text('没有登记。', 'Nobody is entered.'),
  add: text('登记投诉举报人', 'Enter who complained'),
  kind: text('身份', 'Who'),
  way: text('怎样提出', 'How it reached the bureau'),
  name: text('姓名或者名称（本人所述，可不填）', 'Name, as they gave it (optional)'),
  contact: text('联系方式（可不填）', 'How to reach them (optional)'),
  confidential: text('要求保密', 'They asked that it be kept secret'),
  isConfidential: text('要求保密', 'Secret'),
  masked: text('已遮挡：{what}', 'Masked: {what}'),
  hasName: text('姓名', 'name'),
  hasContact: text('联系方式', 'contact'),
  anonymous: text('匿名', 'Anonymous'),
  look: text('查看', 'Look'),
  lookAsk: text('查看投诉举报人', 'Look at who complained'),
  purpose: text('用来做什么', 'What for'),
  strike: text('划去', 'Strike'),
  strikeAsk: text('划去登记错的投诉举报人', 'Strike a wrong entry'),
  reason: text('理由', 'Reason'),
  enteredBy: text('{by} 登记', 'Entered by {by}'),
} as const
