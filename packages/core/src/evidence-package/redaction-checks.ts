import { z } from 'zod'
import { Digests, text } from '../kernel/index.ts'
import type { FileDigests } from './source.ts'
import type { ItemSurroundings } from './item-checks.ts'
import type { PackagedItem, PackagedRedaction } from './package-index.ts'
import { redactionEventPaths } from './paths.ts'
import type { ItemState } from './report.ts'
import { openEvent } from './sealed-events.ts'
import type { SealedEvent } from './sealed-events.ts'

/** What must be in the bodies of the three events of a redacted copy; the first says more. */
const Rendered = z.object({
  ...Digests.shape,
  bytes: z.int().nonnegative(),
  tool: z.string(),
  recipe: z.string(),
  original: Digests.shape.sha256,
})
const Reviewed = z.object({ fine: z.literal(true) })
const KINDS = ['RedactionRendered/1', 'RedactionReviewed/1', 'RedactionApproved/1'] as const

type RedactedItem = PackagedItem & { readonly redacted: PackagedRedaction }

/**
 * Holds the redacted copy that goes in place of an original against the event by which it was rendered of that original,
 * looked over and approved by another. `isOriginalSealed`: the events of the recording itself hold.
 */
export function checkRedaction(
  item: RedactedItem,
  found: FileDigests | undefined,
  isOriginalSealed: boolean,
  around: ItemSurroundings,
): ItemState {
  const { bag, signed, crypto, findings } = around
  const places = redactionEventPaths(item.number)
  const events = places.flatMap(({ event, proof }) => {
    const one = openEvent(event, proof, { texts: bag.texts, signed, crypto, findings })
    return one === undefined ? [] : [one]
  })
  const rendered = events.length === places.length ? renderedIn(item, events, around) : undefined
  if (found === undefined) return 'missing'
  // The event decides, not the index: anyone can write an index.
  const wanted = rendered ?? item.redacted
  if (found.sha256 !== wanted.sha256 || found.sm3 !== wanted.sm3 || found.bytes !== wanted.bytes) {
    const en = 'The redacted copy is not the bytes that were rendered'
    findings.fail('altered', 'redacted-differs', text('遮挡副本与渲染时的内容不符', en), item.path)
    return 'differs'
  }
  if (rendered !== undefined && isOriginalSealed && events.every((one) => one.logIndex !== undefined)) return 'same'
  const en = 'Nothing that holds vouches for this redacted copy'
  findings.fail('incomplete', 'redacted-unproven', text('没有有效的事件和证明为这个遮挡副本作证', en), item.path)
  return 'unproven'
}

/** What was rendered, when the events have their form and say what the index says. */
function renderedIn(
  item: RedactedItem,
  sealed: readonly SealedEvent[],
  { findings }: ItemSurroundings,
): z.infer<typeof Rendered> | undefined {
  const [first, second, third] = sealed.map((one) => one.event)
  const [rendered, reviewed] = [Rendered.safeParse(first?.body), Reviewed.safeParse(second?.body)]
  const isRow = [first, second, third].every((one, i) => one?.kind === KINDS[i] && one?.stream === first?.stream)
  const isOrdered = Number(first?.version) < Number(second?.version) && Number(second?.version) < Number(third?.version)
  if (!isRow || !isOrdered || !rendered.success || !reviewed.success || second?.actor === third?.actor) {
    const zh = '不是一份遮挡副本依次渲染、核看、由另一人批准的事件'
    const en = 'Not the events by which a redacted copy was rendered, looked over, and approved by another'
    findings.fail('altered', 'event-malformed', text(zh, en), redactionEventPaths(item.number)[0]?.event)
    return undefined
  }
  const { redacted } = item
  const { bytes, sha256, sm3, tool, recipe, original } = rendered.data
  const pairs: readonly (readonly [name: string, said: unknown, sealed: unknown])[] = [
    ['redaction', `redaction:${redacted.redaction}`, first?.stream],
    ['bytes', redacted.bytes, bytes],
    ['sha256', redacted.sha256, sha256],
    ['sm3', redacted.sm3, sm3],
    ['tool', redacted.tool, tool],
    ['recipe', redacted.recipe, recipe],
    ['original', item.sha256, original],
    ['approvedAt', redacted.approvedAt, third?.at],
  ]
  const differing = pairs.filter(([, said, one]) => said !== one).map(([name]) => name)
  if (differing.length === 0) return rendered.data
  const names = differing.join(', ')
  const en = `The index contradicts the events of the redacted copy: ${names}`
  const zh = `目录所写与遮挡副本的事件不一致：${names}`
  findings.fail('altered', 'redacted-contradicts-event', text(zh, en), item.path)
  return undefined
}
