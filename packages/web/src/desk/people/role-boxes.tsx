import { Role, isAdministrator, roles, separation } from '@liuhen/core/access'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

export interface RoleBoxesProps {
  readonly held: readonly Role[]
  readonly change: (held: readonly Role[]) => void
  /** A person being added gets no administrator's role. */
  readonly ordinary?: boolean
}

/** The roles to choose from, with the rule that keeps them apart and what a choice offends against. */
export function RoleBoxes({ held, change, ordinary = false }: RoleBoxesProps) {
  const { t } = useWords()
  const offered = Role.options.filter((role) => !ordinary || !isAdministrator(role))
  return (
    <fieldset className="field" style={{ border: 0, padding: 0, margin: '0 0 14px' }}>
      <legend className="label small">{t(words.roles)}</legend>
      <div className="checks">
        {offered.map((role) => (
          <label key={role}>
            <input
              type="checkbox"
              checked={held.includes(role)}
              onChange={(event) => change(event.target.checked ? [...held, role] : held.filter((one) => one !== role))}
            />
            {t(roles[role])}
          </label>
        ))}
      </div>
      {separation(held).map((one) => (
        <div key={one.code} className="wrong" role="alert">
          {t(one.message)}
        </div>
      ))}
      <div className="hint">{t(ordinary ? words.firstRoles : words.separation)}</div>
    </fieldset>
  )
}
