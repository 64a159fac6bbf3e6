import type { Whose } from '@liuhen/contract/agenda'
import { type Text, text } from '../../words/index.ts'

export const words = {
  lead: text('本月 {n} 个期限到期，{late} 个已经逾期', '{n} clocks end this month, {late} are overdue'),
  before: text('上个月', 'Month before'),
  after: text('下个月', 'Month after'),
  thisMonth: text('本月', 'This month'),
  months: text('换一个月', 'Another month'),
  whose: text('看谁的', 'Whose'),
  late: text('已经逾期', 'Overdue'),
  untold: text('算不出到期日的', 'Whose end cannot be told'),
  untoldShort: text('算不出', 'cannot be told'),
  lateSince: text('{day} 到期', 'ended on {day}'),
  grid: text('{month} 各日到期的期限', 'What ends on each day of {month}'),
  more: text('另 {n} 个', '{n} more'),
  fewer: text('收起', 'Fewer'),
  ofDay: text('{day}：另 {n} 个', '{day}: {n} more'),
  nothing: text('这个月没有期限到期', 'Nothing ends this month'),
  today: text('今天', 'today'),
  notAnnounced: text(
    '{year} 年的放假安排还没有装入：只标出周末，按工作日计的日期是暂定的。',
    'The rest days of {year} are not loaded: only weekends are shown, and days counted in working days are provisional.',
  ),
  cut: text('太多了，只列出最早到期的；请缩小范围', 'Too many: only those that end first are listed; narrow it down'),
  provisional: text('暂定', 'provisional'),

  feed: text('日历订阅', 'Calendar feed'),
  feedLead: text(
    '手机和电脑上的日历可以订阅您的办案期限。只有期限名称、单位和日期，没有案件名称和当事人。',
    'Calendars on phones and computers can show your deadlines: what ends, which unit and when; no case and no party is named.',
  ),
  feedMake: text('开通订阅', 'Make an address'),
  feedAgain: text('换一个地址', 'Make another address'),
  feedRevoke: text('作废', 'Revoke'),
  feedOnce: text(
    '这个地址只显示这一次。谁有它，谁就能看到这些期限；泄露了请马上作废。',
    'Shown this once. Whoever has it sees these deadlines; if it gets about, revoke it at once.',
  ),
  feedSince: text('{at} 开通', 'since {at}'),
  feedPulled: text('最近一次读取：{day}', 'last read on {day}'),
  feedUnread: text('还没有被读取过', 'not read yet'),
  feedMine: text('只要我承办的', 'Only those I handle'),
  feedReplaces: text('原来的地址随即失效。', 'The address before it stops working at once.'),
} as const satisfies Record<string, Text>

export const whoseNames: Readonly<Record<Whose, Text>> = {
  mine: text('我承办的', 'Mine'),
  unit: text('本单位', 'My unit'),
  all: text('全局', 'All'),
}
