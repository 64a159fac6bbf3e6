import { text } from '../kernel/index.ts'
import type { FactKey } from '../papers/index.ts'
import { rulesOf } from '../policy/index.ts'
import type { Around, FieldShown, Lack, PaperStanding } from './around.ts'
import { citationFor } from './citing.ts'

/** What a decision may not say, whatever is written in it. */
export function faultsOf(
  standing: PaperStanding,
  around: Around,
  shown: ReadonlyMap<FactKey, FieldShown>,
): readonly Lack[] {
  const { case: state, approved } = around
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
    ...withoutThose(standing, around),
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

/** Papers that go with it and are neither fixed nor in the file: an opinion of experts without who was there. */
function withoutThose({ rule, used, pack }: PaperStanding, { others, filed = [], rules }: Around): readonly Lack[] {
  const there = new Set([...others.flatMap((one) => (one.frozen ? [one.rule] : [])), ...filed])
  const [citation] = used.citations
  return (rule.beside ?? []).flatMap((id) => {
    const name = `${pack.identity.id}/${id}`
    const title = rulesOf(rules, 'paper').find((one) => `${one.used.pack}/${one.used.rule}` === name)?.rule.title
    if (title === undefined || there.has(name)) return []
    return [
      {
        code: 'paper-beside-missing',
        message: text(
          `还没有《${title.zh}》：先定稿，或者把签好的存入案卷，由另一人逐页核对`,
          `“${title.en}” is not there: fix it, or store the sheet that was signed in the file and have somebody else confirm it`,
        ),
        ...(citation && { citation }),
      },
    ]
  })
}
