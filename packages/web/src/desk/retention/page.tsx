import '../workbench/workbench.css'
import './retention.css'
import type { DisposalRow, KeepingOverview, KeptRow } from '@liuhen/contract/retention'
import { standsNames } from '@liuhen/core/retention'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { freshId, useAct, useReply } from '../../api/index.ts'
import { Action, Await, Cited, Confirm, Empty, PageHeader, Tag, Time } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { nextWords, words } from './words.ts'

/** 保管与销毁: what waits to be appraised, approved or destroyed, and what is over its term. */
export function KeepingPage() {
  const { t } = useWords()
  const reply = useReply('keepingOverview', undefined, { every: 60_000 })
  return (
    <>
      <PageHeader title={t(words.title)}>{t(words.lead)}</PageHeader>
      <Await reply={reply}>{(view) => <Overview view={view} />}</Await>
    </>
  )
}

function Overview({ view }: { readonly view: KeepingOverview }) {
  const { t } = useWords()
  return (
    <div className="stack">
      <p className="note">
        {view.undo.says ? t(words.undo, { long: t(view.undo.says) }) : t(words.undoOpen)}{' '}
        <Cited citations={view.undo.citations} />{' '}
        {!view.undo.says && (
          <Link to="/law/rule-set" hash={view.undo.key}>
            {t(words.decide)}
          </Link>
        )}
      </p>
      <section className="sheet" id="lists">
        <h2 className="group">{t(words.lists)}</h2>
        {view.lists.length === 0 && <p className="muted small lead-in">{t(words.noLists)}</p>}
        {view.lists.map((one) => (
          <List key={one.id} {...one} />
        ))}
      </section>
      <Files of={view.files} />
      <Expired view={view} />
      <Rows title={t(words.expiring)} rows={view.expiring} />
      <Rows
        title={t(words.carriers)}
        rows={view.carriers}
        more={view.carriersCount > view.carriers.length ? t(words.carriersMore, { n: view.carriersCount }) : undefined}
      />
      <section className="sheet">
        <h2 className="group">{t(words.held)}</h2>
        {view.held.length === 0 && <p className="muted small lead-in">{t(words.none)}</p>}
        {view.held.map((one) => (
          <div className="task" key={`${one.recording} ${one.at}`}>
            <div className="due">
              <Time at={one.at} to="day" />
              <small>{one.by}</small>
            </div>
            <div className="task-text">
              <Link to="/recordings/$id" params={{ id: one.recording }} hash="keeping">
                {one.fileName}
              </Link>{' '}
              {one.reason}
            </div>
          </div>
        ))}
      </section>
    </div>
  )
}

/** Case files: what the bureau has still to say of how long it keeps them, and those whose term is over. */
function Files({ of: { over, undecided } }: { readonly of: KeepingOverview['files'] }) {
  const { t } = useWords()
  return (
    <section className="sheet" id="files">
      <h2 className="group">{t(words.files)}</h2>
      {undecided.map((one) => (
        <p key={one.key} className="note zhu">
          {t(words.filesOpen, { what: t(one.title) })} <Cited citations={one.citations} />{' '}
          <Link to="/law/rule-set" hash={one.key}>
            {t(words.decide)}
          </Link>
        </p>
      ))}
      {undecided.length === 0 && over.length === 0 && <p className="muted small lead-in">{t(words.none)}</p>}
      {over.map((one) => (
        <div className="task" key={one.case.id}>
          <div className="due">{one.until}</div>
          <div className="task-text">
            <Link to="/volumes/$id" params={{ id: one.case.id }}>
              {one.case.name}
            </Link>
            <div className="muted small">
              {one.number} · {t(words.fileOver)}
            </div>
          </div>
        </div>
      ))}
    </section>
  )
}

