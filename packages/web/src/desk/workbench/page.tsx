import './workbench.css'
import type { Workbench } from '@liuhen/contract/workbench'
import { type Instant, beijing, instantOf } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import { useMay, useReply } from '../../api/index.ts'
import { Await, Empty, PageHeader } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Task as DisclosureTask } from '../disclosures/tasks.tsx'
import { Notices } from '../account/notices.tsx'
import { Arrivals } from './arrivals.tsx'
import {
  ClockTask,
  CorrectionsTask,
  DrawnTask,
  EmergencyTask,
  ExcuseTask,
  SignatureTask,
  UntoldTask,
} from './case-tasks.tsx'
import { MachineHealth } from './health.tsx'
import { LogGlance } from './log-glance.tsx'
import { RunningList } from './running.tsx'
import { SetUpList } from './set-up.tsx'
import {
  BatchTask,
  SupervisionTask,
  DiscTask,
  LoanTask,
  FaultReportedTask,
  FlaggedTask,
  GapTask,
  OverdueTask,
  OwnershipTask,
  ProposalsTask,
  QuarantineTask,
  TaskGroup,
  UnconfirmedTask,
  UndockedTask,
} from './tasks.tsx'
import { thingsIn } from './things.ts'
import { TodayNumbers, WeekChart } from './today.tsx'
import { UnrecordedTask } from './unrecorded.tsx'
import { Unsent } from './unsent.tsx'
import { weekdays, words } from './words.ts'

/** What now, and why; then what arrived. */
export function WorkbenchPage() {
  const reply = useReply('workbench', undefined, { every: 30_000 })
  return <Await reply={reply}>{(data) => <Desk data={data} />}</Await>
}

function Desk({ data }: { readonly data: Workbench }) {
  const { t, say, language } = useWords()
  const may = useMay()
  const sees = may('listRecordings')
  const things = thingsIn(data)
  const now = instantOf(Date.now())
  // Before anything was recorded setting up is the day's work; later it comes after that.
  const isNew = data.setUp?.some((one) => one.step === 'docked' && !one.done) === true
  return (
    <>
      <PageHeader
        title={things > 0 ? t(words.things, { n: things }) : t(words.nothing)}
        actions={
          <>
            {may('registerActivity') && (
              <Link className="button" to="/activities">
                {t(words.register)}
              </Link>
            )}
            {may('uploadCreate') && (
              <Link className="button primary" to="/intake">
                {t(words.upload)}
              </Link>
            )}
          </>
        }
      >
        {dayIn(now, language)}
      </PageHeader>
      <div className="columns">
        <div className="stack">
          {data.running.length > 0 && <RunningList rows={data.running} count={data.runningCount} />}
          <Unsent />
          {data.setUp && isNew && <SetUpList steps={data.setUp} />}
          <Tasks data={data} things={things} now={now} sees={sees} />
          <Notices />
          {data.setUp && !isNew && <SetUpList steps={data.setUp} />}
          {sees && <Arrivals rows={data.arrivals} total={data.today.recordings} />}
        </div>
        <div className="stack">
          {sees && <TodayNumbers today={data.today} deriving={data.deriving} />}
          {sees && <WeekChart week={data.week} today={beijing(now).slice(0, 10)} />}
          {may('machineHealth') && <MachineHealth />}
          <LogGlance label={say('log')} />
        </div>
      </div>
    </>
  )
}

/** `2026-11-21 星期六` */
function dayIn(now: Instant, language: 'zh' | 'en'): string {
  const day = beijing(now).slice(0, 10)
  const name = weekdays[language][new Date(`${day}T00:00:00Z`).getUTCDay()]
  return language === 'zh' ? `${day} 星期${name}` : `${day} ${name}`
}

/** Where an administrator's work is done. */
function Offices() {
  const { say } = useWords()
  const may = useMay()
  return (
    <>
      {may('listPeople') && (
        <Link className="button" to="/people">
          {say('people')}
        </Link>
      )}{' '}
      <Link className="button" to="/log">
        {say('log')}
      </Link>
    </>
  )
}

interface TasksProps {
  readonly data: Workbench
  readonly things: number
  readonly now: Instant
  readonly sees: boolean
}

