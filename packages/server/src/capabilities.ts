import { availableParallelism } from 'node:os'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { streamTypes } from '@liuhen/core/journal'
import { because, Refused, type Sha256 } from '@liuhen/core/kernel'
import { recordingStream } from '@liuhen/core/recordings'
import { accountabilityHandlers, OverduePass } from './accountability/index.ts'
import { activitiesHandlers } from './activities/index.ts'
import { agendaHandlers, mailToday, Reminders, sendOver } from './agenda/index.ts'
import { approvalsHandlers } from './approvals/index.ts'
import { caseOf, casesHandlers, countOlder, keepDue, keepPresence, tookPartIn } from './cases/index.ts'
import { causesHandlers } from './causes/index.ts'
import { consolidatedAt, consolidationHandlers } from './consolidation/index.ts'
import { coverageHandlers, liveNumbers, recordedBetween, Unrecorded } from './coverage/index.ts'
import { devicesCsv, devicesHandlers, stationOf } from './devices/index.ts'
import { disclosuresHandlers, PublicSite, publicPages } from './disclosures/index.ts'
import { dutiesHandlers } from './duties/index.ts'
import { Health, healthHandlers, lastBackup, noteRestored, Scrub, watchClock } from './health/index.ts'
import type { ClockWatch } from './health/index.ts'
import { clearUnfinished, type Discs, discsHandlers, discsReread } from './discs/index.ts'
import { bind } from './http/index.ts'
import type { Denials, Doorkeeper, Handlers, Outsiders, Refusals } from './http/index.ts'
import { informantsHandlers } from './informants/index.ts'
import { Expiry, intakeHandlers, oneAtATime, Settling, Staging, stationClocks, unfinished } from './intake/index.ts'
import { type Journal, Looks, openJournal, refold } from './ledger/index.ts'
import { logHandlers } from './log/index.ts'
import type { LogDesk } from './log/index.ts'
import { finishPackages, halfWritten, mendOriginal, packagesHandlers, type Packages, typst } from './packages/index.ts'
import {
  checkChosen,
  firstRules,
  lawOf,
  offeredPacks,
  PACKS,
  packsHandlers,
  readPacks,
  RulesFollowed,
} from './packs/index.ts'
import type { Law } from './packs/index.ts'
import {
  callerBy,
  keepNotices,
  openSecrets,
  openSetUpPassword,
  outsidersOf,
  Passwords,
  peopleHandlers,
  RefusedRequests,
} from './people/index.ts'
import type { People, SetUpPassword } from './people/index.ts'
import { oversightHandlers } from './oversight/index.ts'
import { fixedAfter, notePaperBroken, papersHandlers } from './papers/index.ts'
import { reviewsHandlers } from './reviews/index.ts'
import { tryTemplates, typesetter, type Typesetter } from './typesetting/index.ts'
import { policiesBy } from './policies.ts'
import { diskOf } from './platform/index.ts'
import type { Config } from './platform/index.ts'
import type { Services } from './platform/services.ts'
import {
  keepTakes,
  makeMarked,
  mediaTools,
  NOTHING,
  noteBroken,
  originalsAfter,
  queueJobs,
  recordingOf,
  recordingsHandlers,
  recordingsOfBytes,
  regroupAll,
  RefusedAttempts,
  startWork,
} from './recordings/index.ts'
import type { MediaTools, Read, Work } from './recordings/index.ts'
import { Disposer, KeepingPass, type Retention, retentionHandlers, warrantedBy } from './retention/index.ts'
import { type Redactions, redactionsHandlers, redactionsOfBytes } from './redactions/index.ts'
import { ownScore, scoreHandlers } from './score/index.ts'
import { sealsHandlers } from './seals/index.ts'
import { inspectionsHandlers } from './inspections/index.ts'
import { supervisionHandlers, verdictsOwed } from './supervision/index.ts'
import {
  borrowingLeave,
  isReleased,
  keepingWords,
  keptBack,
  namesUnread,
  Permissions,
  requestsHandlers,
} from './requests/index.ts'
import { unlabelled, volumesHandlers } from './volumes/index.ts'
import {
  DigestWorkers,
  FileVault,
  hasKeyRing,
  openKeyRing,
  SealedVault,
  type Vault,
  type Warranted,
} from './vault/index.ts'
import { workbenchHandlers } from './workbench/index.ts'

