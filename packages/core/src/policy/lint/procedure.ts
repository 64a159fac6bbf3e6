import type { Pack } from '../pack.ts'
import type { Guard, Rule, RuleOf } from '../rules.ts'
import { inPack } from './finding.ts'
import type { Finding } from './finding.ts'

/**
 * What the steps of a pack name and nothing knows: a period that no act starts, a chain of approval or a figure that no
 * rule lays down. A condition that nothing could ever meet would refuse for ever, and say nothing of why.
 */
export function faultsOfSteps(pack: Pack, all: readonly Pack[]): readonly Finding[] {
  const national = all.filter((one) => one.identity.kind === 'national' && one !== pack)
  const rules = [...pack.rules, ...national.flatMap((one) => one.rules)]
  const knows = <K extends Rule['kind']>(kind: K, id: string, is: (rule: RuleOf<K>) => boolean = () => true): boolean =>
    rules.some((one) => one.kind === kind && one.id === id && is(one as RuleOf<K>))
  const runs = (id: string): boolean =>
    knows('period', id, (one) => one.startsOn !== undefined || one.after !== undefined)
  const fault = (rule: Rule, code: string, zh: string, en: string): Finding =>
    inPack(pack, code, `rules/${rule.id}`, zh, en)
  const unstarted = (rule: Rule, id: string): readonly Finding[] =>
    runs(id) ? [] : [fault(rule, 'period-unstarted', `没有哪一项行为开始期限 ${id}`, `no act starts the period ${id}`)]
  const missing = (rule: Rule, ...ids: readonly string[]): readonly Finding[] =>
    ids
      .filter((id) => !knows('figure', id))
      .map((id) => fault(rule, 'figure-missing', `没有数额 ${id}`, `there is no figure ${id}`))
  return pack.rules.flatMap((rule): readonly Finding[] => {
    if (rule.kind === 'period')
      return (rule.startsOn === undefined) === (rule.endsOn === undefined)
        ? []
        : [
            fault(
              rule,
              'period-half',
              '只写了开始或者只写了结束的行为',
              'names the acts that start it or end it, and not both',
            ),
          ]
    if (rule.kind !== 'step') return []
    return guardsOf(rule).flatMap((guard): readonly Finding[] => {
      switch (guard.kind) {
        case 'over':
        case 'within':
        case 'kept':
        case 'lengthens':
        case 'stops':
          return unstarted(rule, guard.period)
        case 'approved':
          return knows('approval', guard.approval)
            ? []
            : [fault(rule, 'approval-missing', `没有审批 ${guard.approval}`, `there is no approval ${guard.approval}`)]
        case 'at-most':
          return missing(rule, guard.citizen, guard.organisation)
        case 'age':
          return missing(rule, guard.atLeast)
        case 'younger':
          return missing(rule, guard.than)
        case 'accrued':
          return [...unstarted(rule, guard.after), ...missing(rule, guard.rate, guard.cap)]
        default:
          return []
      }
    })
  })
}

function guardsOf({ when, needs, unless = [] }: RuleOf<'step'>): readonly Guard[] {
  const within = (guard: Guard): readonly Guard[] =>
    guard.kind === 'any' || guard.kind === 'all' ? guard.of.flatMap(within) : [guard]
  return [...(when === undefined ? [] : [when]), needs, ...unless.map((one) => one.needs)].flatMap(within)
}
