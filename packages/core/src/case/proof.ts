import { text } from '../kernel/index.ts'
import type { Citation, Obstacle } from '../kernel/index.ts'
import type { RuleOf, Standing } from '../policy/index.ts'
import type { CaseState } from './state.ts'

/**
 * What keeps the proof of a service that is filmed from being complete: every service made so that is on record with its
 * recording has its proof already, or there is none. `stored`: how many of these proofs lie in the file.
 */
export function unfilmedProof(
  { rule, pack, used }: Standing<RuleOf<'paper'>>,
  { acts }: Pick<CaseState, 'acts'>,
  stored = 0,
): readonly Obstacle[] {
  const method = rule.proofOf
  if (method === undefined) return []
  const filmed = acts.filter(
    (kept) => kept.struck === undefined && kept.act.says.method === method && kept.recordings.length > 0,
  )
  if (filmed.length > stored) return []
  return [
    {
      code: 'proof-unfilmed',
      message: text(
        `《${rule.title.zh}》所证明的送达还没有音像：先对上送达的音像，再存入或者定稿`,
        `The service that “${rule.title.en}” proves has no recording: tie that first`,
      ),
      citation: filmingOf(rule.source, pack, used.citations),
      field: 'rule',
    },
  ]
}

/** The place that wants it filmed, of those the paper stands on: the last that is named. */
function filmingOf(
  source: readonly string[],
  { identity, obligations }: Standing<RuleOf<'paper'>>['pack'],
  citations: readonly Citation[],
): Citation {
  const obligation = obligations.find((one) => one.id === source.at(-1))
  if (obligation !== undefined) return { article: `${identity.id}/${obligation.article}`, quote: obligation.quote }
  return citations[0] ?? { article: identity.id }
}
