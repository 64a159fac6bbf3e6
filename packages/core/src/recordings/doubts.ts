import { claimOf } from '../intake/index.ts'
import type { Arrival } from '../intake/index.ts'
import { beijing, millisecondsOf, type Obstacle, type Text, text } from '../kernel/index.ts'
import { claimedInstant, deviceTimeOf } from '../evidence/index.ts'
import { instantIn, type Timed } from './timing.ts'
import type { RecordingState } from './state.ts'

/**
 * Why nobody can yet say of a file that it is what it claims to be. `not-docked`: no station read it from a device ·
 * `not-asked`: a station read a card, and no device said that it is its own · `unsigned`: it came under a station's bearer key alone ·
 * `sent-by-another`: the sender is not who is claimed to have recorded · the others: the file itself contradicts the claim.
 */
export type DoubtCode =
  | 'not-docked'
  | 'not-asked'
  | 'station-unvouched'
  | 'unsigned'
  | 'sent-by-another'
  | 'officer-differs'
  | 'serial-differs'
  | 'maker-differs'
  | 'stamp-differs'

/** One reason, in words a person can act on. */
export interface Doubt {
  readonly code: DoubtCode
  readonly message: Text
}

type Known = Pick<RecordingState, 'arrival' | 'repeats' | 'container'>

/**
 * The arrival that says where a recording is from: the first for which a station had asked the device itself, since the
 * same bytes read from a device settle what a sender only claimed; else the first. A copy on a card settles nothing.
 */
export const originOf = ({ arrival, repeats }: Pick<RecordingState, 'arrival' | 'repeats'>): Arrival =>
  [arrival, ...repeats].find(isAsked) ?? arrival

/** Whether a docking station had asked the device itself: nothing else tells device and clock as a fact. */
export const isAsked = ({ provenance }: Pick<Arrival, 'provenance'>): boolean =>
  provenance.how === 'docked' && provenance.asked

/** What its times are read off: the file and the arrival that says where it is from. */
export const timedOf = (state: Known & Pick<Timed, 'decoded'>): Timed => ({
  arrival: originOf(state),
  container: state.container,
  decoded: state.decoded,
})

/** A stamp that lies further from the name's time than this was not written by the same device at the same act. */
const SAME_DAY = 86_400_000

/** Cameras without a set clock, and programs that write none, stamp with their epoch. */
const UNSET = Date.UTC(2005, 0, 1)

/** Every reason to ask somebody about a recording, whoever has answered meanwhile. Empty when it came as it should. */
export function doubtsOf(state: Known): Doubt[] {
  const origin = originOf(state)
  const { provenance, flags } = origin
  const docked = provenance.how === 'docked'
  return [
    ...(docked ? (provenance.asked ? [] : fromCard(origin)) : [NOT_DOCKED, ...sentByAnother(origin)]),
    ...(docked && flags.includes('holder-differs') ? [OFFICER_DIFFERS] : []),
    ...serialDiffers(origin),
    ...makerDiffers(origin, state.container),
    ...stampDiffers(origin, state.container),
  ]
}

/** Whether it counts for nothing until somebody who can be asked has confirmed where it is from. */
export const isUnconfirmed = (state: Known & Pick<RecordingState, 'confirmation'>): boolean =>
  state.confirmation === undefined && doubtsOf(state).length > 0

/** Whether somebody who can be asked has said that it is not what is claimed, and nothing has settled it since. */
export const isRejected = (state: Known & Pick<RecordingState, 'confirmation' | 'rejection'>): boolean =>
  isUnconfirmed(state) && state.rejection !== undefined

const NOT_DOCKED: Doubt = {
  code: 'not-docked',
  message: text(
    '不是由采集站从设备或存储卡读出的，设备、人员和时间都只是上传人的说法',
    'No docking station read it from a device or card: device, person and time are only what the sender claims',
  ),
}
const NOT_ASKED: Doubt = {
  code: 'not-asked',
  message: text(
    '从存储卡读取，采集站没有询问设备：设备、人员和时间都只是文件名或采集人的说法',
    'Read from a card; the station did not ask the device: device, person and time are only what the file name or the operator claims',
  ),
}
const UNVOUCHED: Doubt = {
  code: 'station-unvouched',
  message: text(
    '采集站说询问过设备，但读出时它的签名公钥还没有经第二人核对：设备、人员和时间只是这台站的说法',
    'The station says that it asked the device, and nobody had compared its signing key yet when it did: device, person and time are only what that station claims',
  ),
}
const UNSIGNED: Doubt = {
  code: 'unsigned',
  message: text(
    '没有采集站的签名，拿到采集站密钥的人都能这样送；用 liuhen dock 采集，采集站会登记自己的签名密钥并签名',
    "Not signed by the station: whoever holds the station's key can send such a file. Dock with liuhen dock, which tells the station's signing key and signs",
  ),
}
const OFFICER_DIFFERS: Doubt = {
  code: 'officer-differs',
  message: text(
    '文件里的人员编号不是设备当时的使用人',
    'The number of the person in the file is not that of the holder of the device at that time',
  ),
}

const fromCard = ({ provenance }: Arrival): Doubt[] => [
  provenance.unvouched ? UNVOUCHED : NOT_ASKED,
  ...(provenance.signature === undefined ? [UNSIGNED] : []),
]

