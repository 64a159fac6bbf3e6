import { isForATerm, type Role } from '@liuhen/core/access'
import { type Instant, instantOf } from '@liuhen/core/kernel'
import { LONGEST_TERM_DAYS } from '@liuhen/core/people'
import { SelectField } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

const HOURS = [4, 8, 24, 72, LONGEST_TERM_DAYS * 24] as const
export const FIRST_TERM = '8'

/** When a part that is given for a term ends, counted from now; undefined where none of the roles is. */
export const untilOf = (held: readonly Role[], hours: string): Instant | undefined =>
  held.some(isForATerm) ? instantOf(Date.now() + Number(hours) * 3_600_000) : undefined

/** For how long; only of a part that is given for a term. */
export function TermField({
  held,
  hours,
  change,
  wrong,
}: {
  readonly held: readonly Role[]
  readonly hours: string
  readonly change: (hours: string) => void
  readonly wrong?: string | undefined
}) {
  const { t } = useWords()
  if (!held.some(isForATerm)) return null
  return (
    <SelectField
      label={t(words.term)}
      hint={t(words.termHint)}
      value={hours}
      onValue={change}
      wrong={wrong}
      options={HOURS.map((n) => ({
        value: String(n),
        label: n < 48 ? t(words.termHours, { n }) : t(words.termDays, { n: n / 24 }),
      }))}
    />
  )
}
