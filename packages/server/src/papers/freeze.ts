import { createHash } from 'node:crypto'
import type { Viewer } from '@liuhen/core/access'
import { unfilmedProof } from '@liuhen/core/case'
import { because, dayOf, Refused, Sha256 } from '@liuhen/core/kernel'
import {
  compose,
  numberInWords,
  numberStream,
  paperDecider,
  type PaperStanding,
  paperStream,
  printedFacts,
  type PaperState,
  valuesOf,
} from '@liuhen/core/paper'
import { ask, type RulesOn } from '@liuhen/core/policy'
import { begun } from '@liuhen/core/stream'
import { hold } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'
import { actor, type Papers, seriesOf, templateOf, writing } from './commands.ts'
import { codeOf, gatherAround, standingOfPaper } from './gather.ts'
import { keepBytes } from '../vault/index.ts'
import { type PaperOfCase, paperOf, type PaperRowOf } from './store.ts'

/** A paper composed as it stands in the database now, with what stands in the way of fixing it. */
async function composedNow(here: Papers, db: Db, found: PaperOfCase, state: PaperState, draft: boolean) {
  const { law, clock } = here
  const at = clock.now()
  const book = await law.book(db)
  const around = await gatherAround(db, book, found.case, at)
  const standing = standingOfPaper(book, around, found.paper)
  const paper: PaperRowOf = { ...found.paper, state }
  const whole = around.of(paper, standing)
  const composed = compose(standing, valuesOf(state), whole, { draft, copied: copiedOf(state) })
  return { at, standing, composed, around: whole, template: await templateOf(here, standing.rule.template) }
}

export const copiedOf = ({ fields }: PaperState) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([key, one]) => (one.copied === undefined ? [] : [[key, one.copied]])),
  )

/** A page of the file of that digest: which page of which bytes somebody signed. */
export const pageDigest = (paper: string, page: number): Sha256 =>
  Sha256.parse(createHash('sha256').update(`liuhen-page/1\n${paper}\n${page}\n`).digest('hex'))

/** How the bureau writes a number, with its mark filled in. Throws Refused where the mark is not decided. */
function patternOf({ rules }: { readonly rules: Parameters<typeof ask>[0] }): string {
  const { value, open } = ask(rules, { ask: 'wording', wording: 'number' })
  const own = rules.settings['numbers.pattern']
  const mark = rules.settings['numbers.authority-mark']
  if (typeof own === 'string' && typeof mark === 'string') return own.replaceAll('{mark}', mark)
  if (!open.includes('numbers.authority-mark')) return value.text
  throw because(
    Refused,
    'authority-mark-open',
    '本局还没有填写文号里的机关代字：请先在“制度”里填好',
    'The bureau has not entered the mark of the authority for its numbers: enter it with the rules first',
  )
}

/**
 * Checks a paper whole once more and gives it its number, both in one transaction: whatever is cut off afterwards, it is
 * given the same number again, and no number is lost. Throws Refused with everything in the way.
 */
async function numbered(here: Papers, viewer: Viewer, found: PaperOfCase): Promise<PaperState> {
  const { db, journal } = here
  const { id } = found.paper
  return db.transaction().execute(async (trx) => {
    await hold(trx, `${paperStream.prefix}:${id}`)
    const { state } = await trx.selectFrom('papers').select('state').where('id', '=', id).executeTakeFirstOrThrow()
    const { at, composed, standing, around, template } = await composedNow(here, trx, found, state, false)
    const unfilmed = unfilmedProof(standing, around.case)
    const lacks = [...composed.missing, ...composed.problems, ...unfilmed]
    const context = { at, actor: actor(viewer), template, lacks }
    const against = paperDecider.obstacles(state, { do: 'number', number: undefined }, context)
    if (against.length > 0) throw new Refused(against)
    const { mark, numberedBeforehand } = standing.rule
    if (mark === undefined || state.numbered) return state
    const { series, year } = seriesOf(mark, dayOf(at))
    const pattern = patternOf(around)
    const take = { do: 'take', mark, year, paper: id, ...(numberedBeforehand && { block: true as const }) } as const
    const taken = await journal.act(trx, numberStream, series, take, context)
    const number = taken.state.papers[id] ?? 0
    const printed = numberInWords(pattern, { type: mark, year, number })
    const acted = await journal.act(
      trx,
      paperStream,
      id,
      { do: 'number', number: { series, number, printed } },
      context,
    )
    return acted.state
  })
}

/**
 * Fixes a paper: its number, its pages, its bytes in the vault, and the event that binds them. The pages are made outside any
 * transaction; where somebody writes in it meanwhile nothing is fixed. Throws Refused with everything that stands in the way.
 */
export async function freezePaper(
  here: Papers,
  viewer: Viewer,
  id: string,
): Promise<{ number?: string; pages: number; sha256: string }> {
  const found = await writing(here, viewer, id)
  const state = await numbered(here, viewer, found)
  const { composed, standing, around, template } = await composedNow(here, here.db, found, state, false)
  const { pdf, pages, slots: places } = await (await here.typesetter()).typeset(composed.layout)
  const kept = await keepBytes(here, pdf)
  const frozen = {
    ...kept,
    values: composed.values,
    facts: [...printedFacts(composed)],
    packs: packsOf(around.rules, standing),
    template,
    ...(state.numbered && { number: state.numbered.printed }),
    code: composed.layout.code,
    on: composed.layout.day,
    coded: 'checked' as const,
    pageDigests: Array.from({ length: pages }, (_, i) => pageDigest(kept.sha256, i + 1)),
    slots: [...composed.slots],
    places: places.map((one) => ({ ...one })),
  }
  const { db, journal } = here
  await db.transaction().execute((trx) =>
    journal.act(trx, paperStream, id, { do: 'freeze', frozen, edition: state.edition }, async (held) => {
      const now = await composedNow(here, trx, found, begun(held), false)
      const unfilmed = unfilmedProof(now.standing, now.around.case)
      const lacks = [...now.composed.missing, ...now.composed.problems, ...unfilmed]
      return { at: now.at, actor: actor(viewer), template: now.template, lacks }
    }),
  )
  return { ...(frozen.number !== undefined && { number: frozen.number }), pages, sha256: kept.sha256 }
}

/** The pack whose paper it is, then all others by which it was made that day: what the law wants, set words, terms. */
const packsOf = ({ packs }: RulesOn, { pack }: PaperStanding) =>
  [pack, ...packs.filter((one) => one.identity.id !== pack.identity.id)].map(({ identity: { id, version } }) => ({
    pack: id,
    version,
  }))

/** A draft as it would be printed, across which it says that it is one. Throws Refused what the typesetter does. */
export async function previewPaper(here: Papers, viewer: Viewer, id: string): Promise<Uint8Array> {
  const found = await paperOf(here.db, viewer, id)
  const { composed } = await composedNow(here, here.db, found, found.paper.state, true)
  return (await (await here.typesetter()).typeset(composed.layout)).pdf
}

export { codeOf }
