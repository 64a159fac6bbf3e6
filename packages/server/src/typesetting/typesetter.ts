import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PaperLayout, SlotPlace } from '@liuhen/core/papers'
import { Cage, EMPTY, environment } from '../platform/index.ts'
import type { Walls } from '../platform/index.ts'
import { checkFonts, findFonts, fontDigests } from './fonts.ts'
import type { FontSet } from './fonts.ts'
import { joinPapers } from './join.ts'
import type { Joined, Part, SetNumbers, Stamp } from './join.ts'
import { pageCodes } from './page-codes.ts'
import {
  checkReadable,
  closed,
  endedEarly,
  familyMissing,
  templateWrong,
  tookTooLong,
  withoutFont,
} from './refusals.ts'
import type { Answer, Job, Place, Setting } from './wire.ts'

/** A paper as it came out of one compilation. */
export interface Typeset {
  /** PDF/A-2a. */
  readonly pdf: Uint8Array
  readonly pages: number
  /** In millimetres from the upper left corner of their page; a slot of every page once for each. */
  readonly slots: readonly SlotPlace[]
  /** Where the seal goes, 42 mm across; its `slot` is `seal`. */
  readonly seal?: SlotPlace
  readonly templateDigest: string
}

export interface Typesetter {
  /**
   * One after another, in the order asked. Throws Refused, in a sentence that names the paper: a character no font has, a
   * font that is not here, a template that is wrong, too long or too large.
   */
  typeset(layout: PaperLayout): Promise<Typeset>
  /**
   * A volume of stored papers, as they are stored; with a `stamp`, running page numbers are laid over this copy of them, and so
   * is what was signed on a part that says it.
   * Throws Corrupt, naming the paper that cannot be read, and Refused when this machine lacks what joins.
   */
  join(parts: readonly Part[], options?: JoinOptions): Promise<Joined>
  /** A picture, PNG or JPEG, on a sheet of its own. Throws Refused, naming `title`, for one that cannot be read. */
  picture(title: string, picture: Uint8Array): Promise<Uint8Array>
  /** SHA-256, in hexadecimal, of the templates, the font settings and the font files in use. */
  readonly digest: string
  /** How far the process that reads templates is shut in on this machine. */
  readonly walls: Walls
  /** What its process holds resident in memory, in bytes, as of the last paper; 0 before the first. */
  readonly memory: number
  /** Ends the process; what is still waiting is refused. */
  close(): Promise<void>
}

export interface JoinOptions {
  readonly stamp?: Stamp
  /** A signature will be appended to it. */
  readonly toBeSigned?: boolean
}

export interface TypesettingOptions {
  /** A folder of Typst sources, one for each family of layout, and `fonts.json`. */
  readonly templates?: string
  /** Font settings in place of the templates' `fonts.json`. */
  readonly fontSettings?: string
  /** Folders looked at for fonts before those of the settings: a bureau's licensed ones, `LIUHEN_FONTS` unless given. */
  readonly fontFolders?: readonly string[]
  /** What one paper may take of the wall clock. */
  readonly seconds?: number
  /** What the process may take of memory. */
  readonly megabytes?: number
  /** After so many papers the process is begun anew. */
  readonly papersEach?: number
  /** How far the process is shut in at most: as far as this machine can, when not said. */
  readonly walls?: Walls
  /** After so many seconds without work the process ends; the next paper begins another. */
  readonly idleSeconds?: number
}

const TEMPLATES = fileURLToPath(new URL('../../../../templates/papers', import.meta.url))
const OWN_FONTS = (process.env['LIUHEN_FONTS'] ?? '').split(':').filter((one) => one !== '')
const PROCESS = fileURLToPath(new URL('./process.ts', import.meta.url))
/** The compiler's packages, which its process loads by their name. */
const COMPILER = dirname(dirname(fileURLToPath(import.meta.resolve('@myriaddreamin/typst-ts-node-compiler'))))
const DEFAULTS = { seconds: 30, megabytes: 1024, papersEach: 500, idleSeconds: 600 }
/** A process that has grown to this share of its limit is begun anew before the next paper. */
const GROWN = 0.35
const MILLIMETRE = 72 / 25.4

type Ended = { readonly ended: 'time' | 'itself' }

