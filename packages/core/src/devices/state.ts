import type { z } from 'zod'
import type { Instant } from '../kernel/index.ts'
import { type EventOf, type Signed, signed } from '../stream/index.ts'
import { type DeviceCare, evolveCare } from './care.ts'
import type { DeviceCondition, DeviceFacts, FaultNoted, PreShiftCheck, deviceEvents } from './events.ts'
import type { FixedCamera } from './fixed.ts'

type Body<K extends keyof typeof deviceEvents> = z.infer<(typeof deviceEvents)[K]>

/** Who answered for the device from when to when; `to` is absent while it lasts. */
export interface Holding {
  readonly person: string
  readonly from: Instant
  readonly to?: Instant
  readonly loan: boolean
}

/** A fault that is not put right yet, and who has heard of it. */
export interface OpenFault extends FaultNoted {
  readonly at: Instant
  readonly by: string
  readonly acknowledged?: readonly (Body<'FaultAcknowledged/1'> & { readonly at: Instant; readonly by: string })[]
}

export interface DeviceState extends DeviceFacts {
  readonly condition: DeviceCondition
  readonly holdings: readonly Holding[]
  readonly lastCheck?: PreShiftCheck & { readonly at: Instant }
  readonly openFault?: OpenFault
  readonly keyFingerprint?: string
  /** Of a docking station: what it states is signed with this, from when it first told it. */
  readonly signingKey?: string
  /** Who gave the station the key it signs in with, `person:<uuid>`. */
  readonly keyIssuedBy?: string
  /** Who compared {@link signingKey} with what the station shows, and when. */
  readonly vouched?: { readonly by: string; readonly at: Instant }
  readonly care?: DeviceCare
  /** Of a fixed public camera: what was noted of it last, by whom. */
  readonly fixed?: FixedCamera & Signed
}

const endOpen = (holdings: readonly Holding[], at: Instant): Holding[] =>
  holdings.map((one) => (one.to === undefined ? { ...one, to: at } : one))

/** A loan goes on while a device is broken or lost. */
const conditionInHand = (holdings: readonly Holding[]): DeviceCondition => {
  const last = holdings.at(-1)
  return last?.loan && last.to === undefined ? 'on-loan' : 'in-use'
}

/** What the events of one `device:` stream leave behind. */
export function evolveDevice(
  state: DeviceState | undefined,
  event: EventOf<typeof deviceEvents>,
): DeviceState | undefined {
  if (event.kind === 'DeviceRegistered/1') return { ...event.body, condition: 'in-use', holdings: [] }
  if (!state) return undefined
  switch (event.kind) {
    case 'DeviceChanged/1':
      return { ...state, ...event.body }
    case 'FixedCameraNoted/1':
      return { ...state, fixed: { ...event.body, ...signed(event) } }
    case 'DeviceIssued/1': {
      const { holder, from } = event.body
      return { ...state, holdings: [...endOpen(state.holdings, from), { person: holder, from, loan: false }] }
    }
    case 'DeviceReturned/1':
      return { ...state, holdings: endOpen(state.holdings, event.body.from) }
    case 'DeviceLent/1': {
      const { borrower, from } = event.body
      return {
        ...state,
        condition: 'on-loan',
        holdings: [...endOpen(state.holdings, from), { person: borrower, from, loan: true }],
      }
    }
    case 'LoanEnded/1': {
      const { from } = event.body
      // It goes back to whom it was borrowed from; when it lay in the store, to the store.
      const [before, loan] = state.holdings.slice(-2)
      const owner = before && loan && !before.loan && before.to === loan.from ? before.person : undefined
      const ended = endOpen(state.holdings, from)
      return {
        ...state,
        condition: 'in-use',
        holdings: owner === undefined ? ended : [...ended, { person: owner, from, loan: false }],
      }
    }
    case 'PreShiftChecked/1':
      return { ...state, lastCheck: { ...event.body, at: event.at } }
    case 'FaultReported/1':
      return {
        ...state,
        condition: 'faulty',
        openFault: { ...event.body, at: event.at, by: event.actor },
        care: { ...state.care, faults: [...(state.care?.faults ?? []), { from: event.at }] },
      }
    case 'FaultAnswered/1':
      return state.openFault ? { ...state, openFault: { ...state.openFault, ...event.body } } : state
    case 'FaultAcknowledged/1': {
      const { openFault } = state
      if (!openFault) return state
      const heard = { ...event.body, at: event.at, by: event.actor }
      return { ...state, openFault: { ...openFault, acknowledged: [...(openFault.acknowledged ?? []), heard] } }
    }
    case 'SentToRepair/1':
      return { ...state, condition: 'at-repair' }
    case 'DeviceRepaired/1': {
      const { openFault: _mended, ...rest } = state
      const faults = (state.care?.faults ?? []).map((one) => (one.to === undefined ? { ...one, to: event.at } : one))
      return { ...rest, condition: conditionInHand(state.holdings), care: { ...state.care, faults } }
    }
    case 'DeviceLost/1':
      return { ...state, condition: 'lost' }
    case 'DeviceFound/1':
      return { ...state, condition: conditionInHand(state.holdings) }
    case 'DeviceRetired/1':
      return { ...state, condition: 'retired', holdings: endOpen(state.holdings, event.at) }
    case 'StationKeyIssued/1': {
      // With a new key the station may be a new machine: it tells its signing key anew.
      const { signingKey: _before, vouched: _vouched, ...rest } = state
      return { ...rest, keyFingerprint: event.body.fingerprint, keyIssuedBy: event.actor }
    }
    case 'StationSigningKeyTold/1':
      return { ...state, signingKey: event.body.publicKey }
    case 'StationSigningKeyVouched/1':
      return { ...state, vouched: { by: event.actor, at: event.at } }
    case 'MaintenancePlanned/1':
    case 'DeviceMaintained/1':
    case 'RepairNoted/1':
    case 'DeedNoted/1':
    case 'DeedSettled/1':
      return { ...state, care: evolveCare(state.care ?? {}, event) }
    default:
      return state
  }
}

/** Who answered for the device at that moment. */
export const holderAt = (state: Pick<DeviceState, 'holdings'>, at: Instant): string | undefined =>
  state.holdings.findLast((one) => one.from <= at && (one.to === undefined || at < one.to))?.person
