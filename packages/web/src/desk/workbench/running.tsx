import type { ActivityRow } from '@liuhen/contract/activities'
import { activityNames } from '@liuhen/core/vocabulary'
import { Link } from '@tanstack/react-router'
import { useAct } from '../../api/index.ts'
import { Action, ProblemNote, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { joined, minuteOf } from './tasks.tsx'
import { words } from './words.ts'

/** What goes on now and the viewer may end: one tap each. */
export function RunningList({ rows, count }: { readonly rows: readonly ActivityRow[]; readonly count: number }) {
  const { t } = useWords()
  const act = useAct('endActivity', { stale: ['workbench', 'listActivities', 'dayCoverage', 'showActivity'] })
  const title = t(words.runningTitle, { n: count })
  return (
    <section className="sheet" aria-label={title}>
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {title}
      </h2>
      {rows.map((row) => (
        <div className="task two" key={row.id}>
          <div className="task-text">
            <Tag tone="act">{t(words.since, { at: minuteOf(row.start) })}</Tag>{' '}
            <Link to="/activities/$id" params={{ id: row.id }}>
              <b>{row.ownKind ?? t(activityNames[row.activity])}</b>
            </Link>{' '}
            {row.ordered && <Tag tone="zhe">{t(words.ordered)}</Tag>}{' '}
            <span className="muted small">
              {joined([[row.officer, ...row.colleagues].map((one) => one.name).join('、'), row.unit.name, row.place])}
            </span>
          </div>
          <Action
            kind="primary"
            busy={act.isPending && act.variables?.params.id === row.id}
            onAct={() => act.mutate({ params: { id: row.id }, body: {} })}
          >
            {t(words.end)}
          </Action>
        </div>
      ))}
      <ProblemNote error={act.error} />
    </section>
  )
}
