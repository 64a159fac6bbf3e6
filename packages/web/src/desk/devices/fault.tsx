import type { Device, FaultAddress, FaultTicket } from '@liuhen/contract/devices'
import { Link } from '@tanstack/react-router'
import { useAct } from '../../api/index.ts'
import { Action, Cited, DateField, ProblemNote, Restored, Time, useDraft, useDrafted } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { fieldOf, momentOfField } from '../activities/times.ts'
import { words } from './words.ts'

/** A fault that is not settled: who reported it when, who has heard of it, and what the viewer does about it. */
export function FaultSheet({
  device,
  report,
  fault,
}: {
  readonly device: Device
  readonly report: FaultTicket
  readonly fault: FaultAddress | undefined
}) {
  const { t } = useWords()
  const heard = report.acknowledged
  return (
    <section className="sheet pad" id="fault">
      <h3>{t(words.report)}</h3>
      <p>
        “{report.fault}”
        <span className="muted small">
          {' '}
          · {report.by} · <Time at={report.at} />
        </span>
      </p>
      <p className="muted small">
        {report.since && (
          <>
            {t(words.sinceSaid)} <Time at={report.since} /> ·{' '}
          </>
        )}
        {report.to.length > 0 ? t(words.reportedTo, { to: report.to.join('、') }) : t(words.reportedToNobody)}
        {report.activity !== undefined && (
          <>
            {' · '}
            <Link to="/activities/$id" params={{ id: report.activity }}>
              {t(words.reportActivity)}
            </Link>
          </>
        )}
      </p>
      {heard.map((one) => (
        <p key={one.as} className="small">
          {t(one.as === 'leader' ? words.leaderHeard : words.keeperHeard, { name: one.by })} · <Time at={one.at} />
          {one.heard && (
            <>
              {' · '}
              {t(words.heardAloud)} <Time at={one.heard} />
            </>
          )}
          {one.note !== undefined && ` · ${one.note}`}
        </p>
      ))}
      {report.waitsForYou && <Acknowledge device={device} report={report} as={report.waitsForYou} />}
      {fault && (
        <div className="small">
          <Cited citations={fault.citations} />
        </div>
      )}
    </section>
  )
}

function Acknowledge({
  device,
  report,
  as,
}: {
  readonly device: Device
  readonly report: FaultTicket
  readonly as: NonNullable<FaultTicket['waitsForYou']>
}) {
  const { t } = useWords()
  const kept = useDraft(`acknowledge ${device.id}`, `${t(words.acknowledge)} ${device.number}`)
  const [aloud, setAloud] = useDrafted(kept, 'aloud', false)
  const [heard, setHeard] = useDrafted(kept, 'heard', () => fieldOf(report.since ?? report.at))
  const act = useAct('acknowledgeFault', {
    stale: ['showDevice', 'workbench', 'showActivity', 'dayCoverage'],
    done: () => kept.forget(),
  })
  const at = aloud ? momentOfField(heard) : undefined
  return (
    <>
      <Restored draft={kept} />
      <p className="small">{t(as === 'leader' ? words.acknowledgeLeader : words.acknowledgeKeeper)}</p>
      {as === 'leader' && (
        <>
          <label className="check">
            <input type="checkbox" checked={aloud} onChange={(event) => setAloud(event.target.checked)} />
            {t(words.wasToldAloud)}
          </label>
          {aloud && <DateField label={t(words.heardAloud)} time value={heard} onValue={setHeard} />}
        </>
      )}
      <Action
        kind="primary"
        busy={act.isPending}
        onAct={() => act.mutate({ params: { id: device.id }, body: { ...(at && { heard: at }) } })}
      >
        {t(words.acknowledge)}
      </Action>
      <ProblemNote error={act.error} />
    </>
  )
}
