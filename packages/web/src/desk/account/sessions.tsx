import { beijing } from '@liuhen/core/kernel'
import { useAct, useReply } from '../../api/index.ts'
import { Action, Await, ProblemNote, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { browserIn } from './browser.ts'
import { ownWords as words } from './own-words.ts'

/** One's own sessions, each with where it is from; another than this one can be ended. */
export function Sessions() {
  const { t } = useWords()
  const reply = useReply('listOwnSessions')
  const act = useAct('endOwnSession', { stale: ['listOwnSessions'] })
  return (
    <div className="sheet pad">
      <h3 style={{ marginBottom: 6 }}>{t(words.sessions)}</h3>
      <p className="muted small" style={{ marginBottom: 12 }}>
        {t(words.sessionsHint)}
      </p>
      <Await reply={reply}>
        {(all) => (
          <ul className="plain">
            {all.map((one) => (
              <li key={one.id} className="row" style={{ justifyContent: 'space-between', marginBottom: 10 }}>
                <span>
                  {browserIn(one.agent) || t(words.unknownBrowser)} · {one.address}{' '}
                  {one.current && <Tag>{t(words.current)}</Tag>}
                  <div className="muted small">
                    {t(words.since, {
                      at: beijing(one.begunAt).slice(5, 16),
                      seen: beijing(one.lastSeenAt).slice(5, 16),
                    })}
                  </div>
                </span>
                {!one.current && (
                  <Action busy={act.isPending} onAct={() => act.mutate({ params: { id: one.id } })}>
                    {t(words.end)}
                  </Action>
                )}
              </li>
            ))}
          </ul>
        )}
      </Await>
      <ProblemNote error={act.error} bare />
    </div>
  )
}
