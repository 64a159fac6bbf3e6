import '../workbench/workbench.css'
import './retention.css'
import type { DisposalItemView, DisposalView } from '@liuhen/contract/retention'
import { signingRoleName, standsNames } from '@liuhen/core/retention'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useMay, useReply } from '../../api/index.ts'
import { Action, Await, Cited, Confirm, PageHeader, Tag, Time } from '../../parts/index.ts'
import { bytesIn, useWords } from '../../words/index.ts'
import { AppraiseDialog } from './appraise.tsx'
import { SignDialog } from './sign.tsx'
import { words } from './words.ts'

const stale = ['showDisposal', 'keepingOverview', 'showKeeping'] as const

/** One list of disposal: what to do with it next, its items, who signed, and what became of it. */
export function DisposalPage() {
  const { id = '' } = useParams({ strict: false })
  const reply = useReply('showDisposal', { params: { id } }, { every: 60_000 })
  return <Await reply={reply}>{(view) => <Opened view={view} />}</Await>
}

function Opened({ view }: { readonly view: DisposalView }) {
  const { t } = useWords()
  const { row } = view
  return (
    <>
      <PageHeader title={t(words.listOf)} aside={row.reason} actions={<Steps view={view} />}>
        <span className="row">
          <Tag tone={row.stands === 'done' ? 'qing' : 'zhe'}>{t(standsNames[row.stands])}</Tag>
          <span>{t(words.count, { n: row.count })}</span>
          <span className="muted">
            {row.by} · <Time at={row.at} to="minute" />
          </span>
          {row.undoUntil && row.stands === 'undo-window' && (
            <span>
              {t(words.undoTill)} <Time at={row.undoUntil} to="minute" />
            </span>
          )}
          <Link to="/keeping">{t(words.back)}</Link>
        </span>
      </PageHeader>
      <div className="stack">
        <Outcome view={view} />
        <section className="sheet">
          <h2 className="group">{t(words.count, { n: view.items.length })}</h2>
          {view.items.map((one) => (
            <Item key={one.recording} item={one} view={view} />
          ))}
        </section>
        {view.packages.length > 0 && (
          <section className="sheet pad">
            <h3>{t(words.packages)}</h3>
            {view.packages.map((one) => (
              <div key={one.id}>{t(words.toWhom, { recipient: one.recipient, purpose: one.purpose })}</div>
            ))}
          </section>
        )}
        <section className="sheet pad">
          <h3>{t(words.signatures)}</h3>
          {view.signatures.length === 0 && <p className="muted small">{t(words.none)}</p>}
          {view.signatures.map((one) => (
            <div key={one.role}>
              {t(signingRoleName(one.role))} <b>{one.by}</b>{' '}
              {one.opinion === 'returned' && <Tag tone="zhu">{t(words.returnIt)}</Tag>} {one.words}{' '}
              <span className="muted small">
                <Time at={one.at} to="minute" />
              </span>
            </div>
          ))}
          <p className="small">
            <Cited citations={view.citations} />
          </p>
        </section>
      </div>
    </>
  )
}

function Outcome({ view }: { readonly view: DisposalView }) {
  const { t } = useWords()
  const { done, begun, undone, row } = view
  return (
    <>
      {undone && (
        <p className="note zhe">
          {undone.by}：{undone.reason} · <Time at={undone.at} to="minute" />
        </p>
      )}
      {row.stands === 'undo-window' && <p className="note zhe">{t(words.carryOutHint)}</p>}
      {done && (
        <p className="note">
          {t(words.done, { blobs: done.blobs, bytes: bytesIn(done.bytes), bodies: done.bodies })}{' '}
          <Time at={done.gone} /> {done.shared > 0 && t(words.shared, { n: done.shared })}{' '}
          <a href={`/api/disposals/${row.id}/certificate`} target="_blank" rel="noreferrer">
            {t(words.certificate)}
          </a>
        </p>
      )}
      {begun && (
        <p className="muted small digest">
          {t(words.warrant, { id: begun.warrant })}
          {begun.index !== undefined && ` · ${t(words.inLog, { index: begun.index })}`}
        </p>
      )}
    </>
  )
}

