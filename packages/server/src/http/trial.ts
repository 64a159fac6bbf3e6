import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@liuhen/contract'
import type { Client } from '@liuhen/contract'
import { type SetUp, setUpPasswordFile } from '@liuhen/contract/people'
import { isAdministrator, isForATerm } from '@liuhen/core/access'
import type { Role } from '@liuhen/core/access'
import { fingerprintOf } from '@liuhen/core/devices'
import { base64Of, type Instant, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { Secret, TOTP } from 'otpauth'
import type { z } from 'zod'
import { type Read, type Reading, readingOf, signing } from '../intake/trial-reading.ts'
import { sha256 } from '../ledger/index.ts'
import { type Config, openLog, readConfig } from '../platform/index.ts'
import { trialDatabase } from '../platform/trial.ts'
import { type TrialClock, trialClock } from '../platform/trial-clock.ts'
import type { TrialDatabase } from '../platform/trial.ts'
import { startServer } from '../server.ts'

/** Somebody who has signed in: their calls, and what they know. */
export interface SignedIn extends Client {
  readonly person: string
  readonly userName: string
  readonly password: string
  /** As a browser sends it. */
  readonly cookie: string
  /** The code their authenticator shows now; a code serves once, so each call moves the clock on by one step. */
  readonly code: () => string
  /** A request of one's own making, with the cookie and the header of our pages. */
  readonly send: typeof fetch
  /** Signs in again if the clock has ended the session meanwhile. */
  readonly back: () => Promise<void>
}

interface Present {
  /** Signed in, again if the clock has ended the last session. */
  present(): Promise<SignedIn>
  /** What a browser and an authenticator hold of them now. */
  holds(): Held
}

/** Somebody as a browser and an authenticator know them: enough to go on with a session. */
interface Held {
  readonly userName: string
  readonly person: string
  readonly cookie: string
  readonly password: string
  readonly secret: string
  readonly changes: number
}

/** A server put aside as it stands: whoever starts from it finds its people signed in, at its time. */
export interface KeptServer {
  readonly database: string
  readonly data: string
  readonly at: Instant
  readonly unit: string
  readonly roles: ReadonlyMap<Role, Held>
  readonly others: ReadonlyMap<string, Held>
}

/** What somebody newly appointed is given: by one administrator the password, by another the code. */
export interface Appointed {
  readonly person: string
  readonly userName: string
  readonly password: string
  readonly enrolment: string
}

export interface TrialServer extends AsyncDisposable {
  readonly url: string
  readonly data: string
  readonly database: TrialDatabase
  readonly clock: TrialClock
  /** What the server's log has said so far, line by line. */
  readonly logged: readonly string[]
  /** The topmost unit, the bureau itself. */
  readonly unit: string
  /** A person of that role, signed in now, password changed and second factor set up; made at the first call. */
  as(role: Role): Promise<SignedIn>
  /** One more person of that role, of the bureau or the unit named. */
  another(role: Role, unit?: string): Promise<SignedIn>
  /** A person of that role, of the bureau or the unit named, who has never signed in. */
  appointed(role: Role, unit?: string): Promise<Appointed>
  /** Calls without having signed in. */
  readonly anyone: Client
  /** A docking station with its key, and a client that calls with it; made at the first call. */
  station(): Promise<TrialStation>
  /** Ends it and starts it anew at the same address on what it kept, with these settings besides. */
  again(more?: Partial<Config>): Promise<void>
  stop(): Promise<void>
  /** Ends it, and puts aside what it knows for others to start from. */
  keep(): Promise<KeptServer>
  /** Somebody who was made by `another` before it was kept. */
  known(person: string): Promise<SignedIn>
}

interface TrialStation {
  readonly id: string
  readonly key: string
  readonly client: Client
  /** Tells its signing key, if it has not, and asks a camera, whose clock is off by so many milliseconds, who it is. */
  readonly reads: (camera: Reading) => Promise<Read>
}

type SetUpRules = z.input<typeof SetUp>['rules']

const PASSWORD = 'Correct-Horse-7'
/** Those who act on scene, each with a certificate in force. */
const acting: readonly Role[] = ['officer', 'team-leader']
const IN_FORCE = { validFrom: '2010-01-01', validTo: '2029-12-31' }
const three = { system: 'sysadmin', security: 'secadmin', audit: 'auditor' } as const

/** What a trial server is made with. */
interface Given {
  readonly rules?: SetUpRules
  readonly config?: Partial<Config>
  /** When its clock begins. */
  readonly from?: Instant | undefined
  /** What it starts from, instead of being set up. */
  readonly kept?: KeptServer
}

/** A whole server on a database and a data folder of its own, set up with a bureau, its three administrators, and its rules if told. */
export async function trialServer(given: Given = {}): Promise<TrialServer> {
  const { kept } = given
  const database = await trialDatabase({ max: 4, ...(kept && { of: kept.database }) })
  const data = await mkdtemp(join(tmpdir(), 'liuhen-data-'))
  if (kept) await cp(kept.data, data, { recursive: true })
  const clock = trialClock(kept?.at ?? given.from)
  const logged: string[] = []
  const options = {
    // A test says where its callers are.
    config: {
      ...readConfig({ LIUHEN_DATA: data, LIUHEN_MEDIA_WALLS: 'best' }),
      port: 0,
      proxies: ['127.0.0.1'],
      // What a test writes into the journal alone has no bytes, and is not to be missed; a test of that asks for it.
      scrubSeconds: 999_999,
      ...given.config,
    },
    clock,
    log: openLog((line) => logged.push(line), clock),
    database: {
      owner: database.url('owner'),
      app: database.url('app'),
      lost: new Promise<void>(() => undefined),
      stop: async () => undefined,
    },
  }
  let server = await startServer(options)
  const { url } = server
  const anyone = createClient(url, fetch)
  if (!kept) await setUp(anyone, data, given.rules)
  const enter = entrance(url, clock)
  const known = new Map<Role, Promise<Present>>()
  for (const [role, held] of kept?.roles ?? []) known.set(role, enter(held))
  const others = new Map<string, Present>()
  for (const [person, held] of kept?.others ?? []) others.set(person, await enter(held))
  const as = async (role: Role): Promise<SignedIn> => {
    const administrator = three[role.replace('-administrator', '') as keyof typeof three]
    const entering =
      known.get(role) ?? (isAdministrator(role) ? enter(stranger(administrator, PASSWORD)) : newcomer(role))
    known.set(role, entering)
    return (await entering).present()
  }
  const another = async (role: Role, unit?: string): Promise<SignedIn> => {
    const one = await newcomer(role, unit)
    others.set(one.holds().person, one)
    return one.present()
  }
  const newcomer = async (role: Role, unit?: string): Promise<Present> => {
    const { userName, password, enrolment } = await appointed(role, unit)
    return enter(stranger(userName, password), enrolment)
  }
  const appointed = async (role: Role, unit?: string): Promise<Appointed> => {
    const system = await as('system-administrator')
    const userName = `u${randomUUID().slice(0, 8)}`
    const body = {
      name: `人${userName}`,
      userName,
      unit: unit ?? root,
      roles: [isAdministrator(role) ? 'office' : role],
      ...(isForATerm(role) && { until: instantOf(millisecondsOf(clock.now()) + 3 * 86_400_000), reason: '检修' }),
      ...(acting.includes(role) && { certificate: { number: userName, ...IN_FORCE }, regular: true }),
    }
    const { id, password } = await system.addPerson({ body: body as never })
    const security = await as('security-administrator')
    const appointment = { body: { of: [{ person: id, kind: 'roles' as const }] } }
    const { codes } = await security.confirmProposals(appointment)
    if (isAdministrator(role)) {
      await security.giveRoles({ params: { id }, body: { roles: [role], reason: '试用' } })
      await (await as('system-administrator')).confirmProposals(appointment)
    }
    return { person: id, userName, password, enrolment: codes[0]?.code ?? '' }
  }
  const root = kept?.unit ?? ((await (await as('system-administrator')).listUnits())[0]?.id as string)
  let station: ReturnType<TrialServer['station']> | undefined
  const makeStation = async () => {
    const centre = await as('information-centre')
    const { id } = await centre.registerDevice({ body: { number: 'ST-01', kind: 'docking-station', unit: root } })
    const { key } = await centre.issueStationKey({ params: { id } })
    const client = createClient(url, fetch, () => ({ authorization: `Bearer ${key}` }))
    let told: Promise<unknown> | undefined
    const introduced = async () => {
      const publicKey = base64Of(signing.publicKey)
      await client.tellSigningKey({ body: { publicKey } })
      const shown = fingerprintOf(sha256, publicKey)
      await (await as('custodian')).vouchSigningKey({ params: { id }, body: { fingerprint: shown } })
    }
    const reads = async (camera: Reading): Promise<Read> => {
      await (told ??= introduced())
      return readingOf((said) => client.beginDocking({ body: said }), camera, millisecondsOf(clock.now()))
    }
    return { id, key, client, reads }
  }
  const stop = async (): Promise<void> => {
    await server.stop(1000)
    await database.close()
    await rm(data, { recursive: true, force: true })
  }
  const keep = async (): Promise<KeptServer> => {
    const roles = await Promise.all([...known].map(async ([role, one]) => [role, (await one).holds()] as const))
    await server.stop(1000)
    process.once('exit', () => rmSync(data, { recursive: true, force: true }))
    return {
      database: await database.keep(),
      data,
      at: clock.now(),
      unit: root,
      roles: new Map(roles),
      others: new Map([...others].map(([person, one]) => [person, one.holds()])),
    }
  }
  return {
    url,
    data,
    database,
    clock,
    logged,
    unit: root,
    as,
    another,
    appointed,
    anyone,
    station: () => (station ??= makeStation()),
    async again(more = {}) {
      await server.stop(1000)
      server = await startServer({
        ...options,
        config: { ...options.config, port: Number(new URL(url).port), ...more },
      })
    },
    stop,
    keep,
    known: async (person) => (others.get(person) as Present).present(),
    [Symbol.asyncDispose]: stop,
  }
}

/** Who has been given a password and has never signed in. */
const stranger = (userName: string, password: string): Held => ({
  userName,
  password,
  person: '',
  cookie: '',
  secret: '',
  changes: 0,
})

/** The first run, with the password that only whoever installs it can read. */
async function setUp(anyone: Client, data: string, rules: SetUpRules): Promise<void> {
  const administrator = (name: string, userName: string) => ({ name, userName, password: PASSWORD })
  await anyone.setUp({
    body: {
      setUpPassword: await readFile(join(data, setUpPasswordFile), 'utf8'),
      bureau: { name: '青溪县城市管理局', slug: 'qingxi' },
      administrators: {
        system: administrator('宋系统', three.system),
        security: administrator('安保全', three.security),
        audit: administrator('沈审计', three.audit),
      },
      ...(rules && { rules }),
    },
  })
}

/** Signs somebody in as a browser would, doing first what has to be done first, or goes on with what a browser held. */
function entrance(url: string, clock: TrialClock) {
  return async ({ userName, ...held }: Held, enrolment?: string): Promise<Present> => {
    let { cookie, password, secret, changes } = held
    const send: typeof fetch = async (input, init) => {
      const headers = new Headers(init?.headers)
      if (cookie !== '') headers.set('cookie', cookie)
      headers.set('liuhen-request', '1')
      const response = await fetch(input, { ...init, headers })
      const [set] = response.headers.getSetCookie()
      if (set !== undefined) cookie = set.split(';')[0] as string
      return response
    }
    const client = createClient(url, send)
    const shown = (): string => {
      const totp = new TOTP({ secret: Secret.fromBase32(secret) })
      return totp.generate({ timestamp: millisecondsOf(clock.now()) })
    }
    const code = (): string => {
      clock.forward(30_000)
      return shown()
    }
    const enter = async (): Promise<string> => {
      const second = secret !== '' ? { code: code() } : { enrolment }
      const { me } = await client.signIn({ body: { userName, password, ...second } })
      if (me?.next === 'change-password') {
        const fresh = `${PASSWORD}${'!'.repeat(++changes)}`
        await client.changePassword({ body: { old: password, fresh } })
        password = fresh
      }
      const { id, next } = await client.whoAmI()
      if (next === 'set-second-factor') {
        secret = (await client.beginSecondFactor()).secret
        await client.confirmSecondFactor({ body: { code: shown() } })
      }
      return id
    }
    const person = held.person === '' ? await enter() : held.person
    const back = async (): Promise<void> => {
      const still = await client.whoAmI().catch(() => undefined)
      if (still?.next !== 'nothing') await enter()
    }
    const signedIn = { ...client, person, userName, code, send, back }
    // Getters do not survive a spread: they are added last.
    const now = Object.defineProperties(signedIn, { password: { get: () => password }, cookie: { get: () => cookie } })
    const present = async (): Promise<SignedIn> => {
      await back()
      return now as SignedIn
    }
    return { present, holds: () => ({ userName, person, cookie, password, secret, changes }) }
  }
}
