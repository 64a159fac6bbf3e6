import { dayOf, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { windowsClosed } from '../cases/index.ts'
import type { Accountability } from './commands.ts'
import { opens } from './opening.ts'
import { answeredFor, nameOf } from './rules.ts'

/**
 * Opens an item for each case in which a window that the rules name closed without what it was open for: whoever handles the
 * case is named. Answers how many were.
 */
export async function openMissed({ db, clock, journal, law }: Accountability): Promise<number> {
  const [book, now] = [await law.book(db), clock.now()]
  let opened = 0
  for (const standing of answeredFor(book, dayOf(now), 'window-missed')) {
    const { windows = [], each = false } = standing.rule
    if (windows.length === 0) continue
    for (const { caseId, unit, officers, last, startedBy } of await windowsClosed(db, windows, now)) {
      const entries = await db.transaction().execute((trx) =>
        opens(
          trx,
          law,
          journal,
          { at: now, actor: 'system' },
          {
            rule: nameOf(standing),
            outcome: 'window-missed',
            about: { case: caseId, ...(each && { act: startedBy }) },
            people: [...officers],
            unit,
            // Whoever led the unit on its last day.
            actAt: instantOf(millisecondsOf(last) - 1),
            unrecorded: false,
          },
        ),
      )
      opened += entries.length
    }
  }
  return opened
}
