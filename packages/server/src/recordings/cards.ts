import type { CardReading } from '@liuhen/contract/recordings'
import { scopeOf, type Viewer } from '@liuhen/core/access'
import { beijing, because, dayOf, type Instant, Refused, type Text, text } from '@liuhen/core/kernel'
import { inForce, type PersonState } from '@liuhen/core/people'
import { type DoubtCode, doubtsOf, isRejected, originOf } from '@liuhen/core/recordings'
import { deviceOf } from '../devices/index.ts'
import { namesOfActors, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Recordings } from './commands.ts'
import { againstConfirming, confirmProvenance } from './confirm.ts'
import { type RecordingRowOf, visible } from './rows.ts'

/** What one decision for many may settle: that the device was not asked, or not by a station that somebody had looked at. */
const READ_FROM_CARD: readonly DoubtCode[] = ['not-asked', 'station-unvouched']

/** So many at once; what is left is shown when these are decided. */
const MOST = 500

/** What a card's file claims, as far as one decision for many is possible: a registered device, and one person. */
interface Claimed {
  readonly row: RecordingRowOf
  readonly device: string
  readonly officer: string
  /** The person's number in the file's name, where there is one. */
  readonly number?: string
  /** Whether the register says that this person held the device then. */
  readonly held: boolean
}

/** Undefined where anything but the missing question to the device speaks against it: that is decided one by one. */
function claimedIn(row: RecordingRowOf): Claimed | undefined {
  const { provenance } = originOf(row.state)
  if (provenance.how !== 'docked' || doubtsOf(row.state).some((one) => !READ_FROM_CARD.includes(one.code)))
    return undefined
  const device = provenance.claims.find((one) => one.what === 'device')
  const officers = provenance.claims.filter((one) => one.what === 'officer')
  const register = officers.find((one) => one.says === 'register')?.person
  const other = officers.find((one) => one.says !== 'register')
  const officer = register ?? other?.person
  if (device?.what !== 'device' || device.device === undefined || officer === undefined) return undefined
  // A number that is nobody's, or another's, is looked at by itself.
  if (other !== undefined && other.person !== officer) return undefined
  const number = other?.number
  return { row, device: device.device, officer, held: register !== undefined, ...(number !== undefined && { number }) }
}

const dayOfRow = ({ row }: Claimed) => dayOf(row.start_at)
const keyOf = (one: Claimed): string =>
  [one.device, one.officer, dayOfRow(one), originOf(one.row.state).docking, one.held, one.number].join(' ')

/** What was read from cards, nobody has confirmed yet, and this viewer can: by docking, device, person and day. */
async function open(db: Db, viewer: Viewer): Promise<readonly (readonly [Claimed, ...Claimed[]])[]> {
  const rows = await db
    .selectFrom('recordings')
    .selectAll()
    .where('unconfirmed', '=', true)
    .where((where) => visible(where, scopeOf(viewer)))
    .orderBy('start_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute()
  const theirs = rows.flatMap((row) => {
    const one = isRejected(row.state) ? undefined : claimedIn(row)
    return one && againstConfirming(viewer, row.state, one.officer).length === 0 ? [one] : []
  })
  return [...Map.groupBy(theirs, keyOf).values()].flatMap(([first, ...others]) =>
    first ? [[first, ...others] as const] : [],
  )
}

/** What this viewer can confirm of cards with one decision each, and everything that is known for and against it. */
export async function cardReadings(db: Db, viewer: Viewer): Promise<CardReading[]> {
  const groups = await open(db, viewer)
  if (groups.length === 0) return []
  const people = new Map(
    (
      await db
        .selectFrom('people')
        .select(['id', 'state'])
        .where('id', 'in', [...new Set(groups.map(([one]) => one.officer))])
        .execute()
    ).map(({ id, state }) => [id, state] as const),
  )
  const [names, units] = await Promise.all([namesOfActors(db), unitNamesOf(db)])
  return Promise.all(
    groups.map(async (group) => {
      const [first] = group
      const person = people.get(first.officer)
      const device = (await deviceOf(db, first.device)).state
      const origin = originOf(first.row.state)
      const starts = group.map((one) => one.row.start_at).toSorted()
      return {
        officer: { id: first.officer, name: person?.name ?? '' },
        device: { id: first.device, number: device.number },
        unit: units.get(device.unit) ?? '',
        from: starts[0] as Instant,
        to: starts.at(-1) as Instant,
        recordings: group.map(({ row }) => ({ id: row.id, fileName: row.file_name, start: row.start_at })),
        reasons: reasonsFor(first, { person, device: device.number, station: names(origin.provenance.by), origin }),
      }
    }),
  )
}

function reasonsFor(
  one: Claimed,
  {
    person,
    device,
    station,
    origin,
  }: {
    readonly person: PersonState | undefined
    readonly device: string
    readonly station: string
    readonly origin: { readonly arrivedAt: Instant }
  },
): Text[] {
  const name = person?.name ?? ''
  const day = dayOfRow(one)
  const certified = inForce(person?.certificate, day)
  return [
    one.number === undefined
      ? text(`文件名里的设备是 ${device}，没有人员编号`, `The names say ${device}, and no person's number`)
      : text(
          `文件名里的设备是 ${device}，人员编号 ${one.number} 是 ${name} 的`,
          `The names say ${device} and the number ${one.number}, which is ${name}’s`,
        ),
    one.held
      ? text(`台账：${day} ${device} 由 ${name} 使用`, `The register: ${name} held ${device} on ${day}`)
      : text(`台账：${day} ${device} 没有配发给谁`, `The register: nobody held ${device} on ${day}`),
    certified
      ? text(
          `${name} 的执法证 ${person?.certificate?.number} 当日有效`,
          `${name}’s certificate ${person?.certificate?.number} was in force that day`,
        )
      : text(`${name} 当日没有有效的执法证`, `${name} had no certificate in force that day`),
    text(
      `采集站 ${station} 于 ${beijing(origin.arrivedAt).slice(0, 16)} 读的存储卡，没有询问设备`,
      `Station ${station} read the card on ${beijing(origin.arrivedAt).slice(0, 16)} and did not ask the device`,
    ),
  ]
}

/**
 * One decision for many: these files of a card are of that device and person, for one reason; each is noted by itself.
 * Throws Refused where one of them is not open to this viewer any more, or claims something else, and notes none then.
 */
export async function confirmCard(
  here: Recordings,
  viewer: Viewer,
  given: {
    readonly officer: string
    readonly device: string
    readonly recordings: readonly string[]
    readonly reason: string
  },
): Promise<{ confirmed: number }> {
  const groups = await open(here.db, viewer)
  const theirs = groups.flat().filter((one) => one.officer === given.officer && one.device === given.device)
  const known = new Set(theirs.map((one) => one.row.id))
  const wanted = [...new Set(given.recordings)]
  const unknown = wanted.filter((id) => !known.has(id))
  if (unknown.length > 0)
    throw because(
      Refused,
      'not-proposed',
      `其中 ${unknown.length} 份不在待确认之列，可能已有人决定过，或者所称的设备、人员不同：请刷新后再看`,
      `${unknown.length} of them do not wait for this; somebody may have decided meanwhile, or they claim another device or person: look again`,
      { field: 'recordings' },
    )
  const { officer, device, reason } = given
  for (const id of wanted) await confirmProvenance(here, viewer, id, { officer, device, reason })
  return { confirmed: wanted.length }
}
