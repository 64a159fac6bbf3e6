import { text } from '../../kernel/index.ts'
import type { Punished } from '../../procedure/index.ts'
import type { GuardOf } from '../rules.ts'
import { allOf, lastOf } from './story.ts'
import { MET, notMet } from './standing.ts'
import type { Asked, Standing } from './standing.ts'

/**
 * Whether another case of the bureau punished this party for what looks like the same: a violation that ended the same day,
 * or the same provision where either case does not tell the day. Names and days are no proof, so a reason clears it.
 */
export function punishedOnce({ but }: GuardOf<'punished-once'>, { act, story }: Asked): Standing {
  const ended = lastOf(story, ['violation-ended'])?.on
  const isSame = (other: Punished): boolean =>
    ended === undefined || other.ended === undefined
      ? other.provision !== undefined && other.provision === act.says.provision
      : other.ended === ended
  const found = (story.told.punished ?? []).filter(isSame)
  if (found.length === 0 || typeof act.says[but] === 'string') return MET
  return notMet(
    text(
      found.map(({ title, on }) => `“${title}”${on} 已经处罚同一当事人`).join('；'),
      found.map(({ title, on }) => `“${title}” punished the same party on ${on}`).join('; '),
    ),
    { clears: { fact: but } },
  )
}

/** Whether a party is not inspected more often in a year than the bureau made public; every day of inspection counts once. */
export function inspectedAtMost({ setting }: GuardOf<'inspected-at-most'>, { act, story, rules }: Asked): Standing {
  const cap = rules.settings[setting]
  if (typeof cap !== 'number') return MET
  const year = act.on.slice(0, 4)
  const own = allOf(story, ['site-inspected']).map((one) => one.on)
  const days = new Set([...(story.told.inspected ?? []), ...own, act.on].filter((day) => day.startsWith(year)))
  if (days.size <= cap) return MET
  return notMet(
    text(`今年第 ${days.size} 次，上限 ${cap} 次`, `number ${days.size} this year, at most ${cap} are made public`),
  )
}
