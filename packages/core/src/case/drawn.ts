import { text } from '../kernel/index.ts'
import type { CalendarDate, Obstacle } from '../kernel/index.ts'
import { rulesOf } from '../policy/index.ts'
import type { RulesOn } from '../policy/index.ts'
import type { DatedAct } from '../procedure/index.ts'
import type { CaseState } from './state.ts'

/** What the source of a lead is called that was drawn at random. */
export const DRAWN_SOURCE = '双随机'

/** Whether the source of a lead, as somebody wrote it, says that it was drawn at random. */
export const saysDrawn = (source: unknown): boolean =>
  typeof source === 'string' && /双随机|随机抽/u.test(source.normalize('NFKC').replaceAll(/[\s\p{Cf}]/gu, ''))

/** That something was drawn is known from the draw, and is nobody's word. */
export function undrawnObstacles(
  { drawn, acts }: Pick<CaseState, 'drawn' | 'acts'>,
  { act, says, on }: Pick<DatedAct, 'act' | 'says' | 'on'>,
  rulesOn: (day: CalendarDate) => RulesOn,
): readonly Obstacle[] {
  const isDraw = act === 'inspection-drawn'
  if (!isDraw && !(act === 'lead-registered' && saysDrawn(says.source))) return []
  const isThere = acts.some((one) => one.act.act === act && one.struck === undefined)
  if (drawn !== undefined && !(isDraw && isThere)) return []
  const [citation] = rulesOf(rulesOn(on), 'step').flatMap(({ rule, used }) =>
    rule.at.includes('inspection-drawn') ? used.citations : [],
  )
  return [
    {
      code: drawn === undefined ? 'drawn-by-nobody' : 'drawn-already',
      message:
        drawn === undefined
          ? text(
              '双随机的检查从抽取记录登记，不能自己填写：请到“双随机”设置抽取，再从抽中的检查对象登记线索',
              'An inspection drawn at random is registered from its draw and nobody writes it: set a draw up under Random inspections, and register the lead from a drawn object',
            )
          : text(
              '本案的抽取结果已经记录，只有一次',
              'What was drawn stands in this case already, and is recorded once',
            ),
      ...(act === 'lead-registered' && { field: 'source' }),
      ...(citation && { citation }),
    },
  ]
}
