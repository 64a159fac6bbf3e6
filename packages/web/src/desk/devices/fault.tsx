import type { Device, FaultAddress, FaultTicket } from '@liuhen/contract/devices'
import { Link } from '@tanstack/react-router'
import { useAct, useMay, whose } from '../../api/index.ts'
import {
  Action,
  Cited,
  DateField,
  ProblemNote,
  Restored,
  SelectField,
  Time,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { fieldOf, momentOfField } from '../activities/times.ts'
import { OtherDevice } from './dialogs.tsx'
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
      {report.responsible && (
        <p className="small">
          {t(words.firstResponsible)}{' '}
          {report.responsible.person?.name ?? (
            <span className="zhe">
              {t(words.noHead)} <Link to="/duties">{t(words.nameHead)}</Link>
            </span>
          )}{' '}
          <Cited citations={report.responsible.citations} />
        </p>
      )}
      {report.instead === 'undecided' && <Answer device={device} />}
      {report.waitsForYou && <Acknowledge device={device} report={report} as={report.waitsForYou} />}
      {fault && (
        <div className="small">
          <Cited citations={fault.citations} />
        </div>
      )}
    </section>
  )
}

/** Whether the act was stopped or another device taken, where the report left that open. */
function Answer({ device }: { readonly device: Device }) {
  const { t } = useWords()
  const may = useMay()
  const kept = useDraft(`answer-fault ${device.id}`, `${t(words.answer)} ${device.number}`)
  const [instead, setInstead] = useDrafted<'other-device' | 'stopped'>(kept, 'instead', 'stopped')
  const [other, setOther] = useDrafted<string | undefined>(kept, 'other', undefined)
  const act = useAct('answerFault', {
    stale: ['showDevice', 'workbench', 'showActivity'],
    done: () => kept.forget(),
  })
  const isOpen = instead === 'other-device' && other === undefined
  return (
    <>
      <Restored draft={kept} />
      <p className="small">{t(words.answerHint)}</p>
      <SelectField
        label={t(words.instead)}
        value={instead}
        onValue={(value) => setInstead(value === 'other-device' ? 'other-device' : 'stopped')}
        options={[
          { value: 'stopped', label: t(words.stopped) },
          { value: 'other-device', label: t(words.otherDevice) },
        ]}
      />
      {instead === 'other-device' && <OtherDevice device={device} value={other} onValue={setOther} />}
      <Action
        kind="primary"
        busy={act.isPending}
        why={may('answerFault') ? (isOpen ? t(words.noDevice) : undefined) : t(whose('answerFault'))}
        onAct={() =>
          act.mutate({
            params: { id: device.id },
            body: { instead, ...(instead === 'other-device' && other !== undefined && { otherDevice: other }) },
          })
        }
      >
        {t(words.answer)}
      </Action>
      <ProblemNote error={act.error} />
    </>
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
