import { digest } from './digests.ts'
import { isEvent, isOf } from './events.ts'
import type { Opened } from './events.ts'
import { agrees, renderedOf } from './items.ts'
import { json, canonical } from './json.ts'
import type { Members } from './json.ts'
import { base64, sameKey, keyOf, openNote, proves } from './log.ts'
import type { Key, Checkpoint } from './log.ts'
import { FIXED, TAGS, OUTSIDE, isLitter, isPath, eventPaths, listOf, redactedEvents } from './paths.ts'
import {
  isObject,
  isString,
  has,
  isNewIndex,
  isOldIndex,
  isRedactedIndex,
  isStatement,
  isVolumeIndex,
  SEALED,
} from './shapes.ts'
import { filesOf, isVolume, readVolume, volumeEventPaths } from './volume.ts'

export interface Judgement {
  readonly verdict: 'sound' | 'foreign' | 'altered' | 'unreadable' | 'incomplete'
  readonly standing: 'proven' | 'originals' | 'uncompared' | 'failed'
  /** What was found, for a person who looks into a disagreement. */
  readonly found: readonly string[]
}

/** All files of a folder by path. */
export type Files = ReadonlyMap<string, Uint8Array>
const WORST = ['sound', 'incomplete', 'unreadable', 'altered', 'foreign'] as const

export class Reading {
  readonly #found: [means: (typeof WORST)[number], what: string][] = []
  readonly #files = new Map<string, Buffer>()
  readonly #texts = new Map<string, string>()
  readonly #brought: readonly Key[]
  #isOld = false

  constructor(all: Files, brought: readonly string[]) {
    this.#brought = brought.map((line) => keyOf(line)).filter((one) => one !== undefined)
    this.#survey(all)
  }

