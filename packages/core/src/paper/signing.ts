import { type PostKey, posts } from '../access/index.ts'
import { type OfficerValue, type PersonValue, type SignatureSlot, valueOf } from '../papers/index.ts'
import { postsOf } from '../policy/index.ts'
import type { Around, PaperStanding, Values } from './around.ts'
import { officersOn } from './derive.ts'
import type { Slotted } from './events.ts'

/** A place to sign as the layout wants it, and whose it is. */
export interface PlaceToSign {
  readonly layout: SignatureSlot
  readonly slotted: Slotted
}

/** Posts whose holders sign by hand, and the fact that says there is none of them. */
const MAY_BE_ABSENT: Partial<Readonly<Record<PostKey, 'witness' | 'agent'>>> = { witness: 'witness', agent: 'agent' }

function isAbsent(named: readonly PostKey[], values: Values): boolean {
  return named.some((post) => {
    const key = MAY_BE_ABSENT[post]
    const person: PersonValue | undefined = key && valueOf('person', values[key])
    return (person?.none ?? '').trim() !== ''
  })
}

/** Officers who sign under a name; undefined where it is signed by hand. */
function signersOf(named: readonly PostKey[], around: Around, values: Values): readonly OfficerValue[] | undefined {
  if (named.includes('meeting-participants')) return valueOf('officers', values['meeting-participants']) ?? []
  const isOfficers = named.some((one) => (posts[one].roles as readonly string[]).includes('officer'))
  return isOfficers ? officersOn(around, values) : undefined
}

/** Who signs a paper and where: each officer in a place of their own, everybody else by hand. */
export function placesToSign({ rule }: PaperStanding, around: Around, values: Values): readonly PlaceToSign[] {
  const where = rule.everyPageSigned === true ? 'every-page' : 'end'
  const wanted = rule.signatures.flatMap((label): readonly Omit<Slotted, 'slot'>[] => {
    const named = postsOf(around.rules, label).posts
    if (isAbsent(named, values)) return []
    const officers = signersOf(named, around, values)
    if (officers === undefined) {
      // Who was questioned signs their own record, under the name that stands on it.
      const questioned = named.includes('questioned-person')
        ? valueOf('person', values['questioned-person'])
        : undefined
      const name = questioned?.name?.trim()
      return [{ label, ...(name !== undefined && name !== '' && { name }) }]
    }
    return officers.map(({ person, name }) => ({ label, person, ...(name !== undefined && { name }) }))
  })
  return wanted.map((one, at) => {
    const slot = `s${at + 1}`
    const printed = one.name === undefined ? one.label : `${one.label}（${one.name}）`
    return { layout: { slot, label: printed.slice(0, 100), where }, slotted: { slot, ...one } }
  })
}
