import { randomBytes } from 'node:crypto'
import type { Viewer } from '@liuhen/core/access'
import { beijing, copyMark } from '@liuhen/core/kernel'
import { requestStream, type RequestState } from '@liuhen/core/requests'
import { namesOfActors } from '../people/index.ts'
import type { Marking } from '../recordings/index.ts'
import type { Permitting } from './permitting.ts'
import { requestOf } from './store.ts'

/** By what a request is called on the pictures given out under it. */
export const requestNumber = (id: string): string => id.slice(0, 8)

/** Who asked: whoever came from outside, else the colleague. */
export const requesterOf = ({ outsider, asked }: RequestState, names: (actor: string) => string): string =>
  outsider ? [outsider.organisation, outsider.name].filter(Boolean).join(' ') : names(asked.by)

/** Puts on record that copies with a new mark are made under a request, and answers what stands in their pictures. */
export async function markCopies(
  { db, clock, journal }: Permitting,
  viewer: Viewer,
  recordings: readonly string[],
  request: string,
): Promise<Marking> {
  const [{ state }, names] = await Promise.all([requestOf(db, request), namesOfActors(db)])
  const mark = copyMark(randomBytes(12))
  const at = clock.now()
  const command = { do: 'mark', mark, recordings: [...new Set(recordings)] } as const
  await db
    .transaction()
    .execute((trx) => journal.act(trx, requestStream, request, command, { at, actor: `person:${viewer.person}` }))
  const words = [requesterOf(state, names), `申请 ${requestNumber(request)}`, beijing(at).slice(0, 16), mark].join('  ')
  return { mark, words }
}
