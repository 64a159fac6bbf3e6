import type { Members } from './json.ts'
import {
  isObject,
  isString,
  isWhole,
  isCount,
  isFrom1,
  isUuid,
  isInstant,
  isHex,
  isNumber,
  maybe,
  every,
  object,
  has,
} from './shapes.ts'
import type { Test } from './shapes.ts'

export interface Opened {
  readonly stream: string
  readonly version: number
  readonly kind: string
  readonly at: string
  readonly actor: string
  readonly body: Members
  readonly isProven: boolean
}

export const isEvent: Test = (value) =>
  isObject(value) &&
  value['body'] !== undefined &&
  has(value, {
    id: (one) => isUuid(one) && String(one)[14] === '7',
    stream: (one) => typeof one === 'string' && /^[a-z][a-z-]*:[a-z0-9][a-z0-9-]*$/.test(one),
    version: isFrom1,
    kind: (one) => typeof one === 'string' && /^[A-Z][A-Za-z0-9]*\/[1-9][0-9]*$/.test(one),
    at: isInstant,
    actor: (one) =>
      typeof one === 'string' &&
      (one === 'system' || (/^(person|station):/.test(one) && isUuid(one.replace(/^[a-z]+:/, '')))),
    body: () => true,
  })

export const isOf = ({ kind }: Opened, name: string): boolean => kind === `${name}/1` || kind === `${name}/2`

const SHAPES: { readonly [kind: string]: { readonly [name: string]: Test } } = {
  RecordingPreserved: {
    fileName: isString,
    bytes: isCount,
    sha256: isHex,
    sm3: isHex,
    deviceTime: maybe(isString),
    deviceNumber: maybe(isString),
    clock: maybe(object({ offset: isWhole, error: isCount }, true)),
    officer: maybe(isUuid),
    flags: maybe(every(isString, Infinity)),
    provenance: maybe(object({ how: isString, asked: (one) => typeof one === 'boolean' }, true)),
  },
  ContainerRead: { duration: maybe(isNumber), model: maybe(isString) },
  RecordingDecoded: { duration: isNumber },
  TimesFound: {
    start: maybe(isInstant),
    end: maybe(isInstant),
    error: maybe(isNumber),
    impossible: maybe(every(isString, Infinity)),
    reading: maybe(object({ source: isString }, true)),
  },
  DerivativeMade: {
    kind: isString,
    tool: isString,
    recipe: isString,
    original: isString,
    bytes: isWhole,
    sha256: isHex,
    sm3: isHex,
  },
  OfficerAnnotated: { officer: isUuid },
  ProvenanceConfirmed: { officer: maybe(isUuid) },
  InterruptionExplained: { gap: object({ after: isUuid, before: isUuid }, true), reason: isString },
}

export function hasShape(event: Opened): boolean {
  const shape = Object.entries(SHAPES).find(([name]) => isOf(event, name))?.[1]
  return shape === undefined || object(shape, true)(event.body)
}

/** Of the first version: whether the corrected time is the device's less the offset, to within a second. */
export function followsClock(item: Members): boolean {
  const [wall, clock, corrected] = [item['deviceTime'], item['clock'] as Members | undefined, item['correctedTime']]
  const parts = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(String(wall))
  if (parts === null || clock === undefined || corrected === undefined) return true
  const device = Date.parse(`${String(wall).replace(' ', 'T')}.000+08:00`)
  if (Number.isNaN(device)) return true
  return Math.abs(device - Number(clock['offset']) - Date.parse(corrected as string)) <= 1000
}

const RENDERED = {
  bytes: isCount,
  sha256: isHex,
  sm3: isHex,
  tool: isString,
  recipe: isString,
  original: isHex,
}

/** Rendered, looked over and found fine, approved by another: three events of one stream in that order. */
export function isRedactionRow(events: readonly Opened[]): boolean {
  const [first, second, third, ...more] = events
  if (first === undefined || second === undefined || third === undefined || more.length > 0) return false
  return (
    [first, second, third].map((one) => one.kind).join() ===
      'RedactionRendered/1,RedactionReviewed/1,RedactionApproved/1' &&
    first.stream === second.stream &&
    first.stream === third.stream &&
    first.version < second.version &&
    second.version < third.version &&
    object(RENDERED, true)(first.body) &&
    isObject(second.body) &&
    second.body['fine'] === true &&
    second.actor !== third.actor
  )
}