function Steps({ view }: { readonly view: DisposalView }) {
  const { t } = useWords()
  const may = useMay()
  const [asking, setAsking] = useState<'appraise' | 'sign' | 'return' | 'undo' | 'carry-out'>()
  const close = (): void => setAsking(undefined)
  const undo = useAct('undoDisposal', { stale: [...stale], done: close })
  const carryOut = useAct('carryOutDisposal', { stale: [...stale], done: close })
  const { id, stands, undoUntil } = view.row
  const isOpen = stands === 'appraising' || stands === 'approving' || stands === 'undo-window'
  const [against] = view.against
  const waits = undoUntil !== undefined && Date.parse(undoUntil) > Date.now()
  return (
    <span className="row">
      {stands === 'appraising' && may('appraiseItems') && (
        <Action kind="primary" onAct={() => setAsking('appraise')}>
          {t(words.appraise)}
        </Action>
      )}
      {stands === 'approving' && may('signDisposal') && (
        <>
          <Action kind="primary" why={against && t(against.message)} onAct={() => setAsking('sign')}>
            {t(words.sign)}
          </Action>
          <Action onAct={() => setAsking('return')}>{t(words.returnIt)}</Action>
        </>
      )}
      {stands === 'undo-window' && may('carryOutDisposal') && (
        <Action
          kind="grave"
          why={waits ? t(standsNames['undo-window']) : undefined}
          onAct={() => setAsking('carry-out')}
        >
          {t(words.carryOut)}
        </Action>
      )}
      {isOpen && may('undoDisposal') && <Action onAct={() => setAsking('undo')}>{t(words.undoIt)}</Action>}
      {asking === 'appraise' && <AppraiseDialog view={view} onClose={close} />}
      {(asking === 'sign' || asking === 'return') && (
        <SignDialog view={view} opinion={asking === 'sign' ? 'agreed' : 'returned'} onClose={close} />
      )}
      {asking === 'undo' && (
        <Confirm
          title={t(words.undoIt)}
          act={t(words.undoIt)}
          busy={undo.isPending}
          error={undo.error}
          onClose={close}
          onConfirm={(reason) => undo.mutate({ params: { id }, body: { reason } })}
        >
          <p>{t(words.undoHint)}</p>
        </Confirm>
      )}
      {asking === 'carry-out' && (
        <Confirm
          title={t(words.carryOut)}
          act={t(words.carryOut)}
          grave
          withoutReason
          busy={carryOut.isPending}
          error={carryOut.error}
          onClose={close}
          onConfirm={() => carryOut.mutate({ params: { id } })}
        >
          <p>{t(words.carryOutHint)}</p>
        </Confirm>
      )}
    </span>
  )
}

function Item({ item, view }: { readonly item: DisposalItemView; readonly view: DisposalView }) {
  const { t } = useWords()
  const may = useMay()
  const [off, setOff] = useState(false)
  const undo = useAct('undoDisposal', { stale: [...stale], done: () => setOff(false) })
  const { stands, id } = view.row
  const canGo =
    !item.undone && item.appraised?.opinion !== 'keep' && ['appraising', 'approving', 'undo-window'].includes(stands)
  return (
    <div className="task">
      <div className="due">
        {item.until}
        <small>{item.unit}</small>
      </div>
      <div className="task-text">
        <Link to="/recordings/$id" params={{ id: item.recording }} hash="keeping">
          {item.fileName}
        </Link>{' '}
        <span className="muted small">
          <Time at={item.start} to="minute" /> · {bytesIn(item.bytes)}
        </span>
        {item.appraised && (
          <div>
            <Tag tone={item.appraised.opinion === 'keep' ? 'qing' : 'zhe'}>
              {t(item.appraised.opinion === 'keep' ? words.keep : words.dispose)}
            </Tag>{' '}
            {item.appraised.words} <span className="muted small">{item.appraised.by}</span>
          </div>
        )}
        {item.undone && (
          <div className="small">
            <Tag>{t(words.off)}</Tag> {item.undone.reason} <span className="muted">{item.undone.by}</span>
          </div>
        )}
        {item.spared !== undefined && (
          <div className="small">
            <Tag tone="zhe">{t(words.spared)}</Tag> {item.spared}
          </div>
        )}
        {item.blocks.map((one) => (
          <div key={one.code} className="zhu small">
            {t(one.message)}
          </div>
        ))}
      </div>
      {canGo && may('undoDisposal') && <Action onAct={() => setOff(true)}>{t(words.undoOne)}</Action>}
      {off && (
        <Confirm
          title={`${t(words.undoOne)} ${item.fileName}`}
          act={t(words.undoOne)}
          busy={undo.isPending}
          error={undo.error}
          onClose={() => setOff(false)}
          onConfirm={(reason) => undo.mutate({ params: { id }, body: { recording: item.recording, reason } })}
        >
          <p>{t(words.undoHint)}</p>
        </Confirm>
      )}
    </div>
  )
}
