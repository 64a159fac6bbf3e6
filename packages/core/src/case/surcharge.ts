import { dateOf, numberOf } from '../calendar/index.ts'
import { text } from '../kernel/index.ts'
import type { CalendarDate, Citation, Text } from '../kernel/index.ts'
import { accrualOf, allOf, ask, perRuleSet, rulesOf } from '../policy/index.ts'
import type { Accrual, Done, Guard, RuleOf, RulesOn, RuleUsed, Standing, Story } from '../policy/index.ts'
import { acts as ACTS } from '../procedure/index.ts'
import type { Act } from '../procedure/index.ts'

type AccruedGuard = Extract<Guard, { kind: 'accrued' }>

/** A paper that claims what was added: what it says, and how much it was on its day. */
export interface Claimed {
  readonly by: Done
  /** Absent where it does not say. */
  readonly said?: number
  readonly sum: number
}

/** A fine that was served and of which nobody can say what was added to it, and why. */
export interface UntoldSurcharge {
  readonly state: 'unknown'
  readonly blank: Text
  readonly claimedBy: readonly Act[]
  readonly citations: readonly Citation[]
}

/** What a fine that was not paid in time costs more, as of a day, and what has claimed it. */
export interface Surcharge extends Accrual {
  readonly claimed: readonly Claimed[]
  /** In which acts it is claimed, for whoever is about to. */
  readonly claimedBy: readonly Act[]
  readonly citations: readonly Citation[]
}

const ruleOf = perRuleSet((rules, kind: 'accrued') =>
  rulesOf(rules, 'step').find(
    (one): one is Standing<RuleOf<'step'> & { readonly needs: AccruedGuard }> => one.rule.needs.kind === kind,
  ),
)

/**
 * What has been added to the fine of a case up to a day, by the rules of that day: the same that a demand is held to. Nothing
 * where no fine stands that was served.
 */
export function surchargeOf(
  whole: Story,
  on: CalendarDate,
  rulesOn: (day: CalendarDate) => RulesOn,
): Surcharge | UntoldSurcharge | undefined {
  const step = ruleOf(rulesOn(on), 'accrued')
  const [claim] = step?.rule.at ?? []
  if (step === undefined || claim === undefined) return undefined
  const { at: claimedBy, needs } = step.rule
  const asOf = (day: CalendarDate, before?: Done) => {
    const effective = whole.effective.filter((one) => one.on <= day && one.order < (before?.order ?? Infinity))
    const act: Done = { act: claim, on: day, number: 0, order: Infinity, key: '', by: [], approvals: [], says: {} }
    return accrualOf(needs, { act, story: { ...whole, effective }, rules: rulesOn(day), rulesOn, ask })
  }
  const now = asOf(on)
  if (now === undefined) return undefined
  const cited = (used: readonly RuleUsed[] = []) =>
    distinct([...step.used.citations, ...used.flatMap((one) => one.citations)])
  if ('standing' in now) {
    const { why, met, used } = now.standing
    return met === 'unknown' && why ? { state: 'unknown', blank: why, claimedBy, citations: cited(used) } : undefined
  }
  const claimed = allOf(whole, claimedBy)
    .filter((one) => one.on <= on && one.on >= now.from)
    .flatMap((by): readonly Claimed[] => {
      const [said, then] = [by.says[needs.fact], asOf(by.on, by)]
      if (then === undefined || 'standing' in then) return []
      return [{ by, ...(typeof said === 'number' && { said }), sum: then.sum }]
    })
  return { ...now, claimed, claimedBy, citations: cited(now.used) }
}

const distinct = (citations: readonly Citation[]): readonly Citation[] => [
  ...new Map(citations.map((one) => [`${one.article} ${one.quote ?? ''}`, one])).values(),
]

