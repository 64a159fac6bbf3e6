import type { CalendarReport } from '@liuhen/contract/packs'
import type { HolidayYear } from '@liuhen/core/calendar'
import { calendarStream } from '@liuhen/core/packs'
import { bureauId, type Packs } from './commands.ts'
import { readYearFile, WrongYearFile, type YearFile } from './year-file.ts'

/**
 * Reads the notice of a year from a file and puts it into use from now on. A file that is wrong anywhere changes nothing,
 * and the report names every row that is.
 */
export async function loadCalendar(
  here: Packs,
  actor: string,
  given: YearFile & { readonly check: boolean },
): Promise<CalendarReport> {
  const calendar = readOrReport(given)
  if ('problems' in calendar) return calendar
  const counts = { year: calendar.year, holidays: calendar.rest.length, makeUpDays: calendar.makeUp.length }
  if (given.check) return { loaded: false, ...counts, problems: [] }
  const [id, at] = [await bureauId(here.db), here.clock.now()]
  const command = { do: 'load', fileName: given.fileName, calendar } as const
  await here.db.transaction().execute((trx) => here.journal.act(trx, calendarStream, id, command, { at, actor }))
  return { loaded: true, ...counts, problems: [] }
}

function readOrReport(given: YearFile): HolidayYear | CalendarReport {
  try {
    return readYearFile(given)
  } catch (error) {
    if (!(error instanceof WrongYearFile)) throw error
    // In the order in which a person comes upon them.
    const rows = error.rows.toSorted((a, b) => (a.row ?? 0) - (b.row ?? 0))
    const problems = rows.map(({ row, field, message }) => ({
      message,
      ...(row !== undefined && { row }),
      ...(field !== undefined && { field }),
    }))
    return { loaded: false, holidays: 0, makeUpDays: 0, problems }
  }
}