/** How this server writes everything down; for the measurements too. */
export const serverJournal = (law: Law, press?: () => Promise<Typesetter>): Journal =>
  openJournal({
    reactions: [keepNotices, keepTakes, queueJobs, keepPresence, keepDue(law)],
    policies: policiesBy(law, press),
  })

/** The keys of an encrypted vault; undefined where nothing is encrypted. Throws Refused where something is and no passphrase is named. */
async function keyRing({ vaultSealing }: Config, file: string) {
  if (vaultSealing) return openKeyRing(file, vaultSealing.cipher, vaultSealing.passphraseFile)
  if (!(await hasKeyRing(file))) return undefined
  throw because(
    Refused,
    'vault-locked',
    '保管库里有加密的文件，而没有设置口令：请设置 LIUHEN_VAULT_CIPHER 和 LIUHEN_VAULT_PASSPHRASE_FILE 后再启动',
    'Files of the vault are encrypted and no passphrase is named: set LIUHEN_VAULT_CIPHER and LIUHEN_VAULT_PASSPHRASE_FILE, then start again',
  )
}

/** All capabilities together, as one server runs them. */
export interface Capabilities {
  readonly handlers: Partial<Handlers>
  readonly doorkeeper: Doorkeeper
  readonly refusals: Refusals
  readonly denials: Denials
  /** Notes what people from outside are served. */
  readonly outsiders: Outsiders
  /** What founding the bureau asks for, until it is founded. */
  readonly setUpPassword: SetUpPassword | undefined
  /** What anybody reads without signing in. */
  readonly publicPages: ReturnType<typeof publicPages>
  /** Takes up what a fall left half done, and starts the jobs. */
  start(): Promise<void>
  /** Lets what is running end, then lets go of everything. */
  stop(): Promise<void>
}

/** What capabilities need that no database holds. */
export interface Gathered {
  readonly law: Law
  readonly tools: MediaTools
}

/** Reads the regulations and finds ffmpeg: apart, so that PostgreSQL can start meanwhile. Throws Malformed and Refused. */
export async function gather({ packs: more, ffmpeg, ffprobe, mediaWalls }: Config): Promise<Gathered> {
  const [packs, tools] = await Promise.all([
    readPacks(PACKS, more),
    mediaTools({ FFMPEG: ffmpeg, FFPROBE: ffprobe }, mediaWalls === 'best' ? undefined : mediaWalls),
  ])
  return { law: lawOf(packs), tools }
}

