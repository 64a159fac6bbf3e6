import { term } from './term.ts'

/** How long the law gives, from when to when that is, and how it runs: one word each. */
export const periods = {
  term: term(
    '时限',
    'term',
    '制度给出的长度：多少小时、日、工作日、月或者年',
    'How long a rule gives: so many hours, days, working days, months or years',
  ),
  period: term(
    '期间',
    'period',
    '时限从起算的事项到届满之间的时间，中止的时间不计入，可以依法延长',
    'The time between what a term is counted from and its end; it may be suspended, and lengthened as the law has it',
    '行政处罚法 第八十五条',
  ),
  deadline: term('截止', 'deadline', '期间届满的那一日或者那一时刻', 'The day, or the moment, at which a period ends'),
  clock: term(
    '期间时钟',
    'clock',
    '一个案件里正在计算的期间：还剩多少、是否中止、是否逾期',
    'A period that is running in one case: what is left of it, whether it stands still, whether it is over',
  ),
} as const
