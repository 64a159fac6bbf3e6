import { type Obstacle, text } from '../kernel/index.ts'
import { type Act, acts as ACTS } from '../procedure/index.ts'
import type { Around, PaperStanding } from './around.ts'

/** What keeps a paper from being made in a case as it stands: what it follows is not done yet, or another paper is made instead. */
export function beginningObstacles({ rule, used }: PaperStanding, around: Around): readonly Obstacle[] {
  const { case: state, approved } = around
  const isDone = (act: Act): boolean => state.acts.some((one) => one.struck === undefined && one.act.act === act)
  const named = (all: readonly Act[], language: 'zh' | 'en'): string =>
    all.map((act) => ACTS[act].name[language]).join(language === 'zh' ? '、' : ' / ')
  const [citation] = used.citations
  const cited = citation ? { citation } : {}
  const { after = [], notBeside = [], title } = rule
  const early = after.length > 0 && !after.some(isDone)
  const beside = notBeside.filter((act) => isDone(act) || approved.some((one) => one.act === act))
  return [
    ...(early
      ? [
          {
            code: 'paper-too-early',
            message: text(
              `还没有${named(after, 'zh')}，不能制作《${title.zh}》`,
              `${title.en} is made only once this was done: ${named(after, 'en')}`,
            ),
            ...cited,
          },
        ]
      : []),
    ...(beside.length > 0
      ? [
          {
            code: 'paper-beside-another',
            message: text(
              `本案已经批准“${named(beside, 'zh')}”，不能制作《${title.zh}》`,
              `This case has another outcome approved (${named(beside, 'en')}): ${title.en} is not made in it`,
            ),
            ...cited,
          },
        ]
      : []),
  ]
}
