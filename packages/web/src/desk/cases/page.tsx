import './cases.css'
import type { CaseView } from '@liuhen/contract/cases'
import { Act, acts } from '@liuhen/core/procedure'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useReply } from '../../api/index.ts'
import { Await, PageHeader, Tag } from '../../parts/index.ts'
import { type Text, useWords } from '../../words/index.ts'
import { AboutCase } from './about-case.tsx'
import { PapersOfCase } from '../papers/of-case.tsx'
import { VolumeOfCase } from '../volumes/of-case.tsx'
import { ScoreOfCase } from '../volumes/score.tsx'
import { InformantsOfCase } from '../informants/of-case.tsx'
import { SheetsOfCase } from '../score/of-case.tsx'
import { ReviewOfCase } from '../reviews/of-case.tsx'
import type { Sent } from './act-form.tsx'
import { Acts } from './acts.tsx'
import { ApprovalsOfCase } from './approvals.tsx'
import { Clocks, firstClock, useLastOf } from './clocks.tsx'
import { Course } from './course.tsx'
import { Evidence } from './evidence.tsx'
import { formWords } from './form-words.ts'
import { useLeft } from './left.ts'
import { stageName } from './list.tsx'
import { Blocked, Now, Waiting } from './next.tsx'
import { CasePicture } from './picture-view.tsx'
import { Transfers } from './transfers.tsx'
import { clockStates, clockTones, procedureNames, words } from './words.ts'

const ActForm = lazy(async () => ({ default: (await import('./act-form.tsx')).ActForm }))

/** One case: what can be done now and why the rest cannot, its clocks, and everything that was done. */
export function CasePage() {
  const { id = '' } = useParams({ strict: false })
  const reply = useReply('showCase', { params: { id } }, { every: 60_000 })
  return <Await reply={reply}>{(view) => <Opened key={view.row.id} view={view} />}</Await>
}

function Opened({ view }: { readonly view: CaseView }) {
  const { t } = useWords()
  const search = useSearch({ from: '/desk/cases/$id' })
  const navigate = useNavigate()
  const [said, setSaid] = useState<Sent>()
  const act = Act.safeParse(search.act).data
  const { row } = view
  // What waits for another authority goes before what the bureau could do itself.
  const isAwaited = view.transfers.some((one) => one.awaited !== undefined)
  const close = () => void navigate({ to: '/cases/$id', params: { id: row.id }, search: {}, resetScroll: false })
  return (
    <>
      <div className="case-head">
        <PageHeader title={row.title}>
          <span className="row">
            <Tag>{t(procedureNames[row.procedure])}</Tag>
            <Tag tone={row.open ? 'act' : undefined}>{t(row.open ? stageName(row.stage) : words.closed)}</Tag>
            {row.party !== undefined && <span>{row.party}</span>}
            <span>{row.officers.map((one) => one.name).join('、')}</span>
            <span>{row.unit.name}</span>
          </span>
        </PageHeader>
        <FirstClock view={view} />
      </div>
      {said && <SentNote sent={said} />}
      <div className="columns">
        <div className="stack">
          {isAwaited && <Transfers view={view} />}
          <Now view={view} />
          <Waiting view={view} />
          <Blocked view={view} />
          {!isAwaited && <Transfers view={view} />}
          <Course view={view} />
          <ReviewOfCase view={view} />
          <CasePicture view={view} />
          <PapersOfCase caseId={row.id} />
          <VolumeOfCase caseId={row.id} />
          <Acts view={view} />
          <Evidence view={view} />
        </div>
        <div className="stack">
          <ApprovalsOfCase view={view} />
          <Clocks view={view} />
          <ScoreOfCase caseId={row.id} />
          <SheetsOfCase caseId={row.id} />
          <InformantsOfCase caseId={row.id} />
          <AboutCase view={view} />
        </div>
      </div>
      {act && (
        <Suspense>
          <ActForm
            key={`${act} ${search.of ?? ''}`}
            view={view}
            act={act}
            of={search.of}
            onClose={close}
            onSent={(sent) => {
              setSaid(sent)
              close()
            }}
          />
        </Suspense>
      )}
    </>
  )
}

/** The clock to watch, big: how much is left, and what it is. */
function FirstClock({ view }: { readonly view: CaseView }) {
  const { t } = useWords()
  const [leftIn, lastOf] = [useLeft(), useLastOf()]
  const clock = firstClock(view.clocks)
  const untold = view.clocks.find((one) => one.state === 'unknown' || one.stopped !== undefined)
  if (untold && (clock?.left === undefined || clock === untold))
    return (
      <div className="first-clock">
        <div className="muted small">{t(untold.title)}</div>
        <div className="figure zhe">{t(clockStates.unknown)}</div>
        <div className="muted small">
          {[...(untold.blank ?? []), ...(untold.stopped ?? [])].map((one) => t(one)).join(' · ')}
        </div>
      </div>
    )
  if (clock?.last === undefined || clock.left === undefined) return null
  const { says, soon, how } = leftIn(clock.last, clock.left)
  const tone = clock.state === 'running' ? (soon ? 'zhe' : '') : (clockTones[clock.state] ?? '')
  return (
    <div className="first-clock">
      <div className="muted small">{t(clock.title)}</div>
      <div className={`figure ${tone}`}>{says}</div>
      <div className="muted small">
        {lastOf(clock.last)} · {how}
      </div>
    </div>
  )
}

function SentNote({ sent }: { readonly sent: Sent }) {
  const { t } = useWords()
  const says = (): readonly [Text, Readonly<Record<string, string | number>>] => {
    if ('asked' in sent)
      return sent.post === undefined ? [formWords.askingEach, {}] : [formWords.asking, { post: sent.post }]
    const act = t(acts[sent.act].name)
    return sent.marks > 0 ? [words.doneMarked, { act, n: sent.marks }] : [words.done, { act }]
  }
  return (
    <div className="note sent" role="status">
      {t(...says())}
    </div>
  )
}
