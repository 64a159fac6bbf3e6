import { expect, test } from 'vitest'
import { type Instant, Sha256 } from '../kernel/index.ts'
import { folded, type Happened } from '../stream/index.ts'
import { type FeedKey, feedKeyDecider as decider } from './decider.ts'
import { feedKeyStream } from './stream.ts'

const person = '01930f2a-6c00-7000-8000-000000000001'
const at = (day: string) => ({ at: `${day}T01:00:00.000Z` as Instant, actor: `person:${person}` })
const make = { do: 'make', person, digest: Sha256.parse('a'.repeat(64)) } as const
const after = (...all: readonly { readonly kind: string; readonly body: unknown }[]) =>
  folded(
    feedKeyStream,
    all.map((one): Happened => ({ ...one, ...at('2026-03-02') })),
  ) as FeedKey | undefined
const made = after(...decider.decide(undefined, make, at('2026-03-02')))

test('a feed that is asked all day is written down once, and again the next day', () => {
  const first = decider.decide(made, { do: 'pull' }, at('2026-03-02'))
  expect(first).toEqual([{ kind: 'FeedPulled/1', body: { on: '2026-03-02' } }])
  const pulled = after(...decider.decide(undefined, make, at('2026-03-02')), ...first)
  expect(decider.decide(pulled, { do: 'pull' }, at('2026-03-02'))).toEqual([])
  expect(decider.decide(pulled, { do: 'pull' }, at('2026-03-03'))).toHaveLength(1)
})

test('a key that was revoked opens nothing, and is not revoked twice', () => {
  const revoked = after(
    ...decider.decide(undefined, make, at('2026-03-02')),
    ...decider.decide(made, { do: 'revoke' }, at('2026-03-02')),
  )
  expect(decider.obstacles(made, { do: 'pull' }, at('2026-03-02'))).toEqual([])
  expect(decider.obstacles(revoked, { do: 'pull' }, at('2026-03-02'))).toMatchObject([{ code: 'feed-key-revoked' }])
  expect(decider.decide(revoked, { do: 'revoke' }, at('2026-03-02'))).toEqual([])
  expect(feedKeyStream.table.columns(revoked as FeedKey)).toMatchObject({ open: false })
})
