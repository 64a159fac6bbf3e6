import { because, Missing } from '@liuhen/core/kernel'
import type { CalendarState, RuleSetState } from '@liuhen/core/packs'
import type { Library } from '@liuhen/core/policy'
import type { Db } from '../platform/database/index.ts'
import { Book } from './book.ts'
import { Shelf } from './shelf.ts'

export interface Kept<S> {
  readonly version: number
  readonly state: S | undefined
}

/** An installation serves one bureau, so there is one row at most. */
export async function keptRuleSet(db: Db): Promise<Kept<RuleSetState>> {
  const row = await db.selectFrom('rule_sets').select(['version', 'state']).executeTakeFirst()
  return row ?? { version: 0, state: undefined }
}

export async function keptCalendars(db: Db): Promise<Kept<CalendarState>> {
  const row = await db.selectFrom('calendars').select(['version', 'state']).executeTakeFirst()
  return row ?? { version: 0, state: undefined }
}

/** Another word whenever what the bureau chose, decided or loaded has changed. */
export async function versionsOf(db: Db): Promise<string> {
  const [ruleSet, calendars] = await Promise.all([
    db.selectFrom('rule_sets').select('version').executeTakeFirst(),
    db.selectFrom('calendars').select('version').executeTakeFirst(),
  ])
  return `${ruleSet?.version ?? 0} ${calendars?.version ?? 0}`
}

/** The rules of this installation: what came with the program, and what the bureau has chosen and decided. */
export interface Law {
  readonly shelf: Shelf
  readonly library: Library
  /** As the bureau's choices stand now. The same book while they do. */
  book(db: Db): Promise<Book>
}

export function lawOf(library: Library): Law {
  const shelf = new Shelf(library.packs)
  let last: { readonly key: string; readonly book: Book } | undefined
  return {
    shelf,
    library,
    async book(db) {
      // A catalogue may have thousands of rows, and a book is asked for with every request: they are read when they change.
      if (last?.key === (await versionsOf(db))) return last.book
      const [ruleSet, calendars] = await Promise.all([keptRuleSet(db), keptCalendars(db)])
      const key = `${ruleSet.version} ${calendars.version}`
      if (last?.key !== key) last = { key, book: new Book(shelf, library, ruleSet.state, calendars.state) }
      return last.book
    },
  }
}

/** Throws Missing when the bureau has chosen a pack that is not among those loaded: the server must not start without it. */
export async function checkChosen(db: Db, { shelf }: Law): Promise<void> {
  const { state } = await keptRuleSet(db)
  const gone = (state?.choices ?? []).flatMap((one) => one.packs).find((id) => shelf.versions(id).length === 0)
  if (gone === undefined) return
  throw because(
    Missing,
    'chosen-pack-missing',
    `本局选用的制度 ${gone} 不在 packs 目录中，请恢复该目录后再启动`,
    `The bureau runs on the pack ${gone}, which is not in the folder packs: restore it, then start again`,
  )
}
