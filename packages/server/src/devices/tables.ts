import type { DeviceCondition, DeviceKind, DeviceState, ManualState } from '@liuhen/core/devices'
import type { Docked } from '@liuhen/core/intake'
import type { Instant } from '@liuhen/core/kernel'

declare module '../platform/database/schema.ts' {
  interface Schema {
    devices: DeviceTable
    manuals: ManualTable
    station_key: StationKeyTable
    docking: DockingTable
  }
}

export interface DeviceTable {
  id: string
  version: number
  state: DeviceState
  number: string
  kind: DeviceKind
  unit: string
  condition: DeviceCondition
  holder: string | null
}

export interface ManualTable {
  id: string
  version: number
  state: ManualState
  model: string
}

export interface StationKeyTable {
  device: string
  digest: Buffer
}

export interface DockingTable {
  id: string
  device: string | null
  at: Instant
  said: Docked
}
