import { deviceNumber } from '@liuhen/core/devices'
import { correct, defaultPatterns, readName } from '@liuhen/core/evidence'
import type { Arrival, Claim, Declared, Flag, Says } from '@liuhen/core/intake'
import { type Instant, instantFromBeijing } from '@liuhen/core/kernel'
import { findDevice, holderOn } from '../devices/index.ts'
import { findRecorder, unitOfPerson } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { wasAsked } from './signatures.ts'
import type { Upload } from './store.ts'

type Found = Omit<Arrival, 'sha256' | 'sm3' | 'mediaType'>
type Said = Omit<Declared, 'sha256'>

/**
 * How a file came, and who says what of it. What a docking station was told by the device itself is held against the
 * registers and stands; what anybody else declares, a station that read a card among them, is kept as a claim, word for
 * word, and attributes nothing. What does not fit is flagged.
 */
export async function provenanceOf(db: Db, upload: Upload, now: Instant): Promise<Found> {
  const { sha256: _digest, ...said } = upload.declared
  if (upload.how !== 'docked') return sent(db, upload, said, now)
  const isAsked = await asked(db, upload)
  if (isAsked === true) return docked(db, upload, said, now)
  const found = await fromCard(db, upload, said, now)
  return isAsked === false ? found : { ...found, provenance: { ...found.provenance, unvouched: true } }
}

/** Whether the device itself was asked in the docking this file is signed to belong to, and is the one that is named. */
async function asked(db: Db, { station, declared }: Upload): Promise<boolean | 'unvouched'> {
  const number = numberIn(declared)
  if (number !== undefined && !isOf(declared, number)) return false
  return station === null ? false : wasAsked(db, station, declared)
}

const numberIn = ({ deviceNumber: typed }: Pick<Said, 'deviceNumber'>): string | undefined =>
  typed === undefined ? undefined : (deviceNumber(typed) ?? typed)

async function docked(db: Db, upload: Upload, said: Said, now: Instant): Promise<Found> {
  const { officerNumber, signature, kind: _kind, ...kept } = said
  const number = numberIn(said)
  const device = number === undefined ? undefined : await findDevice(db, number)
  const holder = device && holderOn(device.state, recordedAt(upload, said.clock))
  const named = officerNumber === undefined ? undefined : await findRecorder(db, officerNumber)
  const read = namesOf(said)
  const flags: Flag[] = flagsOf(device)
  if (device && !holder) flags.push('holder-unknown')
  if (holder && named && named !== holder) flags.push('holder-differs')
  if (!said.clock) flags.push('clock-unmeasured')
  const claims: Claim[] = [
    ...(number === undefined ? [] : [claimOfDevice('station', number, device?.id)]),
    ...(holder ? [{ what: 'officer', says: 'register', person: holder } satisfies Claim] : []),
    ...(officerNumber === undefined ? [] : [claimOfOfficer(read.officer === officerNumber, officerNumber, named)]),
    ...(said.clock ? [{ what: 'clock', says: 'station', clock: said.clock } satisfies Claim] : []),
    ...claimOfTime(said, read.wall),
  ]
  return {
    arrival: upload.id,
    ...kept,
    ...(number !== undefined && { deviceNumber: number }),
    flags,
    arrivedAt: now,
    ...(device && { device: device.id, unit: device.state.unit }),
    // A number in a name says who recorded as little as any name does.
    ...(holder && { officer: holder }),
    provenance: {
      how: 'docked',
      by: upload.sender,
      asked: true,
      claims,
      ...(upload.station && { station: upload.station }),
      ...(device && { unit: device.state.unit }),
      ...registeredOf(device),
      ...(signature && { signature }),
    },
  }
}

/** A copy on a card says of itself what any file does, and when by its name; which device it is from, somebody else has to say. */
async function fromCard(db: Db, upload: Upload, said: Said, now: Instant): Promise<Found> {
  const {
    officerNumber: _officer,
    signature,
    deviceNumber: _device,
    identity: _identity,
    clock: _clock,
    deviceTime: _time,
    sequence: _sequence,
    savedTime: _saved,
    chapter: _chapter,
    kind: _kind,
    ...kept
  } = said
  const { claims, device, holder, named, unit } = await claimed(db, upload, said)
  return {
    arrival: upload.id,
    ...kept,
    ...inName(said),
    flags: [
      ...(numberIn(said) === undefined ? [] : flagsOf(device)),
      ...(holder && named && named !== holder ? ['holder-differs' as const] : []),
      'clock-unmeasured',
    ],
    arrivedAt: now,
    provenance: {
      how: 'docked',
      by: upload.sender,
      asked: false,
      claims,
      ...(upload.station && { station: upload.station }),
      ...(unit && { unit }),
      ...registeredOf(device),
      ...(signature && { signature }),
    },
  }
}