  #say(means: (typeof WORST)[number], what: string): void {
    this.#found.push([means, what])
  }

  /** Complains unless it holds. */
  #ask(holds: boolean, what: string, means: (typeof WORST)[number] = 'altered'): boolean {
    if (!holds) this.#say(means, what)
    return holds
  }

  #survey(all: Files): void {
    const lower = new Set<string>()
    for (const [path, bytes] of all) {
      if (isLitter(path, bytes.length)) continue
      if (!this.#ask(isPath(path), 'path')) continue
      if (!this.#ask(!lower.has(path.toLowerCase()), 'twice')) continue
      lower.add(path.toLowerCase())
      this.#files.set(path, Buffer.from(bytes))
    }
  }

  judge(): Judgement {
    if (!['bagit.txt', 'manifest-sha256.txt', 'data/index.json'].some((path) => this.#files.has(path))) {
      this.#say('unreadable', 'no package')
      return this.#answer('failed')
    }
    for (const path of [...OUTSIDE.filter((one) => !one.endsWith('.html')), ...FIXED.slice(0, 4)]) this.#read(path)
    const index = this.#index()
    this.#isOld = index?.['format'] === 'liuhen-package/1'
    const items = (index?.['items'] ?? []) as readonly Members[]
    const volume = index?.['volume'] as Members | undefined
    for (const path of items.flatMap((item) => eventPaths(item))) this.#read(path)
    for (const path of volume ? volumeEventPaths(volume) : []) this.#read(path)
    const isComplete = this.#lists(index)
    this.#bagFiles(index, isComplete)
    const keys = this.#keys()
    const checkpoint = this.#open('data/checkpoint', keys)
    const seal = this.#isOld ? undefined : this.#open('package.checkpoint', keys)
    const statement = this.#statement(index)
    this.#companion(index)
    const facts = items.map((item) => this.#item(item, checkpoint))
    if (index !== undefined && !this.#isOld) {
      for (const events of facts) if (statement && events) this.#method(String(statement['method']), events)
      this.#gaps(index, facts)
      if (volume !== undefined)
        readVolume(index, {
          event: (path) => this.#event(path, checkpoint),
          file: (path) => this.#files.get(path),
          ask: (holds, what, means) => this.#ask(holds, what, means),
        })
      this.#paper()
      this.#package(index, statement, { checkpoint, seal, isComplete })
    }
    const logs = this.#isOld ? [checkpoint] : [checkpoint, seal]
    const isCompared = logs.every((log) =>
      log?.signers.some((key) => key.type === 1 && key.name === log.origin && this.#has(key)),
    )
    return this.#answer(isCompared ? (this.#isOld ? 'originals' : 'proven') : 'uncompared')
  }

  #answer(standing: Judgement['standing']): Judgement {
    const verdict = WORST.toReversed().find((one) => this.#found.some(([means]) => means === one)) ?? 'sound'
    const found = this.#found.map(([means, what]) => `${means}: ${what}`)
    return { verdict, standing: verdict === 'sound' ? standing : 'failed', found }
  }

  #has = (key: Key): boolean => this.#brought.some((one) => sameKey(one, key))

  #read(path: string): void {
    const bytes = this.#files.get(path)
    if (bytes === undefined || this.#texts.has(path)) return
    try {
      this.#texts.set(path, new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
    } catch {
      this.#say('unreadable', `not UTF-8: ${path}`)
    }
  }

  #index(): Members | undefined {
    const text = this.#texts.get('data/index.json')
    if (text === undefined) return undefined
    const value = json(text)
    const format = isObject(value) ? value['format'] : undefined
    const isOf = {
      'liuhen-package/1': isOldIndex,
      'liuhen-package/3': isVolumeIndex(isVolume),
      'liuhen-package/4': isRedactedIndex(isVolume),
    }[String(format)]
    const isIndex = (isOf ?? isNewIndex)(value)
    this.#ask(isIndex, 'index', 'unreadable')
    return isIndex ? (value as Members) : undefined
  }

  /** Whether every file that must be there is. */
  #lists(index: Members | undefined): boolean {
    const list = (path: string, digits: number): ReadonlyMap<string, string> | undefined => {
      const text = this.#texts.get(path)
      if (text === undefined) return undefined
      const { lines, holds } = listOf(text, digits)
      this.#ask(holds, `list ${path}`)
      return lines
    }
    const wide = this.#isOld ? undefined : list('manifest-sha512.txt', 128)
    const [narrow, sm3] = [list('manifest-sha256.txt', 64), list('sm3sums.txt', 64)]
    const tags = list('tagmanifest-sha256.txt', 64)
    const tagsWide = this.#isOld ? undefined : list('tagmanifest-sha512.txt', 128)
    const payload = [narrow, wide, sm3].filter((one) => one !== undefined)
    const named = new Set(payload.flatMap((lines) => [...lines.keys()]))
    this.#ask(
      [...named].every((path) => path.startsWith('data/')),
      'outside data/',
    )
    this.#ask(
      payload.every((lines) => lines.size === named.size),
      'lists differ',
    )
    for (const lines of this.#isOld ? [] : [tags, tagsWide])
      this.#ask(
        lines === undefined || (lines.size === TAGS.length && TAGS.every((path) => lines.has(path))),
        'tag lists',
      )
    const tagged = new Set([tags, tagsWide].flatMap((lines) => [...(lines?.keys() ?? [])]))
    const fixed = [...OUTSIDE, ...FIXED].filter(
      (path) => !this.#isOld || !(path.includes('512') || path.startsWith('package.')),
    )
    const wanted = new Set([...named, ...tagged, ...fixed])
    const isComplete = [...wanted].every((path) => this.#files.has(path))
    this.#ask(isComplete, 'missing', 'incomplete')
    this.#ask(
      [...this.#files.keys()].every((path) => wanted.has(path)),
      'extra',
    )
    for (const [path, bytes] of this.#files) {
      const [one, other] = path.startsWith('data/') ? [narrow, wide] : [tags, tagsWide]
      const holds = (lines: ReadonlyMap<string, string> | undefined, name: string): boolean =>
        lines?.get(path) === undefined || lines.get(path) === digest(name, bytes)
      this.#ask(holds(one, 'sha256') && holds(other, 'sha512') && holds(sm3, 'sm3'), `digest ${path}`)
    }
    if (index !== undefined) this.#named(index, named, payload.length > 0, { narrow, sm3 })
    return isComplete
  }

  #named(
    index: Members,
    named: ReadonlySet<string>,
    isListed: boolean,
    lists: { readonly [name in 'narrow' | 'sm3']: ReadonlyMap<string, string> | undefined },
  ): void {
    const items = index['items'] as readonly Members[]
    const volume = index['volume'] as Members | undefined
    const calls = items.flatMap((item) => [
      String(item['path']),
      ...(item['views'] as readonly Members[]).map((view) => String(view['path'])),
      ...eventPaths(item),
    ])
    if (volume) calls.push(...filesOf(volume).map((one) => String(one['path'])), ...volumeEventPaths(volume))
    for (const name of ['papers', 'approvals'])
      this.#ask(
        ((volume?.[name] ?? []) as readonly Members[]).every((one, i) => one['number'] === i + 1),
        `numbers of ${name}`,
      )
    this.#ask(new Set(calls).size === calls.length, 'a file called for twice')
    const all = new Set([...calls, ...FIXED])
    if (isListed) {
      const wanted = this.#isOld ? calls : [...all]
      this.#ask(
        wanted.every((path) => named.has(path)),
        'called for and not listed',
      )
      const looked = this.#isOld ? [...named].filter((path) => /^data\/(originals|view)\//.test(path)) : [...named]
      this.#ask(
        looked.every((path) => all.has(path)),
        'listed and not called for',
      )
    }
    const numbers = items.map((item) => Number(item['number']))
    this.#ask(
      new Set(numbers).size === numbers.length && (this.#isOld || numbers.every((n, i) => n === i + 1)),
      'numbers',
    )
    const digested = [
      ...items.flatMap((item) => [
        { ...item, ...(item['redacted'] as Members | undefined) },
        ...(item['views'] as readonly Members[]),
      ]),
      ...(volume ? filesOf(volume) : []),
      ...(this.#isOld ? [] : [{ ...(index['statement'] as Members), path: 'data/statement.json' }]),
    ] as readonly Members[]
    for (const one of digested) {
      const path = String(one['path'])
      const agrees = (lines: ReadonlyMap<string, string> | undefined, said: unknown): boolean =>
        lines?.get(path) === undefined || lines.get(path) === said
      this.#ask(agrees(lists.narrow, one['sha256']) && agrees(lists.sm3, one['sm3']), `index digest ${path}`)
    }
    for (const item of items) {
      const four = String(item['number']).padStart(4, '0')
      const isAt = (folder: string, path: unknown): boolean =>
        new RegExp(`^data/${folder}/${four}([_.][A-Za-z0-9.-]{1,64})?$`).test(String(path))
      const views = item['views'] as readonly Members[]
      this.#ask(
        isAt(item['redacted'] === undefined ? 'originals' : 'redacted', item['path']) &&
          views.every((view) => isAt('view', view['path'])),
        'places',
      )
      this.#ask(
        views.every((view) => view['original'] === item['sha256']),
        'view of another',
      )
    }
    const takes = index['takes'] as readonly Members[]
    const mentioned = takes.flatMap((take) => [
      ...(take['items'] as readonly number[]),
      ...(take['gaps'] as readonly Members[]).flatMap((gap) => [Number(gap['after']), Number(gap['before'])]),
    ])
    this.#ask(
      mentioned.every((n) => numbers.includes(n)),
      'takes',
    )
    if (index['format'] === 'liuhen-package/1') return
    const [members, told] = [new Map<unknown, unknown[]>(), new Set<string>()]
    const ids = new Set<unknown>()
    for (const take of takes) {
      this.#ask(!ids.has(take['id']), 'two takes of one id')
      ids.add(take['id'])
      for (const n of take['items'] as readonly number[]) members.set(n, [...(members.get(n) ?? []), take['id']])
      for (const gap of take['gaps'] as readonly Members[]) {
        const pair = JSON.stringify([gap['after'], gap['before']])
        const isItsOwn = (take['items'] as readonly unknown[]).includes(gap['after'])
        this.#ask(isItsOwn && gap['after'] !== gap['before'] && !told.has(pair), `gap ${pair}`)
        told.add(pair)
      }
    }
    for (const item of items) {
      const own = item['take'] === undefined ? [] : [item['take']]
      this.#ask(JSON.stringify(members.get(item['number']) ?? []) === JSON.stringify(own), 'take of an item')
    }
  }

  #payload(): readonly (readonly [string, Buffer])[] {
    return [...this.#files].filter(([path]) => path.startsWith('data/'))
  }

  #bagFiles(index: Members | undefined, isComplete: boolean): void {
    const bagit = this.#texts.get('bagit.txt')
    this.#ask(bagit === undefined || bagit === 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n', 'bagit.txt')
    const info = this.#texts.get('bag-info.txt')
    if (info === undefined) return
    const payload = this.#payload()
    const oxum = /^Payload-Oxum: (\d{1,15})\.(\d{1,9})$/m.exec(info)
    const bytes = payload.reduce((sum, [, one]) => sum + one.length, 0)
    const counts = isComplete ? `${bytes}.${payload.length}` : `${oxum?.[1]}.${oxum?.[2]}`
    if (!this.#ask(oxum !== null && `${oxum[1]}.${oxum[2]}` === counts, 'oxum')) return
    if (index === undefined || this.#isOld) return
    const plain = (words: unknown): string =>
      String(words)
        .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
        .trim()
    const day = new Date(Date.parse(String(index['madeAt'])) + 8 * 3_600_000).toISOString().slice(0, 10)
    const lines = [
      `Source-Organization: ${plain(index['bureau'])}`,
      `External-Identifier: ${plain(index['id'])}`,
      `Bagging-Date: ${day}`,
      `Payload-Oxum: ${counts}`,
      'Bag-Software-Agent: Liuhen',
    ]
    this.#ask(info === `${lines.join('\n')}\n`, 'bag-info.txt')
  }

  #keys(): readonly Key[] {
    const text = this.#texts.get('data/keys.txt')
    if (text === undefined) return []
    const lines = text.split('\n')
    this.#ask(lines.pop() === '' && lines.length >= 1 && lines.length <= 16, 'keys')
    const keys = lines.slice(0, 16).map((line) => keyOf(line))
    this.#ask(!keys.includes(undefined), 'a key')
    return keys.filter((one) => one !== undefined)
  }

  #open(path: string, carried: readonly Key[]): Checkpoint | undefined {
    const text = this.#texts.get(path)
    const keys = [...this.#brought, ...carried]
    if (text === undefined || keys.length === 0) return undefined
    const opened = openNote(text, keys)
    if (!this.#ask(opened !== undefined, `signature ${path}`) || opened === undefined) return undefined
    const isOurs = this.#brought.length === 0 || opened.signers.some((one) => this.#has(one))
    this.#ask(isOurs, 'another key', 'foreign')
    return opened
  }

  #statement(index: Members | undefined): Members | undefined {
    const text = this.#texts.get('data/statement.json')
    if (text === undefined) return undefined
    const value = json(text)
    if (!this.#ask(isStatement(value), 'statement') || !isObject(value)) return undefined
    if (index === undefined || this.#isOld) return value
    const items = index['items'] as readonly Members[]
    const times = items.map((item) => String(item['correctedTime'] ?? item['preservedAt'])).sort()
    const names = items.flatMap((item) => (item['officer'] as { name: string } | undefined)?.name ?? [])
    const bytes = this.#files.get('data/statement.json') ?? Buffer.alloc(0)
    this.#ask(
      names.every((name) => String(value['maker']).includes(name)) &&
        value['madeAt'] === (times[0] ?? index['madeAt']) &&
        value['extractor'] === index['madeBy'] &&
        value['extractedAt'] === index['madeAt'] &&
        (index['statement'] as Members)['sha256'] === digest('sha256', bytes),
      'statement and index',
    )
    return value
  }

  #companion(index: Members | undefined): void {
    const script = this.#texts.get('manifest.js')
    if (script === undefined || index === undefined) return
    const items = index['items'] as readonly Members[]
    const lists = ['manifest-sha256.txt', 'sm3sums.txt', ...(this.#isOld ? [] : ['manifest-sha512.txt'])]
    const paths = [
      'bagit.txt',
      'bag-info.txt',
      ...lists,
      ...FIXED.slice(0, 4),
      ...items.flatMap((item) => eventPaths(item)),
      ...(index['volume'] ? volumeEventPaths(index['volume'] as Members) : []),
    ]
    if (paths.some((path) => !this.#texts.has(path))) return
    const words = canonical(Object.fromEntries(paths.map((path) => [path, this.#texts.get(path)])))
    const escaped = words.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')
    this.#ask(script === `window.LIUHEN_PACKAGE = ${escaped}\n`, 'manifest.js')
  }

  #event(path: string, checkpoint: Checkpoint | undefined): Opened | undefined {
    const text = this.#texts.get(path)
    if (text === undefined) return undefined
    const file = json(text)
    const event =
      isObject(file) && has(file, { event: isEvent, salt: isString }) ? (file['event'] as Members) : undefined
    if (!this.#ask(event !== undefined, `event ${path}`) || event === undefined) return undefined
    const proof = this.#texts.get(path.replace('.event.json', '.tlog-proof'))
    const salt = base64((file as Members)['salt'])
    let isProven = false
    if (proof !== undefined && checkpoint !== undefined)
      isProven = this.#ask(salt?.length === 32 && proves(proof, event, salt, checkpoint), `proof ${path}`)
    return { ...(event as unknown as Omit<Opened, 'isProven'>), isProven }
  }

  /** The events of an item, when all are there, in order, proven or not, and agree with the index. */
  #item(item: Members, checkpoint: Checkpoint | undefined): readonly Opened[] | undefined {
    const own = { ...item, redacted: undefined }
    const paths = eventPaths(own).filter((path) => path.endsWith('.json'))
    const events = paths.map((path) => this.#event(path, checkpoint))
    const whole = events.filter((one) => one !== undefined)
    const agreed =
      whole.length === paths.length && this.#ask(agrees(item, whole, this.#isOld), 'events of an item')
        ? whole
        : undefined
    if (item['redacted'] !== undefined) {
      this.#redacted(item, checkpoint, agreed !== undefined && agreed.every((one) => one.isProven))
      return agreed
    }
    const original = this.#files.get(String(item['path']))
    const sealed = agreed?.[0]?.body ?? item
    if (original === undefined) return agreed
    const isSame =
      digest('sha256', original) === sealed['sha256'] &&
      digest('sm3', original) === sealed['sm3'] &&
      original.length === sealed['bytes']
    if (this.#ask(isSame, 'original'))
      this.#ask(agreed !== undefined && agreed.every((one) => one.isProven), 'unproven', 'incomplete')
    return agreed
  }

  /** The copy that goes in place of an original. */
  #redacted(item: Members, checkpoint: Checkpoint | undefined, isProven: boolean): void {
    const events = redactedEvents(item).map((path) => this.#event(path, checkpoint))
    const whole = events.filter((one) => one !== undefined)
    const rendered = whole.length === events.length ? renderedOf(item, whole) : undefined
    if (whole.length === events.length) this.#ask(rendered !== undefined, 'events of a redacted copy')
    const copy = this.#files.get(String(item['path']))
    const sealed = rendered ?? (item['redacted'] as Members)
    if (copy === undefined) return
    const isSame =
      digest('sha256', copy) === sealed['sha256'] &&
      digest('sm3', copy) === sealed['sm3'] &&
      copy.length === sealed['bytes']
    if (this.#ask(isSame, 'redacted copy'))
      this.#ask(
        rendered !== undefined && isProven && whole.every((one) => one.isProven),
        'redacted copy unproven',
        'incomplete',
      )
  }

  /** Whether 制作方法 says of an item how it came. */
  #method(method: string, events: readonly Opened[]): void {
    const came = events[0]?.body['provenance'] as Members | undefined
    if (came === undefined) return
    const isDocked = came['how'] === 'docked'
    if (isDocked && came['asked'] === true) {
      this.#ask(method.includes('经采集站'), 'method')
      return
    }
    const isSettled = events.some((one) => isOf(one, 'ProvenanceConfirmed')) || /未经核实|不属实/.test(method)
    this.#ask(isSettled && method.includes(isDocked ? '没有询问设备' : '没有经过采集站'), 'method')
  }

  #gaps(index: Members, facts: readonly (readonly Opened[] | undefined)[]): void {
    const items = index['items'] as readonly Members[]
    const gaps = (index['takes'] as readonly Members[]).flatMap((take) => take['gaps'] as readonly Members[])
    for (const gap of gaps) {
      const at = (name: string): number => items.findIndex((item) => item['number'] === gap[name])
      const [after, before] = [facts[at('after')], facts[at('before')]]
      if (after === undefined || before === undefined) continue
      const times = (events: readonly Opened[]): Members | undefined =>
        events.findLast((one) => isOf(one, 'TimesFound'))?.body
      const [start, end] = [times(before)?.['start'], times(after)?.['end']]
      const apart = Math.max(0, Date.parse(String(start)) - Date.parse(String(end))) / 1000
      this.#ask(gap['kind'] !== 'time' || gap['seconds'] === apart, 'length of a gap')
      const explained = before.findLast((one) => {
        const named = one.body['gap'] as Members | undefined
        const [a, b] = [items[at('after')]?.['recording'], items[at('before')]?.['recording']]
        return isOf(one, 'InterruptionExplained') && named?.['after'] === a && named?.['before'] === b
      })
      const said = gap['explanation'] as Members | undefined
      this.#ask(
        said?.['words'] === explained?.body['reason'] && said?.['at'] === explained?.at,
        'what is said of a gap',
      )
    }
  }

  #paper(): void {
    const [paper, index] = [this.#files.get('data/statement.pdf'), this.#files.get('data/index.json')]
    if (paper === undefined || index === undefined) return
    const isPdf = paper.subarray(0, 5).toString('latin1') === '%PDF-' && paper.subarray(-32).includes('%%EOF')
    this.#ask(isPdf && paper.includes(`liuhen-index-sha256:${digest('sha256', index)}`), 'paper')
  }

  #package(
    index: Members,
    statement: Members | undefined,
    logs: {
      readonly checkpoint: Checkpoint | undefined
      readonly seal: Checkpoint | undefined
      readonly isComplete: boolean
    },
  ): void {
    const event = this.#event('package.event.json', logs.seal)
    if (event === undefined) return
    const { body } = event
    const isSeal =
      event.kind === 'PackageMade/2' && event.stream === `package:${String(index['id'])}` && event.version === 1
    if (!this.#ask(isSeal && isObject(body) && has(body, SEALED), 'seal')) return
    const both = (path: string, name: string): boolean => {
      const bytes = this.#files.get(path)
      const said = body[name] as Members
      return bytes === undefined || (said['sha256'] === digest('sha256', bytes) && said['sm3'] === digest('sm3', bytes))
    }
    const payload = this.#payload()
    const items = index['items'] as readonly Members[]
    const words = [
      ['purpose', 'object'],
      ['recipient', 'recipient'],
      ['caseNumber', 'caseNumber'],
      ['discNumber', 'discNumber'],
    ]
    this.#ask(
      both('data/index.json', 'index') &&
        both('data/statement.json', 'statement') &&
        both('data/statement.pdf', 'paper') &&
        both('tagmanifest-sha256.txt', 'tagManifest') &&
        body['package'] === index['id'] &&
        body['case'] === (index['volume'] as Members | undefined)?.['case'] &&
        ((body['redacted'] ?? []) as readonly unknown[]).join() ===
          items.flatMap((item) => (item['redacted'] === undefined ? [] : [item['recording']])).join() &&
        ['bureau', 'madeAt', 'madeBy'].every((name) => body[name] === index[name]) &&
        (body['recordings'] as readonly unknown[]).join() === items.map((item) => item['recording']).join() &&
        (statement === undefined || words.every(([name = '', other = '']) => body[name] === statement[other])) &&
        (!logs.isComplete ||
          (body['files'] === payload.length &&
            body['bytes'] === payload.reduce((sum, [, one]) => sum + one.length, 0))) &&
        (logs.checkpoint === undefined || body['checkpointSize'] === logs.checkpoint.size),
      'seal and package',
    )
    const { checkpoint, seal } = logs
    const isLater =
      checkpoint === undefined ||
      seal === undefined ||
      (checkpoint.origin === seal.origin && seal.size >= checkpoint.size)
    this.#ask(isLater && event.at >= String(index['madeAt']), 'older seal')
  }
}
