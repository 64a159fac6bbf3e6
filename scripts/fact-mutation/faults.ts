import { durabilityFaults } from './durability-faults.ts'
import { evidenceFaults } from './evidence-faults.ts'
import type { Fault } from './fault.ts'
import { permissionFaults } from './permission-faults.ts'

export type { Fault } from './fault.ts'

/** Faults that were found by hand to go unnoticed, and their neighbours. */
export const faults: readonly Fault[] = [...evidenceFaults, ...permissionFaults, ...durabilityFaults]
