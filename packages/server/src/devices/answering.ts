import type { ReplyOf, Table } from '@liuhen/contract'
import { holderAt } from '@liuhen/core/devices'
import { dayOf, type Instant } from '@liuhen/core/kernel'
import type { Book } from '../packs/index.ts'
import { namesOfPeople } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { deviceOf } from './store.ts'

/** Who answers for a device at a moment: whoever has it by the register, or nobody while it lies in the store. */
export async function holderView(db: Db, book: Book, id: string, at: Instant): Promise<ReplyOf<Table['deviceHolder']>> {
  const holder = holderAt((await deviceOf(db, id)).state, at)
  const citations = book.citing(dayOf(at), { ask: 'device' }, 'responsible').map((one) => book.shelf.citationView(one))
  if (holder === undefined) return { at, store: true, citations }
  return { at, store: false, holder: { id: holder, name: (await namesOfPeople(db)).get(holder) ?? '' }, citations }
}
