import type { Activity } from '@liuhen/core/policy'
import { useReply } from '../../api/index.ts'
import { Cited } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

const STAGES = ['before', 'during', 'after'] as const

/** What the instruments want of how this kind is recorded, by stage: seen before it begins. */
export function Means({ kind }: { readonly kind: Activity }) {
  const { t } = useWords()
  const reply = useReply('activityMeans', { params: { activity: kind } })
  const view = reply.data
  if (!view?.chosen) return null
  if (view.lines.length === 0) return <p className="muted small">{t(words.meansNone)}</p>
  return (
    <div className="means" aria-label={t(words.means)} role="group">
      {STAGES.map((stage) => {
        const lines = view.lines.filter((one) => one.stage === stage)
        if (lines.length === 0) return null
        return (
          <div key={stage}>
            <b className="small">{t(words.meansAt[stage])}</b>
            <ul className="small">
              {lines.map((one) => (
                <li key={one.say.zh}>
                  {t(one.say)} <Cited citations={one.citations} />
                </li>
              ))}
            </ul>
          </div>
        )
      })}
    </div>
  )
}
