import type { Person, Unit } from '@liuhen/contract/people'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** The unit itself and everything below it. */
export function unitsBelow(units: readonly Unit[], top: string): ReadonlySet<string> {
  const found = new Set([top])
  // A set grows while it is walked, so what is added is looked at too.
  for (const above of found) for (const one of units) if (one.parent === above) found.add(one.id)
  return found
}

interface TreeProps {
  readonly units: readonly Unit[]
  readonly people: readonly Person[]
  readonly chosen: string | undefined
  readonly choose: (unit: string | undefined) => void
  readonly change?: ((unit: Unit) => void) | undefined
}

/** The units as they stand under one another, each with the number of its people. */
export function UnitTree(props: TreeProps) {
  const { t } = useWords()
  const { people, chosen, choose } = props
  return (
    <ul className="units">
      <li>
        <div className="line">
          <button type="button" className="pick" aria-pressed={chosen === undefined} onClick={() => choose(undefined)}>
            {t(words.everybody)} <span className="muted small">{people.length}</span>
          </button>
        </div>
      </li>
      <Branch {...props} parent={undefined} />
    </ul>
  )
}

function Branch(props: TreeProps & { readonly parent: string | undefined }) {
  const { say } = useWords()
  const { units, people, chosen, choose, change, parent } = props
  return units
    .filter((one) => one.parent === parent)
    .map((unit) => {
      const below = unitsBelow(units, unit.id)
      return (
        <li key={unit.id}>
          <div className="line">
            <button type="button" className="pick" aria-pressed={chosen === unit.id} onClick={() => choose(unit.id)}>
              {unit.name}
              <span className="muted small">{people.filter((one) => below.has(one.unit)).length}</span>
            </button>
            {change && chosen === unit.id && (
              <button type="button" className="button plain small" onClick={() => change(unit)}>
                {say('change')}
              </button>
            )}
          </div>
          {below.size > 1 && (
            <ul className="units">
              <Branch {...props} parent={unit.id} />
            </ul>
          )}
        </li>
      )
    })
}
