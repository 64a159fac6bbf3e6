import { text } from '../kernel/index.ts'
import type { Bag, FoundDigests } from './bag-checks.ts'
import type { Findings } from './findings.ts'
import { differencesOf, factsOf } from './item-facts.ts'
import type { SealedFacts } from './item-facts.ts'
import type { PackagedItem, PackageIndex } from './package-index.ts'
import { eventPath, proofPath } from './paths.ts'
import type { ItemReport, ItemState } from './report.ts'
import { originRemarks } from './origin.ts'
import { checkRedaction } from './redaction-checks.ts'
import { laterThanArrival, remarksOn, timesDoubted } from './remarks.ts'
import { openEvent } from './sealed-events.ts'
import type { SealedEvent, Signed } from './sealed-events.ts'
import type { PackageCrypto } from './source.ts'

export interface ItemSurroundings {
  readonly bag: Bag
  readonly version: PackageIndex['version']
  readonly found: FoundDigests
  readonly signed: Signed | undefined
  readonly crypto: PackageCrypto
  readonly findings: Findings
}

export interface CheckedItem {
  readonly report: ItemReport
  /** What its events say, when they hold and the index says the same. */
  readonly facts: SealedFacts | undefined
}

/** Holds one original against the index, its events, and the events' places in the log. */
export function checkItem(item: PackagedItem, around: ItemSurroundings): CheckedItem {
  const found = around.found.get(item.path)
  const events = eventsOf(item, around)
  const facts = sealedFactsOf(item, events, around)
  const isSealed = events.length === (item.further ?? 0) + 1 && events.every((one) => one.logIndex !== undefined)
  const { redacted } = item
  const state =
    redacted === undefined
      ? stateOf(item, found, facts, isSealed, around)
      : checkRedaction({ ...item, redacted }, found, facts !== undefined && isSealed, around)
  const logIndex = events[0]?.logIndex
  const report = {
    item,
    state,
    ...(found === undefined ? {} : { found: { sha256: found.sha256, sm3: found.sm3 } }),
    ...(logIndex === undefined ? {} : { logIndex }),
    remarks:
      facts === undefined
        ? []
        : [
            ...originRemarks(facts),
            ...remarksOn(facts.preserved.flags ?? []),
            ...timesDoubted(item, facts),
            ...laterThanArrival(item, facts),
          ],
  }
  return { report, facts }
}

/** The events of an item that can be read: the one that preserved it first. */
function eventsOf(item: PackagedItem, { bag, signed, crypto, findings }: ItemSurroundings): readonly SealedEvent[] {
  const where = { texts: bag.texts, signed, crypto, findings }
  return Array.from({ length: (item.further ?? 0) + 1 }, (_, i) =>
    openEvent(eventPath(item.number, i), proofPath(item.number, i), where),
  ).filter((one) => one !== undefined)
}

function stateOf(
  item: PackagedItem,
  found: { readonly sha256: string; readonly sm3: string; readonly bytes: number } | undefined,
  facts: SealedFacts | undefined,
  isSealed: boolean,
  { findings }: ItemSurroundings,
): ItemState {
  if (found === undefined) return 'missing'
  // The event decides, not the manifest: anyone can write a manifest.
  const wanted = facts?.preserved ?? item
  const isSame = found.sha256 === wanted.sha256 && found.sm3 === wanted.sm3 && found.bytes === wanted.bytes
  if (!isSame) {
    findings.fail(
      'altered',
      'original-differs',
      text('原件与固化时的内容不符', 'The original is not the bytes that were preserved'),
      item.path,
    )
    return 'differs'
  }
  if (facts !== undefined && isSealed) return 'same'
  const en = 'Nothing that holds vouches for this original'
  findings.fail('incomplete', 'original-unproven', text('没有有效的事件和证明为这个原件作证', en), item.path)
  return 'unproven'
}

const PRESERVED = {
  1: /^RecordingPreserved\/1$/,
  2: /^RecordingPreserved\/[12]$/,
  3: /^RecordingPreserved\/[12]$/,
  4: /^RecordingPreserved\/[12]$/,
} as const

/** What the events say of the file, when they are those of one recording and index and events agree. */
function sealedFactsOf(
  item: PackagedItem,
  sealed: readonly SealedEvent[],
  { version, findings }: ItemSurroundings,
): SealedFacts | undefined {
  const [first, ...further] = sealed.map((one) => one.event)
  // Of what is not there nothing can be compared.
  if (first === undefined || further.length !== (item.further ?? 0)) return undefined
  const isOrdered = further.every((one, i) => one.version > (further[i - 1] ?? first).version)
  const isOfOne = further.every((one) => one.stream === first.stream && !one.kind.startsWith('RecordingPreserved/'))
  if (!PRESERVED[version].test(first.kind) || !isOrdered || !isOfOne) {
    const zh = '不是一份固化事件，或随后的事件不属于同一份音像'
    const en = 'Not an event that preserves a recording, or the events after it are not of that recording'
    findings.fail('altered', 'event-malformed', text(zh, en), eventPath(item.number))
    return undefined
  }
  const facts = factsOf([first, ...further], item.number, findings)
  if (facts === undefined) return undefined
  const differing = differencesOf(item, first, facts, version)
  if (differing.length === 0) return facts
  const names = differing.join(', ')
  findings.fail(
    'altered',
    'index-contradicts-event',
    text(`目录所写与封存的事件不一致：${names}`, `The index contradicts the sealed event: ${names}`),
    item.path,
  )
  return undefined
}
