import type { OverdueDocking } from '@liuhen/contract/activities'
import type { AgendaClock } from '@liuhen/contract/agenda'
import { dayOf, type Text, text } from '@liuhen/core/kernel'

export interface Letter {
  readonly subject: string
  readonly text: string
}

const words = {
  subject: text(
    '留痕：{late} 个期限已逾期，{soon} 个将在 {days} 天内到期',
    'Liuhen: {late} overdue, {soon} due within {days} days',
  ),
  uploads: text(
    '留痕：{uploads} 台设备的音像没有按期上传',
    'Liuhen: recordings on {uploads} devices were not handed over in time',
  ),
  also: text('，{uploads} 台设备没有按期上传', ', {uploads} devices not handed over in time'),
  responsible: text(
    '您直接负责、没有按期上传的音像：',
    'Recordings you are directly responsible for, not handed over in time:',
  ),
  supervisor: text(
    '您直接主管、没有按期上传的音像：',
    'Recordings under your direct supervision, not handed over in time:',
  ),
  device: text('· {day} 设备 {number}（{unit}）', '· {day} device {number} ({unit})'),
  late: text('已经逾期：', 'Overdue:'),
  soon: text('{days} 天内到期：', 'Due within {days} days:'),
  line: text('· {day} {title}（{unit}）', '· {day} {title} ({unit})'),
  more: text('还有更多，请登录查看。', 'There are more: sign in to see them.'),
  foot: text(
    '是哪些案件，请登录留痕在“日历”中查看。不再需要这些提醒，请在“我的账号”停止。',
    'Sign in to Liuhen to see which cases these are. To stop these reminders, see your account page.',
  ),
}

const filled = (line: string, given: Readonly<Record<string, string | number>>): string =>
  line.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(given[name] ?? ''))

/** What is late, what ends soon and what was not handed over, in both languages, without a name of a case or of anybody: a letter has many readers. */
export function letterOf(
  clocks: readonly AgendaClock[],
  days: number,
  more: boolean,
  uploads: readonly OverdueDocking[] = [],
): Letter {
  const [late, soon] = [clocks.filter((one) => one.overdue), clocks.filter((one) => !one.overdue)]
  const counts = { late: late.length, soon: soon.length, days, uploads: uploads.length }
  const part = (language: 'zh' | 'en'): string => {
    const t = (one: Text, given: Readonly<Record<string, string | number>> = counts): string =>
      filled(one[language], given)
    const lines = (all: readonly AgendaClock[]): readonly string[] =>
      all.map(({ day, title, unit }) => t(words.line, { day, title: title[language], unit }))
    const devices = (as: 'responsible' | 'supervisor'): readonly string[] => {
      const own = uploads.filter((one) => one.as === as)
      if (own.length === 0) return []
      return [
        t(words[as]),
        ...own.map(({ due, number, unit }) => t(words.device, { day: dayOf(due), number, unit })),
        '',
      ]
    }
    return [
      ...devices('responsible'),
      ...devices('supervisor'),
      ...(late.length > 0 ? [t(words.late), ...lines(late), ''] : []),
      ...(soon.length > 0 ? [t(words.soon), ...lines(soon), ''] : []),
      ...(more ? [t(words.more), ''] : []),
      t(words.foot),
    ].join('\n')
  }
  const subject =
    clocks.length === 0 ? words.uploads.zh : `${words.subject.zh}${uploads.length > 0 ? words.also.zh : ''}`
  return { subject: filled(subject, counts), text: `${part('zh')}\n\n—\n\n${part('en')}\n` }
}
