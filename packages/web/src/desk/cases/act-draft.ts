import type { ActForm } from '@liuhen/contract/cases'
import { CalendarDate } from '@liuhen/core/kernel'
import {
  type Act,
  ClockTime,
  type Fact,
  Fact as FactName,
  facts,
  MaterialKind,
  MaterialRole,
} from '@liuhen/core/procedure'

/** An act's form as it is typed, kept until it is sent. */
export interface ActTyped {
  readonly on: string
  readonly at: string
  readonly until: string
  readonly place: string
  readonly by: readonly string[]
  readonly of: string
  /** A fact that nobody has answered has no entry. */
  readonly says: Readonly<Record<string, boolean | string>>
  readonly dueOn: string
  readonly reason: string
  readonly recordings: readonly string[]
  /** As what each piece of the case is handed in, by its kind and id; one that is not has no entry. */
  readonly materials?: Readonly<Record<string, string>>
  readonly note: string
  readonly key: string
}

/** `09:30` of `9:30`, `930`, `9：30` or `0930`; empty while it is no time of day. */
export function timeOf(typed: string): string {
  const [, hours, minutes] = /^(\d{1,2})[:：]?(\d{2})$/.exec(typed.trim()) ?? []
  return ClockTime.safeParse(`${hours?.padStart(2, '0')}:${minutes}`).data ?? ''
}

/** Yuan of `2,000` or `2000.50`; undefined while it is no amount. */
export function amountOf(typed: string): number | undefined {
  const plain = typed.trim().replaceAll(/[,，\s]/g, '')
  return /^\d+(?:\.\d{1,2})?$/.test(plain) ? Number(plain) : undefined
}

/** What is wrong with what was typed, before anybody is asked: by the field. */
export type Slip = 'on' | 'at' | 'until' | 'dueOn' | `says.${string}`
export function slipsOf(typed: ActTyped): readonly Slip[] {
  const amounts = Object.entries(typed.says).filter(
    ([fact, value]) =>
      typeof value === 'string' && value.trim() !== '' && isNumber(fact) && numberIn(fact, value) === undefined,
  )
  return [
    ...(CalendarDate.safeParse(typed.on).success ? [] : (['on'] as const)),
    ...(['at', 'until'] as const).filter((one) => typed[one].trim() !== '' && timeOf(typed[one]) === ''),
    ...(typed.dueOn === '' || CalendarDate.safeParse(typed.dueOn).success ? [] : (['dueOn'] as const)),
    ...amounts.map(([fact]) => `says.${fact}` as const),
  ]
}

const typeOf = (fact: string): string | undefined =>
  FactName.safeParse(fact).success ? facts[fact as Fact].type : undefined
const isNumber = (fact: string): boolean => typeOf(fact) === 'amount' || typeOf(fact) === 'count'

/** What was typed of a sum, or of how many: pieces are whole. */
function numberIn(fact: string, typed: string): number | undefined {
  const amount = amountOf(typed)
  return amount !== undefined && typeOf(fact) === 'count' && !Number.isInteger(amount) ? undefined : amount
}

/** The act as it would be sent; what was not filled in, or is no answer yet, is left out. */
export function formOf(act: Act, typed: ActTyped): ActForm | undefined {
  const on = CalendarDate.safeParse(typed.on).data
  if (on === undefined) return undefined
  const [at, until] = [timeOf(typed.at), timeOf(typed.until)]
  const dueOn = CalendarDate.safeParse(typed.dueOn).data
  const [place, reason] = [typed.place.trim(), typed.reason.trim()]
  const says = Object.fromEntries(
    Object.entries(typed.says).flatMap(([fact, value]) => {
      const answer = answerOf(fact, value)
      return answer === undefined ? [] : [[fact, answer] as const]
    }),
  )
  const materials = Object.entries(typed.materials ?? {}).flatMap(([key, as]) => named(key, as))
  return {
    act,
    on,
    ...(at !== '' && { at }),
    ...(until !== '' && { until }),
    ...(place !== '' && { place }),
    by: [...typed.by],
    ...(typed.of !== '' && { of: typed.of }),
    says,
    ...(dueOn && { dueOn }),
    ...(reason !== '' && { reason }),
    ...(typed.recordings.length > 0 && { recordings: [...typed.recordings] }),
    ...(materials.length > 0 && { materials }),
    key: typed.key,
  }
}

/** A piece of the case by its key, as what it is handed in. */
function named(key: string, as: string): NonNullable<ActForm['materials']> {
  const [kind, id = ''] = key.split(' ')
  const role = MaterialRole.safeParse(as).data
  const is = MaterialKind.safeParse(kind).data
  return role !== undefined && is !== undefined ? [{ as: role, kind: is, id }] : []
}

function answerOf(fact: string, value: boolean | string): boolean | string | number | undefined {
  if (!FactName.safeParse(fact).success) return undefined
  if (typeof value === 'boolean') return value
  if (isNumber(fact)) return numberIn(fact, value)
  return value.trim() === '' ? undefined : value.trim()
}
