import type { Activity } from '../activities.ts'
import type { Act, DatedAct } from '../../procedure/index.ts'

/** The kinds of activity an act is one of, by which the instruments say whether it is recorded. */
const kinds: Partial<Readonly<Record<Act, readonly Activity[]>>> = {
  'site-inspected': ['site-inspection'],
  questioned: ['questioning'],
  sampled: ['sampling'],
  'evidence-preserved': ['evidence-preservation'],
  'measure-taken': ['sealing', 'seizure'],
  'emergency-measure-taken': ['sealing', 'seizure'],
  'penalty-on-the-spot': ['simple-procedure'],
  'hearing-held': ['hearing'],
  demolished: ['forced-demolition'],
  'substitute-performed': ['restore-remove'],
  'fine-collected': ['cash-fine-collection'],
  'notice-posted': ['service-notice-posting'],
  'goods-forfeited': ['confiscation'],
  'goods-destroyed': ['destruction'],
}

const served: Readonly<Record<string, Activity>> = {
  direct: 'service-direct',
  left: 'service-lien',
  notice: 'service-notice',
  'notice-posted': 'service-notice-posting',
}

export function activitiesOf({ act, says }: Pick<DatedAct, 'act' | 'says'>): readonly Activity[] {
  const method = typeof says.method === 'string' ? served[says.method] : undefined
  // What was said aloud and writing cannot render: 晋中市行政执法全过程记录制度 art. 9 (8).
  const oral: readonly Activity[] =
    act === 'statement-made' && says['text-suffices'] === false ? ['oral-statement'] : []
  return [...(kinds[act] ?? []), ...(method === undefined ? [] : [method]), ...oral]
}
