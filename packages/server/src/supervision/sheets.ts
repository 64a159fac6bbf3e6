import { ofHundred, scoreSheetStream } from '@liuhen/core/score'
import { drawStream, unreviewed } from '@liuhen/core/supervision'
import { type Policy, policy } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import { enterReviewed } from './draws.ts'

/**
 * The first sheet of a case that was drawn is its review: what the case came to stands with the sample, and with the last of
 * them the check goes into the ledger. A second sheet stands beside it and changes nothing there.
 */
export const sheetIsReview = (law: Law): Policy =>
  policy(scoreSheetStream, ['ScoreSheetHandedIn/1'], async (trx, { at, actor, stream, body }, _state, journal) => {
    const { draw, case: of, score, band, outOf, own, findings } = body
    if (draw === undefined) return []
    const row = await trx.selectFrom('draws').select('state').where('id', '=', draw).executeTakeFirst()
    if (!row || !unreviewed(row.state).includes(of)) return []
    const reckoned = ofHundred(own, outOf)
    const { shelf } = await law.book(trx)
    const packs = [...new Set(body.blocks.map(({ block }) => block.slice(0, block.indexOf('/'))))]
    const standard = packs.map((id) => shelf.pack(id)?.identity.title.zh ?? id).join('、')
    const review = {
      case: of,
      standard: standard.slice(0, 200),
      // Of a hundred, whatever the sheet is out of.
      score: ofHundred({ score, band }, outOf)?.score ?? 0,
      ...(reckoned && { own: reckoned }),
      findings,
      sheet: stream.slice('score-sheet:'.length),
    }
    const moment = { at, actor }
    // Whose case it is and that it was read was asked when the sheet was handed in.
    const context = { ...moment, own: false, played: true }
    const acted = await journal.act(trx, drawStream, draw, { do: 'review-case', review }, context)
    if (unreviewed(acted.state).length > 0) return acted.entries
    return [...acted.entries, ...(await enterReviewed({ journal }, trx, draw, acted.state, moment))]
  })
