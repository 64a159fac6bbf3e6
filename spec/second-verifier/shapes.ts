import type { Members } from './json.ts'
import { isPath, eventPaths } from './paths.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const INSTANT = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

export type Test = (value: unknown) => boolean
export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
export const isString: Test = (value) => typeof value === 'string'
const isLine: Test = (value) => typeof value === 'string' && value.length <= 4096
export const isWhole = (value: unknown): value is number => Number.isSafeInteger(value)
export const isCount: Test = (value) => isWhole(value) && value >= 0
export const isFrom1: Test = (value) => isWhole(value) && value >= 1
export const isUuid: Test = (value) => typeof value === 'string' && UUID.test(value)
export const isInstant: Test = (value) =>
  typeof value === 'string' && INSTANT.test(value) && value >= '0100' && isInCalendar(value)

/** A day that there is comes back as it was given. */
function isInCalendar(instant: string): boolean {
  const read = new Date(instant)
  return !Number.isNaN(read.getTime()) && read.toISOString() === instant
}
export const isHex: Test = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
export const isNumber: Test = (value) => typeof value === 'number'
export const maybe =
  (test: Test): Test =>
  (value) =>
    value === undefined || test(value)
export const every =
  (test: Test, most: number, least = 0): Test =>
  (value) =>
    Array.isArray(value) && value.length >= least && value.length <= most && value.every(test)
export const object =
  (tests: { readonly [name: string]: Test }, isLoose = false): Test =>
  (value) =>
    isObject(value) && has(value, tests, isLoose)

/** Whether each member passes its test and, unless loose, there is no other. */
export const has = (value: Members, tests: { readonly [name: string]: Test }, isLoose = false): boolean =>
  Object.entries(tests).every(([name, test]) => test(value[name])) &&
  (isLoose || Object.keys(value).every((name) => Object.hasOwn(tests, name)))

const isBoth = object({ sha256: isHex, sm3: isHex })
export const VIEW = ['kind', 'bytes', 'sha256', 'sm3', 'tool', 'recipe', 'original'] as const
const isPlace: Test = (value) => typeof value === 'string' && value.startsWith('data/') && isPath(value)
const KINDS: readonly unknown[] = ['view-copy', 'track-copy', 'still', 'waveform', 'transcript', 'other']

const isRedaction: Test = (value) =>
  object({
    redaction: isUuid,
    bytes: isCount,
    sha256: isHex,
    sm3: isHex,
    tool: isLine,
    recipe: isLine,
    approvedAt: isInstant,
    why: every(isLine, 20),
  })(value)

const indexOf = (
  isLoose: boolean,
  more: { readonly [name: string]: Test } = {},
  version = isLoose ? 1 : 2 + Object.keys(more).length,
): Test => {
  const view = {
    path: isPlace,
    kind: (value: unknown) => KINDS.includes(value),
    bytes: isCount,
    sha256: isHex,
    sm3: isHex,
    tool: isLine,
    recipe: isLine,
    original: isHex,
  }
  const officer = { name: isLine, certificate: maybe(isLine), unit: maybe(isLine) }
  const item = {
    number: isFrom1,
    path: isPlace,
    fileName: isLine,
    bytes: isCount,
    sha256: isHex,
    sm3: isHex,
    recording: isUuid,
    take: maybe(isUuid),
    device: maybe(object({ number: isLine, model: maybe(isLine) }, isLoose)),
    officer: maybe(object(isLoose ? officer : { id: isUuid, ...officer }, isLoose)),
    deviceTime: maybe(isLine),
    clock: maybe(object({ offset: isWhole, error: isCount }, isLoose)),
    correctedTime: maybe(isInstant),
    durationSeconds: maybe((value) => typeof value === 'number' && value >= 0),
    filing: maybe(every(isLine, 20)),
    preservedAt: isInstant,
    views: every(object(view, isLoose), isLoose ? Infinity : 1000),
    ...(version === 4 && { redacted: maybe(isRedaction) }),
    ...(isLoose
      ? { event: isPlace, proof: isPlace }
      : { timeError: maybe(isCount), further: (value: unknown) => isCount(value) && Number(value) <= 9999 }),
  }
  const gap = {
    after: isFrom1,
    before: isFrom1,
    seconds: (value: unknown) => typeof value === 'number' && value >= 0,
    explanation: maybe(object({ words: isLine, by: isLine, at: isInstant }, isLoose)),
    ...(isLoose ? {} : { kind: (value: unknown) => ['time', 'number', 'container'].includes(String(value)) }),
  }
  const id: Test = isLoose ? (value) => typeof value === 'string' && value.length >= 1 && value.length <= 200 : isUuid
  return object(
    {
      format: (value) => value === `liuhen-package/${version}`,
      id,
      bureau: isLine,
      madeAt: isInstant,
      madeBy: isLine,
      items: every(object(item, isLoose), 20_000, version < 3 ? 1 : 0),
      takes: every(
        object({ id: isUuid, items: every(isFrom1, Infinity), gaps: every(object(gap, isLoose), Infinity) }, isLoose),
        20_000,
      ),
      ...(isLoose ? {} : { statement: isBoth }),
      ...more,
    },
    isLoose,
  )
}
export const isNewIndex = indexOf(false)
/** With a volume. */
export const isVolumeIndex = (volume: Test): Test => indexOf(false, { volume })
/** With redacted copies, with or without a volume. */
export const isRedactedIndex = (volume: Test): Test => {
  const isForm = indexOf(false, { volume: maybe(volume) }, 4)
  return (value) => {
    if (!isForm(value)) return false
    const redacted = ((value as Members)['items'] as readonly Members[]).filter(
      (item) => item['redacted'] !== undefined,
    )
    return redacted.length > 0 && redacted.every((item) => (item['views'] as readonly unknown[]).length === 0)
  }
}
export const isOldIndex: Test = (value) =>
  indexOf(true)(value) &&
  ((value as Members)['items'] as readonly Members[]).every((item) => {
    const [event, proof] = eventPaths({ number: item['number'] })
    return item['event'] === event && item['proof'] === proof
  })

const isWords: Test = (value) => typeof value === 'string' && value.trim().length >= 1 && value.trim().length <= 2000
export const isStatement = object({
  format: (value) => value === 'liuhen-statement/1',
  method: isWords,
  maker: isWords,
  madeAt: isInstant,
  object: isWords,
  extractor: isWords,
  extractedAt: isInstant,
  caseNumber: maybe(isWords),
  purpose: maybe(isWords),
  recipient: maybe(isWords),
  discNumber: maybe(isWords),
})

export const SEALED: { readonly [name: string]: Test } = {
  package: isUuid,
  bureau: isString,
  madeAt: isInstant,
  madeBy: isString,
  recordings: every(isUuid, Infinity),
  purpose: isString,
  recipient: maybe(isString),
  caseNumber: maybe(isString),
  discNumber: maybe(isString),
  case: maybe(isUuid),
  redacted: maybe(every(isUuid, Infinity, 1)),
  bytes: isWhole,
  files: isWhole,
  index: isBoth,
  statement: isBoth,
  paper: isBoth,
  tagManifest: isBoth,
  checkpointSize: isWhole,
}
