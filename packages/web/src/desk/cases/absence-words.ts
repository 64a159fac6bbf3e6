import { text } from '../../words/index.ts'

/** Words of absences, and of who signs meanwhile. */
export const absenceWords = {
  absences: text('外出与代签', 'Away, and who signs'),
  none: text('没有人外出', 'Nobody is away'),
  state: text('写明外出期间由谁代签', 'Say who signs while you are away'),
  hint: text(
    '要事先写明。条文写“主要负责人”的，必须本人签署，不能代；您不能审批的，代签的人也不能。',
    'It is stated beforehand. Where the text wants the head in person nobody signs instead, nor what you could not sign yourself.',
  ),
  who: text('谁外出', 'Who is away'),
  myself: text('我自己', 'Myself'),
  deputy: text('由谁代签', 'Who signs'),
  from: text('从', 'From'),
  until: text('到', 'Until'),
  reason: text('为什么', 'Why'),
  reasonHint: text('例如“外出培训”“病假”', 'As in “training”, “sick leave”'),
  password: text('您的密码', 'Your password'),
  line: text(
    '{person} {from} 至 {until} 外出（{reason}），由 {deputy} 代签',
    '{person} is away from {from} to {until} ({reason}); {deputy} signs',
  ),
  end: text('结束', 'End'),
  endTitle: text('结束 {person} 的外出', 'End the absence of {person}'),
  inStead: text('代 {name}', 'for {name}'),
  youSign: text('{name} 外出，由您代签', '{name} is away, and you sign in their stead'),
} as const
