import { CalendarDate, text } from '../kernel/index.ts'
import type { Obstacle } from '../kernel/index.ts'
import { bornBy, isResidentNumber, numberSlips } from '../papers/index.ts'
import { standingDecision } from './evidence.ts'
import type { Party } from './events.ts'
import { partyOf } from './state.ts'
import type { CaseState } from './state.ts'

export interface IdentifyCommand {
  readonly do: 'identify-party'
  readonly party: Party
  /** What shows it: 居民身份证, 营业执照. */
  readonly document: string
  readonly reason?: string
}

/** As it is written: full width, spaces and small letters are the keyboard's, and no other number. */
const plain = (number: string): string => number.normalize('NFKC').replaceAll(/\s/gu, '').toUpperCase()

/** The party with its numbers as they are compared, and born on the day that a resident number states. */
export function writtenPlain({ idNumber, creditCode, born, ...party }: Party): Party {
  const number = idNumber === undefined ? undefined : plain(idNumber)
  const isResident = number !== undefined && party.idKind === undefined && isResidentNumber(number)
  const day = born ?? (isResident ? CalendarDate.parse(bornBy(number)) : undefined)
  return {
    ...party,
    ...(day !== undefined && { born: day }),
    ...(number !== undefined && { idNumber: number }),
    ...(creditCode !== undefined && { creditCode: plain(creditCode) }),
  }
}

/** The number that tells a party from another of its name; undefined while none is known. */
export const partyNumber = ({ kind, idNumber, creditCode }: Party): string | undefined =>
  kind === 'citizen' ? idNumber : creditCode

/** What is wrong with who a party is said to be, by the member of `party` it is about. */
export const partyFaults = (party: Party): readonly Obstacle[] =>
  numberSlips(party).map(({ message, member }) => ({
    code: 'party-number',
    message,
    field: `party.${member ?? 'name'}`,
  }))

export function identifyObstacles(state: CaseState, { party, reason }: IdentifyCommand): readonly Obstacle[] {
  const before = state.party
  const isAnother =
    before !== undefined &&
    (before.kind !== party.kind || before.name !== party.name || isChanged(partyNumber(before), partyNumber(party)))
  return [
    ...partyFaults(party),
    ...(standingDecision(state) === undefined
      ? []
      : [
          one(
            'party-decided',
            '决定已经作出，当事人不能再改：认定有误的，先撤销决定',
            'A decision stands, and whom it is against is not changed: where that is wrong, it is revoked first',
          ),
        ]),
    ...(partyOf(state)?.name === before?.name
      ? []
      : [
          one(
            'party-succeeded',
            '当事人已经由承受其权利义务的人接替，不能再改',
            'Somebody has taken the place of the party, who is not changed any more',
          ),
        ]),
    ...(isAnother && reason === undefined
      ? [
          one(
            'party-changed-without-reason',
            '与原来登记的当事人不同，请写明原因',
            'It is another than was known: say why',
            'reason',
          ),
        ]
      : []),
  ]
}

const isChanged = (before: string | undefined, now: string | undefined): boolean =>
  before !== undefined && before !== now

const one = (code: string, zh: string, en: string, field?: string): Obstacle => ({
  code,
  message: text(zh, en),
  ...(field !== undefined && { field }),
})
