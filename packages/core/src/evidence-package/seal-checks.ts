import { text } from '../kernel/index.ts'
import type { Digests } from '../kernel/index.ts'
import { PackageSeal } from '../recordings/index.ts'
import type { Bag, FoundDigests } from './bag-checks.ts'
import type { Findings } from './findings.ts'
import type { SignedLog } from './key-checks.ts'
import type { PackageIndex } from './package-index.ts'
import { PLACES } from './paths.ts'
import { openEvent } from './sealed-events.ts'
import type { PackageCrypto } from './source.ts'
import type { Statement } from './statement.ts'

/** The event by which a package is proven. */
export const PACKAGE_SEALED = 'PackageMade/2'

interface Surroundings {
  readonly bag: Bag
  readonly index: PackageIndex
  readonly statement: Statement | undefined
  readonly found: FoundDigests
  /** No file is missing, so that they can be counted. */
  readonly isComplete: boolean
  /** What the seal's own checkpoint and that of the items say. */
  readonly seal: SignedLog | undefined
  readonly items: SignedLog | undefined
  readonly crypto: PackageCrypto
  readonly findings: Findings
}

/**
 * Holds the package against the event that was sealed when it was made. The answer is that event's place in the log, or
 * undefined when it does not hold, or says another package.
 */
export function checkSeal(around: Surroundings): number | undefined {
  const { bag, index, crypto, findings, seal, items } = around
  const opened = openEvent(PLACES.seal, PLACES.sealProof, { texts: bag.texts, signed: seal, crypto, findings })
  if (opened === undefined) return undefined
  const { event, logIndex } = opened
  const body = PackageSeal.safeParse(event.body)
  if (!body.success || event.kind !== PACKAGE_SEALED || event.stream !== `package:${index.id}` || event.version !== 1) {
    const en = 'Not the event that seals this package'
    findings.fail('altered', 'event-malformed', text('不是封存这个证据包的事件', en), PLACES.seal)
    return undefined
  }
  const differing = differencesOf(body.data, around)
  if (differing.length > 0) {
    const names = differing.join(', ')
    findings.fail(
      'altered',
      'package-differs',
      text(`证据包与封存时不同：${names}`, `The package is not the one that was sealed: ${names}`),
      PLACES.seal,
    )
  }
  const [own, theirs] = [seal?.checkpoint, items?.checkpoint]
  const isLater = own === undefined || theirs === undefined || (own.origin === theirs.origin && own.size >= theirs.size)
  if (!isLater || event.at < index.madeAt) {
    const en = 'The seal is of another log, or older than the package'
    findings.fail('altered', 'seal-older', text('封存记录属于另一日志，或早于证据包', en), PLACES.sealCheckpoint)
    return undefined
  }
  return differing.length === 0 ? logIndex : undefined
}

/** What differs; of what is not there nothing can be compared, and that it is missing is a finding already. */
function differencesOf(
  sealed: PackageSeal,
  { bag, index, statement, found, items, isComplete }: Surroundings,
): string[] {
  const payload = [...bag.files].filter(([path]) => path.startsWith('data/'))
  const digests = (path: string, one: Digests): readonly Pair[] => {
    const read = found.get(path)
    return read === undefined ? [] : [[path, `${read.sha256} ${read.sm3}`, `${one.sha256} ${one.sm3}`]]
  }
  const pairs: readonly Pair[] = [
    ...digests(PLACES.tagManifest, sealed.tagManifest),
    ...digests(PLACES.index, sealed.index),
    ...digests(PLACES.statement, sealed.statement),
    ...digests(PLACES.statementPaper, sealed.paper),
    ['id', index.id, sealed.package],
    ['bureau', index.bureau, sealed.bureau],
    ['madeAt', index.madeAt, sealed.madeAt],
    ['madeBy', index.madeBy, sealed.madeBy],
    ['recordings', index.items.map((one) => one.recording).join(' '), sealed.recordings.join(' ')],
    ['case', index.volume?.case, sealed.case],
    ['redacted', redactedIn(index), sealed.redacted?.join(' ')],
    ...(statement === undefined ? [] : wordsOf(statement, sealed)),
    ['checkpoint', items?.checkpoint.size ?? sealed.checkpointSize, sealed.checkpointSize],
  ]
  const counts: readonly Pair[] = [
    ['files', payload.length, sealed.files],
    ['bytes', payload.reduce((sum, [, bytes]) => sum + bytes, 0), sealed.bytes],
  ]
  const all = isComplete ? [...pairs, ...counts] : pairs
  return all.filter(([, said, one]) => said !== one).map(([name]) => name)
}

/** The recordings that go as their redacted copies; undefined where none does. */
function redactedIn({ items }: PackageIndex): string | undefined {
  const redacted = items.filter((one) => one.redacted !== undefined)
  return redacted.length === 0 ? undefined : redacted.map((one) => one.recording).join(' ')
}

type Pair = readonly [name: string, said: unknown, sealed: unknown]

const wordsOf = (statement: Statement, sealed: PackageSeal): readonly Pair[] => [
  ['object', statement.object, sealed.purpose],
  ['recipient', statement.recipient, sealed.recipient],
  ['caseNumber', statement.caseNumber, sealed.caseNumber],
  ['discNumber', statement.discNumber, sealed.discNumber],
]
