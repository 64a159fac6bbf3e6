import { permits } from '@liuhen/contract'
import { type SetUpStep, setUpActs } from '@liuhen/contract/workbench'
import { administrators, type Viewer } from '@liuhen/core/access'
import { dayOf, type Instant } from '@liuhen/core/kernel'
import { sql } from 'kysely'
import { type Book, openCount } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'

type Step = SetUpStep['step']

/**
 * What is still to be done before the bureau's first recording; undefined once everything is, and for those who have no part
 * in setting it up: bringing the first card is everybody's.
 */
export async function setUpSteps(db: Db, book: Book, viewer: Viewer, now: Instant): Promise<SetUpStep[] | undefined> {
  const mine = (step: Step): boolean => permits(viewer.roles, setUpActs[step])
  const steps = Object.keys(setUpActs) as Step[]
  const isAdministrator = viewer.roles.some((role) => (administrators as readonly string[]).includes(role))
  if (!isAdministrator && !steps.some((step) => step !== 'docked' && mine(step))) return undefined
  const found = await counted(db)
  const today = dayOf(now)
  const chosen = book.on(today) !== undefined
  const open = chosen ? openCount(book, today) : 0
  const done: Record<Step, boolean> = {
    units: found.units > 1,
    people: found.people > 0,
    packs: chosen,
    settings: chosen && open === 0,
    calendar: book.calendar.knows(Number(today.slice(0, 4))),
    devices: found.cameras > 0,
    stations: found.stations > 0,
    issued: found.issued > 0,
    docked: found.docked,
  }
  if (steps.every((step) => done[step])) return undefined
  const counts: Partial<Record<Step, number>> = {
    units: found.units,
    people: found.people,
    settings: open,
    devices: found.cameras,
    stations: found.stations,
    issued: found.issued,
  }
  return steps.map((step) => {
    const count = counts[step]
    return { step, done: done[step], mine: mine(step), ...(count !== undefined && { count }) }
  })
}

interface Counted {
  readonly units: number
  readonly people: number
  readonly cameras: number
  readonly stations: number
  readonly issued: number
  readonly docked: boolean
}

/** Administrators are not counted among the people: they are there from the first day. */
async function counted(db: Db): Promise<Counted> {
  const { rows } = await sql<Counted>`select
    (select count(*) from units) as units,
    (select count(*) from people where not roles && ${sql.val([...administrators])}::text[]) as people,
    (select count(*) from devices where kind <> 'docking-station') as cameras,
    (select count(*) from station_key) as stations,
    (select count(*) from devices where holder is not null) as issued,
    exists (select from docking) as docked`.execute(db)
  return rows[0] as Counted
}