/** The one place where capabilities meet: a new one is added to the lists here. */
export async function openCapabilities(
  services: Services,
  log: LogDesk,
  built: string,
  { law, tools }: Gathered,
): Promise<Capabilities> {
  const { db, pool, config } = services
  const folder = (name: string): string => join(config.data, name)
  for (const name of ['vault', 'staging', 'quarantine']) await mkdir(folder(name), { recursive: true, mode: 0o700 })
  let typesetting: Promise<Typesetter> | undefined
  const press = (): Promise<Typesetter> =>
    (typesetting ??= typesetter(config.templates === undefined ? {} : { templates: config.templates }))
  if (config.templates !== undefined) await tryTemplates(await press())
  const journal = serverJournal(law, press)
  await checkChosen(db, law)
  const workers = new DigestWorkers()
  const ring = await keyRing(config, folder('keys/vault.json'))
  const vaultIn = (place: string, warranted?: Warranted): Vault => {
    const plain = new FileVault(folder(place), workers, warranted)
    return ring ? new SealedVault(plain, ring, workers, folder('run/opened')) : plain
  }
  const vault = vaultIn('vault/sha256', warrantedBy(db))
  const staging = new Staging(folder('staging'), workers, services.log)
  const quarantine = vaultIn('quarantine')
  const limits = { quota: config.uploadQuota, days: config.uploadDays }
  const disk = diskOf(config.data, config.reserve)
  const beginning = oneAtATime()
  const intake = { ...services, journal, vault, quarantine, staging, disk, limits, beginning }
  const settling = new Settling(intake)
  const secrets = await openSecrets(folder('keys/secrets.key'))
  const setUpPassword = await openSetUpPassword(config.data, db)
  const people: People = {
    ...services,
    record: journal.write,
    looks: new Looks({ ...services, journal }),
    secrets,
    setUpPassword,
    passwords: new Passwords(),
    foundLog: (slug) => log.found(slug),
    devicesCsv: devicesCsv({ ...services, journal }),
    rules: {
      offered: () => offeredPacks(law),
      first: (bureau, at, given) => firstRules(law, bureau, at, given),
    },
  }
  const kept = { ...services, journal, vault, workers, law }
  const deriving = { ...kept, tools, folder: folder('run/deriving') }
  const papers = {
    ...kept,
    looks: people.looks,
    passwords: people.passwords,
    typesetter: press,
    folder: folder('run/papers'),
  }
  const publicFolder = folder('public')
  const site = new PublicSite({
    ...kept,
    signing: () => log.current(),
    folder: publicFolder,
    address: config.publicAddress,
    script: join(built, 'public', 'check.js'),
  })
  const disclosures = {
    ...kept,
    looks: people.looks,
    passwords: people.passwords,
    folder: folder('run/disclosures'),
    address: config.publicAddress,
    footage: {
      of: async (sha256: Sha256) => {
        const redacted = await redactionsOfBytes(kept.db, sha256)
        const masked = await Promise.all(redacted.map((one) => recordingOf(kept.db, one)))
        const named = masked.map(({ id, file_name: fileName }) => ({ id, fileName, redacted: true as const }))
        return [...(await recordingsOfBytes(kept.db, sha256)), ...named]
      },
      isReleased: (recording: string) => isReleased(kept.db, recording, kept.clock.now()),
      keptBack: async (recording: string, redacted: boolean) =>
        keptBack(kept.db, recording, { at: kept.clock.now(), book: await law.book(kept.db), redacted }),
    },
    changed: () => site.changed(),
  }
  const permissions = new Permissions(kept)
  const attempts = new RefusedAttempts(kept)
  const requests = new RefusedRequests(kept)
  const packages: Packages = {
    ...kept,
    typeset: typst(),
    log: () => log.current(),
    disk: intake.disk,
    underWay: new Map(),
    folder: folder('packages'),
    verifyPage: join(built, 'verify', 'verify.html'),
    marked: async (recording, marking) => {
      const { derivatives } = (await recordingOf(kept.db, recording)).state
      const isSeen = derivatives.some((one) => one.kind === 'view-copy' && !one.mediaType.startsWith('audio/'))
      if (isSeen) await makeMarked(deriving, recording, marking)
    },
  }
  const retention: Retention = {
    ...kept,
    passwords: people.passwords,
    typeset: packages.typeset,
    sealing: () => log.current(),
    folder: folder('run/certificates'),
    packages: packages.folder,
    discs: folder('discs'),
  }
  const busy = (): boolean => staging.busy
  const onBroken = async (sha256: Sha256, found: Read): Promise<boolean> => {
    await noteBroken(kept, sha256, found)
    await notePaperBroken(kept, sha256, found)
    return mendOriginal({ ...kept, vault, folder: folder('packages') }, sha256)
  }
  const scrub = new Scrub({
    ...services,
    vault,
    data: config.data,
    busy,
    rest: config.scrubSeconds * 1000,
    expected: async function* () {
      for (const digestsAfter of [originalsAfter, fixedAfter])
        for (let after = ''; ;) {
          const page = await digestsAfter(db, after, 1000)
          yield page
          const last = page.at(-1)
          if (last === undefined) break
          after = last
        }
    },
    onBroken,
    onMissing: (sha256) => onBroken(sha256, NOTHING),
  })
  let clockWatch: ClockWatch | undefined
  const health = new Health({
    ...services,
    disk: intake.disk,
    sealing: () => log.current()?.sealing,
    lastAudit: () => log.lastAudit(),
    scrub: () => scrub.progress,
    clockWatch: () => clockWatch?.last(),
    stationClocks: (since) => stationClocks(db, since),
    unfinished: () => unfinished(intake),
    backup: () => lastBackup(config.data),
    mail: async () => (config.smtp ? mailToday(db, services.clock.now()) : undefined),
  })
  const discs: Discs = {
    ...kept,
    packages,
    looks: people.looks,
    disk: intake.disk,
    burner: config.burner,
    underWay: new Map(),
    folder: folder('discs'),
    leaving: permissions.leaving(),
    leave: (viewer, request, recordings, due) => borrowingLeave(kept, viewer, request, recordings, due),
  }
  const redactions: Redactions = { ...kept, looks: people.looks, uses: permissions, deriving, rendering: new Map() }
  let finishing: Promise<void> | undefined
  const unrecorded = new Unrecorded()
  let work: Work | undefined
  let expiry: Expiry | undefined
  let reminders: Reminders | undefined
  let keeping: KeepingPass | undefined
  let disposer: Disposer | undefined
  let overdue: OverduePass | undefined
  let following: RulesFollowed | undefined
  return {
    handlers: keepingWords(
      db,
      services.clock,
      bind(
        peopleHandlers(people),
        devicesHandlers({ ...services, journal, law }),
        dutiesHandlers(kept),
        intakeHandlers(intake, settling),
        discsHandlers(discs),
        redactionsHandlers(redactions),
        sealsHandlers({ ...papers, ...(config.sealRoots !== undefined && { sealRoots: config.sealRoots }) }),
        recordingsHandlers(
          kept,
          deriving,
          permissions,
          async (id) => (await consolidatedAt(kept.db, [id])).get(id),
          (viewer) => verdictsOwed(kept, viewer),
        ),
        packagesHandlers(packages, {
          ...permissions.leaving(),
          permitCase: async (viewer, id) => void (await caseOf(kept.db, viewer, id)),
        }),
        requestsHandlers({ ...kept, folder: folder('run/requests') }, permissions),
        logHandlers({
          ...services,
          log: () => log.current(),
          lastAudit: () => log.lastAudit(),
          unread: (viewer) => namesUnread(db, viewer, services.clock.now()),
        }),
        healthHandlers(
          {
            clock: services.clock,
            scrub: () => scrub.progress,
            discsReread: (since) => discsReread(services.db, since),
          },
          health,
        ),
        workbenchHandlers({ ...services, law, unrecorded, permissions }),
        packsHandlers({
          ...kept,
          live: (book, viewer, kinds) => liveNumbers(db, book, viewer, kinds, services.clock.now()),
        }),
        causesHandlers(kept),
        activitiesHandlers(kept),
        casesHandlers({ ...kept, looks: people.looks, filters: config.savedFilters }),
        papersHandlers(papers),
        volumesHandlers({
          ...papers,
          packages,
          ...(config.ownCertificate && { ownCertificate: config.ownCertificate }),
          leaving: permissions.leaving(),
        }),
        reviewsHandlers(kept),
        disclosuresHandlers(disclosures, { standing: () => site.standing, folder: publicFolder }),
        agendaHandlers({ ...kept, reminders: { on: config.smtp !== undefined, ...config.reminders } }),
        approvalsHandlers({ ...kept, passwords: people.passwords, tookPart: tookPartIn }),
        consolidationHandlers({ ...kept, unlabelled }),
        retentionHandlers(retention),
        coverageHandlers({ ...kept, unrecorded, looks: people.looks }),
        supervisionHandlers({
          ...kept,
          looks: people.looks,
          uses: permissions,
          recorded: async (viewer, days) => recordedBetween(db, await law.book(db), viewer, days, kept.clock.now()),
          ownScore: (viewer, id) => ownScore({ ...kept, looks: people.looks }, viewer, id),
          verifierKey: () => log.current()?.key.line,
        }),
        inspectionsHandlers({ ...kept, verifierKey: () => log.current()?.key.line }),
        informantsHandlers(kept),
        scoreHandlers({ ...kept, looks: people.looks }),
        accountabilityHandlers(kept),
        oversightHandlers({
          ...kept,
          looks: people.looks,
          wordsKept: (viewer) => permissions.wordsKept(viewer),
          signing: () => log.current()?.key,
        }),
      ),
    ),
    doorkeeper: {
      session: (token, renew) => callerBy(people, token, renew),
      station: (key) => stationOf(db, key),
    },
    refusals: attempts.refused,
    denials: requests.denied,
    outsiders: outsidersOf(people.looks),
    setUpPassword,
    publicPages: publicPages(publicFolder),
    async start() {
      // What a fall left half made is worthless, and made again.
      await rm(deriving.folder, { recursive: true, force: true })
      await rm(papers.folder, { recursive: true, force: true })
      await rm(retention.folder, { recursive: true, force: true })
      await rm(disclosures.folder, { recursive: true, force: true })
      await rm(folder('run/requests'), { recursive: true, force: true })
      await rm(folder('run/opened'), { recursive: true, force: true })
      await refold(db, streamTypes, async (trx, type, changes) => {
        if (type === recordingStream) await regroupAll(trx, changes)
      })
      await countOlder(kept)
      await settling.resume()
      expiry = new Expiry(intake)
      expiry.look()
      site.look()
      if (config.smtp) {
        reminders = new Reminders({
          ...kept,
          reminders: config.reminders,
          send: sendOver(config.smtp),
          every: config.lookSeconds * 1000,
        })
        reminders.look()
      }
      await noteRestored(services, journal)
      keeping = new KeepingPass(kept)
      disposer = new Disposer(retention)
      overdue = new OverduePass({ ...kept, every: config.lookSeconds * 6000 })
      following = new RulesFollowed(services, () => {
        keeping?.look()
        overdue?.look()
      })
      clockWatch = watchClock(services, journal)
      await clockWatch.begin()
      await scrub.start()
      // A package may be large, and nobody should wait for the server because of one.
      finishing = finishPackages(packages, await halfWritten(packages)).then(
        ({ finished, lost, removed }) => {
          if (finished.length + removed > 0) services.log.note('packages cut off by a fall', { finished, removed })
          if (lost.length > 0)
            services.log.alarm('packages on record that are not on the disk as they were sealed', { lost })
        },
        (error: unknown) => services.log.alarm('packages cut off by a fall could not be finished', { error }),
      )
      const unmade = await clearUnfinished(discs)
      if (unmade > 0) services.log.note('discs whose image a fall cut off', { unmade })
      if (config.jobs === 'elsewhere') return
      // Two at least: one that needs time never keeps the others waiting.
      const concurrency = Math.max(2, availableParallelism() - 1)
      work = startWork(deriving, pool, { concurrency, busy })
    },
    async stop() {
      clockWatch?.stop()
      await scrub.stop()
      await finishing
      await work?.stop()
      await Promise.all([...redactions.rendering.values()].map((one) => one.done))
      await expiry?.stop()
      await following?.stop()
      await keeping?.stop()
      await disposer?.stop()
      await overdue?.stop()
      await reminders?.stop()
      await site.stop()
      await (await typesetting)?.close()
      await settling.close()
      await attempts.close()
      await requests.close()
      await workers.close()
    },
  }
}
