import { type CaseState, partyOf } from '@liuhen/core/case'
import type { KnownPeople } from '@liuhen/core/disclosures'
import type { Json } from '@liuhen/core/kernel'
import type { PaperRowOf } from '../papers/index.ts'

interface Gathered {
  readonly persons: Map<string, 'party' | 'other' | 'complainant'>
  readonly addresses: Set<string>
  readonly numbers: Set<string>
}

/** Every natural person that a case and its papers name, with what would tell who and where they are. */
export function knownPeople(state: CaseState, papers: readonly Pick<PaperRowOf, 'state'>[]): KnownPeople {
  const found: Gathered = { persons: new Map(), addresses: new Set(), numbers: new Set() }
  const parties = [state.party, partyOf(state)]
  for (const party of parties) if (party?.kind === 'citizen') found.persons.set(party.name, 'party')
  for (const paper of papers) {
    const { fields, frozen } = paper.state
    for (const value of Object.values(frozen?.values ?? {})) look(value as Json, found)
    for (const field of Object.values(fields)) look((field?.value ?? null) as Json, found)
  }
  return {
    persons: [...found.persons].map(([name, as]) => ({ name, as })),
    addresses: [...found.addresses],
    numbers: [...found.numbers],
  }
}

/** A person in a paper is whatever has a name and says of itself what only persons have; officers are of the register. */
function look(value: Json, found: Gathered): void {
  if (Array.isArray(value)) {
    for (const one of value) look(one, found)
    return
  }
  if (typeof value !== 'object' || value === null || 'person' in value) return
  const of = value as Readonly<Record<string, Json>>
  const text = (key: string): string | undefined => {
    const one = of[key]
    return typeof one === 'string' && one.trim().length > 1 ? one.trim() : undefined
  }
  const isFirm = of['kind'] === 'organisation'
  const isPerson = !isFirm && ['idNumber', 'sex', 'relation', 'born', 'phone', 'workplace'].some((key) => key in of)
  const name = text('name')
  if (isPerson || of['kind'] === 'citizen') {
    if (name !== undefined && !found.persons.has(name))
      found.persons.set(name, of['kind'] === 'citizen' ? 'party' : 'other')
    const address = text('address')
    if (address !== undefined) found.addresses.add(address)
  }
  for (const key of ['idNumber', 'phone']) {
    const number = text(key)
    if (number !== undefined) found.numbers.add(number)
  }
  for (const one of Object.values(of)) if (typeof one === 'object') look(one, found)
}
