import './log.css'
import type { LogStatus } from '@liuhen/contract/ledger'
import { useMay, useReply } from '../../api/index.ts'
import { Await, Code, Copy, Facts, PageHeader, Tag, Time } from '../../parts/index.ts'
import { durationIn, useWords } from '../../words/index.ts'
import { Growth } from './growth.tsx'
import { Journal } from './journal.tsx'
import { words } from './words.ts'

/** The log in plain words: how far it is, whose key signs it, what follows from it and what does not. */
export function LogPage() {
  const { t, say } = useWords()
  const may = useMay()
  const log = useReply('logStatus', undefined, { every: 5_000 })
  return (
    <>
      <PageHeader title={say('log')}>{t(words.lead)}</PageHeader>
      <Await reply={log}>
        {(status) => (
          <div className="stack">
            {status.sealing.state === 'stopped' && (
              <div className="note zhu" role="alert">
                <b>{t(words.stopped)}</b>
                {status.sealing.reason && <div>{t(status.sealing.reason)}</div>}
              </div>
            )}
            <Glance status={status} />
            <WhatFollows witnessed={status.witnesses.length > 0} />
            <div className="columns">
              <div className="stack">
                <Keys status={status} />
              </div>
              <div className="stack">
                <Growth recent={status.recent} />
                <Audit audit={status.lastAudit} />
              </div>
            </div>
            {may('journal') && <Journal />}
          </div>
        )}
      </Await>
    </>
  )
}

function Glance({ status }: { readonly status: LogStatus }) {
  const { t, language } = useWords()
  const { sealing, pending, lag } = status
  return (
    <div className="sheet glance">
      <div>
        <span className="muted small">{t(words.size)}</span>
        <span className="figure big">{status.size.toLocaleString('en-US')}</span>
      </div>
      <div>
        <span className="muted small">{t(words.lastCheckpoint)}</span>
        <span className="figure" style={{ fontSize: 17, lineHeight: 1.5 }}>
          {status.checkpointAt ? <Time at={status.checkpointAt} /> : t(words.noCheckpoint)}
        </span>
      </div>
      <div>
        <span className="muted small">{t(words.lag)}</span>
        <span className="figure" style={{ fontSize: 17, lineHeight: 1.5 }}>
          {pending > 0 ? t(words.lagValue, { n: pending, long: durationIn(lag, language) }) : t(words.lagNone)}
        </span>
      </div>
      <div>
        <span className="muted small">{t(words.sealing)}</span>
        <div style={{ marginTop: 6 }}>
          <Tag tone={sealing.state === 'stopped' ? 'zhu' : undefined}>{t(words.states[sealing.state])}</Tag>
        </div>
      </div>
    </div>
  )
}

function WhatFollows({ witnessed }: { readonly witnessed: boolean }) {
  const { t } = useWords()
  return (
    <div className="halves">
      <section className="sheet pad">
        <h3 className="qing">{t(words.proven)}</h3>
        <ul>
          {words.provenList.map((one) => (
            <li key={one.en}>{t(one)}</li>
          ))}
        </ul>
      </section>
      <section className="sheet pad">
        <h3 className="zhu">{t(words.notProven)}</h3>
        <ul>
          {!witnessed && (
            <li>
              <b>{t(words.noWitness)}</b>
            </li>
          )}
          {words.notProvenList.map((one) => (
            <li key={one.en}>{t(one)}</li>
          ))}
        </ul>
      </section>
    </div>
  )
}

function Keys({ status }: { readonly status: LogStatus }) {
  const { t } = useWords()
  return (
    <section className="sheet pad log-keys">
      <h3 style={{ marginBottom: 10 }}>{t(words.keys)}</h3>
      <div className="key-look">
        <Mark of={status.keyMark} />
        <p className="muted small">{t(words.markHint)}</p>
        <div className="key-code">
          <Code of={status.verifierKey} label={t(words.keyCode)} />
        </div>
      </div>
      <Facts
        of={[
          [t(words.origin), <code key="origin">{status.origin}</code>],
          [
            t(words.key),
            <span key="key">
              <code>{status.verifierKey}</code> <Copy value={status.verifierKey} />
            </span>,
          ],
          [t(words.keyId), <code key="id">{status.keyId}</code>],
          [t(words.root), status.root && <code key="root">{status.root}</code>],
          [t(words.rootWords), status.rootWords && <span key="words">{status.rootWords}</span>],
        ]}
      />
      <p className="muted small" style={{ margin: '8px 0 14px' }}>
        {t(words.keyHint)}
      </p>
      {status.checkpoint && (
        <>
          <div className="row between">
            <span>
              {t(words.note)} <span className="muted small">{t(words.noteHint)}</span>
            </span>
            <span className="row">
              <Copy value={status.checkpoint} />
              <a className="small" href="/log/checkpoint" download="checkpoint">
                {t(words.download)}
              </a>
            </span>
          </div>
          <pre className="checkpoint code">{status.checkpoint.trimEnd()}</pre>
        </>
      )}
    </section>
  )
}

/** What the key looks like, the same as on packages, their paper and the offline page. */
function Mark({ of: { hue, cells, characters } }: { readonly of: LogStatus['keyMark'] }) {
  const filled = cells.flatMap((row, y) => row.flatMap((on, x) => (on ? [`M${x} ${y}h1v1h-1z`] : [])))
  const colour = `hsl(${hue} 65% 34%)`
  return (
    <div className="key-mark" style={{ color: colour, borderColor: colour }}>
      <svg viewBox="0 0 7 7" aria-hidden="true" shapeRendering="crispEdges">
        <path d={filled.join('')} fill="currentColor" />
      </svg>
      <b>{characters}</b>
    </div>
  )
}

function Audit({ audit }: { readonly audit: LogStatus['lastAudit'] }) {
  const { t } = useWords()
  return (
    <section className="sheet pad">
      <h3 style={{ marginBottom: 6 }}>{t(words.audit)}</h3>
      {audit ? (
        <>
          <div>
            <Time at={audit.at} />{' '}
            <Tag tone={audit.clean ? 'qing' : 'zhu'}>
              {audit.clean ? t(words.clean) : t(words.differences, { n: audit.differences })}
            </Tag>
          </div>
          <div className="muted small">{t(words.audited, { events: audit.events, blobs: audit.blobs })}</div>
        </>
      ) : (
        <p className="muted small">{t(words.auditNone)}</p>
      )}
    </section>
  )
}