/** What there is to say of it, a sentence each: the screen, the terminal and a paper say the same. */
export function surchargeSays(one: Surcharge | UntoldSurcharge): readonly Text[] {
  if (one.state === 'unknown')
    return [text(`加处多少还算不出：${one.blank.zh}`, `How much was added cannot be told: ${one.blank.en}`)]
  const { base, rate, cap, from, stops, claimed } = one
  const daily = Math.round(base * rate) / 100
  return [
    text(
      `罚款 ${base} 元，自 ${from} 起每日加 ${rate}%（${daily} 元），至多 ${cap} 元`,
      `Fine of ${base} yuan; from ${from} on ${rate} % a day is added (${daily} yuan), ${cap} yuan at most`,
    ),
    standsAt(one),
    ...stops.map(({ by, from: first, to }) => {
      const { zh, en } = ACTS[by.act].name
      return to === undefined
        ? text(`${first} ${zh}：自当日起不计算，还没有结束`, `${en} of ${first}: nothing is added from that day on`)
        : text(`${first} ${zh}：到 ${to} 不计算`, `${en} of ${first}: nothing is added until ${to}`)
    }),
    ...received(one),
    ...(one.onRest === undefined
      ? []
      : [
          text(
            `已缴一部分：法律写的是按罚款数额计；只就没有缴纳的部分计，为 ${one.onRest} 元，请核定写哪一个`,
            `Paid in part: the law counts the fine; on the unpaid rest alone it is ${one.onRest} yuan. Settle which is claimed`,
          ),
        ]),
    ...claimed.map(({ by, said, sum }) => claimSays(by, said, sum)),
  ]
}

function standsAt({ state, on, from, late, counted, sum, capped, settled }: Surcharge): Text {
  if (state === 'not-due') {
    const last = dateOf(numberOf(from) - 1)
    return text(`到 ${last} 缴清的，不加处`, `Nothing is added where it is paid by ${last}`)
  }
  if (state === 'settled' && sum === 0)
    return text(`罚款 ${settled} 缴清，没有加处`, `Paid on ${settled}: nothing was added`)
  const days = text(
    `到 ${on} 逾期 ${late} 日，计 ${counted} 日，加处 ${sum} 元`,
    `${late} days late on ${on}, ${counted} of them counted: ${sum} yuan`,
  )
  if (state === 'settled')
    return text(
      `罚款 ${settled} 缴清，不再增加：计 ${counted} 日，加处 ${sum} 元`,
      `Paid on ${settled} and grows no more: ${counted} days counted, ${sum} yuan`,
    )
  if (state === 'full')
    return text(`${days.zh}：${capped} 已到上限，不再增加`, `${days.en}. The most was reached on ${capped}`)
  if (state === 'stopped') return text(`${days.zh}：现在不计算`, `${days.en}. It stands still`)
  return text(`${days.zh}，还在增加`, `${days.en}, and growing`)
}

function received({ paid, owed, addedOwed, over }: Surcharge): readonly Text[] {
  if (paid === 0) return []
  const left = [
    ...(owed > 0 ? [text(`罚款还差 ${owed} 元`, `${owed} yuan of the fine are owed`)] : []),
    ...(addedOwed > 0 ? [text(`加处还差 ${addedOwed} 元`, `${addedOwed} yuan of what was added are owed`)] : []),
    ...(over > 0 ? [text(`多缴 ${over} 元`, `${over} yuan too much were paid`)] : []),
  ]
  const all = left.length > 0 ? left : [text('全部缴清', 'all is paid')]
  return [
    text(
      `已缴 ${paid} 元，先抵罚款：${all.map(({ zh }) => zh).join('，')}`,
      `${paid} yuan were paid, first of the fine: ${all.map(({ en }) => en).join(', ')}`,
    ),
  ]
}

function claimSays({ act, on }: Done, said: number | undefined, sum: number): Text {
  const { zh, en } = ACTS[act].name
  if (said === undefined)
    return text(
      `${on} ${zh}：没有写明加处多少，当日为 ${sum} 元`,
      `${en} of ${on}: it does not say how much was added; ${sum} yuan that day`,
    )
  if (said === sum)
    return text(
      `${on} ${zh}：写明加处 ${said} 元，与当日相符`,
      `${en} of ${on}: it claims ${said} yuan, as it was that day`,
    )
  return text(
    `${on} ${zh}：写明加处 ${said} 元，当日为 ${sum} 元`,
    `${en} of ${on}: it claims ${said} yuan; it was ${sum} yuan that day`,
  )
}
