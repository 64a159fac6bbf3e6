import { text } from '../kernel/index.ts'
import { type FactKey, keysOfField } from '../papers/index.ts'
import { rulesOf } from '../policy/index.ts'
import { thingsOf } from '../procedure/index.ts'
import type { Around, FieldShown, Lack, PaperStanding, Values } from './around.ts'
import { citationFor } from './citing.ts'
import { derive } from './derive.ts'

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
    ...uncertified(standing, around, shown.get('case-officers')),
    ...(shown.has('confiscated-disposal') ? undisposed(standing, around) : []),
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

/**
 * Of a paper that is fixed and not ended: that the fine it prints is by now not the one that was approved, or decided, last. It
 * is voided, or a new version stands beside it, and nobody ends this one.
 */
export function strayed(standing: PaperStanding, printed: Values, around: Around): readonly Lack[] {
  const now = derive('penalty-content', around, printed, standing)?.value
  const [was, is] = [printed['penalty-content'], now]
  const { acts = [], fields } = standing.rule
  const isOfDecision = acts.includes('penalty-decided') && fields.some((one) => keysOfField(one).includes(FINED))
  if (!isOfDecision || typeof was !== 'string' || typeof is !== 'string' || was === is) return []
  const citation = citationFor(standing, '内容和依据')
  return [
    {
      code: 'fine-not-approved',
      message: text(
        `印的处罚与最后一次审批、决定的不同：这份写的是“${was}”，现在是“${is}”。请作废，或者另做一份更正的新版本`,
        `The penalty it prints is not the one approved and decided last: void it, or make a new version beside it`,
      ),
      field: FINED,
      ...(citation && { citation }),
    },
  ]
}

const FINED: FactKey = 'penalty-content'

/** Where the form prints numbers of certificates beside the names: officers of whom the register has none. */
function uncertified(standing: PaperStanding, { officers }: Around, field: FieldShown | undefined): readonly Lack[] {
  const names = officers.flatMap((one) => (one.certificate ? [] : [one.name ?? '']))
  if (field === undefined || !field.label.zh.includes('证') || names.length === 0) return []
  const citation = citationFor(standing, field.label.zh)
  return [
    {
      code: 'field-empty',
      message: text(
        `${field.label.zh}：${names.join('、')}没有登记执法证编号，请先在人员登记里补上`,
        `${field.label.en}: the register has no certificate of ${names.join(', ')}: enter it there first`,
      ),
      field: 'case-officers',
      ...(citation && { citation }),
    },
  ]
}

/** Goods that were taken into store and of which no act says what became: each is named. */
function undisposed(standing: PaperStanding, { case: { acts } }: Around): readonly Lack[] {
  const counting = acts.flatMap(({ act, struck }) => (struck === undefined ? [act] : []))
  const citation = citationFor(standing, '罚没财物处置情况')
  return counting.flatMap(({ act, id, says }) => {
    const over = thingsOf('goods-returned')?.over ?? []
    if (act !== 'goods-stored' || counting.some((one) => one.of === id && over.includes(one.act))) return []
    const name = [says.goods, says['goods-number']].filter(Boolean).join('　')
    return [
      {
        code: 'goods-undisposed',
        message: text(
          `罚没财物处置情况：在库的“${name}”还没有退还或者处理的记录`,
          `What became of goods: nothing says what was done with “${name}”, which is in store`,
        ),
        field: 'confiscated-disposal',
        ...(citation && { citation }),
      },
    ]
  })
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
