import './people.css'
import type { Person, Unit } from '@liuhen/contract/people'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay, useReply } from '../../api/index.ts'
import { Action, Await, Empty, PageHeader, SearchInput } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { CsvActions, type ImportKind } from '../import/csv-actions.tsx'
import { PeopleTable } from './people-table.tsx'
import { AddPerson } from './person-form.tsx'
import { PersonSheet } from './person-sheet.tsx'
import { UnitForm } from './unit-form.tsx'
import { UnitTree, unitsBelow } from './unit-tree.tsx'
import { words } from './words.ts'

/** The bureau's units and people. */
export function PeoplePage() {
  const { t, say } = useWords()
  const may = useMay()
  const people = useReply('listPeople')
  const units = useReply('listUnits')
  const [adding, setAdding] = useState<'person' | 'unit'>()
  const [what, setWhat] = useState<ImportKind>('people')
  const close = () => setAdding(undefined)
  return (
    <>
      <PageHeader
        title={say('people')}
        actions={
          <>
            {may('importCsv') && (
              <select
                className="input"
                style={{ width: 'auto' }}
                value={what}
                aria-label={say('importCsv')}
                onChange={(event) => setWhat(event.target.value === 'units' ? 'units' : 'people')}
              >
                <option value="people">{say('people')}</option>
                <option value="units">{t(words.units)}</option>
              </select>
            )}
            <CsvActions what={what} stale={['listPeople', 'listUnits', 'listColleagues']} />
            {may('listProposals') && (
              <Link className="button" to="/people/proposals">
                {t(words.proposalsTitle)}
              </Link>
            )}
            {may('addUnit') && <Action onAct={() => setAdding('unit')}>{t(words.addUnit)}</Action>}
            {may('addPerson') && (
              <Action kind="primary" onAct={() => setAdding('person')}>
                {t(words.addPerson)}
              </Action>
            )}
          </>
        }
      >
        {people.data && units.data && t(words.lead, { n: people.data.length, units: units.data.length })}
      </PageHeader>
      <Await reply={units}>
        {(allUnits) => <Await reply={people}>{(all) => <Directory people={all} units={allUnits} />}</Await>}
      </Await>
      {adding === 'unit' && <UnitForm units={units.data ?? []} onClose={close} />}
      {adding === 'person' && <AddPerson units={units.data ?? []} onClose={close} />}
    </>
  )
}

function Directory({ people, units }: { readonly people: readonly Person[]; readonly units: readonly Unit[] }) {
  const { t, say } = useWords()
  const may = useMay()
  const [unit, setUnit] = useState<string>()
  const [find, setFind] = useState('')
  const [opened, setOpened] = useState<string>()
  const [changing, setChanging] = useState<Unit>()
  const inside = unit === undefined ? undefined : unitsBelow(units, unit)
  const wanted = find.trim().toLowerCase()
  const shown = people.filter(
    (one) =>
      (inside === undefined || inside.has(one.unit)) &&
      [one.name, one.userName, one.certificate?.number].some((part) => part?.toLowerCase().includes(wanted)),
  )
  const person = people.find((one) => one.id === opened)
  return (
    <div className="people">
      <nav className="sheet" aria-label={t(words.units)}>
        <UnitTree
          units={units}
          people={people}
          chosen={unit}
          choose={setUnit}
          change={may('changeUnit') ? setChanging : undefined}
        />
      </nav>
      <div className="sheet">
        <div className="filters">
          <SearchInput label={t(words.find)} value={find} onValue={setFind} />
        </div>
        {people.length === 0 ? (
          <Empty title={t(words.noneYet)}>{t(words.noneYetHint)}</Empty>
        ) : shown.length === 0 ? (
          <Empty title={wanted ? say('nothingFound') : t(words.noneHere)} mark="无" />
        ) : (
          <PeopleTable people={shown} open={setOpened} />
        )}
      </div>
      {person && <PersonSheet person={person} units={units} onClose={() => setOpened(undefined)} />}
      {changing && <UnitForm units={units} unit={changing} onClose={() => setChanging(undefined)} />}
    </div>
  )
}
