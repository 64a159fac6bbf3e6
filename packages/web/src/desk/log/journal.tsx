import type { EventKind } from '@liuhen/core/journal'
import { useState } from 'react'
import { useReply } from '../../api/index.ts'
import { Action, Await, Empty, Table, Time } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

const REFUSED: EventKind = 'AttemptRefused/1'

/** The journal for the audit administrator, newest first and without what the events hold. */
export function Journal() {
  const { t, say } = useWords()
  const [before, setBefore] = useState<number>()
  const [kind, setKind] = useState<EventKind>()
  const query = { ...(before !== undefined && { before }), ...(kind !== undefined && { kind }) }
  const reply = useReply('journal', { query }, { keep: true })
  const oldest = reply.data?.at(-1)?.position
  return (
    <section className="sheet">
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.journal)} <span>{t(words.journalHint)}</span>
      </h2>
      <Await reply={reply}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t(words.journalNone)} />
          ) : (
            <Table
              caption={t(words.journal)}
              rows={rows}
              rowKey={(one) => String(one.position)}
              columns={[
                { key: 'position', head: t(words.position), cell: (one) => one.position.toLocaleString('en-US') },
                { key: 'at', head: say('time'), cell: (one) => <Time at={one.at} /> },
                { key: 'kind', head: t(words.kind), cell: (one) => <code>{one.kind}</code>, lead: true },
                { key: 'by', head: t(words.by), cell: (one) => one.by },
                { key: 'stream', head: t(words.stream), cell: (one) => <code>{one.stream}</code> },
                { key: 'index', head: t(words.index), cell: (one) => one.index?.toLocaleString('en-US') ?? '' },
              ]}
            />
          )
        }
      </Await>
      <div className="row" style={{ padding: '12px 20px' }}>
        <Action
          onAct={() => {
            setKind(kind === undefined ? REFUSED : undefined)
            setBefore(undefined)
          }}
        >
          {t(kind === undefined ? words.refusedOnly : words.allKinds)}
        </Action>
        {before !== undefined && <Action onAct={() => setBefore(undefined)}>{t(words.newest)}</Action>}
        {oldest !== undefined && oldest > 1 && <Action onAct={() => setBefore(oldest)}>{t(words.older)}</Action>}
      </div>
    </section>
  )
}