/** Of what somebody sends in a browser only what the file's own name says too is read; the rest is what they say. */
async function sent(db: Db, upload: Upload, said: Said, now: Instant): Promise<Found> {
  const {
    officerNumber: _officer,
    signature: _signature,
    deviceNumber: _device,
    identity: _identity,
    docking: _docking,
    clock: _clock,
    deviceTime: _time,
    sequence: _sequence,
    savedTime: _saved,
    chapter: _chapter,
    kind: _kind,
    ...kept
  } = said
  const { claims, device, unit } = await claimed(db, upload, said)
  const { model } = device?.state ?? {}
  return {
    arrival: upload.id,
    ...kept,
    ...inName(said),
    flags: ['clock-unmeasured'],
    arrivedAt: now,
    provenance: {
      how: upload.how,
      by: upload.sender,
      asked: false,
      claims,
      ...(unit && { unit }),
      ...(model !== undefined && { registered: { model } }),
    },
  }
}

/** What is claimed of a file by its name and its sender, whom that would mean, and whose people can be asked. */
async function claimed(db: Db, upload: Upload, said: Said) {
  const { officerNumber, clock } = said
  const number = numberIn(said)
  const read = namesOf(said)
  const device = number === undefined ? undefined : await findDevice(db, number)
  const holder = device && holderOn(device.state, recordedAt(upload, undefined))
  const named = officerNumber === undefined ? undefined : await findRecorder(db, officerNumber)
  const [unitOfNamed, unitOfSender] = await Promise.all([
    named === undefined ? undefined : unitOfPerson(db, named),
    upload.sender.startsWith('person:') ? unitOfPerson(db, upload.sender.slice('person:'.length)) : undefined,
  ])
  const claims: Claim[] = [
    ...(number === undefined ? [] : [claimOfDevice(read.device === number ? 'file' : 'sender', number, device?.id)]),
    ...(officerNumber === undefined ? [] : [claimOfOfficer(read.officer === officerNumber, officerNumber, named)]),
    // Whose the device was, if it was that device.
    ...(holder ? [{ what: 'officer', says: 'register', person: holder } satisfies Claim] : []),
    ...(clock ? [{ what: 'clock', says: 'sender', clock } satisfies Claim] : []),
    ...(said.kind ? [{ what: 'kind', says: 'sender', kind: said.kind } satisfies Claim] : []),
    ...claimOfTime(said, read.wall),
  ]
  return { claims, device, holder, named, unit: device?.state.unit ?? unitOfNamed ?? unitOfSender }
}

type Device = Awaited<ReturnType<typeof findDevice>>

const flagsOf = (device: Device): Flag[] =>
  !device ? ['device-unknown'] : device.state.condition === 'retired' ? ['device-retired'] : []

function registeredOf(device: Device): Pick<Arrival['provenance'], 'registered'> {
  const { serial } = device?.state.identity ?? {}
  const { model } = device?.state ?? {}
  if ((model ?? serial) === undefined) return {}
  return { registered: { ...(model !== undefined && { model }), ...(serial !== undefined && { serial }) } }
}

/** What the usual file names say of themselves, whoever sends them. */
/** When and as which of several the file's own name says it was recorded: where nobody asked the device, nothing else is read. */
function inName(said: Said) {
  const { wall, saved, sequence, chapter } = namesOf(said)
  return {
    ...(said.deviceTime !== undefined && said.deviceTime === wall && { deviceTime: said.deviceTime }),
    ...(saved !== undefined && { savedTime: saved }),
    ...(sequence !== undefined && { sequence }),
    ...(chapter !== undefined && { chapter }),
  }
}

function namesOf({ fileName, path }: Said) {
  const read = readName(defaultPatterns, path ?? fileName)
  return {
    device: read.device === undefined ? undefined : deviceNumber(read.device),
    officer: read.officer,
    wall: read.deviceTime?.wall,
    saved: read.savedTime?.wall,
    sequence: read.sequence,
    chapter: read.chapter,
  }
}

const claimOfDevice = (says: Says, number: string, device: string | undefined): Claim => ({
  what: 'device',
  says,
  number,
  ...(device && { device }),
})

const claimOfOfficer = (isInName: boolean, number: string, person: string | undefined): Claim => ({
  what: 'officer',
  says: isInName ? 'file' : 'sender',
  number,
  ...(person && { person }),
})

const claimOfTime = ({ deviceTime }: Said, inName: string | undefined): Claim[] =>
  deviceTime === undefined
    ? []
    : [{ what: 'device-time', says: deviceTime === inName ? 'file' : 'sender', wall: deviceTime }]

/** Whether the number is one the device itself gave, alone or behind its maker's code. */
export const isOf = ({ identity }: Pick<Said, 'identity'>, number: string | undefined): boolean =>
  number !== undefined &&
  [identity?.serial, `${identity?.idCode ?? ''}${identity?.serial ?? ''}`, identity?.idCode].some(
    (one) => one !== undefined && one !== '' && deviceNumber(one) === number,
  )

/** The best that is known of when it was recorded, to find the holder of that day. */
function recordedAt(upload: Upload, clock: Said['clock']): Instant {
  const { deviceTime, modified } = upload.declared
  const digits = deviceTime?.split(/\D/).map(Number) as [number, number, number, number, number, number] | undefined
  const device = digits && instantFromBeijing(...digits)
  if (device) return correct(device, clock).instant
  return modified ?? upload.begun_at
}
