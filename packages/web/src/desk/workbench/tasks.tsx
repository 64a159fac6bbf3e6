import type { Quarantine } from '@liuhen/contract/intake'
import type { Workbench } from '@liuhen/contract/workbench'
import { type Instant, beijing, millisecondsOf } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMay } from '../../api/index.ts'
import { Bytes, type Tone } from '../../parts/index.ts'
import { missing, useWords } from '../../words/index.ts'
import { quarantineWords, words } from './words.ts'

/** One kind of task under its heading; the heading tells how many more there are than are shown. */
export function TaskGroup({
  title,
  shown,
  count,
  children,
}: {
  readonly title: string
  readonly shown: number
  readonly count: number
  readonly children: ReactNode
}) {
  const { t } = useWords()
  if (count === 0) return null
  return (
    <>
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {title}
        {count > shown && <span>{t(words.more, { n: count - shown })}</span>}
      </h2>
      {children}
    </>
  )
}

function Task({
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

const joined = (parts: readonly (string | undefined)[]) => parts.filter(Boolean).join(' · ')
const minuteOf = (at: Instant) => beijing(at).slice(5, 16)

export function GapTask({ gap, device, officer, unit }: Workbench['unexplained'][number]) {
  const { t } = useWords()
  return (
    <Task
      tone="zhu"
      due={t(missing(gap))}
      since={beijing(gap.from).slice(0, 10)}
      title={t(words.gapTitle)}
      subject={joined([device, officer])}
      detail={joined([
        `${minuteOf(gap.from)} – ${beijing(gap.to).slice(11, 16)}`,
        unit,
        gap.kind === 'container' ? t(words.gapContainer) : undefined,
      ])}
      act={
        <Link className="button primary" to="/recordings/$id" params={{ id: gap.before }}>
          {t(words.explain)}
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
}: Workbench['undocked'][number] & { readonly now: Instant }) {
  const { t, say } = useWords()
  const days = lastDocked && Math.floor((millisecondsOf(now) - millisecondsOf(lastDocked)) / 86_400_000)
  const due = days === undefined ? t(words.never) : days > 0 ? t(words.daysAgo, { n: days }) : t(words.sinceToday)
  return (
    <Task
      due={due}
      since={lastDocked && t(words.lastDocked, { at: minuteOf(lastDocked) })}
      title={t(words.undockedTitle, { number })}
      subject={holder}
      detail={unit}
      act={
        <Link className="button" to="/devices/$id" params={{ id: device }}>
          {say('view')}
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
