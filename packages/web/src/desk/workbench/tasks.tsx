import type { Quarantine } from '@liuhen/contract/intake'
import type { Workbench } from '@liuhen/contract/workbench'
import { type Instant, beijing, millisecondsOf } from '@liuhen/core/kernel'
import { activityNames } from '@liuhen/core/vocabulary'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../../api/index.ts'
import { Bytes, Cited, type Tone } from '../../parts/index.ts'
import { durationIn, missing, useWords } from '../../words/index.ts'
import { taskNames } from '../supervision/words.ts'
import { quarantineWords, words } from './words.ts'

/** One kind of task under its heading; the heading tells how many more there are than are shown. */
export function TaskGroup({
  title,
  shown,
  count,
  all,
  children,
}: {
  readonly title: string
  readonly shown: number
  readonly count: number
  /** The way to the whole of them, where there are more. */
  readonly all?: ReactNode
  readonly children: ReactNode
}) {
  const { t } = useWords()
  if (count === 0) return null
  return (
    <>
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {title}
        <span>{count > shown && all ? all : t(words.files, { n: count })}</span>
      </h2>
      {children}
    </>
  )
}

export function Task({
  due,
  since,
  tone,
  title,
  subject,
  detail,
  act,
}: {
  readonly due: string
  readonly since?: string | undefined
  readonly tone?: Tone
  readonly title: string
  readonly subject?: ReactNode
  readonly detail: ReactNode
  readonly act: ReactNode
}) {
  return (
    <div className="task">
      <div className={tone ? `due ${tone}` : 'due'}>
        {due}
        {since && <small>{since}</small>}
      </div>
      <div className="task-text">
        <b>{title}</b> {subject}
        <div className="muted small">{detail}</div>
      </div>
      {act}
    </div>
  )
}

/** Why it is asked: the articles, each a way to its words. */
export const By = ({ citations }: { readonly citations: Workbench['handover'] }) =>
  citations.length > 0 && (
    <>
      {' · '}
      <Cited citations={citations} />
    </>
  )

