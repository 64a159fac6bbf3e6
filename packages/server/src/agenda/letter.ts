import type { AgendaClock } from '@liuhen/contract/agenda'
import { type Text, text } from '@liuhen/core/kernel'

export interface Letter {
  readonly subject: string
  readonly text: string
}

const words = {
  subject: text(
    '留痕：{late} 个期限已逾期，{soon} 个将在 {days} 天内到期',
    'Liuhen: {late} overdue, {soon} due within {days} days',
  ),
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

/** What is late and what ends soon, in both languages, without a name of a case or of anybody: a letter has many readers. */
export function letterOf(clocks: readonly AgendaClock[], days: number, more: boolean): Letter {
  const [late, soon] = [clocks.filter((one) => one.overdue), clocks.filter((one) => !one.overdue)]
  const counts = { late: late.length, soon: soon.length, days }
  const part = (language: 'zh' | 'en'): string => {
    const t = (one: Text, given: Readonly<Record<string, string | number>> = counts): string =>
      filled(one[language], given)
    const lines = (all: readonly AgendaClock[]): readonly string[] =>
      all.map(({ day, title, unit }) => t(words.line, { day, title: title[language], unit }))
    return [
      ...(late.length > 0 ? [t(words.late), ...lines(late), ''] : []),
      ...(soon.length > 0 ? [t(words.soon), ...lines(soon), ''] : []),
      ...(more ? [t(words.more), ''] : []),
      t(words.foot),
    ].join('\n')
  }
  return { subject: filled(words.subject.zh, counts), text: `${part('zh')}\n\n—\n\n${part('en')}\n` }
}
