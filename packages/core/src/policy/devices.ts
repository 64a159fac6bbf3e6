import type { DeedRule, DeviceKind } from '../devices/index.ts'
import type { Citation } from '../kernel/index.ts'
import { type RulesOn, rulesOf } from './rule-set.ts'

/** What the instruments of a day forbid doing to a device. */
export const deviceDeedsOn = (rules: RulesOn): readonly DeedRule[] =>
  rulesOf(rules, 'prohibition').flatMap(({ rule, used }) =>
    rule.ofDevice === undefined
      ? []
      : [
          {
            deed: rule.ofDevice.deed,
            act: rule.act,
            consequences: rule.consequences ?? [],
            settled: rule.ofDevice.settled ?? [],
            citations: used.citations,
          },
        ],
  )

const SPANS = ['day', 'week', 'half-month', 'month', 'quarter', 'year'] as const
export type MaintenanceSpan = (typeof SPANS)[number]

/** How often devices are maintained: by the text or by what the bureau has settled; `every` is absent while it has not. */
export interface MaintenanceRule {
  readonly every?: MaintenanceSpan
  readonly citations: readonly Citation[]
}

/** The shortest of them, where several instruments have one; undefined where none asks for maintenance at intervals. */
export function maintenanceOn(rules: RulesOn): MaintenanceRule | undefined {
  const found = rulesOf(rules, 'cadence').filter(({ rule }) => rule.of === 'device-maintenance')
  if (found.length === 0) return undefined
  const said = found.map(({ rule }) =>
    typeof rule.every === 'string' ? rule.every : rules.settings[rule.every.setting],
  )
  const every = SPANS.find((one) => said.includes(one))
  return { citations: found.flatMap(({ used }) => used.citations), ...(every && { every }) }
}

/** A period of the law on fixed public cameras, by the name it is asked by. */
export function fixedCameraPeriod(
  rules: RulesOn,
  of: 'fixed-camera-filing' | 'fixed-camera-keeping',
): { readonly period: string; readonly citations: readonly Citation[] } | undefined {
  const found = rulesOf(rules, 'period').find(({ rule }) => rule.of === of)
  return found && { period: found.rule.id, citations: found.used.citations }
}

/** By which article recordings of such a device do not go out for that use without a masked copy; undefined where they may. */
export const unmaskedForbidden = (rules: RulesOn, kind: DeviceKind, use: string): readonly Citation[] | undefined =>
  rulesOf(rules, 'prohibition').find(
    ({ rule: { unmasked } }) => unmasked?.of === kind && unmasked.uses.some((one) => one === use),
  )?.used.citations
