import { z } from 'zod'
import { isOwnTime, lengthOf } from '../recordings/index.ts'
import { ClockOffset } from '../devices/index.ts'
import { Digests, Instant, instantFromBeijing, millisecondsOf, text, Uuid } from '../kernel/index.ts'
import type { Envelope } from '../ledger/index.ts'
import type { Findings } from './findings.ts'
import type { PackagedItem, PackageIndex } from './package-index.ts'
import { eventPath } from './paths.ts'

const words = z.string()
const uuid = Uuid

/** What must be in the body of the event that preserved a file; the body says more. */
const Preserved = z.object({
  fileName: words,
  bytes: z.int().nonnegative(),
  ...Digests.shape,
  deviceTime: words.optional(),
  deviceNumber: words.optional(),
  clock: ClockOffset.pick({ offset: true, error: true }).optional(),
  officer: uuid.optional(),
  flags: z.array(words).optional(),
  /** How it came; events from before this was asked for do not say. */
  provenance: z.object({ how: words, asked: z.boolean() }).optional(),
})
const Container = z.object({ duration: z.number().optional(), model: words.optional() })
const Decoded = z.object({ duration: z.number() })
const Times = z.object({
  start: Instant.optional(),
  end: Instant.optional(),
  error: z.number().optional(),
  impossible: z.array(words).optional(),
  reading: z.object({ source: words }).optional(),
})
const Derived = z.object({
  kind: words,
  original: words,
  ...Digests.shape,
  bytes: z.int(),
  tool: words,
  recipe: words,
})
const Annotated = z.object({ officer: uuid })
const Confirmed = z.object({ officer: uuid.optional() })
const Explained = z.object({ gap: z.object({ after: uuid, before: uuid }), reason: words })

/** Kinds by which sealed events give facts, each in every version that has these members. */
const SHAPES = {
  RecordingPreserved: Preserved,
  ContainerRead: Container,
  RecordingDecoded: Decoded,
  TimesFound: Times,
  DerivativeMade: Derived,
  OfficerAnnotated: Annotated,
  ProvenanceConfirmed: Confirmed,
  InterruptionExplained: Explained,
} as const

/** Names of those kinds, without versions. */
export const FACT_KINDS: readonly string[] = Object.keys(SHAPES)

/** What the sealed events of one recording say, the last of a kind counting. */
export interface SealedFacts {
  readonly preserved: z.infer<typeof Preserved>
  readonly container: z.infer<typeof Container>
  /** In milliseconds: what the header declares, unless what was decoded is longer or shorter. */
  readonly duration: number | undefined
  readonly times: z.infer<typeof Times>
  readonly views: readonly z.infer<typeof Derived>[]
  readonly officer: string | undefined
  /** Whether a second person has confirmed where it is from. */
  readonly isConfirmed: boolean
  readonly explained: readonly (z.infer<typeof Explained> & { readonly at: Instant })[]
}

/** What the events of a recording say together, of which the first preserved it; undefined, with a finding, when one has not the shape of its kind. */
export function factsOf(events: readonly Envelope[], number: number, findings: Findings): SealedFacts | undefined {
  const read = events.map((event, i) => {
    const shape = SHAPES[event.kind.replace(/\/[12]$/, '') as keyof typeof SHAPES] as z.ZodType | undefined
    const body = shape?.safeParse(event.body)
    if (body?.success === false)
      findings.fail(
        'altered',
        'event-malformed',
        text(`事件 ${event.kind} 的内容不合规格`, `The body of ${event.kind} is not of its shape`),
        eventPath(number, i),
      )
    return { kind: event.kind, at: event.at, body: body?.success === true ? body.data : undefined }
  })
  const all = <Kind extends keyof typeof SHAPES>(kind: Kind) =>
    read.flatMap(({ kind: one, at, body }) =>
      body !== undefined && one.startsWith(`${kind}/`) ? [{ at, ...(body as z.infer<(typeof SHAPES)[Kind]>) }] : [],
    )
  const [preserved] = all('RecordingPreserved')
  if (preserved === undefined) return undefined
  return {
    preserved,
    container: all('ContainerRead').at(-1) ?? {},
    duration: lengthOf({ decoded: all('RecordingDecoded').at(-1), container: all('ContainerRead').at(-1) }),
    times: all('TimesFound').at(-1) ?? {},
    views: all('DerivativeMade'),
    officer: all('OfficerAnnotated').at(-1)?.officer ?? all('ProvenanceConfirmed').at(-1)?.officer ?? preserved.officer,
    isConfirmed: all('ProvenanceConfirmed').length > 0,
    explained: all('InterruptionExplained'),
  }
}

/** A name, what the index says and what the events say. */
type Pair = readonly [name: string, said: unknown, sealed: unknown]

/** Which facts of the index differ from the sealed ones: each must be said, and be the same, or be in neither. */
export function differencesOf(
  item: PackagedItem,
  event: Envelope,
  facts: SealedFacts,
  version: PackageIndex['version'],
): string[] {
  const { preserved, times, container, duration } = facts
  // When a file was stored or arrived is no time of the recording: it may be left out.
  const isLeftOut =
    !isOwnTime(times.reading?.source) && item.correctedTime === undefined && item.timeError === undefined
  const isPossible = times.impossible === undefined && !isLeftOut
  const always: readonly Pair[] = [
    ['recording', `recording:${item.recording}`, event.stream],
    ['preservedAt', item.preservedAt, event.at],
    ['sha256', item.sha256, preserved.sha256],
    ['sm3', item.sm3, preserved.sm3],
    ['bytes', item.bytes, preserved.bytes],
    ['fileName', item.fileName, preserved.fileName],
    ['device.number', item.device?.number, preserved.deviceNumber],
    ['deviceTime', item.deviceTime, preserved.deviceTime],
    ['clock.offset', item.clock?.offset, preserved.clock?.offset],
    ['clock.error', item.clock?.error, preserved.clock?.error],
  ]
  // Only what travels along can be compared: in the first version no event but the one that preserved the file.
  const since: readonly Pair[] = [
    ['officer', item.officer?.id, facts.officer],
    ['device.model', item.device?.model, item.device && container.model],
    ['correctedTime', item.correctedTime, isPossible ? times.start : undefined],
    ['timeError', item.timeError, isPossible ? times.error : undefined],
    ['durationSeconds', item.durationSeconds, duration === undefined ? undefined : duration / 1000],
    ['views', JSON.stringify(item.views.map(viewFacts).sort()), JSON.stringify(facts.views.map(viewFacts).sort())],
  ]
  const once: readonly Pair[] = [['correctedTime', correctionFollows(item), true]]
  const pairs = [...always, ...(version === 1 ? once : since)]
  return pairs.filter(([, said, sealed]) => said !== sealed).map(([name]) => name)
}

const viewFacts = (view: z.infer<typeof Derived>): string =>
  JSON.stringify([view.kind, view.bytes, view.sha256, view.sm3, view.tool, view.recipe, view.original])

/** Whether the corrected time is the device time less the measured offset, to the second: in the first version, whose
 * packages carry no event that says so. */
function correctionFollows(item: PackagedItem): boolean {
  const digits = item.deviceTime
    ?.match(/^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/)
    ?.slice(1)
    .map(Number)
  if (digits === undefined || item.clock === undefined || item.correctedTime === undefined) return true
  const [year = 0, month = 0, day = 0, hour, minute, second] = digits
  const device = instantFromBeijing(year, month, day, hour, minute, second)
  if (device === undefined) return true
  return Math.abs(millisecondsOf(device) - item.clock.offset - millisecondsOf(item.correctedTime)) <= 1000
}
