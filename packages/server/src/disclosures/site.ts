import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import {
  type DisclosureProof,
  disclosureItems,
  fileName,
  type GonePage,
  isPublicOn,
  MANIFEST,
  MANIFEST_NOTE,
  manifestText,
  publicDocument,
  type PublicItem,
  publicVersion,
  siteFiles,
  type SiteInput,
  type SiteManifest,
  siteNote,
} from '@liuhen/core/disclosures'
import { base64Of, dayOf, Refused, Sha256 } from '@liuhen/core/kernel'
import { noteOf } from '@liuhen/core/ledger'
import { encode } from 'uqr'
import { type LogKey, proofOf, readStream, type Sealing } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import { bureauOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { type Clock, type Log, syncFolder } from '../platform/index.ts'
import type { Vault } from '../vault/index.ts'
import { creditCsv } from './credit.ts'
import { type PublicationRowOf, publicPublications } from './store.ts'

export interface SiteHere {
  readonly db: Db
  readonly clock: Clock
  readonly log: Log
  readonly law: Law
  readonly vault: Vault
  /** The bureau’s log: its key signs the manifest, and its proofs stand on the pages. */
  readonly signing: () => { readonly key: LogKey; readonly sealing: Sealing } | undefined
  /** Where it is written: each site in a folder of its own, and `current` names the one that counts. */
  readonly folder: string
  readonly address: string
  /** The script of the page that verifies, as it was built. */
  readonly script: string
}

const EVERY = 60_000
/** How long what was published may take to be in the log. */
const SEALED_WITHIN = 10_000

/** The public site: written anew, whole, whenever something the public reads has changed, and each day for what ends. */
export class PublicSite {
  readonly #here: SiteHere
  readonly #timer: NodeJS.Timeout
  #running: Promise<unknown> = Promise.resolve()
  #wanted = 0
  #built = 0
  #state = ''
  #at: string | undefined

  constructor(here: SiteHere) {
    this.#here = here
    this.#timer = setInterval(() => this.look(), EVERY).unref()
  }

  /** Whether what lies there is the newest, and when it was written. */
  get standing(): { readonly current: boolean; readonly builtAt?: string } {
    return { current: this.#built === this.#wanted, ...(this.#at !== undefined && { builtAt: this.#at }) }
  }

  changed(): void {
    this.#wanted += 1
    this.look()
  }

  look(): void {
    const wanted = this.#wanted
    const failed = (error: unknown): void => this.#here.log.alarm('the public site could not be written', { error })
    this.#running = this.#running
      .then(async () => {
        if (this.#built >= wanted && wanted > 0 && (await this.#stateNow()) === this.#state) return
        const state = await this.#stateNow()
        if (state === this.#state) {
          this.#built = wanted
          return
        }
        const at = await writeSite(this.#here)
        if (at !== undefined) this.#at = at
        this.#state = state
        this.#built = wanted
      })
      .catch(failed)
  }

  /** What the site is made from, in short: the day, and how far each publication has come. */
  async #stateNow(): Promise<string> {
    const { db, clock } = this.#here
    const row = await db
      .selectFrom('publications')
      .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number>('version').as('versions')])
      .where('public', '=', true)
      .executeTakeFirstOrThrow()
    return `${dayOf(clock.now())} ${row.count} ${row.versions}`
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#running
  }
}

/** Writes the site beside the one that is there and puts it in its place in one step. Undefined where nothing was ever public. */
export async function writeSite(here: SiteHere): Promise<string | undefined> {
  const { db, clock, folder } = here
  const signing = here.signing()
  const bureau = await bureauOf(db)
  const rows = await publicPublications(db)
  if (!signing || !bureau || rows.length === 0) return undefined
  const builtAt = clock.now()
  const today = dayOf(builtAt)
  const rules = (await here.law.book(db)).on(today)
  const items: PublicItem[] = []
  const gone: GonePage[] = []
  for (const row of rows) {
    const { id, state } = row
    const out = publicVersion(state)
    if (!out?.published) continue
    const { category } = out.content
    if (state.withdrawn)
      gone.push({ id, category, how: 'withdrawn', at: state.withdrawn.at, reason: state.withdrawn.reason })
    else if (state.ended) gone.push({ id, category, how: 'ended', at: state.ended.at, reason: state.ended.reason })
    else if (!isPublicOn(state, today))
      gone.push({
        id,
        category,
        how: 'ended',
        at: out.published.at,
        reason: `公示期到 ${out.content.until ?? ''} 为止`,
      })
    else {
      const document = publicDocument(id, out.version, out.content)
      const proof = await provenOf(here, signing.sealing, row, document)
      items.push({
        id,
        document,
        digest: out.digest,
        publishedAt: out.published.at,
        proof,
        isDecision: state.decision !== undefined,
      })
    }
  }
  items.sort((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1))
  gone.sort((a, b) => (a.at < b.at ? 1 : -1))
  const complaints = rules && disclosureItems(rules).find((one) => one.from === 'complaints')
  const counter = items.find((one) => one.document.category === complaints?.name.zh)
  const csv = rules && (await credit(here, rules))
  const site: SiteInput = {
    bureau: bureau.name,
    sample: bureau.sample,
    builtAt,
    today,
    base: here.address,
    categories: rules ? disclosureItems(rules).map((one) => one.name.zh) : [],
    items,
    gone,
    complaints: counter?.document.texts.map(({ name, text }) => ({ name, text })) ?? [],
    verifierKey: signing.key.line,
    credit: csv !== undefined,
    qr: (words) => encode(words, { ecc: 'M', border: 2 }).data,
  }
  const files = new Map<string, Uint8Array>(siteFiles(site).map(({ path, text }) => [path, Buffer.from(text)]))
  if (csv !== undefined) files.set('dual-publicity.csv', Buffer.from(csv))
  files.set('check.js', await readFile(here.script))
  for (const { document } of items)
    for (const one of document.attachments)
      files.set(`files/${fileName(one)}`, await buffer(await here.vault.read(one.sha256)))
  const digestOf = (bytes: Uint8Array) => Sha256.parse(createHash('sha256').update(bytes).digest('hex'))
  const manifest: SiteManifest = {
    format: 'liuhen-public-site/1',
    bureau: bureau.name,
    builtAt,
    sample: bureau.sample,
    files: Object.fromEntries(
      [...files].map(([path, bytes]) => [path, { sha256: digestOf(bytes), bytes: bytes.length }]),
    ),
  }
  const text = manifestText(manifest)
  const body = siteNote(signing.key.key.name, builtAt, digestOf(Buffer.from(text)))
  files.set(MANIFEST, Buffer.from(text))
  files.set(MANIFEST_NOTE, Buffer.from(noteOf(body, [signing.key.sign(body)])))
  await replace(folder, files)
  return builtAt
}

/** The table of credit, or none where a row of it is wrong: the page then has no link to it, and the desk says why. */
async function credit({ db, log }: SiteHere, rules: Parameters<typeof creditCsv>[1]): Promise<string | undefined> {
  try {
    return (await creditCsv(db, rules)).csv
  } catch (thrown) {
    if (!(thrown instanceof Refused)) throw thrown
    log.note('no table for the credit platform', { rows: thrown.obstacles.map((one) => one.message.zh) })
    return undefined
  }
}

/** A proof does not change while its event and its text are the same: the last site’s is taken. */
async function provenOf(
  { db, folder }: SiteHere,
  sealing: Sealing,
  { id, state }: PublicationRowOf,
  document: DisclosureProof['document'],
): Promise<DisclosureProof> {
  const version = publicVersion(state)?.version
  const entries = await readStream(db, `publication:${id}`)
  const entry = entries.findLast(
    ({ event }) => event.kind === 'PublicationPublished/1' && (event.body as { version?: number }).version === version,
  )
  if (!entry) throw new Error(`nothing published ${id}`)
  const before = await readFile(join(folder, 'current', 'proofs', `${id}.json`), 'utf8')
    .then((text) => JSON.parse(text) as DisclosureProof)
    .catch(() => undefined)
  if (before?.event.id === entry.event.id) return { ...before, document }
  await sealing.waitSealed(entry.event.id, SEALED_WITHIN)
  return {
    format: 'liuhen-disclosure-proof/1',
    document,
    event: entry.event,
    salt: base64Of(entry.salt),
    proof: await proofOf(db, entry.event.id),
  }
}

/**
 * All of it is on the disk before `current` names it. The one before it is served no more and stays until the next, for whoever is
 * taking it as a file; older ones are gone.
 */
async function replace(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const before = await readlink(join(folder, 'current')).catch(() => undefined)
  const name = randomUUID()
  const fresh = join(folder, name)
  const folders = new Set<string>([fresh])
  try {
    await mkdir(fresh, { mode: 0o755 })
    for (const [path, bytes] of files) {
      const full = join(fresh, path)
      if (!folders.has(dirname(full))) await mkdir(dirname(full), { recursive: true, mode: 0o755 })
      folders.add(dirname(full))
      const file = await open(full, 'wx', 0o644)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
    }
    for (const one of folders) await syncFolder(one)
    const link = join(folder, `.${name}`)
    await symlink(name, link)
    await rename(link, join(folder, 'current'))
    await syncFolder(folder)
  } catch (thrown) {
    await rm(fresh, { recursive: true, force: true })
    throw thrown
  }
  const counting = await readlink(join(folder, 'current'))
  for (const one of await readdir(folder))
    if (!['current', counting, before].includes(one)) await rm(join(folder, one), { recursive: true, force: true })
}
