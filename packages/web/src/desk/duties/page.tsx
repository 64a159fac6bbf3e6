import '../workbench/workbench.css'
import type { Readiness } from '@liuhen/contract/duties'
import { namedPosts, trainingTopics } from '@liuhen/core/duties'
import { type CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useReply } from '../../api/index.ts'
import { Await, Cited, DateField, Empty, PageHeader, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Posts } from './posts.tsx'
import { Rosters } from './rosters.tsx'
import { Trainings } from './trainings.tsx'
import { words } from './words.ts'

/** 职责: what the instruments ask of the bureau and is not there, then who is named, on duty and trained. */
export function DutiesPage() {
  const { t } = useWords()
  const today = dayOf(instantOf(Date.now()))
  const [day, setDay] = useState<string>(today)
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day)
  const query = { ...(isDay && { day: day as CalendarDate }) }
  const reply = useReply('readiness', { query })
  return (
    <>
      <PageHeader title={t(words.title)}>{t(words.lead)}</PageHeader>
      <div className="stack">
        <Await reply={reply}>
          {(found) => (
            <>
              <Missing found={found} />
              <section className="sheet">
                <Heading>{t(words.equipment)}</Heading>
                <div className="in-sheet">
                  <DateField label={t(words.day)} value={day} onValue={setDay} />
                </div>
                <Equipment found={found} />
              </section>
            </>
          )}
        </Await>
        <Posts />
        <Rosters />
        <Trainings />
      </div>
    </>
  )
}

const Heading = ({ children }: { readonly children: ReactNode }) => (
  <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
    {children}
  </h2>
)

function Missing({ found: { posts, areas, untrained, inspections } }: { readonly found: Readiness }) {
  const { t } = useWords()
  const all = posts.length + areas.length + untrained.length + inspections.length
  return (
    <section className="sheet" id="missing">
      <Heading>{t(words.missing)}</Heading>
      {all === 0 && <Empty title={t(words.none)}>{t(words.noneHint)}</Empty>}
      {posts.map((one) => (
        <Line
          key={`${one.post} ${one.unit?.id ?? ''}`}
          due={one.unit?.name}
          title={t(words.postMissing, { post: t(namedPosts[one.post].title) })}
          citations={one.citations}
        />
      ))}
      {areas.map((one) => (
        <Line key={one.name.zh} title={t(words.areaMissing, { area: t(one.name) })} citations={one.citations}>
          {one.setting !== undefined && (
            <Link className="button" to="/law/rule-set" hash={one.setting}>
              {t(words.decide)}
            </Link>
          )}
        </Line>
      ))}
      {inspections.map((one) => (
        <Line
          key={`${one.what.zh} ${one.office} ${one.firstDay}`}
          due={one.office}
          title={`${t(one.what)}：${t(words.inspectionMissing, { first: one.firstDay, last: one.lastDay })}`}
          citations={one.citations}
        />
      ))}
      {untrained.map((one) => (
        <Line
          key={`${one.topic} ${one.person.id}`}
          due={one.unit.name}
          title={`${t(trainingTopics[one.topic])} · ${t(words.untrained, { name: one.person.name })}`}
          citations={one.citations}
        >
          {one.last !== undefined && <Tag>{t(words.untrainedSince, { day: one.last })}</Tag>}
        </Line>
      ))}
    </section>
  )
}

function Line({
  due,
  title,
  citations,
  children,
}: {
  readonly due?: string | undefined
  readonly title: string
  readonly citations: Readiness['equipment']
  readonly children?: ReactNode
}) {
  return (
    <div className="task">
      <div className="due zhu">{due}</div>
      <div className="task-text">
        <b>{title}</b>
        <div className="muted small">
          <Cited citations={citations} />
        </div>
      </div>
      {children}
    </div>
  )
}

function Equipment({ found: { units, equipment } }: { readonly found: Readiness }) {
  const { t } = useWords()
  if (units.length === 0) return <Empty title={t(words.noUnits)} />
  return (
    <>
      {units.map(({ unit, roster, onDuty, usable, shortfall, withoutDevice }) => (
        <div className="task" key={unit.id}>
          <div className="due">{unit.name}</div>
          <div className="task-text">
            {roster === 'unknown' ? (
              <span className="muted">{t(words.unknown)}</span>
            ) : (
              <>
                {t(words.onDuty, { n: onDuty, m: usable })}{' '}
                {shortfall > 0 ? (
                  <Tag tone="zhu">{t(words.short, { n: shortfall })}</Tag>
                ) : (
                  <Tag>{t(words.enough)}</Tag>
                )}
                {withoutDevice.length > 0 && (
                  <div className="zhu small">
                    {t(words.without, { names: withoutDevice.map((one) => one.name).join('、') })}
                  </div>
                )}
              </>
            )}
          </div>
        </div>
      ))}
      {equipment.length > 0 && (
        <div className="in-sheet small">
          <Cited citations={equipment} />
        </div>
      )}
    </>
  )
}
