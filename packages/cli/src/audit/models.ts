import { activityColumnsOf } from '@liuhen/core/activities'
import type { ActivityState } from '@liuhen/core/activities'
import type { DeviceState } from '@liuhen/core/devices'
import type { QuarantineState } from '@liuhen/core/intake'
import { foldStream } from '@liuhen/core/journal'
import type { Json } from '@liuhen/core/kernel'
import type { Envelope } from '@liuhen/core/ledger'
import type { CalendarState, RuleSetState } from '@liuhen/core/packs'
import type { PersonState, UnitState } from '@liuhen/core/people'
import { columnsOf } from '@liuhen/core/recordings'
import type { RecordingState } from '@liuhen/core/recordings'

type Columns = Readonly<Record<string, unknown>>

/** A table that events give rise to: which streams, and the columns its rows must then have. */
export interface Model {
  /** `recording` of `recording:<id>`. */
  readonly type: string
  readonly table: string
  /** Undefined when these events make no row. May throw TypeError or RangeError on bodies that are not of their shape. */
  derive(id: string, events: readonly Envelope[]): Columns | undefined
}

interface States {
  readonly unit: UnitState
  readonly person: PersonState
  readonly device: DeviceState
  readonly quarantine: QuarantineState
  readonly recording: RecordingState
  readonly activity: ActivityState
  readonly 'rule-set': RuleSetState
  readonly calendar: CalendarState
}

/** A read model whose state core folds; the columns beside it are written down here a second time, apart from the server. */
const folded = <Type extends keyof States>(
  type: Type,
  table: string,
  columns: (state: States[Type], id: string) => object,
): Model => ({
  type,
  table,
  derive(id, events) {
    const state = foldStream(type, events) as States[Type] | undefined
    return state && { version: events.at(-1)?.version, state, ...columns(state, id) }
  },
})

/** A table that repeats one event. */
const repeated = (
  type: string,
  table: string,
  kind: string,
  columns: (event: Envelope, body: Facts) => Columns,
): Model => ({
  type,
  table,
  derive(_id, events) {
    const event = events.find((one) => one.kind === kind)
    return event && columns(event, event.body as Facts)
  },
})
type Facts = Readonly<Record<string, Json | undefined>>

export const models: readonly Model[] = [
  folded('unit', 'units', ({ code, name, parent }) => ({ code, name, parent })),
  folded('person', 'people', (state) => ({
    name: state.name,
    user_name: state.userName,
    unit: state.unit,
    roles: state.roles,
    certificate_number: state.certificate?.number,
    camera_user_number: state.cameraUserNumber,
    suspended: state.suspended,
  })),
  folded('device', 'devices', ({ number, kind, unit, condition, holdings }) => {
    const holder = holdings.find((one) => one.to === undefined)?.person
    return { number, kind, unit, condition, holder }
  }),
  folded('quarantine', 'quarantines', ({ arrivedAt, unit, settled }) => ({
    arrived_at: arrivedAt,
    unit,
    settled: settled !== undefined,
  })),
  folded('recording', 'recordings', (state, id) => columnsOf(id, state)),
  folded('activity', 'activities', (state) => activityColumnsOf(state)),
  folded('rule-set', 'rule_sets', () => ({})),
  folded('calendar', 'calendars', () => ({})),
  repeated('docking', 'docking', 'CameraDocked/1', ({ at }, said) => ({ at, device: said['device'], said })),
  repeated('package', 'package', 'PackageMade/1', ({ at, actor }, { purpose, recipient, recordings, bytes }) => ({
    made_at: at,
    made_by: actor,
    purpose,
    recipient,
    recordings,
    bytes,
  })),
  repeated('bureau', 'bureau', 'BureauFounded/1', ({ at }, { name, slug, origin, sample }) => ({
    founded_at: at,
    name,
    slug,
    origin,
    sample,
  })),
]
