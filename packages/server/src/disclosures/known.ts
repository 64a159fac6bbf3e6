import { type CaseState, partyOf } from '@liuhen/core/case'
import type { KnownPeople } from '@liuhen/core/disclosures'
import { CalendarDate, type Json } from '@liuhen/core/kernel'
import { bornBy, isResidentNumber } from '@liuhen/core/papers'
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
  for (const paper of papers) for (const value of valuesOf(paper)) look(value, found)
  return {
    persons: [...found.persons].map(([name, as]) => ({ name, as })),
    addresses: [...found.addresses],
    numbers: [...found.numbers],
  }
}

/** All that stands in a paper: what it says, and what it said when it was fixed. */
const valuesOf = ({ state: { fields, frozen } }: Pick<PaperRowOf, 'state'>): readonly Json[] =>
  [...Object.values(frozen?.values ?? {}), ...Object.values(fields).map((field) => field?.value ?? null)] as Json[]

/**
 * When a natural person who is the party was born, by the case, by a day or an identity number in its papers, or as it was
 * typed: the youngest that any of them says. Undefined where the party is none.
 */
export function bornOf(
  { party }: CaseState,
  papers: readonly Pick<PaperRowOf, 'state'>[],
  typed: readonly CalendarDate[],
): { readonly born?: CalendarDate } | undefined {
  if (party?.kind === 'organisation') return undefined
  const counting = papers.filter(({ state }) => !state.voided && !state.corrected)
  const named = counting.flatMap((one) => valuesOf(one).flatMap((value) => partiesIn(value, party?.name)))
  if (!party && named.length === 0) return undefined
  const [born] = [...(party?.born ? [party.born] : []), ...named.flatMap(birthDaysIn), ...typed].toSorted().toReversed()
  return born === undefined ? {} : { born }
}

type Members = Readonly<Record<string, Json>>

/** Whoever in a value is a party by its kind, or bears the name of the party. */
function partiesIn(value: Json, name: string | undefined): readonly Members[] {
  if (Array.isArray(value)) return value.flatMap((one) => partiesIn(one, name))
  if (typeof value !== 'object' || value === null || 'person' in value) return []
  const of = value as Members
  const isParty = of['kind'] === 'citizen' || (name !== undefined && of['name'] === name)
  return [...(isParty ? [of] : []), ...Object.values(of).flatMap((one) => partiesIn(one, name))]
}

function birthDaysIn({ born, idNumber }: Members): readonly CalendarDate[] {
  const number = typeof idNumber === 'string' ? idNumber.normalize('NFKC').replaceAll(/[\s-]/gu, '').toUpperCase() : ''
  const days = [born, isResidentNumber(number) ? bornBy(number) : undefined]
  return days.flatMap((one) => CalendarDate.safeParse(one).data ?? [])
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
