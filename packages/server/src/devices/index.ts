import './tables.ts'
import { type DeviceState, holderAt } from '@liuhen/core/devices'
import type { Instant } from '@liuhen/core/kernel'

export { type Carried, carriedBy, type Done } from './carried.ts'
export { type Devices, issue, issueStationKey, register, stationOf } from './commands.ts'
export { devicesCsv } from './csv.ts'
export { faultTasks } from './faults.ts'
export { devicesHandlers } from './handlers.ts'
export { deviceOf, devicesOfUnits, findDevice, numbersOfDevices, signingKeyOf } from './store.ts'

/** Who answered for the device at that moment; undefined when nobody did. */
export const holderOn = (state: DeviceState, at: Instant): string | undefined => holderAt(state, at)