/** Reads the templates and the font files once: what is typeset afterwards is by them. Throws what reading them throws. */
export async function typesetter(options: TypesettingOptions = {}): Promise<Typesetter> {
  const {
    templates = TEMPLATES,
    fontSettings = `${templates}/fonts.json`,
    fontFolders = OWN_FONTS,
    walls,
    ...limits
  } = options
  const [sources, fonts, settings] = await Promise.all([
    readSources(templates),
    findFonts(fontSettings, fontFolders),
    readFile(fontSettings, 'utf8'),
  ])
  const { seconds, megabytes, papersEach, idleSeconds } = { ...DEFAULTS, ...limits }
  const [fontHashes, cage] = await Promise.all([fontDigests(fonts), Cage.find(walls)])
  const digest = createHash('sha256')
    .update(JSON.stringify([sources, settings, fontHashes]))
    .digest('hex')
  return new WarmTypesetter({ sources, fonts, cage, digest, seconds, megabytes, papersEach, idleSeconds })
}

interface Parts extends Required<Omit<TypesettingOptions, 'templates' | 'fontSettings' | 'fontFolders' | 'walls'>> {
  readonly sources: Readonly<Record<string, string>>
  readonly fonts: FontSet
  readonly cage: Cage
  readonly digest: string
}

async function readSources(folder: string): Promise<Readonly<Record<string, string>>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.typ')).sort()
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(`${folder}/${name}`, 'utf8')] as const)),
  )
}

class WarmTypesetter implements Typesetter {
  readonly #parts: Parts
  #process: ChildProcess | undefined
  #papers = 0
  #rss = 0
  #last: Promise<unknown> = Promise.resolve()
  #idle: NodeJS.Timeout | undefined
  #closed = false
  #root: Promise<string> | undefined

  constructor(parts: Parts) {
    this.#parts = parts
  }

  get digest(): string {
    return this.#parts.digest
  }

  get walls(): Walls {
    return this.#parts.cage.walls
  }

  get memory(): number {
    return this.#rss
  }

  typeset(layout: PaperLayout): Promise<Typeset> {
    return this.#inTurn(() => this.#set(layout))
  }

  async close(): Promise<void> {
    this.#closed = true
    const child = this.#process
    if (child !== undefined) await this.#end(child)
    await this.#last
    const root = await this.#root
    if (root !== undefined && root !== EMPTY) await rm(root, { recursive: true, force: true })
  }

