import '../papers/papers.css'
import '../workbench/workbench.css'
import './volumes.css'
import type { VolumesView } from '@liuhen/contract/volumes'
import { activityNames } from '@liuhen/core/vocabulary'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useReply } from '../../api/index.ts'
import { Await, Cited, Empty, PageHeader, Tag, Time } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { keepNames, standsNames, words } from './words.ts'

/** 案卷管理: what is due, what waits to be taken in, what is lent, where volumes stand, and what belongs to no case. */
export function VolumesPage() {
  const { t } = useWords()
  const reply = useReply('listVolumes', undefined, { every: 60_000 })
  return (
    <>
      <PageHeader title={t(words.deskTitle)}>{t(words.deskLead)}</PageHeader>
      <Await reply={reply}>
        {(view) => (
          <div className="stack">
            {view.unkept.length > 0 && <Unkept of={view.unkept} />}
            <Due view={view} />
            <Part title={t(words.waiting)} none={t(words.noneWaiting)}>
              {view.waiting.map((one) => (
                <Line key={one.case.id} of={one} tag={one.number}>
                  {one.bound.by} · <Time at={one.bound.at} />
                </Line>
              ))}
            </Part>
            <Part title={t(words.lent)} none={t(words.noneLent)}>
              {view.lent.map((one) => (
                <Line key={one.case.id} of={one} tag={one.number}>
                  {t(words.lentTo, { who: one.borrower, day: one.due })}{' '}
                  {one.overdue && <Tag tone="zhu">{t(words.loanLate)}</Tag>}
                </Line>
              ))}
            </Part>
            <Orphans of={view.orphans} />
            <Part title={t(words.kept)} none={t(words.noneKept)}>
              {view.kept.map((one) => (
                <Line key={one.case.id} of={one} tag={one.number}>
                  {one.cabinet} · {one.shelf} · {t(words.retention)}{' '}
                  {one.retention.until === undefined
                    ? t(keepNames[one.retention.keep])
                    : t(words.until, { day: one.retention.until })}{' '}
                  · {one.takenIn.by} <Time at={one.takenIn.at} />
                </Line>
              ))}
            </Part>
            <p className="muted small">
              {t(words.custodian)}：{view.custodians.join('、') || t(words.nobody)} <Cited citations={view.citations} />
            </p>
          </div>
        )}
      </Await>
    </>
  )
}

/** A mistake in how the bureau is set up, and where it is put right. */
function Unkept({ of }: { readonly of: VolumesView['unkept'] }) {
  const { t } = useWords()
  return (
    <div className="note zhu" id="unkept">
      <b>{t(words.unkept)}</b>
      <ul>
        {of.map((one) => (
          <li key={one.unit.id}>
            {t(one.message)} <Cited citations={one.citations} /> <Link to="/people">{t(words.go)}</Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Due({ view: { due } }: { readonly view: VolumesView }) {
  const { t } = useWords()
  return (
    <section className="sheet" id="due">
      <h2 className="group">
        {t(words.deskDue)} <span>{due.length}</span>
      </h2>
      {due.length === 0 && <Empty title={t(words.deskNoneDue)}>{t(words.deskNoneDueHint)}</Empty>}
      {due.map((one) => {
        const day = one.last?.slice(0, 10)
        const says = day === undefined ? t(words.notDue) : t(one.overdue ? words.overdue : words.due, { day })
        return (
          <div key={one.case.id} className="task">
            <div className={one.overdue ? 'due zhu' : 'due'}>
              {says}
              <small>{t(words.ended, { day: one.ended })}</small>
            </div>
            <div className="task-text">
              <Link to="/volumes/$id" params={{ id: one.case.id }}>
                <b>{one.case.name}</b>
              </Link>
              <div className="muted small">
                {one.unit} · {t(standsNames[one.stands])}
              </div>
            </div>
          </div>
        )
      })}
    </section>
  )
}

function Part({
  title,
  none,
  children,
}: {
  readonly title: string
  readonly none: string
  readonly children: readonly ReactNode[]
}) {
  return (
    <section className="sheet">
      <h2 className="group">
        {title} <span>{children.length}</span>
      </h2>
      {children.length === 0 ? <p className="muted small lead-in">{none}</p> : <ul className="papers">{children}</ul>}
    </section>
  )
}

function Line({
  of,
  tag,
  children,
}: {
  readonly of: { readonly case: { readonly id: string; readonly name: string }; readonly unit: string }
  readonly tag: string
  readonly children: ReactNode
}) {
  return (
    <li>
      <div className="row between">
        <Link to="/volumes/$id" params={{ id: of.case.id }}>
          <b>{of.case.name}</b>
        </Link>
        <Tag>{tag}</Tag>
      </div>
      <div className="muted small">
        {of.unit} · {children}
      </div>
    </li>
  )
}

function Orphans({ of }: { readonly of: VolumesView['orphans'] }) {
  const { t } = useWords()
  const { recordings, activities, leads, papers, days, citations } = of
  const count = recordings.length + activities.length + leads.length + papers.length
  const names: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = activityNames
  return (
    <section className="sheet" id="orphans">
      <h2 className="group">
        {t(words.orphans)} <span>{count}</span>
      </h2>
      <p className="muted small lead-in">
        {t(words.orphansHint, { days })} <Cited citations={citations} />
      </p>
      {count === 0 && <p className="lead-in">{t(words.noOrphans)}</p>}
      <Kind title={t(words.orphanActivities)}>
        {activities.map((one) => (
          <li key={one.id}>
            <div className="row between">
              <Link to="/activities/$id" params={{ id: one.id }}>
                {t(names[one.activity] ?? { zh: one.activity, en: one.activity })}
              </Link>
              <span className="muted small">
                {one.unit} · <Time at={one.end} /> ·{' '}
                {one.recordings === 0 ? t(words.without) : t(words.withRecordings, { n: one.recordings })}
              </span>
            </div>
            <div className="muted small">
              {t(one.why)}
              {one.case && (
                <>
                  {' · '}
                  <Link to="/volumes/$id" params={{ id: one.case.id }}>
                    {one.case.name}
                  </Link>
                </>
              )}
            </div>
          </li>
        ))}
      </Kind>
      <Kind title={t(words.orphanLeads)}>
        {leads.map((one) => (
          <li key={one.case.id} className="row between">
            <Link to="/cases/$id" params={{ id: one.case.id }}>
              {one.case.name}
            </Link>
            <span className="muted small">
              {one.unit} · {one.on}
            </span>
          </li>
        ))}
      </Kind>
      <Kind title={t(words.orphanPapers)}>
        {papers.map((one) => (
          <li key={one.id}>
            <div className="row between">
              <Link to="/papers/$id" params={{ id: one.id }}>
                {one.title}
              </Link>
              <span className="muted small">{one.case.name}</span>
            </div>
            <div className="muted small">{t(one.why)}</div>
          </li>
        ))}
      </Kind>
      <Kind title={t(words.orphanRecordings)}>
        {recordings.map((one) => (
          <li key={one.id} className="row between">
            <Link to="/recordings/$id" params={{ id: one.id }}>
              {one.fileName}
            </Link>
            <span className="muted small">
              {one.unit} · <Time at={one.start} />
            </span>
          </li>
        ))}
      </Kind>
    </section>
  )
}

function Kind({ title, children }: { readonly title: string; readonly children: readonly ReactNode[] }) {
  if (children.length === 0) return null
  return (
    <details open={children.length <= 20}>
      <summary className="group">
        {title} <span>{children.length}</span>
      </summary>
      <ul className="papers">{children}</ul>
    </details>
  )
}
