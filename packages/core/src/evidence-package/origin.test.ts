import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { Instant, Sha256, Sm3 } from '../kernel/index.ts'
import { methodOf, recordingStream } from '../recordings/index.ts'
import type { RecordingState, StatedItem } from '../recordings/index.ts'
import { folded } from '../stream/index.ts'
import { originWords } from './origin.ts'
import type { SealedFacts } from './item-facts.ts'

const AT = Instant.parse('2026-11-20T02:00:00.000Z')
const arbitraryItem = fc.record({
  how: fc.constantFrom('docked' as const, 'browser' as const, 'phone' as const),
  asked: fc.boolean(),
  settled: fc.constantFrom('open', 'confirmed', 'rejected'),
  reason: fc.constantFrom('与本人核对过', '未经核实的说法，由执法记录设备现场录制，经采集站读出'),
})

function itemOf(one: typeof arbitraryItem extends fc.Arbitrary<infer T> ? T : never, number: number): StatedItem {
  const body = {
    arrival: '01a201a9-b0c3-7593-9809-3bb3a7ebfb60',
    fileName: `${number}.mp4`,
    bytes: 1,
    sha256: Sha256.parse('0'.repeat(64)),
    sm3: Sm3.parse('0'.repeat(64)),
    mediaType: 'mp4',
    flags: [],
    arrivedAt: AT,
    provenance: { how: one.how, by: 'system', asked: one.asked, claims: [] },
  }
  const by = { at: AT, actor: 'system' } as const
  const settling = {
    open: [],
    confirmed: [{ kind: 'ProvenanceConfirmed/1' as const, ...by, body: { reason: one.reason } }],
    rejected: [{ kind: 'ProvenanceRejected/1' as const, ...by, body: { reason: one.reason } }],
  }[one.settled]
  const state = folded(recordingStream, [{ kind: 'RecordingPreserved/2', ...by, body }, ...(settling ?? [])])
  return { number, state: state as RecordingState, sender: 'CZ-01', confirmedBy: '沈知远', rejectedBy: '沈知远' }
}

const factsOf = ({ state }: StatedItem): SealedFacts =>
  ({
    preserved: { provenance: state.arrival.provenance },
    isConfirmed: state.confirmation !== undefined,
  }) as unknown as SealedFacts

test('what a statement says of its items is always what a verifier asks of it, however they came', () => {
  fc.assert(
    fc.property(fc.array(arbitraryItem, { minLength: 1, maxLength: 12 }), fc.constantFrom(1, 150), (some, times) => {
      const all = Array.from({ length: times }, () => some).flat()
      const items = all.map((one, i) => itemOf(one, i + 1))
      const method = methodOf(items)
      for (const one of items)
        for (const words of originWords(factsOf(one)))
          expect([method, words, words.some((word) => method.includes(word))]).toEqual([method, words, true])
    }),
    { numRuns: 60 },
  )
})
