import { dayOf } from '@liuhen/core/kernel'
import { namesOfActors } from '../people/index.ts'
import type { Packs } from '../packs/index.ts'
import type { Handlers } from '../platform/served.ts'
import { adoptCatalogue } from './adopt.ts'
import { causesView } from './view.ts'

/** The law of the day: browsing causes, and adopting the bureau's own. */
export const causesHandlers = (here: Packs): Partial<Handlers> => ({
  listCauses: async ({ query }) => {
    const today = dayOf(here.clock.now())
    const decided = query.decided ?? query.on ?? today
    const book = await here.law.book(here.db)
    return causesView(book, { on: query.on ?? today, decided }, await namesOfActors(here.db))
  },
  adoptCatalogue: ({ actor, body }) => adoptCatalogue(here, actor, body),
})
