import { dayOf, instantOf, millisecondsOf } from '@liuhen/core/kernel'
import { windowsClosed } from '../cases/index.ts'
import type { Accountability } from './commands.ts'
import { opens } from './opening.ts'
import { answeredFor } from './rules.ts'

/**
 * Opens an item for each case in which a window that the rules name closed without what it was open for: whoever handles the
 * case is named. Answers how many were.
 */
export async function openMissed({ db, clock, journal, law }: Accountability): Promise<number> {
  const [book, now] = [await law.book(db), clock.now()]
  const windows = answeredFor(book, dayOf(now), 'window-missed').flatMap(({ rule }) => rule.windows ?? [])
  if (windows.length === 0) return 0
  let opened = 0
  for (const { caseId, unit, officers, last } of await windowsClosed(db, windows, now)) {
    const entries = await db.transaction().execute((trx) =>
      opens(
        trx,
        law,
        journal,
        { at: now, actor: 'system' },
        {
          outcome: 'window-missed',
          about: { case: caseId },
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
  return opened
}