  async join(parts: readonly Part[], options: JoinOptions = {}): Promise<Joined> {
    const { stamp, toBeSigned } = options
    const isMarked = parts.some(({ marks = [] }) => marks.length > 0)
    if (stamp === undefined && !isMarked) return joinPapers(this.#parts.cage, parts, undefined, toBeSigned)
    const numbers: SetNumbers = async (sheets) => {
      const pages = stamp === undefined ? sheets.map(({ number: _none, ...sheet }) => sheet) : sheets
      const data = { ...VOLUME, where: stamp ?? 'outer', pages }
      const { pdf } = await this.#inTurn(() =>
        this.#paper(VOLUME.title, { template: 'stamp', data: JSON.stringify(data) }),
      )
      return pdf
    }
    return joinPapers(this.#parts.cage, parts, numbers, toBeSigned)
  }

  async picture(title: string, picture: Uint8Array): Promise<Uint8Array> {
    const data = JSON.stringify({ ...VOLUME, title, picture: PICTURE })
    const job = { template: 'picture', data, files: { [PICTURE]: picture } }
    return (await this.#inTurn(() => this.#paper(title, job))).pdf
  }

  /** One job after another. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work)
    this.#last = mine.catch(() => {})
    return mine
  }

  async #set(layout: PaperLayout): Promise<Typeset> {
    checkReadable(layout)
    const { template, title, code } = layout
    const set = (count: number) => {
      const data = JSON.stringify({ ...layout, codes: pageCodes(code, count) })
      return this.#paper(title, { template, data }, layout)
    }
    const first = await set(CODED)
    // How many pages it has is known when it is set; a long one is set once more, so that each bears its code.
    const { pdf, pages, places } = first.pages > CODED ? await set(first.pages) : first
    const seal = places.find(({ slot }) => slot === SEAL)
    return {
      pdf,
      pages,
      slots: places.filter(({ slot }) => slot !== SEAL).map(inMillimetres),
      ...(seal && { seal: { ...inMillimetres(seal), slot: 'seal' } }),
      templateDigest: this.digest,
    }
  }

  async #paper(title: string, job: Job, layout?: PaperLayout): Promise<Extract<Answer, { pages: number }>> {
    if (this.#closed) throw closed(title)
    clearTimeout(this.#idle)
    await checkFonts(this.#parts.fonts, title)
    const answer = await this.#ask(job)
    if ('ended' in answer) {
      if (this.#closed) throw closed(title)
      throw answer.ended === 'time' ? tookTooLong(title, this.#parts.seconds) : endedEarly(title, this.#parts.megabytes)
    }
    if (!('failed' in answer)) return answer
    switch (answer.failed) {
      case 'characters':
        throw withoutFont(title, answer.characters, layout)
      case 'family':
        throw familyMissing(title, answer.family)
      case 'template':
        throw templateWrong(title, answer.words)
    }
  }

  async #ask(job: Job): Promise<Answer | Ended> {
    const { seconds, megabytes, papersEach, idleSeconds } = this.#parts
    const child = this.#process ?? (await this.#begin())
    this.#papers++
    let over = false
    const clock = setTimeout(() => {
      over = true
      child.kill('SIGKILL')
    }, seconds * 1000)
    try {
      child.ref()
      child.channel?.ref()
      const answer = await asked(child, job)
      if (answer === undefined) return { ended: over ? 'time' : 'itself' }
      this.#rss = answer.rss
      if (this.#papers >= papersEach || this.#rss > GROWN * (megabytes << 20)) await this.#end(child)
      return answer
    } finally {
      clearTimeout(clock)
      // What waits to be asked again holds nobody up who wants to end.
      child.unref()
      child.channel?.unref()
      this.#idle = setTimeout(() => void this.#end(child), idleSeconds * 1000).unref()
    }
  }

  async #begin(): Promise<ChildProcess> {
    const { cage, sources, fonts, megabytes, papersEach, seconds } = this.#parts
    // Where the walls are whole, the empty folder is within them.
    const root = await (this.#root ??=
      cage.walls === 'whole' ? Promise.resolve(EMPTY) : mkdtemp(join(tmpdir(), 'liuhen-paper-')))
    const fontFiles = fonts.files.map(({ path }) => path)
    const limits = { memory: megabytes << 20, processorSeconds: papersEach * seconds }
    const around = cage.around([PROCESS, COMPILER, ...fontFiles], limits)
    const [execPath, ...execArgv] = [...around, process.execPath, '--max-old-space-size=128']
    const child = fork(PROCESS, [], {
      execPath,
      execArgv,
      env: environment(),
      ...(root === EMPTY ? {} : { cwd: root }),
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    })
    const setting: Setting = { root, sources, fontFiles, faces: fonts.faces, wrong: fonts.wrong }
    child.send(setting, () => {})
    const gone = (): void => {
      if (this.#process === child) this.#process = undefined
    }
    child.once('exit', gone).on('error', gone)
    this.#process = child
    this.#papers = 0
    return child
  }

  async #end(child: ChildProcess): Promise<void> {
    if (this.#process === child) this.#process = undefined
    if (child.exitCode !== null || child.signalCode !== null) return
    child.ref()
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
}

/** What the sheet of numbers is called in a refusal, and what its file says of itself, which no copy keeps. */
const VOLUME = { title: '卷内页码', authority: '-', code: '-', day: '2000-01-01', draft: false, signatures: [] }

/** So many pages have their codes made beforehand. */
const CODED = 12

/** What a template knows a picture by. */
const PICTURE = 'picture'

/** Of the place, not of a signature: no slot of a layout may be called so. */
const SEAL = '#seal'

/** Its answer, or undefined when it ended first or could not be begun. */
async function asked(child: ChildProcess, job: Job): Promise<Answer | undefined> {
  if (child.pid === undefined) return undefined
  const { promise, resolve } = Promise.withResolvers<Answer | undefined>()
  const gone = (): void => resolve(undefined)
  const said = (message: unknown): void => resolve(message as Answer)
  child.on('message', said).on('exit', gone).on('error', gone)
  try {
    // What cannot be sent is to a process that is gone, which is said by its exit.
    child.send(job, () => {})
    return await promise
  } finally {
    child.off('message', said).off('exit', gone).off('error', gone)
  }
}

const inMillimetres = ({ slot, page, ...place }: Place): SlotPlace => ({
  slot,
  page,
  x: rounded(place.x),
  y: rounded(place.y),
  width: rounded(place.width),
  height: rounded(place.height),
})

const rounded = (points: number): number => Math.round((points / MILLIMETRE) * 100) / 100
