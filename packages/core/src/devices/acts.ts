import { type Obstacle, text } from '../kernel/index.ts'
import type { DeviceCondition, DeviceKind } from './events.ts'

/** Acts upon a device that its condition may forbid. */
export type DeviceAct =
  | 'issue'
  | 'return'
  | 'lend'
  | 'end-loan'
  | 'check'
  | 'fault'
  | 'to-repair'
  | 'from-repair'
  | 'lose'
  | 'find'
  | 'retire'

const open: Readonly<Record<DeviceAct, readonly DeviceCondition[]>> = {
  issue: ['in-use'],
  return: ['in-use'],
  lend: ['in-use'],
  'end-loan': ['on-loan'],
  check: ['in-use', 'on-loan'],
  fault: ['in-use', 'on-loan'],
  'to-repair': ['faulty'],
  'from-repair': ['faulty', 'at-repair'],
  lose: ['in-use', 'on-loan', 'faulty', 'at-repair'],
  find: ['lost'],
  retire: ['in-use', 'faulty', 'at-repair', 'lost'],
}

const names: Readonly<Record<DeviceCondition, readonly [zh: string, en: string]>> = {
  'in-use': ['在用', 'in use'],
  'on-loan': ['本单位借用', 'on loan within the unit'],
  faulty: ['故障', 'faulty'],
  'at-repair': ['维修中', 'at repair'],
  lost: ['丢失', 'lost'],
  retired: ['报废', 'retired'],
}

/** What is done with a device that somebody carries. */
const IN_HAND: readonly DeviceAct[] = ['issue', 'lend']

const fixedInPlace = (number: string): Obstacle => ({
  code: 'fixed-camera',
  message: text(
    `设备 ${number} 是固定安装的视频监控，不能配发或者借给个人，也不能代替执法记录仪`,
    `Device ${number} is a fixed camera: it is neither issued nor lent to anybody, and stands in for no body-worn one`,
  ),
})

/** What the condition of a device says against the act; empty when nothing. The screen greys with what the server refuses with. */
export function conditionObstacles(
  device: { readonly number: string; readonly condition: DeviceCondition; readonly kind: DeviceKind },
  act: DeviceAct,
): Obstacle[] {
  if (device.kind === 'surveillance' && IN_HAND.includes(act)) return [fixedInPlace(device.number)]
  if (open[act].includes(device.condition)) return []
  const [zh, en] = names[device.condition]
  const message = text(
    `设备 ${device.number} 现在是“${zh}”状态，不能这样操作`,
    `Device ${device.number} is ${en} and this cannot be done with it now`,
  )
  return [{ code: 'device-condition', message }]
}
