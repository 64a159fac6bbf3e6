import type { PartyValue, PersonValue } from '@liuhen/core/papers'
import { DateField, SelectField, TextField } from '../../parts/index.ts'
import { type Text, useWords } from '../../words/index.ts'
import { words } from './words.ts'

type Slips = (member: string) => string | undefined
type Part<T> = readonly [member: keyof T & string, label: Text]

const CITIZEN: readonly Part<PartyValue>[] = [
  ['sex', words.sex],
  ['idNumber', words.idNumber],
  ['idKind', words.idKind],
  ['workplace', words.workplace],
]
const ORGANISATION: readonly Part<PartyValue>[] = [
  ['creditCode', words.creditCode],
  ['representative', words.representative],
  ['position', words.position],
]
const BOTH: readonly Part<PartyValue>[] = [
  ['address', words.address],
  ['phone', words.phone],
]

/** The party: who it is the case says; the rest is written once and goes on to the next paper. */
export function PartyFields({
  label,
  value,
  named,
  slips,
  onValue,
}: {
  readonly label: string
  readonly value: PartyValue
  /** The case says who it is. */
  readonly named: boolean
  readonly slips: Slips
  readonly onValue: (value: PartyValue) => void
}) {
  const { t, say } = useWords()
  const put = (part: Partial<PartyValue>) => onValue({ ...value, ...part })
  const parts = [...(value.kind === 'organisation' ? ORGANISATION : CITIZEN), ...BOTH]
  return (
    <fieldset className="parts field">
      <legend className="label">{label}</legend>
      {named ? (
        <p>
          <b>{value.name}</b> <span className="muted small">{value.kind && t(words[value.kind])}</span>
        </p>
      ) : (
        <>
          <SelectField
            label={t(words.partyKind)}
            value={value.kind ?? ''}
            empty={say('choose')}
            wrong={slips('kind')}
            options={(['citizen', 'organisation'] as const).map((one) => ({ value: one, label: t(words[one]) }))}
            onValue={(kind) => put({ kind: kind === 'organisation' ? 'organisation' : 'citizen' })}
          />
          <TextField
            label={t(words.partyName)}
            value={value.name ?? ''}
            wrong={slips('name')}
            onValue={(name) => put({ name })}
          />
        </>
      )}
      {value.kind !== 'organisation' && (
        <DateField
          label={t(words.born)}
          value={value.born ?? ''}
          wrong={slips('born')}
          onValue={(born) => put({ born: born === '' ? undefined : born })}
        />
      )}
      {parts.map(([member, name]) => (
        <TextField
          key={member}
          label={t(name)}
          value={value[member] ?? ''}
          wrong={slips(member)}
          maxLength={300}
          onValue={(typed) => put({ [member]: typed === '' ? undefined : typed })}
        />
      ))}
    </fieldset>
  )
}

const PERSON: readonly Part<PersonValue>[] = [
  ['name', words.personName],
  ['idNumber', words.idNumber],
  ['idKind', words.idKind],
  ['relation', words.relation],
  ['workplace', words.workplace],
  ['address', words.address],
  ['phone', words.phone],
  ['none', words.noneBecause],
]

export function PersonFields({
  label,
  value,
  slips,
  onValue,
}: {
  readonly label: string
  readonly value: PersonValue
  readonly slips: Slips
  readonly onValue: (value: PersonValue) => void
}) {
  const { t } = useWords()
  return (
    <fieldset className="parts field">
      <legend className="label">{label}</legend>
      {PERSON.map(([member, name]) => (
        <TextField
          key={member}
          label={t(name)}
          value={value[member] ?? ''}
          wrong={slips(member)}
          maxLength={300}
          onValue={(typed) => onValue({ ...value, [member]: typed === '' ? undefined : typed })}
        />
      ))}
    </fieldset>
  )
}
