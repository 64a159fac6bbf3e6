import type { DiscDue } from '@liuhen/contract/discs'
import { dayOf, type Instant, millisecondsOf } from '@liuhen/core/kernel'
import { evidenceOfCases } from '../cases/index.ts'
import { asked, type Book } from '../packs/index.ts'
import { namesOfPeople } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { recordingRows } from '../recordings/index.ts'
import { firstOnDisc } from './store.ts'

/**
 * Recordings that are evidence and, by the rules of the day they were made, have to be on a disc by a moment, and have
 * never been on one: the longest overdue first.
 */
export async function discsDue(db: Db, book: Book, now: Instant): Promise<DiscDue[]> {
  const evidence = await evidenceOfCases(db)
  const ids = [...evidence.keys()]
  const done = await firstOnDisc(db, ids)
  const open = ids.filter((one) => !done.has(one))
  const [rows, people] = await Promise.all([recordingRows(db, open), namesOfPeople(db)])
  const due = rows.flatMap((row): DiscDue[] => {
    const { away } = row.state
    const day = dayOf(row.start_at)
    const question = {
      ask: 'handover',
      what: 'evidence-disc',
      recordingEnd: row.end_at,
      ...(away && { reason: away.reason, returned: away.returned }),
    } as const
    const moment = book.ask(day, question)?.value.due
    if (!moment) return []
    const lateBy = Math.max(0, millisecondsOf(now) - millisecondsOf(moment))
    return [
      {
        recording: row.id,
        fileName: row.file_name,
        ...(row.officer && { officer: people.get(row.officer) ?? '' }),
        ended: row.end_at,
        due: moment,
        overdue: lateBy > 0,
        lateBy,
        cases: [...(evidence.get(row.id) ?? [])],
        citations: asked(book, day, question).rules.flatMap((one) => one.citations),
      },
    ]
  })
  return due.toSorted((a, b) => (a.due < b.due ? -1 : 1))
}
