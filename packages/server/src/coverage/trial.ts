import { randomUUID } from 'node:crypto'
import { type CalendarDate, dayOf, type Instant, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import type { NewEvent } from '@liuhen/core/journal'
import type { Activity } from '@liuhen/core/policy'
import { type SignedIn, trialServer, type TrialServer } from '../http/trial.ts'
import { declaredOf, soundFile } from '../intake/trial.ts'
import type { Config } from '../platform/index.ts'
import { TRIAL_MORNING } from '../platform/trial-clock.ts'
import { openJournal } from '../ledger/index.ts'
import { keepTakes } from '../recordings/index.ts'

const DAY = 86_400_000
const day = (ago: number): CalendarDate => dayOf(instantOf(millisecondsOf(TRIAL_MORNING) - ago * DAY))
/** The day most of it happens on, the days beside it, and one since when the bureau's rules have counted. */
export const [DATE, NEXT, BEFORE, FIRST] = [day(3), day(2), day(5), day(40)] as const

/** `09:20` in Beijing on that day. */
export const at = (clock: string, date: CalendarDate = DATE): Instant =>
  instantOf(Date.parse(`${date}T${clock}:00.000+08:00`))

interface Filmed {
  readonly device?: string
  /** Docked that evening unless told. */
  readonly arrived?: Instant
  /** Milliseconds. */
  readonly error?: number
  /** The device's number of the file. */
  readonly sequence?: number
  /** Sound alone unless told. */
  readonly holds?: readonly ('sound' | 'picture')[]
  /** Its times were found to be such as cannot be. */
  readonly impossible?: boolean
  /** Not docked but sent by this person, who says whose it is. */
  readonly sentBy?: SignedIn
}

/** A bureau with two units, of which the first has an officer whose day is looked at. */
export interface TrialDay extends AsyncDisposable {
  readonly server: TrialServer
  readonly legal: SignedIn
  readonly leader: SignedIn
  readonly officer: SignedIn
  /** Of the second unit. */
  readonly stranger: SignedIn
  readonly units: { readonly one: string; readonly two: string }
  /** The bureau runs on these packs from here on; what was chosen today may be chosen anew today. */
  under(packs: readonly string[], settings?: Readonly<Record<string, string>>): Promise<void>
  /** Registers a camera of the first unit; its id. */
  camera(number: string, kind?: 'body-camera' | 'video-camera'): Promise<string>
  /** A check of the device at that moment, which found these faults. */
  checked(device: string, when: Instant, findings?: readonly string[]): Promise<void>
  /** A report of a fault that the officer wrote at that moment, and told these. */
  faulty(device: string, when: Instant, to: readonly string[]): Promise<void>
  /** A recording of the officer's between two times of the day; its id. */
  recording(from: string, to: string, given?: Filmed): Promise<string>
  /** The same between any two moments, of another officer of the first unit if told. */
  filmed(from: Instant, to: Instant, given?: Filmed & { readonly officer?: SignedIn }): Promise<string>
  /** An activity of the officer's, or of another's; its id. */
  activity(kind: Activity, from: string, to: string, who?: SignedIn): Promise<string>
}

const journal = openJournal({ reactions: [keepTakes] })

export async function trialDay(config: Partial<Config> = {}): Promise<TrialDay> {
  const server = await trialServer({ config })
  const legal = await server.as('legal-section')
  const system = await server.as('system-administrator')
  const unit = async (code: string, name: string) =>
    (await system.addUnit({ body: { code, name, kind: 'squadron', parent: server.unit } })).id
  const units = { one: await unit('Z1', '一中队'), two: await unit('Z2', '二中队') }
  const officer = await server.another('officer', units.one)
  const filmed: TrialDay['filmed'] = async (from, to, given = {}) => {
    const id = randomUUID()
    const events = filmedEvents(id, from, to, given, units.one, (given.officer ?? officer).person)
    await server.database.db.transaction().execute((trx) => journal.write(trx, events))
    return id
  }
  /** What happened with a device on a day gone by, which nobody writes over the counter. */
  const onDevice = async (device: string, at: Instant, actor: string, kind: string, body: object) => {
    const { version } = await server.database.db
      .selectFrom('journal')
      .select(({ fn }) => fn.countAll<number>().as('version'))
      .where('stream', '=', `device:${device}`)
      .executeTakeFirstOrThrow()
    const event = { stream: `device:${device}`, version: version + 1, at, actor, kind, body } as NewEvent
    await server.database.db.transaction().execute((trx) => journal.write(trx, [event]))
  }
  return {
    server,
    legal,
    officer,
    leader: await server.another('team-leader', units.one),
    stranger: await server.another('officer', units.two),
    units,
    async under(packs, settings = {}) {
      const undated = packs.includes('yongqing-2022')
      const effective = { 'yongqing-2022': '2022-09-01' as CalendarDate }
      await legal.chooseRuleSet({ body: { packs: [...packs], from: FIRST, ...(undated && { effective }) } })
      for (const [key, value] of Object.entries(settings))
        await legal.decideSetting({ params: { key }, body: { value } })
    },
    async camera(number, kind = 'body-camera') {
      const centre = await server.as('information-centre')
      return (await centre.registerDevice({ body: { number, kind, unit: units.one } })).id
    },
    checked: (device, when, findings = []) =>
      onDevice(device, when, 'system', 'PreShiftChecked/1', {
        working: true,
        battery: 80,
        freeSpace: 9000,
        findings: [...findings],
        passed: findings.length === 0,
      }),
    faulty: (device, when, to) =>
      onDevice(device, when, `person:${officer.person}`, 'FaultReported/1', {
        fault: '电量耗尽',
        instead: 'stopped',
        to: [...to],
      }),
    recording: (from, to, given) => filmed(at(from), at(to), given),
    filmed,
    async activity(kind, from, to, who = officer) {
      return (await who.registerActivity({ body: { activity: kind, start: at(from), end: at(to) } })).id
    },
    [Symbol.asyncDispose]: () => server.stop(),
  }
}

/** A recording as it would stand in the journal: preserved, read, and its times found. */
export function filmedEvents(
  id: string,
  start: Instant,
  end: Instant,
  { device, arrived = at('18:00'), error = 200, holds = ['sound'], impossible = false, sentBy, sequence }: Filmed,
  unit: string,
  officer: string,
): NewEvent[] {
  const { sha256, ...declared } = declaredOf(soundFile())
  const actor = sentBy ? `person:${sentBy.person}` : 'system'
  const event = (kind: string, version: number, body: object) =>
    ({ stream: `recording:${id}`, version, kind, at: arrived, actor, body }) as NewEvent
  const kept = {
    sha256,
    sm3: '0'.repeat(64),
    mediaType: 'wav',
    ...(sentBy ? { officerNumber: 'HN0001' } : { station: randomUUID(), identity: { serial: 'LH-0000' } }),
    flags: [],
    arrivedAt: arrived,
    unit,
    officer,
  }
  const duration = millisecondsOf(end) - millisecondsOf(start)
  const cannotBe = impossible && { impossible: ['after-arrival'] }
  const times = { deviceStart: start, deviceEnd: end, start, end, error, reading: { source: 'name' }, ...cannotBe }
  return [
    event('RecordingPreserved/1', 1, {
      ...declared,
      arrival: randomUUID(),
      ...kept,
      ...(device && { device }),
      ...(sequence !== undefined && { sequence }),
    }),
    event('ContainerRead/1', 2, {
      readable: true,
      problems: [],
      tool: 'trial',
      duration,
      ...(holds.includes('sound') && { audio: { codec: 'pcm' } }),
      ...(holds.includes('picture') && { video: { codec: 'h264', width: 1280, height: 720 } }),
    }),
    event('TimesFound/1', 3, times),
  ]
}

/** `jilin-2017/12`, for each citation. */
export const cited = (
  one: { readonly citations: readonly { readonly pack: string; readonly article: string }[] } | undefined,
): string[] | undefined => one?.citations.map(({ pack, article }) => `${pack}/${article}`)
