import type { Readiness } from '@liuhen/contract/duties'
import type { SupervisionTask } from '@liuhen/contract/supervision'
import type { Viewer } from '@liuhen/core/access'
import { dateOf, monthsAfter, numberOf } from '@liuhen/core/calendar'
import type { DeviceState } from '@liuhen/core/devices'
import type { TrainingTopic } from '@liuhen/core/duties'
import { type CalendarDate, dayOf, type Instant, text } from '@liuhen/core/kernel'
import type { PersonState } from '@liuhen/core/people'
import { rulesOf, type RulesOn, wordsSetting } from '@liuhen/core/policy'
import { sql } from 'kysely'
import { devicesOfUnits } from '../devices/index.ts'
import { postsWanted, rostersOf, seesWhole, trainingsHeld, unitsInTheField } from '../duties/index.ts'
import type { Book } from '../packs/index.ts'
import { unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { plan } from './plan.ts'

/** What the instruments ask of the bureau and is not there, of all units or of the viewer's own. */
export async function readiness(
  db: Db,
  book: Book,
  viewer: Viewer,
  now: Instant,
  asked: CalendarDate | undefined,
): Promise<Readiness> {
  const day = asked ?? dayOf(now)
  const whole = await seesWhole(db, viewer, dayOf(now))
  const rules = book.on(day)
  const field = await unitsInTheField(db)
  const units = field.filter((one) => whole || viewer.units.includes(one))
  const [names, posts, owed, equipped, untrained] = await Promise.all([
    unitNamesOf(db),
    postsWanted(db, book, viewer, day, units),
    plan(db, book, viewer, now),
    equipmentOf(db, units, day),
    rules ? untrainedOf(db, book, rules, units, day) : [],
  ])
  const equips = rules ? rulesOf(rules, 'organisation').filter(({ rule }) => rule.equips === true) : []
  return {
    day,
    whole,
    posts: posts.filter((one) => one.holders.length === 0),
    areas: rules ? areasOf(book, rules) : [],
    units: equipped.map(({ unit, ...one }) => ({ unit: { id: unit, name: names.get(unit) ?? '' }, ...one })),
    equipment: equips.flatMap(({ used }) => used.citations).map((one) => book.shelf.citationView(one)),
    untrained: untrained.map(({ unit, ...one }) => ({ ...one, unit: { id: unit, name: names.get(unit) ?? '' } })),
    inspections: owed.flatMap(({ what, office, firstDay, lastDay, stands, circulates, unit, citations }) =>
      stands === 'overdue' && !circulates && unit === undefined && firstDay && lastDay
        ? [{ what, office, firstDay, lastDay, citations }]
        : [],
    ),
  }
}

/** Matters an instrument wants laid down, of which there is neither the setting nor a rule of those kinds. */
function areasOf(book: Book, rules: RulesOn): Readiness['areas'] {
  return rulesOf(rules, 'organisation').flatMap(({ rule, used }) =>
    (rule.areas ?? [])
      .filter(({ setting, kinds = [] }) =>
        setting === undefined
          ? !kinds.some((kind) => [...rules.byKind].some(([known, all]) => known === kind && all.length > 0))
          : wordsSetting(rules, setting) === undefined,
      )
      .map(({ name, setting }) => ({
        name,
        citations: used.citations.map((one) => book.shelf.citationView(one)),
        ...(setting !== undefined && { setting }),
      })),
  )
}

interface Equipped extends Omit<Readiness['units'][number], 'unit'> {
  readonly unit: string
}

const isUsable = ({ condition }: DeviceState): boolean => condition === 'in-use' || condition === 'on-loan'

/** Of each unit, who is on duty that day, and with what. */
async function equipmentOf(db: Db, units: readonly string[], day: CalendarDate): Promise<Equipped[]> {
  const [rosters, devices, people] = await Promise.all([
    rostersOf(db, units, day, day),
    devicesOfUnits(db, units),
    peopleIn(db, units),
  ])
  return units.map((unit): Equipped => {
    const own = devices.filter((one) => one.unit === unit)
    const usable = own.filter(isUsable).length
    const roster = rosters.find((one) => one.unit === unit && one.day === day)
    if (!roster) return { unit, roster: 'unknown', onDuty: 0, usable, shortfall: 0, withoutDevice: [] }
    const onDuty = [...new Set(roster.turns.map((turn) => turn.person))]
    const without = onDuty.filter((person) =>
      roster.turns.some(
        (turn) =>
          turn.person === person &&
          !own.some((one) =>
            one.holdings.some(
              (held) =>
                held.person === person && held.from < turn.end && (held.to === undefined || turn.start < held.to),
            ),
          ),
      ),
    )
    return {
      unit,
      roster: 'entered',
      onDuty: onDuty.length,
      usable,
      shortfall: Math.max(0, onDuty.length - usable),
      withoutDevice: without.map((id) => ({ id, name: people.find((one) => one.id === id)?.name ?? '' })),
    }
  })
}

interface InUnit {
  readonly id: string
  readonly name: string
  readonly unit: string
  readonly state: PersonState
}

async function peopleIn(db: Db, units: readonly string[]): Promise<readonly InUnit[]> {
  const { rows } = await sql<InUnit>`
    select id, name, unit, state from people where not suspended and unit = any(${[...units]}::uuid[]) order by name`.execute(
    db,
  )
  return rows
}

/** Who is to be trained in what. */
const CONCERNED: Readonly<Record<TrainingTopic, (state: PersonState) => boolean>> = {
  recording: ({ roles }) => roles.includes('officer') || roles.includes('team-leader'),
  review: ({ roles, reviewerSince }) =>
    reviewerSince !== undefined || roles.includes('legal-officer') || roles.includes('legal-section'),
}
const MONTHS: Readonly<Record<string, number>> = { month: 1, quarter: 3, year: 12 }

interface Untrained extends Omit<Readiness['untrained'][number], 'unit'> {
  readonly unit: string
}

/** Who has not passed a training in what their work asks for, within the time the bureau decided; ever, where it did not. */
async function untrainedOf(
  db: Db,
  book: Book,
  rules: RulesOn,
  field: readonly string[],
  day: CalendarDate,
): Promise<Untrained[]> {
  const wanted = rulesOf(rules, 'organisation').flatMap(({ rule, used }) =>
    rule.trains ? [{ ...rule.trains, used }] : [],
  )
  if (wanted.length === 0) return []
  const [all, held] = await Promise.all([peopleIn(db, await unitsOf(db, field)), trainingsHeld(db, day)])
  return wanted.flatMap(({ topic, every, used }) => {
    const often = every && wordsSetting(rules, every.setting)?.[0]
    const months = often === undefined ? undefined : MONTHS[often]
    const since = months === undefined ? undefined : dateOf(monthsAfter(numberOf(day), -months))
    return all
      .filter(({ state }) => CONCERNED[topic](state))
      .flatMap(({ id, name, unit }): Untrained[] => {
        const last = held.find((one) => one.topic === topic && one.trained.includes(id))?.day
        if (last !== undefined && (since === undefined || last >= since)) return []
        return [
          {
            person: { id, name },
            unit,
            topic,
            citations: used.citations.map((one) => book.shelf.citationView(one)),
            ...(last !== undefined && { last }),
          },
        ]
      })
  })
}

/** Reviewers sit in sections that nobody goes out from: where all units in the field are seen, all units are. */
async function unitsOf(db: Db, field: readonly string[]): Promise<readonly string[]> {
  const [inField, names] = await Promise.all([unitsInTheField(db), unitNamesOf(db)])
  return inField.every((one) => field.includes(one)) ? [...names.keys()] : field
}

/** Posts that the instruments ask for, nobody fills, and this viewer names: one task for each. */
export async function postTasks(db: Db, book: Book, viewer: Viewer, now: Instant): Promise<SupervisionTask[]> {
  const wanted = await postsWanted(db, book, viewer, dayOf(now))
  const open = wanted.filter((one) => one.holders.length === 0 && one.yours)
  return [...Map.groupBy(open, (one) => one.post).values()].map((same): SupervisionTask => {
    const [{ title, citations }] = same as [(typeof same)[number]]
    const units = same.flatMap(({ unit }) => unit?.name ?? [])
    const [zh, en] = units.length > 0 ? [`：${units.join('、')}`, `: ${units.join(', ')}`] : ['', '']
    return {
      kind: 'post',
      title: text(`还没有确定${title.zh}${zh}`, `Nobody is named as ${title.en.toLowerCase()}${en}`),
      overdue: false,
      to: '/duties',
      citations,
    }
  })
}
