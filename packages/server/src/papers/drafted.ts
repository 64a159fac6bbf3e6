import { randomUUID } from 'node:crypto'
import { caseStream } from '@liuhen/core/case'
import { dayOf } from '@liuhen/core/kernel'
import { copiedFrom, paperStream } from '@liuhen/core/paper'
import { rulesOf } from '@liuhen/core/policy'
import { caseRowOf } from '../cases/index.ts'
import { type JournalEntry, type Policy, policy } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import { templateOf, type Papers } from './commands.ts'
import { gatherAround, nameOf, rulesFor } from './gather.ts'

/**
 * Papers of which the rules want a draft as soon as an act says so, as the letter of transfer with the opinion to transfer: begun
 * in the name of whoever said it, once, and written by those who handle the case.
 */
export const saidIsDrafted = (law: Law, typesetter: Papers['typesetter']): Policy =>
  policy(caseStream, ['CaseActDone/1'], async (trx, { body: { act }, at, actor, stream }, state, journal) => {
    const { outcome } = act.says
    if (outcome === undefined) return []
    const book = await law.book(trx)
    if (book.on(dayOf(at)) === undefined) return []
    const wanted = rulesOf(rulesFor(book, dayOf(at)), 'paper').filter(
      ({ rule: { draftedOn } }) => draftedOn?.act === act.act && draftedOn.outcome === outcome,
    )
    if (wanted.length === 0) return []
    const id = stream.slice(`${caseStream.prefix}:`.length)
    const around = await gatherAround(trx, book, { ...(await caseRowOf(trx, id)), state }, at)
    const written: JournalEntry[] = []
    for (const standing of wanted) {
      const isThere = around.papers.some((one) => one.rule === nameOf(standing) && one.state.voided === undefined)
      if (isThere) continue
      const paper = {
        case: id,
        rule: nameOf(standing),
        title: standing.rule.title.zh,
        template: await templateOf({ typesetter }, standing.rule.template),
        values: copiedFrom(standing, around.of(undefined, standing)),
      }
      const { entries } = await journal.act(trx, paperStream, randomUUID(), { do: 'begin', paper }, { at, actor })
      written.push(...entries)
    }
    return written
  })
