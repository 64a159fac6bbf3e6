import { type KnownPeople, masked, maskingOf, type Masking } from '@liuhen/core/disclosures'
import { type Citation, dayOf, type Instant, type Text } from '@liuhen/core/kernel'
import type { CaseRowOf } from '../cases/index.ts'
import { knownPeople } from '../disclosures/index.ts'
import type { Book } from '../packs/index.ts'
import { papersOfCase } from '../papers/index.ts'
import type { Db } from '../platform/database/index.ts'

/** Covers what tells of natural persons in a text, as the law has it of what is public; officers act in office and are named. */
export interface Covering {
  readonly words: (words: string) => string
  readonly said: (words: Text) => Text
  readonly articles: readonly Citation[]
}

/** For texts of one case: whom it and its papers name. */
export async function coveringOf(db: Db, book: Book, { id, state }: CaseRowOf, at: Instant): Promise<Covering> {
  return coveringWith(book, knownPeople(state, await papersOfCase(db, id)), at)
}

/** For texts of no case: what has the form of a number or an address. Nothing chosen, all that is found goes. */
export function coveringWith(book: Book, known: KnownPeople, at: Instant): Covering {
  const rules = book.on(dayOf(at))
  const masking: Masking = rules ? maskingOf(rules) : new Map()
  const words = (one: string): string => masked(one, known, masking).text
  const articles = [...masking.values()].flatMap((one) => one.citation ?? [])
  return {
    words,
    said: ({ zh, en }) => ({ zh: words(zh), en: words(en) }),
    articles: [...new Map(articles.map((one) => [one.article, one])).values()],
  }
}