function Tasks({ data, things, now, sees }: TasksProps) {
  const { t, say } = useWords()
  const onlySetUp = data.setUp !== undefined && things === data.setUp.filter((one) => one.mine && !one.done).length
  if (onlySetUp && sees) return null
  if (things === 0 || onlySetUp)
    return (
      <div className="sheet">
        {sees ? (
          <Empty title={t(words.done)} mark="毕">
            {t(words.nothingLead)}
          </Empty>
        ) : (
          <Empty title={t(words.apart)} mark="管" actions={<Offices />}>
            {t(words.blind)}
          </Empty>
        )}
      </div>
    )
  return (
    <div className="sheet">
      <TaskGroup
        title={t(words.toSign)}
        shown={data.signatures.length}
        count={data.signaturesCount}
        all={<Link to="/approvals">{t(words.allOfThem, { n: data.signaturesCount })}</Link>}
      >
        {data.signatures.map((one) => (
          <SignatureTask key={one.id} {...one} />
        ))}
      </TaskGroup>
      <TaskGroup title={t(words.corrections)} shown={data.corrections.length} count={data.correctionsCount}>
        {data.corrections.map((one) => (
          <CorrectionsTask key={one.case.id} {...one} />
        ))}
      </TaskGroup>
      <TaskGroup
        title={t(words.emergencies)}
        shown={data.emergencies.length}
        count={data.emergenciesCount}
        all={<Link to="/requests">{t(words.allOfThem, { n: data.emergenciesCount })}</Link>}
      >
        {data.emergencies.map((one) => (
          <EmergencyTask key={one.id} {...one} />
        ))}
      </TaskGroup>
      <TaskGroup
        title={t(words.clocks)}
        shown={data.clocks.length}
        count={data.clocksCount}
        all={<Link to="/cases">{t(words.allOfThem, { n: data.clocksCount })}</Link>}
      >
        {data.clocks.map((one) => (
          <ClockTask key={`${one.case.id} ${one.title.zh} ${one.last}`} {...one} />
        ))}
      </TaskGroup>
      <TaskGroup
        title={t(words.drawn)}
        shown={data.drawn.length}
        count={data.drawnCount}
        all={<Link to="/inspections">{t(words.allOfThem, { n: data.drawnCount })}</Link>}
      >
        {data.drawn.map((one) => (
          <DrawnTask key={one.object.id} {...one} />
        ))}
      </TaskGroup>
      <TaskGroup title={t(words.excuses)} shown={data.excuses.length} count={data.excusesCount}>
        {data.excuses.map((one) => (
          <ExcuseTask key={`${one.case.id} ${one.act.id}`} {...one} />
        ))}
      </TaskGroup>
      <TaskGroup
        title={t(words.untold)}
        shown={data.untold.length}
        count={data.untoldCount}
        all={<Link to="/calendar">{t(words.allOfThem, { n: data.untoldCount })}</Link>}
      >
        {data.untold.map((one) => (
          <UntoldTask key={`${one.case.id} ${one.title.zh}`} {...one} />
        ))}
      </TaskGroup>
      <TaskGroup
        title={say('disclosures')}
        shown={data.disclosures.length}
        count={data.disclosuresCount}
        all={<Link to="/disclosures">{t(words.allOfThem, { n: data.disclosuresCount })}</Link>}
      >
        {data.disclosures.map((one) => (
          <DisclosureTask key={`${one.publication ?? one.title} ${one.kind} ${t(one.why)}`} task={one} />
        ))}
      </TaskGroup>
      <TaskGroup
        title={t(words.unrecorded)}
        shown={data.unrecorded.length}
        count={data.unrecordedCount}
        all={<Link to="/activities">{t(words.allOfThem, { n: data.unrecordedCount })}</Link>}
      >
        {data.unrecorded.map((one) => (
          <UnrecordedTask key={one.row.id} {...one} />
        ))}
      </TaskGroup>
      <TaskGroup
        title={t(words.overdue)}
        shown={data.overdue.length}
        count={data.overdueCount}
        all={<Link to="/devices">{t(words.allOfThem, { n: data.overdueCount })}</Link>}
      >
        {data.overdue.map((one) => (
          <OverdueTask key={one.device} {...one} now={now} />
        ))}
      </TaskGroup>
      <TaskGroup
        title={t(words.unexplained)}
        shown={data.unexplained.length}
        count={data.unexplainedCount}
        all={
          <Link to="/recordings" search={{ state: 'needs-explanation' }}>
            {t(words.allOfThem, { n: data.unexplainedCount })}
          </Link>
        }
      >
        {data.unexplained.map((one) => (
          <GapTask key={`${one.gap.after} ${one.gap.before}`} {...one} />
        ))}
      </TaskGroup>
      <TaskGroup
        title={t(words.unconfirmed)}
        shown={data.unconfirmed.length}
        count={data.unconfirmedCount}
        all={
          <Link to="/recordings" search={{ state: 'unconfirmed' }}>
            {t(words.allOfThem, { n: data.unconfirmedCount })}
          </Link>
        }
      >
        {data.unconfirmed.map((row) => (
          <UnconfirmedTask key={row.id} row={row} />
        ))}
      </TaskGroup>
      <TaskGroup
        title={t(words.quarantine)}
        shown={data.quarantine.length}
        count={data.quarantineCount}
        all={
          <Link to="/intake" hash="quarantine">
            {t(words.allOfThem, { n: data.quarantineCount })}
          </Link>
        }
      >
        {data.quarantine.map((one) => (
          <QuarantineTask key={one.id} file={one} />
        ))}
      </TaskGroup>
      <TaskGroup
        title={t(words.faults)}
        shown={data.faults.length}
        count={data.faultsCount}
        all={<Link to="/devices">{t(words.allOfThem, { n: data.faultsCount })}</Link>}
      >
        {data.faults.map((one) => (
          <FaultReportedTask key={one.device} {...one} />
        ))}
      </TaskGroup>
      <TaskGroup
        title={t(words.batches)}
        shown={data.batches.length}
        count={data.batchesCount}
        all={<Link to="/batches">{t(words.allOfThem, { n: data.batchesCount })}</Link>}
      >
        {data.batches.map((one) => (
          <BatchTask key={`${one.unit.id} ${one.lastDay}`} {...one} />
        ))}
      </TaskGroup>
      <TaskGroup
        title={t(words.supervision)}
        shown={data.supervision.length}
        count={data.supervisionCount}
        all={
          <Link to={data.supervision[0]?.to ?? '/supervision'}>{t(words.allOfThem, { n: data.supervisionCount })}</Link>
        }
      >
        {data.supervision.map((one) => (
          <SupervisionTask key={`${one.kind} ${one.to} ${one.title.zh} ${one.due ?? ''}`} {...one} />
        ))}
      </TaskGroup>
      <TaskGroup
        title={t(words.discs)}
        shown={data.discs.length}
        count={data.discsCount}
        all={<Link to="/discs">{t(words.allOfThem, { n: data.discsCount })}</Link>}
      >
        {data.discs.map((one) => (
          <DiscTask key={one.recording} {...one} />
        ))}
      </TaskGroup>
      <TaskGroup title={t(words.loans)} shown={data.loans.length} count={data.loansCount}>
        {data.loans.map((one) => (
          <LoanTask key={one.disc} {...one} />
        ))}
      </TaskGroup>
      <TaskGroup
        title={t(words.undocked)}
        shown={data.undocked.length}
        count={data.undockedCount}
        all={<Link to="/devices">{t(words.allOfThem, { n: data.undockedCount })}</Link>}
      >
        {data.undocked.map((one) => (
          <UndockedTask key={one.device} {...one} now={now} handover={data.handover} />
        ))}
      </TaskGroup>
      <TaskGroup title={t(words.ownership)} shown={data.ownership.length} count={data.ownershipCount}>
        {data.ownership.map((one) => (
          <OwnershipTask key={`${one.officer.id} ${one.device}`} {...one} />
        ))}
      </TaskGroup>
      <TaskGroup title={t(words.proposals)} shown={data.proposalsCount} count={data.proposalsCount}>
        <ProposalsTask count={data.proposalsCount} />
      </TaskGroup>
      <TaskGroup title={t(words.flagged)} shown={data.flaggedCount} count={data.flaggedCount}>
        <FlaggedTask count={data.flaggedCount} />
      </TaskGroup>
    </div>
  )
}
