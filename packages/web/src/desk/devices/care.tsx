import type { Device, DeviceCareView } from '@liuhen/contract/devices'
import { useState } from 'react'
import { useAct, useMay } from '../../api/index.ts'
import { Action, Cited, ProblemNote, Tag, Time } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { type Caring, CareDialog } from './care-dialogs.tsx'
import { careWords as words, yuan } from './care-words.ts'

type Deed = DeviceCareView['deeds'][number]

/** How a device is kept: what is due, how it is to be used, its repairs, and what was done to it. */
export function CareSheet({ device, care }: { readonly device: Device; readonly care: DeviceCareView }) {
  const { t } = useWords()
  const may = useMay()
  const [doing, setDoing] = useState<Caring>()
  const open = (what: Caring) => () => setDoing(what)
  const { maintenance } = device
  return (
    <section className="sheet pad" id="care">
      <h3 style={{ marginBottom: 6 }}>{t(words.care)}</h3>
      <p>
        <Maintenance device={device} />
        {care.what !== undefined && ` · ${care.what}`}
      </p>
      {maintenance?.last && (
        <p className="muted small">
          {t(words.last)} {maintenance.last}
          {care.done !== undefined && ` · ${care.done}`}
        </p>
      )}
      {maintenance && maintenance.citations.length > 0 && (
        <div className="small">
          <Cited citations={maintenance.citations} />
        </div>
      )}
      <Manual device={device} care={care} onWrite={open({ what: 'manual' })} />
      {care.deeds.map((one) => (
        <NotedDeed
          key={one.id}
          deed={one}
          citations={care.forbidden.find((known) => known.deed === one.deed)?.citations ?? []}
          onSettle={may('settleDeed') && !one.settled ? open({ what: 'settle', deed: one }) : undefined}
        />
      ))}
      {care.repairs.map((one) => (
        <p key={`${one.at} ${one.done}`} className="small" style={{ marginTop: 8 }}>
          {t(words.repaired)} {one.on} · {one.where} · {one.done}
          {one.cost !== undefined && ` · ${yuan(one.cost)}`}{' '}
          {one.unauthorised && <Tag tone="zhe">{t(words.unauthorised)}</Tag>}{' '}
          {!one.reimbursable && <Tag tone="zhu">{t(words.notReimbursed)}</Tag>}
        </p>
      ))}
      <div className="row" style={{ marginTop: 10 }}>
        {may('planMaintenance') && <Action onAct={open({ what: 'plan' })}>{t(words.plan)}</Action>}
        {may('noteMaintenance') && <Action onAct={open({ what: 'maintain' })}>{t(words.maintain)}</Action>}
        {may('noteRepair') && <Action onAct={open({ what: 'repair' })}>{t(words.noteRepair)}</Action>}
        {may('noteDeed') && care.forbidden.length > 0 && (
          <Action onAct={open({ what: 'deed' })}>{t(words.noteDeed)}</Action>
        )}
      </div>
      {doing && <CareDialog doing={doing} device={device} care={care} onClose={() => setDoing(undefined)} />}
    </section>
  )
}

/** Until when it is to be maintained; a day that is over is marked. */
export function Maintenance({ device: { maintenance } }: { readonly device: Device }) {
  const { t } = useWords()
  if (!maintenance?.due) return <span className="muted">{t(words.unplanned)}</span>
  return (
    <>
      {t(words.due)} {maintenance.due} {maintenance.overdue && <Tag tone="zhe">{t(words.overdue)}</Tag>}
    </>
  )
}

function Manual({
  device,
  care,
  onWrite,
}: {
  readonly device: Device
  readonly care: DeviceCareView
  readonly onWrite: () => void
}) {
  const { t } = useWords()
  const may = useMay()
  const { manual } = care
  const read = useAct('readManual', { stale: ['showDevice'] })
  if (device.model === undefined) return null
  return (
    <>
      {manual ? (
        <details style={{ marginTop: 10 }} open={!manual.read}>
          <summary>
            {t(words.manualOf, { model: device.model })} <Tag>{t(words.edition, { n: manual.edition })}</Tag>{' '}
            {manual.read && <Tag tone="qing">{t(words.youRead)}</Tag>}
          </summary>
          <p style={{ whiteSpace: 'pre-wrap' }}>{manual.text}</p>
          <div className="small">
            <Cited citations={manual.citations} />
          </div>
          {!manual.read && may('readManual') && (
            <div style={{ marginTop: 8 }}>
              <Action
                kind="primary"
                busy={read.isPending}
                onAct={() => read.mutate({ params: { id: manual.id }, body: { edition: manual.edition } })}
              >
                {t(words.confirmRead)}
              </Action>
            </div>
          )}
          <ProblemNote error={read.error} />
        </details>
      ) : (
        <p className="muted small">{t(words.noManual, { model: device.model })}</p>
      )}
      {may('giveManual') && (
        <div className="row" style={{ marginTop: 8 }}>
          <Action onAct={onWrite}>{t(manual ? words.replaceManual : words.giveManual)}</Action>
        </div>
      )}
    </>
  )
}

function NotedDeed({
  deed,
  citations,
  onSettle,
}: {
  readonly deed: Deed
  readonly citations: Parameters<typeof Cited>[0]['citations']
  readonly onSettle: (() => void) | undefined
}) {
  const { t } = useWords()
  return (
    <div className="note zhe" style={{ marginTop: 10 }}>
      <b>{deed.act}</b> · {deed.person?.name ?? t(words.nobody)}
      <p>
        {deed.note}
        <span className="muted small">
          {' '}
          · {deed.by} · <Time at={deed.at} />
        </span>
      </p>
      {deed.settled ? (
        <p className="small">
          {t(words.settled)} {deed.settled.by} · <Time at={deed.settled.at} />
          {deed.settled.compensation !== undefined && ` · ${t(words.compensation)} ${yuan(deed.settled.compensation)}`}
          {deed.settled.handling !== undefined && ` · ${deed.settled.handling}`}
        </p>
      ) : (
        <p className="small">{t(words.open)}</p>
      )}
      <div className="small">
        <Cited citations={citations} />
      </div>
      {onSettle && (
        <div style={{ marginTop: 8 }}>
          <Action onAct={onSettle}>{t(words.settle)}</Action>
        </div>
      )}
    </div>
  )
}
