import type { DeviceState, PreShiftCheck } from '@liuhen/core/devices'
import type { Obstacle } from '@liuhen/core/kernel'

export interface Person {
  readonly id: string
  readonly name: string
  readonly unit: string
}

/** A device is issued and lent inside its own unit only. */
export function unitObstacles(state: DeviceState, person: Person): Obstacle[] {
  const obstacles: Obstacle[] = []
  if (person.unit !== state.unit)
    obstacles.push({
      code: 'other-unit',
      message: {
        zh: `${person.name}不在设备所属单位，设备只能在本单位内配发和借用`,
        en: `${person.name} is not of the device's unit: devices are issued and lent within the unit only`,
      },
    })
  return obstacles
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

/** What a check found wrong; an empty list passes. */
export function findingsOf(check: Omit<PreShiftCheck, 'findings' | 'passed'>, limits: CheckLimits): string[] {
  const findings: string[] = []
  if (!check.working) findings.push('not-working')
  if (check.battery < limits.battery) findings.push('battery-low')
  if (check.freeSpace < limits.freeSpace) findings.push('space-low')
  if (!check.clock) findings.push('clock-unmeasured')
  else if (Math.abs(check.clock.offset) + check.clock.error > limits.clock) findings.push('clock-off')
  return findings
}
