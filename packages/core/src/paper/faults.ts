import { text } from '../kernel/index.ts'
import type { FactKey } from '../papers/index.ts'
import type { Around, FieldShown, Lack, PaperStanding } from './around.ts'
import { citationFor } from './citing.ts'

/** What a decision may not say, whatever is written in it. */
export function faultsOf(
  standing: PaperStanding,
  { case: state, approved }: Around,
  shown: ReadonlyMap<FactKey, FieldShown>,
): readonly Lack[] {
  const citation = (label: string) => {
    const found = citationFor(standing, label)
    return found === undefined ? {} : { citation: found }
  }
  const counts = (kind: string) => state.acts.filter((one) => one.struck === undefined && one.act.act === kind)
  const proposed = [...counts('handling-approved'), ...counts('change-approved')].at(-1)?.act.says['fine-amount']
  const decided = counts('penalty-decided').at(-1)?.act.says['fine-amount']
  const on = shown.get('decided-on')?.value
  const approvedOn = approved
    .filter(({ act }) => act === 'handling-approved' || act === 'change-approved')
    .map((one) => one.on)
    .toSorted()
    .at(-1)
  return [
    ...(shown.has('penalty-content') && proposed !== undefined && decided !== undefined && proposed !== decided
      ? [
          {
            code: 'fine-not-approved',
            message: text(
              `罚款数额与最后一次审批的不同：批准的是 ${String(proposed)} 元，决定的是 ${String(decided)} 元`,
              `The fine is not the one approved last: ${String(proposed)} yuan was approved and ${String(decided)} decided`,
            ),
            field: 'penalty-content',
            ...citation('内容和依据'),
          },
        ]
      : []),
    ...(typeof on === 'string' && approvedOn !== undefined && on < approvedOn
      ? [
          {
            code: 'decided-before-approval',
            message: text(
              `决定日期 ${on} 早于最后一次审批 ${approvedOn}`,
              `It is dated ${on}, before its last approval on ${approvedOn}`,
            ),
            field: 'decided-on',
            ...citation('日期'),
          },
        ]
      : []),
  ]
}
