import { deviceKinds } from '../devices/index.ts'
import { type Citation, type Text, text } from '../kernel/index.ts'
import { type Activity, type Answer, ask, rulesOf, type RulesOn } from '../policy/index.ts'

/** Where in the course of an activity something is to be done. */
export type MeansStage = 'before' | 'during' | 'after'

/** One thing that instruments want of how an activity is recorded, with the articles that want it. */
export interface MeansLine {
  readonly stage: MeansStage
  readonly say: Text
  readonly citations: readonly Citation[]
}

/** How an activity is recorded by the rules of a day: whether at all, with what, from when to when, and what must be in it. */
export interface Means {
  readonly level: 'must' | 'implied' | 'as-needed' | 'none'
  readonly lines: readonly MeansLine[]
}

const cited = (answer: Pick<Answer, 'rules'>): readonly Citation[] => answer.rules.flatMap((one) => one.citations)

const LEVELS = {
  must: text('应当录音录像', 'It has to be recorded'),
  implied: text(
    '应当录音录像（属于条文写的更宽的一类）',
    'It has to be recorded, as part of a wider kind that is named',
  ),
  'as-needed': text('视情况录音录像', 'It is recorded where that is called for'),
} as const

const HOLDS = {
  sound: text('要有声音', 'With sound'),
  picture: text('要有画面', 'With a picture'),
} as const

/** What whoever begins an activity has to have and to do, by its kind and by the stage it is at. */
export function meansOf(rules: RulesOn, activity: Activity): Means {
  const recording = ask(rules, { ask: 'recording', activity })
  const { level, holds = [], crew } = recording.value
  const line = (stage: MeansStage, say: Text, citations: readonly Citation[]): MeansLine => ({ stage, say, citations })
  const by = cited(recording)
  const lines: MeansLine[] = []
  if (level !== 'none') lines.push(line('before', LEVELS[level], by))
  for (const one of holds) lines.push(line('during', HOLDS[one], by))
  const worn = rulesOf(rules, 'device').filter(({ rule }) => rule.worn?.includes(activity))
  if (worn.length > 0)
    lines.push(
      line(
        'before',
        text(
          '佩戴执法记录仪摄录；用不了的要写明原因，改用其他设备',
          'With a worn camera; where another stands in, it is said why',
        ),
        worn.flatMap(({ used }) => used.citations),
      ),
    )
  if (crew) {
    const kinds = crew.devices?.map((one) => deviceKinds[one]) ?? []
    const [zh, en] = [kinds.map((one) => one.zh).join('、'), kinds.map((one) => one.en).join(', ')]
    const should = crew.level === 'must' ? text('应当', 'It has to be') : text('视情况', 'Where called for it is')
    if (crew.operator)
      lines.push(
        line('before', text(`${should.zh}由专人摄录`, `${should.en} filmed by somebody who does nothing else`), by),
      )
    if (crew.angles || zh !== '')
      lines.push(
        line(
          'before',
          text(
            `${should.zh}${zh === '' ? '' : `另用${zh}`}${crew.angles ? '从多个角度' : ''}摄录`,
            `${should.en} filmed${zh === '' ? '' : ` with ${en} besides`}${crew.angles ? ' from several angles' : ''}`,
          ),
          by,
        ),
      )
  }
  const notice = ask(rules, { ask: 'notice', activity })
  if (notice.value.say !== undefined)
    lines.push(
      line(
        notice.value.beforehand ? 'before' : 'during',
        text(`告知当事人：“${notice.value.say}”`, `The party is told: “${notice.value.say}”`),
        cited(notice),
      ),
    )
  if (level !== 'none') {
    const course = ask(rules, { ask: 'continuity', activity })
    const { start, end, pause } = course.value
    const why = cited(course)
    if (start === 'arrival') lines.push(line('before', text('到达现场即开始录制', 'From arrival on'), why))
    if (start === 'start-of-act') lines.push(line('before', text('自开始实施起录制', 'From the start of the act'), why))
    if (pause === 'never') lines.push(line('during', text('不得间断', 'Without any break'), why))
    if (pause === 'with-reason')
      lines.push(
        line(
          'during',
          text('有制度写明的原因才可以中断', 'Broken off only for a reason that the instrument names'),
          why,
        ),
      )
    if (end === 'end-of-act') lines.push(line('after', text('录到实施结束', 'Until the act has ended'), why))
  }
  const content = ask(rules, { ask: 'content', activity })
  for (const { point, moment = 'during' } of content.value.details ?? [])
    lines.push(line(moment, text(`摄录${point.zh}`, `In the picture: ${point.en}`), cited(content)))
  return { level, lines }
}
