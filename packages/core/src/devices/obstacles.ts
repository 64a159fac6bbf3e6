import { dayOf, type Instant, type Obstacle, type Text, text } from '../kernel/index.ts'
import type { Charge, DeviceFacts, PreShiftCheck } from './events.ts'
import type { DeviceState } from './state.ts'

/** Whom a device is given to, as the register has them. */
export interface Receiver {
  readonly name: string
  readonly unit: string
}

/** Whatever a device in use has filmed until today would be called impossible by a day to come. */
export function serviceObstacles(
  { inServiceSince }: Pick<DeviceFacts, 'inServiceSince'>,
  now: Instant,
  holdings: DeviceState['holdings'] = [],
): Obstacle[] {
  if (inServiceSince === undefined) return []
  const refused = (code: string, message: Text): Obstacle[] => [{ code, message, field: 'inServiceSince' }]
  if (inServiceSince > dayOf(now))
    return refused('service-future', text('启用日期不能晚于今天', 'A device cannot be in service since a day to come'))
  // Else footage handed over late would be called impossible, and its lateness judged no more.
  const [issued] = holdings.map((one) => dayOf(one.from)).toSorted()
  if (issued === undefined || inServiceSince <= issued) return []
  return refused(
    'service-after-issue',
    text(
      `启用日期不能晚于 ${issued}：台账上那天已经配发`,
      `It cannot be in service since later than ${issued}: by the register it was issued that day`,
    ),
  )
}

/** A device is issued and lent inside its own unit only. */
export function unitObstacles(state: DeviceState, person: Receiver): Obstacle[] {
  if (person.unit === state.unit) return []
  const message = text(
    `${person.name}不在设备所属单位，设备只能在本单位内配发和借用`,
    `${person.name} is not of the device's unit: devices are issued and lent within the unit only`,
  )
  return [{ code: 'other-unit', message }]
}

/** Another unit's device is no replacement: that would be lending out of the unit. */
export function replacementObstacles(state: DeviceState, other: DeviceState): Obstacle[] {
  if (other.unit === state.unit) return []
  const message = text(
    `设备 ${other.number} 属于其他单位，替代设备只能是本单位的`,
    `Device ${other.number} is another unit's: only a device of the unit can take its place`,
  )
  return [{ code: 'other-unit', message, field: 'otherDevice' }]
}

/** Who has it is of its unit; so it goes to another unit only out of nobody's hands. */
export function movingObstacles(state: DeviceState): Obstacle[] {
  if (!state.holdings.some((one) => one.to === undefined)) return []
  const message = text(
    `设备 ${state.number} 还在使用人手中，请先收回再调整单位`,
    `Device ${state.number} is still in somebody's hands: take it back before moving it to another unit`,
  )
  return [{ code: 'still-issued', message, field: 'unit' }]
}

/** What somebody carries is not mounted anywhere. */
export function inHandObstacles(state: DeviceState): Obstacle[] {
  if (!state.holdings.some((one) => one.to === undefined)) return []
  const message = text(
    `设备 ${state.number} 还在使用人手中，请先收回再登记为固定的视频监控`,
    `Device ${state.number} is still in somebody's hands: take it back before it is entered as a fixed camera`,
  )
  return [{ code: 'still-issued', message, field: 'kind' }]
}

/** A device may be issued as from a moment gone by, but not over the time somebody else is on record for. */
export function holdingObstacles(state: DeviceState, from: Instant, now: Instant): Obstacle[] {
  if (from > now) {
    const message = text('配发时间不能晚于现在', 'It cannot be issued from a time to come')
    return [{ code: 'from-future', message, field: 'from' }]
  }
  const settled = state.holdings.map((one) => one.to ?? one.from)
  if (settled.every((one) => one <= from)) return []
  const message = text(
    '这段时间已有使用人登记，不能改动以往的记录',
    'Somebody is on record for that time already, and what is on record is not changed',
  )
  return [{ code: 'time-taken', message, field: 'from' }]
}

/** Limits of a pre-shift check until a pack or the bureau says others. */
export interface CheckLimits {
  /** Per cent. */
  readonly battery: number
  /** Mebibytes. */
  readonly freeSpace: number
  /** Milliseconds the clock may be out. */
  readonly clock: number
}

/** What is short of battery and room. */
export const chargeFindings = (
  { battery, freeSpace }: Charge,
  limits: Pick<CheckLimits, 'battery' | 'freeSpace'>,
): string[] => [
  ...(battery < limits.battery ? ['battery-low'] : []),
  ...(freeSpace < limits.freeSpace ? ['space-low'] : []),
]

/** What a check found wrong; an empty list passes. */
export function findingsOf(check: Omit<PreShiftCheck, 'findings' | 'passed'>, limits: CheckLimits): string[] {
  const findings: string[] = []
  if (!check.working) findings.push('not-working')
  findings.push(...chargeFindings(check, limits))
  if (!check.clock) findings.push('clock-unmeasured')
  else if (Math.abs(check.clock.offset) + check.clock.error > limits.clock) findings.push('clock-off')
  return findings
}
