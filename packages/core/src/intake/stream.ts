import type { Happened, Moment, StreamOf } from '../stream/index.ts'
import { type ArrivalBefore, dockingEvents, type QuarantinedBefore, quarantineEvents, uploadEvents } from './events.ts'
import { type QuarantineCommand, quarantineDecider } from './decider.ts'
import { liftArrival, liftQuarantined } from './lift.ts'
import { type Docking, evolveDocking, type QuarantineHistory, type QuarantineState } from './state.ts'

/** Arrivals from before it was told how a file came, as those of today. */
export const liftedArrivals = {
  'RecordingPreserved/1': ({ body, actor }: Happened) => ({
    kind: 'RecordingPreserved/2' as const,
    body: liftArrival(body as ArrivalBefore, actor),
  }),
  'ArrivalRepeated/1': ({ body, actor }: Happened) => ({
    kind: 'ArrivalRepeated/2' as const,
    body: liftArrival(body as ArrivalBefore, actor),
  }),
}

export const quarantineStream = {
  prefix: 'quarantine',
  events: quarantineEvents,
  lift: {
    'FileQuarantined/1': ({ body, actor }: Happened) => ({
      kind: 'FileQuarantined/2',
      body: liftQuarantined(body as QuarantinedBefore, actor),
    }),
  },
  decider: quarantineDecider,
  table: {
    name: 'quarantines',
    columns: ({ arrivedAt, unit, provenance, settled }: QuarantineState) => ({
      arrived_at: arrivedAt,
      unit: unit ?? provenance.unit ?? null,
      settled: settled !== undefined,
    }),
    folding: 2,
  },
} as const satisfies StreamOf<QuarantineState, QuarantineHistory, QuarantineCommand, Moment>

export const uploadStream = { prefix: 'upload', events: uploadEvents } as const satisfies StreamOf<object>

/** A camera was docked: the history of its clock, and of when it was last here. */
export const dockingStream = {
  prefix: 'docking',
  events: dockingEvents,
  evolve: evolveDocking,
  table: {
    name: 'docking',
    columns: ({ at, said }: Docking) => ({ device: said.device ?? null, at, said }),
    once: true,
  },
} as const satisfies StreamOf<Docking, typeof dockingEvents>
