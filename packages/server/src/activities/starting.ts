import type { ReplyOf, Table } from '@liuhen/contract'
import type { NamedDevices, Recorders, Unchecked } from '@liuhen/core/activities'
import type { DeviceState } from '@liuhen/core/devices'
import { dayOf, type Instant, text } from '@liuhen/core/kernel'
import type { Activity } from '@liuhen/core/policy'
import { sql } from 'kysely'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'

/** What the recorder rules of that day want, and what the register says of these people, whoever registers first. */
export async function recordersOn(db: Db, book: Book, at: Instant, named: readonly string[]): Promise<Recorders> {
  const [officer, auxiliary] = (['officer', 'auxiliary'] as const).map((who) =>
    book.ask(dayOf(at), { ask: 'recorder', who }),
  )
  const needs = officer?.value.needs ?? []
  const rows = await db.selectFrom('people').select(['id', 'name', 'state']).where('id', 'in', named).execute()
  const citation = officer?.rules.flatMap((one) => one.citations)[0]
  const assists = auxiliary?.rules.flatMap((one) => one.citations)[0] ?? citation
  const sorted = rows.toSorted((a, b) => named.indexOf(a.id) - named.indexOf(b.id))
  return { needs, people: sorted, citation, assists, countyRecruited: auxiliary?.value.countyRecruited }
}

/**
 * The devices in this person's hands that have not passed their check of this day, where the instruments want it before
 * going out.
 */
export async function uncheckedBy(db: Db, book: Book, now: Instant, person: string): Promise<Unchecked> {
  const day = dayOf(now)
  const check = book.ask(day, { ask: 'device' })?.value.check
  if (check?.when !== 'each-duty-day' && check?.when !== 'before-duty') return { numbers: [] }
  const { rows } = await sql<{ readonly number: string; readonly passed: boolean }>`
    select number,
      coalesce((state -> 'lastCheck' ->> 'passed')::boolean
        and ((state -> 'lastCheck' ->> 'at')::timestamptz at time zone 'Asia/Shanghai')::date = ${day}::date, false) as passed
    from devices where holder = ${person} and condition in ('in-use', 'on-loan') order by number`.execute(db)
  const [citation] = book.citing(day, { ask: 'device' }, 'check')
  return { numbers: rows.filter((one) => !one.passed).map((one) => one.number), citation }
}

/** What the register says of the devices named. Not through their door, which itself asks here what goes on. */
export async function devicesNamed(
  db: Db,
  book: Book,
  now: Instant,
  devices: readonly string[] = [],
): Promise<NamedDevices> {
  if (devices.length === 0) return { known: [] }
  const { rows } = await sql<{ readonly id: string; readonly number: string; readonly state: DeviceState }>`
    select id, number, state from devices where id = any(${[...devices]}::uuid[]) and kind <> 'docking-station'`.execute(
    db,
  )
  const day = dayOf(now)
  return { known: rows, citation: book.citingFaults(day)[0], checking: book.citing(day, { ask: 'device' }, 'check')[0] }
}

/** What whoever begins an activity is warned of; it begins all the same, and that it did is kept. */
export type RegistrationWarning = ReplyOf<Table['registerActivity']>['warnings'][number]

/** That it has to be recorded and nobody there has a device by the register, and none was named. */
export async function deviceWarnings(
  db: Db,
  book: Book,
  now: Instant,
  { activity, devices = [] }: { readonly activity: Activity; readonly devices?: readonly string[] | undefined },
  there: readonly string[],
): Promise<RegistrationWarning[]> {
  const day = dayOf(now)
  const recording = book.ask(day, { ask: 'recording', activity })
  if (recording?.value.level !== 'must' || devices.length > 0) return []
  const { rows } = await sql<object>`
    select from devices where holder = any(${[...there]}::uuid[]) and condition in ('in-use', 'on-loan') limit 1`.execute(
    db,
  )
  if (rows.length > 0) return []
  const message = text(
    '这类活动应当录音录像，台账上您和同行的人都没有领用设备：先领用设备，或者写明用哪台设备录',
    'This has to be recorded, and by the register neither you nor your colleagues hold a device: have one issued, or name the one it is recorded with',
  )
  const used = recording.rules.flatMap((one) => one.citations)
  const citations = [...book.citing(day, { ask: 'device' }, 'types'), ...used]
  return [{ code: 'no-device', message, citations: citations.map((one) => book.shelf.citationView(one)) }]
}
