import { text } from '../../kernel/index.ts'
import { isAdmitted } from '../../procedure/index.ts'
import type { EvidenceTold } from '../../procedure/index.ts'
import type { GuardOf } from '../rules.ts'
import { MET, notMet, unknown } from './standing.ts'
import type { Asked, Standing } from './standing.ts'

/** What the items of evidence are by the day of the act: what was examined later was not then. */
export function evidenceStands({ is }: GuardOf<'evidence'>, { act, story }: Asked): Standing {
  const items = story.told.evidence
  if (items === undefined && is === 'proved') return MET
  if (items === undefined) return is === 'told' ? notMet() : unknown(text('没有列出证据', 'no evidence is listed'))
  if (is === 'told') return MET
  const foundBy = ({ examined }: EvidenceTold) => (examined && examined.on <= act.on ? examined : undefined)
  if (is === 'admitted')
    return items.some((item) => {
      const found = foundBy(item)
      return found !== undefined && isAdmitted(found)
    })
      ? MET
      : notMet()
  const left = items.filter((item) => item.proves === undefined || (is === 'examined' && foundBy(item) === undefined))
  if (left.length === 0) return MET
  const titles = left.slice(0, 3).map(({ title }) => title)
  return notMet(
    text(
      `${titles.join('、')}${left.length > titles.length ? `等 ${left.length} 件` : ''}`,
      `${titles.join(', ')}${left.length > titles.length ? ` and ${left.length - titles.length} more` : ''}`,
    ),
  )
}
