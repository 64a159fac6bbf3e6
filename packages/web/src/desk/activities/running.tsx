import { activityNames } from '@liuhen/core/vocabulary'
import { Link } from '@tanstack/react-router'
import { useAct, useMe, useReply } from '../../api/index.ts'
import { Action, ProblemNote, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Means } from './means.tsx'
import { minuteDigits } from './times.ts'
import { words } from './words.ts'

/** The viewer's own activities that are going on: one tap ends each. */
export function Running() {
  const { t } = useWords()
  const me = useMe()
  const query = { officer: me?.id, running: 'true', limit: 20 } as const
  const reply = useReply('listActivities', { query }, { when: me !== undefined, every: 60_000 })
  const act = useAct('endActivity', { stale: ['listActivities', 'dayCoverage', 'showActivity', 'workbench'] })
  const rows = reply.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <section className="sheet running" aria-label={t(words.running)}>
      {rows.map((row) => (
        <div key={row.id}>
          <span>
            <Tag tone="act">{t(words.running)}</Tag>{' '}
            <Link to="/activities/$id" params={{ id: row.id }}>
              <b>{row.ownKind ?? t(activityNames[row.activity])}</b>
            </Link>{' '}
            <span className="muted small">{t(words.since, { at: minuteDigits(row.start) })}</span>
            <details>
              <summary className="small">{t(words.means)}</summary>
              <Means kind={row.activity} />
            </details>
          </span>
          <Action kind="primary" busy={act.isPending} onAct={() => act.mutate({ params: { id: row.id }, body: {} })}>
            {t(words.endNow)}
          </Action>
        </div>
      ))}
      <ProblemNote error={act.error} />
    </section>
  )
}
