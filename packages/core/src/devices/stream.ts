import type { StreamOf } from '../stream/index.ts'
import { type DeviceCommand, type DeviceContext, deviceDecider } from './decider.ts'
import { deviceEvents } from './events.ts'
import type { DeviceState } from './state.ts'

export const deviceStream = {
  prefix: 'device',
  events: deviceEvents,
  decider: deviceDecider,
  table: {
    name: 'devices',
    columns: ({ number, kind, unit, condition, holdings }: DeviceState) => ({
      number,
      kind,
      unit,
      condition,
      holder: holdings.find((one) => one.to === undefined)?.person ?? null,
    }),
    folding: 3,
  },
} as const satisfies StreamOf<DeviceState, typeof deviceEvents, DeviceCommand, DeviceContext>