function List(one: DisposalRow) {
  const { t } = useWords()
  return (
    <div className="task">
      <div className={one.next ? 'due zhu' : 'due'}>
        {t(standsNames[one.stands])}
        <small>{t(words.count, { n: one.count })}</small>
      </div>
      <div className="task-text">
        <b>{one.reason}</b> {one.next && <Tag tone="zhe">{t(nextWords[one.next])}</Tag>}
        <div className="muted small">
          {one.by} · <Time at={one.at} to="minute" />
          {one.undoUntil && one.stands === 'undo-window' && (
            <>
              {' · '}
              {t(words.undoTill)} <Time at={one.undoUntil} to="minute" />
            </>
          )}
        </div>
      </div>
      <Link className="button" to="/keeping/$id" params={{ id: one.id }}>
        {t(words.open)}
      </Link>
    </div>
  )
}

function Expired({ view }: { readonly view: KeepingOverview }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState(false)
  const [key, setKey] = useState(freshId)
  const act = useAct('listForDisposal', {
    stale: ['keepingOverview'],
    done: ({ id }) => {
      setKey(freshId())
      void navigate({ to: '/keeping/$id', params: { id } })
    },
  })
  const ids = view.expired.map((one) => one.recording).filter((one) => chosen.has(one))
  const toggle = (id: string): void => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const why = view.may.list ? (ids.length === 0 ? t(words.chooseFirst) : undefined) : t(words.listByOthers)
  return (
    <section className="sheet" id="expired">
      <h2 className="group">{t(words.expired)}</h2>
      {view.expired.length === 0 && <Empty title={t(words.noExpired)}>{t(words.noExpiredHint)}</Empty>}
      {view.expired.length > 0 && (
        <div className="row keeping-bar">
          {view.may.list && (
            <Action onAct={() => setChosen(new Set(view.expired.map((one) => one.recording)))}>{t(words.all)}</Action>
          )}
          <Action kind="primary" why={why} onAct={() => setAsking(true)}>
            {t(words.list, { n: ids.length })}
          </Action>
        </div>
      )}
      {view.expired.map((one) => (
        <Row key={one.recording} row={one}>
          {view.may.list && (
            <input
              type="checkbox"
              aria-label={one.fileName}
              checked={chosen.has(one.recording)}
              onChange={() => toggle(one.recording)}
            />
          )}
        </Row>
      ))}
      {view.expiredCount > view.expired.length && (
        <p className="muted small lead-in">{t(words.expiredMore, { n: view.expiredCount })}</p>
      )}
      {asking && (
        <Confirm
          title={t(words.listTitle)}
          act={t(words.list, { n: ids.length })}
          busy={act.isPending}
          error={act.error}
          onClose={() => setAsking(false)}
          onConfirm={(reason) => act.mutate({ body: { key, recordings: ids, reason } })}
        >
          <p>{t(words.listHint, { n: ids.length })}</p>
        </Confirm>
      )}
    </section>
  )
}

function Rows({
  title,
  rows,
  more,
}: {
  readonly title: string
  readonly rows: readonly KeptRow[]
  readonly more?: string | undefined
}) {
  const { t } = useWords()
  return (
    <section className="sheet">
      <h2 className="group">{title}</h2>
      {rows.length === 0 && <p className="muted small lead-in">{t(words.none)}</p>}
      {rows.map((one) => (
        <Row key={one.recording} row={one} />
      ))}
      {more !== undefined && <p className="muted small lead-in">{more}</p>}
    </section>
  )
}

function Row({ row, children }: { readonly row: KeptRow; readonly children?: React.ReactNode }) {
  const { t } = useWords()
  return (
    <div className="task">
      <div className="due">
        {children} {row.until ?? '—'}
        <small>{row.unit}</small>
      </div>
      <div className="task-text">
        <Link to="/recordings/$id" params={{ id: row.recording }} hash="keeping">
          {row.fileName}
        </Link>{' '}
        {t(row.says)}
        <div className="muted small">
          <Time at={row.start} to="minute" /> · <Cited citations={row.citations} />
        </div>
      </div>
    </div>
  )
}
