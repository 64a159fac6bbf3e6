import type { BodyOf, Table } from '@liuhen/contract'
import type { ImportReport } from '@liuhen/contract/people'
import type { Viewer } from '@liuhen/core/access'
import { RosterFacts, Turn } from '@liuhen/core/duties'
import { because, type CalendarDate, Instant, Refused } from '@liuhen/core/kernel'
import type { z } from 'zod'
import {
  cell,
  type CsvTable,
  dateOf,
  decodeCsv,
  factsFrom,
  importCsv,
  personByUserName,
  unitByCode,
} from '../people/index.ts'
import { type Duties, enterRoster } from './commands.ts'

/** `2026-11-20 08:30` as the clock on the wall shows it. */
const momentIn = (given: string | undefined, field: string): Instant => {
  const [, day, clock] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)$/.exec(given ?? '') ?? []
  const read = Instant.safeParse(
    day === undefined ? undefined : new Date(Date.parse(`${day}T${clock}:00+08:00`) || Number.NaN).toJSON(),
  )
  if (read.success) return read.data
  throw because(
    Refused,
    'moment-form',
    `“${given ?? ''}”不是时间：写成 2026-11-20 08:30`,
    `"${given ?? ''}" is no time: write it as 2026-11-20 08:30`,
    { field },
  )
}

/** A row for each turn; the turns of one unit and day together are its roster. */
const rostersCsv = (here: Duties, viewer: Viewer): CsvTable => ({
  allow: ['team-leader', 'office'],
  columns: [
    { field: 'day', zh: '日期', en: 'day', required: true },
    { field: 'unit', zh: '单位编码', en: 'unit code', required: true },
    { field: 'person', zh: '用户名', en: 'user name', required: true },
    { field: 'start', zh: '上岗时间', en: 'from', required: true },
    { field: 'end', zh: '下岗时间', en: 'to', required: true },
  ],
  rows: () => Promise.resolve([]),
  begin(trx) {
    const rosters = new Map<string, { unit: string; day: CalendarDate; turns: z.infer<typeof Turn>[] }>()
    return Promise.resolve({
      async add(cells) {
        const code = cell(cells, 'unit') ?? ''
        const unit = await unitByCode(trx, code)
        if (!unit)
          throw because(Refused, 'unit-unknown', `没有编码为“${code}”的单位`, `There is no unit of code "${code}"`, {
            field: 'unit',
          })
        const userName = cell(cells, 'person') ?? ''
        const person = await personByUserName(trx, userName)
        if (!person)
          throw because(
            Refused,
            'person-unknown',
            `没有用户名为“${userName}”的人员`,
            `There is no person of user name "${userName}"`,
            { field: 'person' },
          )
        if (person.state.unit !== unit.id)
          throw because(
            Refused,
            'turn-stranger',
            `${person.state.name}不是这个单位的人员`,
            `${person.state.name} is not of that unit`,
            { field: 'person' },
          )
        const { day } = factsFrom(RosterFacts.pick({ day: true }), { day: dateOf(cell(cells, 'day')) })
        const turn = factsFrom(Turn, {
          person: person.id,
          start: momentIn(cell(cells, 'start'), 'start'),
          end: momentIn(cell(cells, 'end'), 'end'),
        })
        const roster = rosters.get(`${unit.id} ${day}`) ?? { unit: unit.id, day, turns: [] }
        rosters.set(`${unit.id} ${day}`, { ...roster, turns: [...roster.turns, turn] })
      },
      async finish() {
        for (const roster of rosters.values())
          await enterRoster({ ...here, db: trx }, viewer, { ...roster, reason: '由表格导入' })
        return { passwords: [] }
      },
    })
  },
})

/** Rosters from a spreadsheet: all rows or none, with what is wrong row by row. */
export const importRosters = (
  here: Duties,
  viewer: Viewer,
  { check, ...file }: BodyOf<Table['importRosters']>,
): Promise<ImportReport> =>
  importCsv(here.db, rostersCsv(here, viewer), decodeCsv(file), check, `person:${viewer.person}`)
