import type { Workbench } from '@liuhen/contract/workbench'
import { acts } from '@liuhen/core/procedure'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../words/index.ts'
import { subjectOf } from '../cases/approvals.tsx'
import { useLeft } from '../cases/left.ts'
import { lastDayOf } from '../cases/time-left.ts'
import { By, minuteOf, Task } from './tasks.tsx'
import { words } from './words.ts'

/** 待我签署: an act of a case that waits for the viewer's signature. */
export function SignatureTask({ id, act, what, case: of, matter, asked, citations }: Workbench['signatures'][number]) {
  const { t } = useWords()
  return (
    <Task
      due={t(words.toSignDue)}
      since={minuteOf(asked.at)}
      title={t(subjectOf({ act, what }))}
      subject={of?.title ?? matter?.title ?? ''}
      detail={
        <>
          {t(words.toSignBy, { by: asked.by })}
          <By citations={citations} />
        </>
      }
      act={
        <Link className="button primary" to="/approvals" hash={id}>
          {t(words.toSignRead)}
        </Link>
      }
    />
  )
}

/** A case that came back from review: what is to be put right, one by one. */
export function CorrectionsTask({ case: of, on, points }: Workbench['corrections'][number]) {
  const { t, say } = useWords()
  return (
    <Task
      tone="zhe"
      due={t(words.correctionsDue)}
      since={on}
      title={of.title}
      subject=""
      detail={
        <ol className="corrections">
          {points.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ol>
      }
      act={
        <Link className="button primary" to="/cases/$id" params={{ id: of.id }}>
          {say('view')}
        </Link>
      }
    />
  )
}

/** A period of a case that is over or soon will be, and that nothing has ended. */
export function ClockTask({ case: of, title, last, left, overdue }: Workbench['clocks'][number]) {
  const { t, say } = useWords()
  const { says, how } = useLeft()(last, left)
  return (
    <Task
      tone={overdue ? 'zhu' : 'zhe'}
      due={says}
      since={lastDayOf(last)}
      title={t(title)}
      subject={of.title}
      detail={`${t(overdue ? words.clockOver : words.clockSoon)} · ${how}`}
      act={
        <Link className="button" to="/cases/$id" params={{ id: of.id }}>
          {say('view')}
        </Link>
      }
    />
  )
}

/** A period of a case that runs and of which nobody can say when it ends. */
export function UntoldTask({ case: of, title, why, citations }: Workbench['untold'][number]) {
  const { t, say } = useWords()
  return (
    <Task
      tone="zhe"
      due={t(words.untoldDue)}
      title={t(title)}
      subject={of.title}
      detail={
        <>
          {why.map((one) => t(one)).join(' · ')}
          <By citations={citations} />
        </>
      }
      act={
        <Link className="button" to="/cases/$id" params={{ id: of.id }}>
          {say('view')}
        </Link>
      }
    />
  )
}

/** Why an act was not recorded, for somebody who took no part to confirm. */
export function ExcuseTask({ case: of, act, reason, at, by }: Workbench['excuses'][number]) {
  const { t } = useWords()
  return (
    <Task
      tone="zhe"
      due={t(words.excuseDue)}
      since={minuteOf(at)}
      title={t(words.excuseTitle, { act: t(acts[act.act].name) })}
      subject={of.title}
      detail={`“${reason}” · ${by}`}
      act={
        <Link className="button primary" to="/cases/$id" params={{ id: of.id }} hash={`act-${act.id}`}>
          {t(words.excuseLook)}
        </Link>
      }
    />
  )
}

/** 双随机: what the viewer was drawn to inspect, until its lead is registered. */
export function DrawnTask({ draw, object, on, with: others, citations }: Workbench['drawn'][number]) {
  const { t } = useWords()
  return (
    <Task
      tone="zhe"
      due={t(words.drawnDue)}
      since={on}
      title={object.name}
      subject={draw.title}
      detail={
        <>
          {others.length > 0 && t(words.drawnWith, { names: others.join('、') })}
          <By citations={citations} />
        </>
      }
      act={
        <Link className="button primary" to="/inspections/$id" params={{ id: draw.id }}>
          {t(words.drawnBegin)}
        </Link>
      }
    />
  )
}

/** 紧急调阅: somebody looked before anybody was asked, and nobody who supervises has looked into it. */
export function EmergencyTask({ id, reason, asked, items }: Workbench['emergencies'][number]) {
  const { t, say } = useWords()
  return (
    <Task
      tone="zhu"
      due={t(words.emergencyDue)}
      since={minuteOf(asked.at)}
      title={t(words.emergencyTitle, { by: asked.by, n: items.length })}
      subject={reason}
      detail={t(words.emergencyHint)}
      act={
        <Link className="button primary" to="/requests" hash={id}>
          {say('view')}
        </Link>
      }
    />
  )
}
