import { caseStream } from '@liuhen/core/case'
import { because, Missing } from '@liuhen/core/kernel'
import { volumeStream } from '@liuhen/core/volumes'
import { actContext } from '../cases/index.ts'
import { type Policy, policy } from '../ledger/index.ts'
import type { Law } from '../packs/index.ts'
import { archivedAct } from './gather.ts'

/**
 * A volume that is taken in archives its case, in the same transaction: what the case itself lacks refuses the volume, and
 * neither is there without the other.
 */
export const takenInIsArchived = (law: Law): Policy =>
  policy(volumeStream, ['VolumeTakenIn/1'], async (trx, { at, actor, stream, body }, _state, journal) => {
    const id = stream.slice('volume:'.length)
    const act = archivedAct(`${id}-archived`, [actor.slice('person:'.length)], at, body.reason)
    const book = await law.book(trx)
    const { entries } = await journal.act(trx, caseStream, id, { do: 'act', act }, (held) => {
      if (held) return actContext(trx, book, held, act, [], { at, actor }, id)
      throw because(Missing, 'case-unknown', '没有这个案件', 'There is no such case')
    })
    return entries
  })
