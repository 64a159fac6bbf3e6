import '../workbench/workbench.css'
import type { BatchDue, BatchView } from '@liuhen/contract/consolidation'
import { beijing, instantOf } from '@liuhen/core/kernel'
import { useState } from 'react'
import { useAct, useReply } from '../../api/index.ts'
import { Action, Await, Cited, Confirm, Empty, PageHeader, Tag, Time } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { everyNames, words } from './words.ts'

/** 集中存储: what is to be gathered by when and by whom, and what was confirmed. */
export function ConsolidationPage() {
  const { t } = useWords()
  const reply = useReply('listBatches', undefined, { every: 60_000 })
  return (
    <>
      <PageHeader title={t(words.title)}>{t(words.lead)}</PageHeader>
      <Await reply={reply}>
        {({ due, batches }) => (
          <div className="stack">
            <section className="sheet" id="due">
              <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
                {t(words.due)}
              </h2>
              {due.length === 0 && <Empty title={t(words.none)}>{t(words.noneHint)}</Empty>}
              {due.map((one) => (
                <Due key={`${one.unit.id} ${one.lastDay}`} {...one} />
              ))}
            </section>
            <section className="sheet">
              <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
                {t(words.confirmed)}
              </h2>
              {batches.length === 0 && <p className="muted small lead-in">{t(words.noneConfirmed)}</p>}
              {batches.map((one) => (
                <Confirmed key={one.id} {...one} />
              ))}
            </section>
          </div>
        )}
      </Await>
    </>
  )
}

function Due(one: BatchDue) {
  const { t } = useWords()
  const [asking, setAsking] = useState(false)
  const act = useAct('confirmBatch', {
    stale: ['listBatches', 'workbench', 'dayCoverage'],
    done: () => setAsking(false),
  })
  const { unit, firstDay, lastDay, count } = one
  const period = { from: firstDay, to: lastDay, n: count, unit: unit.name }
  const today = beijing(instantOf(Date.now())).slice(0, 10)
  const state = one.overdue ? words.overdue : lastDay === today ? words.dueToday : words.running
  return (
    <div className="task">
      <div className={one.overdue ? 'due zhu' : 'due'}>
        {t(state, { day: lastDay })}
        <small>{t(words.count, { n: count })}</small>
      </div>
      <div className="task-text">
        <b>{unit.name}</b> {t(words.period, period)} {one.later && <Tag tone="zhe">{t(words.later)}</Tag>}
        <div className="muted small">
          {t(words.by, { every: t(everyNames[one.every]), by: one.by })} · <Cited citations={one.citations} />
        </div>
      </div>
      <Action
        kind="primary"
        busy={act.isPending}
        why={one.yours ? undefined : t(words.notYours, { by: one.by })}
        onAct={() => setAsking(true)}
      >
        {t(words.confirm)}
      </Action>
      {asking && (
        <Confirm
          title={t(words.title)}
          act={t(words.confirm)}
          busy={act.isPending}
          error={act.error}
          withoutReason
          onClose={() => setAsking(false)}
          onConfirm={() => act.mutate({ body: { unit: unit.id, lastDay } })}
        >
          <p>{t(words.ask, period)}</p>
        </Confirm>
      )}
    </div>
  )
}

function Confirmed({ unit, firstDay, lastDay, count, at, by, late, later }: BatchView) {
  const { t } = useWords()
  return (
    <div className="task">
      <div className="due">
        {t(words.count, { n: count })}
        {late && <small>{t(words.late)}</small>}
      </div>
      <div className="task-text">
        <b>{unit.name}</b> {t(words.period, { from: firstDay, to: lastDay })}{' '}
        {later > 0 && <Tag tone="zhe">{t(words.laterSince, { n: later })}</Tag>}
        <div className="muted small">
          {by} · <Time at={at} />
        </div>
      </div>
    </div>
  )
}