function sentByAnother({ provenance }: Arrival): Doubt[] {
  const persons = provenance.claims.flatMap((one) => (one.what === 'officer' && one.person ? [one.person] : []))
  if (persons.every((one) => provenance.by === `person:${one}`)) return []
  const message = text('上传人不是所称的录制人', 'Whoever sent it is not who is claimed to have recorded it')
  return [{ code: 'sent-by-another', message }]
}

function serialDiffers({ identity, provenance: { registered } }: Arrival): Doubt[] {
  const [said, known] = [identity?.serial, registered?.serial]
  if (said === undefined || known === undefined || plain(said) === plain(known)) return []
  const message = text(
    `设备自报的序号是 ${said}，台账中这台设备的序号是 ${known}`,
    `The device gave its serial as ${said}; the register has ${known} for it`,
  )
  return [{ code: 'serial-differs', message }]
}

/** Where the station asked the device itself, its firmware may name the maker of a part. */
function makerDiffers({ provenance }: Arrival, container: RecordingState['container']): Doubt[] {
  const [made, known] = [container?.model ?? container?.make, provenance.registered?.model]
  if (made === undefined || known === undefined || provenance.asked) return []
  const all = plain(`${container?.make ?? ''}${container?.model ?? ''}`)
  if (all === '' || all.includes(plain(known)) || plain(known).includes(plain(made))) return []
  const message = text(
    `文件内写明由 ${[container?.make, container?.model].filter(Boolean).join(' ')} 录制，台账中这台设备是 ${known}`,
    `The file says it was made by ${[container?.make, container?.model].filter(Boolean).join(' ')}; the register says the device is ${known}`,
  )
  return [{ code: 'maker-differs', message }]
}

const plain = (name: string): string =>
  name
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

function stampDiffers({ provenance }: Arrival, container: RecordingState['container']): Doubt[] {
  const stamp = container?.creation === undefined ? undefined : instantIn(container.creation)
  const wall = claimOf(provenance, 'device-time')?.wall
  if (!stamp || wall === undefined || millisecondsOf(stamp) < UNSET) return []
  const claimed = claimedInstant(deviceTimeOf(wall))
  if (Math.abs(millisecondsOf(claimed) - millisecondsOf(stamp)) <= SAME_DAY + (container?.duration ?? 0)) return []
  const message = text(
    `所称的录制时间是 ${wall}，文件内记录的却是 ${beijing(stamp)}`,
    `It is claimed to be from ${wall}, but the stamp inside the file says ${beijing(stamp)}`,
  )
  return [{ code: 'stamp-differs', message }]
}

/** Who a recording is said to be of, where nobody has confirmed it. */
export const claimedOfficerOf = (state: Pick<RecordingState, 'arrival' | 'repeats'>): string | undefined => {
  const { claims } = originOf(state).provenance
  return claims.flatMap((one) => (one.what === 'officer' && one.person ? [one.person] : []))[0]
}

/** Somebody who may be asked where a recording is from: `units` are those whose people they answer for, all when absent. */
export interface Asked {
  readonly person: string
  readonly units?: readonly string[]
}

/**
 * What stands against this person's confirming it: it needs no confirming, they sent it, they are said to have recorded it
 * (or name themselves), or it is not their unit's to tell. Empty when nothing does.
 */
export function confirmationObstacles(
  state: Known & Pick<RecordingState, 'confirmation'>,
  asked: Asked,
  officer?: string,
): Obstacle[] {
  if (isUnconfirmed(state)) return answeringObstacles(state, asked, officer)
  return [obstacle('origin-settled', '这份音像的来源不需要确认', 'Where it is from needs no confirming')]
}

/** What stands against this person's saying where a file is from that no device tells of, whether or not somebody has said it. */
export function answeringObstacles(
  state: Known & Pick<RecordingState, 'confirmation'>,
  { person, units }: Asked,
  officer?: string,
): Obstacle[] {
  const { provenance, officer: holder } = originOf(state)
  const { confirmation } = state
  const senders = [state.arrival, ...state.repeats].map((one) => one.provenance.by)
  const claimed = provenance.claims.flatMap((one) => (one.what === 'officer' && one.person ? [one.person] : []))
  const unit = confirmation?.unit ?? provenance.unit
  return [
    ...(senders.includes(`person:${person}`)
      ? [
          obstacle(
            'own-upload',
            '文件是您自己上传的，应由另一人核实来源',
            'You sent it yourself: somebody else decides where it is from',
          ),
        ]
      : []),
    ...([...claimed, holder, confirmation?.officer, officer].includes(person)
      ? [
          obstacle(
            'own-recording',
            '所称的录制人是您本人，应由另一人核实来源',
            'You are said to have recorded it: somebody else decides where it is from',
          ),
        ]
      : []),
    ...(units && !(unit !== undefined && units.includes(unit))
      ? [
          obstacle(
            'not-asked',
            '所称的设备和人员不属于您的单位，请由其所在单位或法制部门核实',
            'The device and person claimed are not of your unit: their own unit or the legal section decides',
          ),
        ]
      : []),
  ]
}

/** What stands against this person's rejecting it: the same as against confirming it, and that it was rejected already. */
export function rejectionObstacles(
  state: Known & Pick<RecordingState, 'confirmation' | 'rejection'>,
  asked: Asked,
): Obstacle[] {
  if (isRejected(state))
    return [
      obstacle('origin-rejected', '这份音像的来源已经被否定', 'Where it is claimed to be from was rejected already'),
    ]
  return confirmationObstacles(state, asked)
}

const obstacle = (code: string, zh: string, en: string): Obstacle => ({ code, message: text(zh, en) })