export const joined = (parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(' · ')
export const minuteOf = (at: Instant) => beijing(at).slice(5, 16)

export function GapTask({ gap, device, officer, unit, citations }: Workbench['unexplained'][number]) {
  const { t } = useWords()
  return (
    <Task
      tone="zhu"
      due={t(missing(gap))}
      since={beijing(gap.from).slice(0, 10)}
      title={t(words.gapTitle)}
      subject={joined([device, officer])}
      detail={
        <>
          {joined([
            `${minuteOf(gap.from)} – ${beijing(gap.to).slice(11, 16)}`,
            unit,
            gap.kind === 'container' ? t(words.gapContainer) : undefined,
          ])}
          <By citations={citations} />
        </>
      }
      act={
        <Link className="button primary" to="/recordings/$id" params={{ id: gap.before }}>
          {t(words.explain)}
        </Link>
      }
    />
  )
}

export function UnconfirmedTask({ row }: { readonly row: Workbench['unconfirmed'][number] }) {
  const { t } = useWords()
  return (
    <Task
      tone="zhu"
      due={t(words.unconfirmedDue)}
      since={minuteOf(row.start)}
      title={t(words.unconfirmedTitle)}
      subject={row.fileName}
      detail={t(words.unconfirmedWhy)}
      act={
        <Link className="button primary" to="/recordings/$id" params={{ id: row.id }} hash="origin">
          {t(words.confirm)}
        </Link>
      }
    />
  )
}

export function QuarantineTask({ file }: { readonly file: Quarantine }) {
  const { t, say } = useWords()
  const may = useMay()
  return (
    <Task
      tone="zhe"
      due={t(quarantineWords[file.reason])}
      since={minuteOf(file.arrivedAt)}
      title={file.fileName}
      subject={file.deviceNumber}
      detail={
        <>
          {t(file.message)} · <Bytes count={file.bytes} />
        </>
      }
      act={
        <Link className="button" to="/intake">
          {may('settleQuarantine') ? t(words.settle) : say('view')}
        </Link>
      }
    />
  )
}

export function UndockedTask({
  device,
  number,
  holder,
  unit,
  lastDocked,
  now,
  handover,
}: Workbench['undocked'][number] & { readonly now: Instant } & Pick<Workbench, 'handover'>) {
  const { t, say } = useWords()
  const days = lastDocked && Math.floor((millisecondsOf(now) - millisecondsOf(lastDocked)) / 86_400_000)
  const due = days === undefined ? t(words.never) : days > 0 ? t(words.daysAgo, { n: days }) : t(words.sinceToday)
  return (
    <Task
      due={due}
      since={lastDocked && t(words.lastDocked, { at: minuteOf(lastDocked) })}
      title={t(words.undockedTitle, { number })}
      subject={holder}
      detail={
        <>
          {unit}
          <By citations={handover} />
        </>
      }
      act={
        <Link className="button" to="/devices/$id" params={{ id: device }}>
          {say('view')}
        </Link>
      }
    />
  )
}

export function FaultReportedTask({
  device,
  number,
  by,
  unit,
  at,
  fault,
  as,
  acknowledged,
  citations,
}: Workbench['faults'][number]) {
  const { t } = useWords()
  return (
    <Task
      tone="zhe"
      due={t(acknowledged ? words.faultOpen : words.faultDue)}
      since={minuteOf(at)}
      title={t(words.faultTitle, { number })}
      subject={by}
      detail={
        <>
          {joined([unit, fault])}
          <By citations={citations} />
        </>
      }
      act={
        <Link
          className={acknowledged ? 'button' : 'button primary'}
          to="/devices/$id"
          params={{ id: device }}
          hash="fault"
        >
          {t(acknowledged ? words.faultSettle : as === 'leader' ? words.faultHear : words.faultTake)}
        </Link>
      }
    />
  )
}

export function OverdueTask({
  number,
  holder,
  unit,
  activity,
  due,
  citations,
  as,
  case: of,
  now,
}: Workbench['overdue'][number] & { readonly now: Instant }) {
  const { t, say, language } = useWords()
  const late = durationIn(millisecondsOf(now) - millisecondsOf(due), language)
  return (
    <Task
      tone="zhu"
      due={t(words.overdueDue, { long: late })}
      since={t(words.overdueSince, { at: minuteOf(due) })}
      title={t(words.overdueTitle, { number })}
      subject={holder}
      detail={
        <>
          {joined([
            `${t(activityNames[activity.activity])} ${minuteOf(activity.start)}`,
            unit,
            of?.title,
            as === 'responsible' ? t(words.asResponsible) : as === 'supervisor' ? t(words.asSupervisor) : undefined,
          ])}
          <By citations={citations} />
        </>
      }
      act={
        <Link className="button" to="/activities/$id" params={{ id: activity.id }} hash="to-do">
          {say('view')}
        </Link>
      }
    />
  )
}

export function BatchTask({ unit, firstDay, lastDay, count, overdue, later, citations }: Workbench['batches'][number]) {
  const { t } = useWords()
  return (
    <Task
      {...(overdue && { tone: 'zhu' as const })}
      due={t(overdue ? words.batchOverdue : words.batchToday)}
      since={lastDay}
      title={t(words.batchTitle, { unit: unit.name })}
      subject={`${firstDay.slice(5)} – ${lastDay.slice(5)}`}
      detail={
        <>
          {joined([t(words.copies, { n: count }), later ? t(words.batchLater) : undefined])}
          <By citations={citations} />
        </>
      }
      act={
        <Link className="button primary" to="/batches">
          {t(words.confirm)}
        </Link>
      }
    />
  )
}

export function SupervisionTask({ kind, title, due, overdue, to, citations }: Workbench['supervision'][number]) {
  const { t, say } = useWords()
  return (
    <Task
      {...(overdue && { tone: 'zhu' as const })}
      due={t(taskNames[kind])}
      since={due}
      title={t(title)}
      detail={citations.length > 0 && <Cited citations={citations} />}
      act={
        <Link className="button" to={to}>
          {say('view')}
        </Link>
      }
    />
  )
}

export function DiscTask({ fileName, officer, due, overdue, lateBy, cases, citations }: Workbench['discs'][number]) {
  const { t, language } = useWords()
  return (
    <Task
      {...(overdue && { tone: 'zhu' as const })}
      due={overdue ? t(words.overdueDue, { long: durationIn(lateBy, language) }) : t(words.discDue)}
      since={t(words.overdueSince, { at: beijing(due).slice(5, 16) })}
      title={t(words.discTitle)}
      subject={officer ?? fileName}
      detail={
        <>
          {cases.map((one) => one.title).join('、')}
          <By citations={citations} />
        </>
      }
      act={
        <Link className="button primary" to="/discs">
          {t(words.discMake)}
        </Link>
      }
    />
  )
}

/** A lent disc: whoever has it gives it back, and whoever keeps discs calls it in. */
export function LoanTask({ serial, borrower, due, overdue, mine, citations }: Workbench['loans'][number]) {
  const { t, say } = useWords()
  return (
    <Task
      {...(overdue && { tone: 'zhu' as const })}
      due={t(overdue ? words.loanOverdue : words.loanDue)}
      since={t(words.loanUntil, { day: due })}
      title={t(mine ? words.loanMine : words.loanTheirs, { serial })}
      subject={borrower}
      detail={<By citations={citations} />}
      act={
        <Link className="button" to="/requests">
          {say('view')}
        </Link>
      }
    />
  )
}

export function ProposalsTask({ count }: { readonly count: number }) {
  const { t } = useWords()
  return (
    <Task
      tone="zhe"
      due={t(words.proposalsDue, { n: count })}
      title={t(words.proposalsTitle)}
      detail={t(words.proposalsWhy)}
      act={
        <Link className="button primary" to="/people/proposals">
          {t(words.proposalsLook)}
        </Link>
      }
    />
  )
}

export function FlaggedTask({ count }: { readonly count: number }) {
  const { t, say } = useWords()
  return (
    <Task
      due={t(words.files, { n: count })}
      title={t(words.flaggedTitle, { n: count })}
      detail={t(words.flaggedHint)}
      act={
        <Link className="button" to="/recordings" search={{ state: 'flagged' }}>
          {say('view')}
        </Link>
      }
    />
  )
}

export function OwnershipTask({ officer, device, recordings, reasons, unit }: Workbench['ownership'][number]) {
  const { t } = useWords()
  return (
    <Task
      due={t(words.copies, { n: recordings })}
      title={t(words.ownershipTitle, { device, name: officer.name })}
      detail={joined([unit, ...reasons.map((one) => t(one))])}
      act={
        <Link className="button" to="/intake" hash="ownership">
          {t(words.decide)}
        </Link>
      }
    />
  )
}
