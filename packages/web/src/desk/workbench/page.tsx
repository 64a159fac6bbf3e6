import './workbench.css'
import type { Workbench } from '@liuhen/contract/workbench'
import { type Instant, beijing, instantOf } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import { useMay, useReply } from '../../api/index.ts'
import { Await, Empty, PageHeader } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Arrivals } from './arrivals.tsx'
import { LogGlance } from './log-glance.tsx'
import { FlaggedTask, GapTask, QuarantineTask, TaskGroup, UndockedTask } from './tasks.tsx'
import { thingsIn } from './things.ts'
import { TodayNumbers, WeekChart } from './today.tsx'
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
          <Tasks data={data} things={things} now={now} sees={sees} />
          {sees && <Arrivals rows={data.arrivals} total={data.today.recordings} />}
        </div>
        <div className="stack">
          {sees && <TodayNumbers today={data.today} deriving={data.deriving} />}
          {sees && <WeekChart week={data.week} today={beijing(now).slice(0, 10)} />}
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
  const { t } = useWords()
  if (things === 0)
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
      <TaskGroup title={t(words.unexplained)} shown={data.unexplained.length} count={data.unexplainedCount}>
        {data.unexplained.map((one) => (
          <GapTask key={`${one.gap.after} ${one.gap.before}`} {...one} />
        ))}
      </TaskGroup>
      <TaskGroup title={t(words.quarantine)} shown={data.quarantine.length} count={data.quarantineCount}>
        {data.quarantine.map((one) => (
          <QuarantineTask key={one.id} file={one} />
        ))}
      </TaskGroup>
      <TaskGroup title={t(words.undocked)} shown={data.undocked.length} count={data.undockedCount}>
        {data.undocked.map((one) => (
          <UndockedTask key={one.device} {...one} now={now} />
        ))}
      </TaskGroup>
      <TaskGroup title={t(words.flagged)} shown={data.flaggedCount} count={data.flaggedCount}>
        <FlaggedTask count={data.flaggedCount} />
      </TaskGroup>
    </div>
  )
}
