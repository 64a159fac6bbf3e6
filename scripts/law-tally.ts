import type { Obligation, Organisational } from './obligations.ts'

export interface Count {
  readonly proven: number
  readonly organisational: number
  readonly open: number
  readonly of: number
}

export interface Standing {
  readonly id: string
  readonly state: 'proven' | 'organisational' | 'open'
  /** The tests that demonstrate it, or why only people can meet it. */
  readonly tests?: readonly string[]
  readonly reason?: Organisational['reason']
}

export interface Tally {
  readonly total: Count
  readonly regulations: Readonly<Record<string, Count>>
  readonly obligations: readonly Standing[]
}

/**
 * Where each obligation stands. A passing test counts for more than a reason why software cannot help. Throws on a
 * reason or a proof for an obligation no regulation has: it would silently count for nothing.
 */
export function tally(
  obligations: readonly Obligation[],
  organisational: readonly Organisational[],
  proofs: ReadonlyMap<string, readonly string[]>,
): Tally {
  const known = new Set(obligations.map((one) => one.id))
  for (const id of [...organisational.map((one) => one.id), ...proofs.keys()])
    if (!known.has(id)) throw new RangeError(`no regulation has the obligation "${id}"`)
  const reasons = new Map(organisational.map((one) => [one.id, one.reason]))

  const standings = obligations.map(({ id }): Standing => {
    const tests = proofs.get(id) ?? []
    if (tests.length > 0) return { id, state: 'proven', tests }
    const reason = reasons.get(id)
    return reason ? { id, state: 'organisational', reason } : { id, state: 'open' }
  })
  const regulations: Record<string, Count> = {}
  obligations.forEach(({ regulation }, i) => {
    regulations[regulation] = counted(regulations[regulation] ?? nothing, (standings[i] as Standing).state)
  })
  return {
    total: standings.reduce((sum, one) => counted(sum, one.state), nothing),
    regulations,
    obligations: standings,
  }
}

const nothing: Count = { proven: 0, organisational: 0, open: 0, of: 0 }
const counted = (count: Count, state: Standing['state']): Count => ({
  ...count,
  [state]: count[state] + 1,
  of: count.of + 1,
})
