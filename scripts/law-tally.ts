import type { AllClaims } from './law-proofs.ts'
import type { Obligation, Organisational } from './obligations.ts'

export interface Count {
  readonly proven: number
  /** Held as a rule, and no test shows what the product does by it. */
  readonly stated: number
  readonly organisational: number
  readonly open: number
  readonly of: number
}

export interface Standing {
  readonly id: string
  readonly state: 'proven' | 'stated' | 'organisational' | 'open'
  /** The tests that show it to be met, those that only show a rule on it, or why only people can meet it. */
  readonly tests?: readonly string[]
  readonly states?: readonly string[]
  readonly reason?: Organisational['reason']
}

export interface Tally {
  readonly total: Count
  readonly regulations: Readonly<Record<string, Count>>
  readonly obligations: readonly Standing[]
}

/**
 * Where each obligation stands. A passing test counts for more than a reason why software cannot help. Throws on a
 * reason or a claim for an obligation no regulation has: it would silently count for nothing.
 */
export function tally(
  obligations: readonly Obligation[],
  organisational: readonly Organisational[],
  claims: AllClaims,
): Tally {
  const known = new Set(obligations.map((one) => one.id))
  for (const id of [...organisational.map((one) => one.id), ...claims.proves.keys(), ...claims.states.keys()])
    if (!known.has(id)) throw new RangeError(`no regulation has the obligation "${id}"`)
  const reasons = new Map(organisational.map((one) => [one.id, one.reason]))

  const standings = obligations.map(({ id }): Standing => {
    const [tests, stated, reason] = [claims.proves.get(id), claims.states.get(id), reasons.get(id)]
    const state = tests ? 'proven' : reason ? 'organisational' : stated ? 'stated' : 'open'
    return {
      id,
      state,
      ...(tests && { tests }),
      ...(stated && { states: stated }),
      ...(state === 'organisational' && reason && { reason }),
    }
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

const nothing: Count = { proven: 0, stated: 0, organisational: 0, open: 0, of: 0 }
const counted = (count: Count, state: Standing['state']): Count => ({
  ...count,
  [state]: count[state] + 1,
  of: count.of + 1,
})
