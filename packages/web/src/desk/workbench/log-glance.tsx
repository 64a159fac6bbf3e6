import { millisecondsOf } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import { useReply } from '../../api/index.ts'
import { Await, Tag } from '../../parts/index.ts'
import { durationIn, useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** How the log stands, in two lines. */
export function LogGlance({ label }: { readonly label: string }) {
  const { t, language } = useWords()
  const log = useReply('logStatus', undefined, { every: 30_000 })
  return (
    <section className="sheet pad">
      <h3>
        <Link to="/log" style={{ color: 'inherit' }}>
          {label}
        </Link>
      </h3>
      <Await reply={log} lines={2}>
        {(one) => (
          <>
            <div className="small" style={{ marginTop: 6 }}>
              {t(words.logSize, { n: one.size })}
              {one.checkpointAt &&
                ` · ${t(words.sealedAgo, { long: durationIn(Math.max(1000, log.dataUpdatedAt - millisecondsOf(one.checkpointAt)), language) })}`}{' '}
              {one.sealing.state === 'stopped' ? (
                <Tag tone="zhu">{t(words.stopped)}</Tag>
              ) : one.pending > 0 && one.lag > 5000 ? (
                <Tag tone="zhe">{t(words.pending, { n: one.pending })}</Tag>
              ) : (
                <Tag>{t(words.sealed)}</Tag>
              )}
            </div>
            {one.sealing.reason && <p className="zhu small">{t(one.sealing.reason)}</p>}
            {one.witnesses.length === 0 && (
              <p className="muted small" style={{ marginTop: 4 }}>
                {t(words.noWitness)}
              </p>
            )}
          </>
        )}
      </Await>
    </section>
  )
}
