import '../papers/papers.css'
import './volumes.css'
import type { VolumeLack, VolumeView } from '@liuhen/contract/volumes'
import { acts } from '@liuhen/core/procedure'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useAct, useReply } from '../../api/index.ts'
import { Action, Await, Cited, Confirm, Facts, ProblemNote, Tag, Time } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Brought } from './brought.tsx'
import { Keeping } from './keeping.tsx'
import { Course } from './course.tsx'
import { Packages } from './packages.tsx'
import { keepNames, standsNames, words } from './words.ts'

const BindDialog = lazy(async () => ({ default: (await import('./dialogs.tsx')).BindDialog }))
const CauseDialog = lazy(async () => ({ default: (await import('./dialogs.tsx')).CauseDialog }))
const ExplainDialog = lazy(async () => ({ default: (await import('./dialogs.tsx')).ExplainDialog }))
const FileDialog = lazy(async () => ({ default: (await import('./dialogs.tsx')).FileDialog }))

/** The volume of a case: what is missing before it is archived, what lies in it, and where it stands. */
export function VolumeOfCase({ caseId }: { readonly caseId: string }) {
  const { t } = useWords()
  const reply = useReply('showVolume', { params: { id: caseId } })
  return (
    <section className="sheet" id="volume" aria-label={t(words.volume)}>
      <Await reply={reply}>{(view) => <Shown view={view} />}</Await>
    </section>
  )
}

function Shown({ view }: { readonly view: VolumeView }) {
  const { t } = useWords()
  const { stands, due, lacks, entries, recordings, sentBack } = view
  const day = due?.last?.slice(0, 10) ?? ''
  return (
    <>
      <h2 className="group">
        <span>
          {t(words.volume)} <Tag tone={stands === 'archived' ? undefined : 'act'}>{t(standsNames[stands])}</Tag>{' '}
          {due && stands !== 'archived' && day !== '' && (
            <Tag tone={due.overdue ? 'zhu' : undefined}>{t(due.overdue ? words.overdue : words.due, { day })}</Tag>
          )}
        </span>
      </h2>
      {sentBack && <div className="note zhe lead-in">{t(words.sentBack, { reason: sentBack.reason })}</div>}
      {stands !== 'archived' && <Missing lacks={lacks} caseId={view.case.id} ended={due !== undefined} />}
      {view.remarks.length > 0 && <Remarks of={view.remarks} caseId={view.case.id} />}
      {stands !== 'open' && <Bound view={view} />}
      {(entries.length > 0 || view.may.file) && <Entries view={view} />}
      {recordings.length > 0 && <CauseOfCase view={view} />}
      {recordings.length > 0 && <Recordings view={view} />}
      <Course caseId={view.case.id} />
    </>
  )
}

const FIRST = 6

function Missing({
  lacks,
  caseId,
  ended,
}: {
  readonly lacks: readonly VolumeLack[]
  readonly caseId: string
  readonly ended: boolean
}) {
  const { t } = useWords()
  if (lacks.length === 0) return <p className="lead-in">{t(words.nothingLacks)}</p>
  const line = (one: VolumeLack) => (
    <li key={`${one.code} ${one.message.zh}`}>
      {t(one.message)} <Cited citations={one.citations} /> <GoTo lack={one} caseId={caseId} />
    </li>
  )
  return (
    <div className="lead-in">
      {!ended && <p className="muted small">{t(words.whenEnded)}</p>}
      <b>{t(words.lacks)}</b>
      <ul className="lacks">{lacks.slice(0, FIRST).map(line)}</ul>
      {lacks.length > FIRST && (
        <details>
          <summary>{t(words.more, { n: lacks.length - FIRST })}</summary>
          <ul className="lacks">{lacks.slice(FIRST).map(line)}</ul>
        </details>
      )}
    </div>
  )
}

/** What should be on film and is not: told, though nobody can film it any more. */
function Remarks({ of, caseId }: { readonly of: readonly VolumeLack[]; readonly caseId: string }) {
  const { t } = useWords()
  return (
    <div className="lead-in">
      <b>{t(words.remarks)}</b>
      <ul className="lacks">
        {of.map((one) => (
          <li key={`${one.code} ${one.message.zh}`}>
            {t(one.message)} <Cited citations={one.citations} /> <GoTo lack={one} caseId={caseId} />
          </li>
        ))}
      </ul>
    </div>
  )
}

/** One click to where it is cleared. */
function GoTo({ lack: { at, code }, caseId }: { readonly lack: VolumeLack; readonly caseId: string }) {
  const { t } = useWords()
  const go = t(words.go)
  if (at?.paper !== undefined)
    return (
      <Link to="/papers/$id" params={{ id: at.paper }}>
        {go}
      </Link>
    )
  if (at?.setting !== undefined) return <Link to="/law/rule-set">{go}</Link>
  if (at?.people) return <Link to="/people">{go}</Link>
  if (at?.approval) return <Link to="/approvals">{go}</Link>
  if (at?.activity !== undefined)
    return (
      <Link to="/activities/$id" params={{ id: at.activity }}>
        {go}
      </Link>
    )
  if (at?.cause) return <a href="#volume-cause">{go}</a>
  if (at?.recording !== undefined && code === 'interruption-open')
    return (
      <Link to="/recordings/$id" params={{ id: at.recording }}>
        {go}
      </Link>
    )
  if (at?.recording !== undefined && code === 'disc-missing') return <Link to="/discs">{go}</Link>
  if (at?.recording !== undefined) return <a href="#volume-recordings">{go}</a>
  if (at?.material !== undefined || at?.rule !== undefined) return <a href="#volume-entries">{go}</a>
  if (at?.act !== undefined)
    return (
      <Link to="/cases/$id" params={{ id: caseId }} hash={`act-${at.act}`}>
        {go}
      </Link>
    )
  return null
}

function Bound({ view }: { readonly view: VolumeView }) {
  const { t } = useWords()
  const { bound, number = '', place, custodian, case: of } = view
  const check = useAct('verifyVolume')
  if (!bound) return null
  const href = (part: string) => `/api/cases/${of.id}/volume/pdf?part=${part}`
  const { keep, until, term } = view.kept ?? bound.retention
  const [{ signed } = {}] = bound.files
  const signature = signed
    ? t(words.signedAs, { subject: signed.certificate.subject, serial: signed.certificate.serial })
    : t(words.notSigned)
  const years = term?.replace(' year', ' 年').replace(' month', ' 个月')
  return (
    <div className="lead-in volume-bound">
      <Facts
        of={[
          [t(words.archiveNumber), number],
          [
            t(words.retention),
            `${years ?? t(keepNames[keep])} ${until === undefined ? '' : t(words.until, { day: until })}`,
          ],
          [t(words.place), place ? `${place.cabinet} · ${place.shelf}` : '—'],
          ...(custodian.unit === undefined ? [] : [[t(words.custodianUnit), custodian.unit] as const]),
          [t(words.custodian), custodian.people.join('、') || t(words.nobody)],
          [t(words.signedBy), signature],
        ]}
      />
      <p className="muted small">
        {t(words.boundBy, { by: bound.by })} <Time at={bound.at} />
        {view.keptLonger && (
          <>
            {' · '}
            {t(words.keptLonger, { by: view.keptLonger.by, reason: view.keptLonger.reason })}{' '}
            <Time at={view.keptLonger.at} />
          </>
        )}
      </p>
      <div className="row">
        {bound.files.map(({ part }) => (
          <a key={part} className="button" href={href(part)} target="_blank" rel="noreferrer">
            {t(part === 'main' ? words.open : words.openSide)}
          </a>
        ))}
        <Action busy={check.isPending} onAct={() => check.mutate({ params: { id: of.id }, body: {} })}>
          {t(words.verify)}
        </Action>
      </div>
      {check.data && (
        <div className={check.data.verified ? 'note' : 'note zhu'} role="status">
          {check.data.verified
            ? t(words.verified, { papers: check.data.papers, pages: check.data.pages })
            : t(words.wrong, { what: check.data.wrong.map((one) => one.what).join('、') })}
        </div>
      )}
      <ProblemNote error={check.error} />
      <Packages view={view} />
      <Keeping view={view} />
    </div>
  )
}

function Entries({ view }: { readonly view: VolumeView }) {
  const { t } = useWords()
  const [open, setOpen] = useState<'file' | 'bind'>()
  const [taking, setTaking] = useState<string>()
  const { entries, order, may, lacks, stands, case: of, materials } = view
  const withdraw = useAct('withdrawMaterial', { stale: ['showVolume', 'scoreCase'], done: () => setTaking(undefined) })
  const sections = [...new Set(entries.map((one) => one.section))]
  return (
    <>
      <h3 className="group" id="volume-entries">
        {t(words.entries)} <span>{entries.length}</span>
      </h3>
      {order && (
        <p className="muted small lead-in">
          {t(words.order, { order: t(order.title) })} <Cited citations={order.citations} />
        </p>
      )}
      {entries.some((one) => one.sealed?.format === 'pdf') && (
        <p className="muted small lead-in">{t(words.sealedHint)}</p>
      )}
      {sections.map((section) => (
        <div key={section}>
          <div className="volume-section">{section}</div>
          <ul className="papers">
            {entries
              .filter((one) => one.section === section)
              .map((one) => (
                <li key={one.id} className="row between">
                  <span>
                    {one.kind === 'paper' ? (
                      <Link to="/papers/$id" params={{ id: one.id }}>
                        {one.title}
                      </Link>
                    ) : (
                      <a href={`/api/cases/${of.id}/volume/materials/${one.id}/pdf`} target="_blank" rel="noreferrer">
                        {one.title}
                      </a>
                    )}{' '}
                    {one.kind === 'material' && <Tag>{t(words.stored)}</Tag>}
                    {one.sealed && (
                      <a href={`/api/sealed-copies/${one.sealed.id}/file`} target="_blank" rel="noreferrer">
                        <Tag>{t(one.sealed.format === 'pdf' ? words.sealedCopy : words.sealedOfd)}</Tag>
                      </a>
                    )}
                    <span className="muted small">
                      {' '}
                      {[one.number, one.author].flatMap((each) => (each ? `${each} · ` : []))}
                      <span className="unbroken">{one.on}</span>
                      {one.paperAt !== undefined && ` · ${t(words.onPaper, { place: one.paperAt })}`}
                    </span>
                    {materials
                      .filter((each) => each.id === one.id)
                      .map((each) => (
                        <Brought key={each.id} caseId={of.id} of={each} />
                      ))}
                  </span>
                  <span className="row">
                    <span className="muted small">
                      {t(one.from === one.to ? words.onePage : words.pages, { from: one.from, to: one.to })}
                    </span>
                    {one.kind === 'material' && may.file && (
                      <Action kind="plain" onAct={() => setTaking(one.id)}>
                        {t(words.withdraw)}
                      </Action>
                    )}
                  </span>
                </li>
              ))}
          </ul>
        </div>
      ))}
      {materials.some((one) => one.withdrawn) && (
        <ul className="papers muted small">
          {materials.map((one) =>
            one.withdrawn ? (
              <li key={one.id}>
                {one.title} · {t(words.withdrawn, { reason: one.withdrawn.reason })}
              </li>
            ) : null,
          )}
        </ul>
      )}
      {may.file && (
        <div className="row lead-in">
          <Action onAct={() => setOpen('file')}>{t(words.file)}</Action>
          <Action
            kind="primary"
            why={lacks.length > 0 ? t(words.blocked, { n: lacks.length }) : undefined}
            onAct={() => setOpen('bind')}
          >
            {t(stands === 'bound' ? words.bindAgain : words.bind)}
          </Action>
        </div>
      )}
      <Suspense>
        {open === 'file' && <FileDialog view={view} onClose={() => setOpen(undefined)} />}
        {open === 'bind' && <BindDialog view={view} onClose={() => setOpen(undefined)} />}
      </Suspense>
      {taking !== undefined && (
        <Confirm
          title={t(words.withdraw)}
          act={t(words.withdraw)}
          busy={withdraw.isPending}
          error={withdraw.error}
          onClose={() => setTaking(undefined)}
          onConfirm={(reason) => withdraw.mutate({ params: { id: of.id, material: taking }, body: { reason } })}
        />
      )}
    </>
  )
}

/** 案由, by which recordings are filed; named by hand where no act names one of the catalogue. */
function CauseOfCase({ view: { cause, may, case: of } }: { readonly view: VolumeView }) {
  const { t } = useWords()
  const [naming, setNaming] = useState(false)
  return (
    <div className="row between lead-in" id="volume-cause">
      <span>
        {t(words.cause)}：{cause?.name ?? <Tag tone="zhe">{t(words.causeUnnamed)}</Tag>}
      </span>
      {may.file && cause?.by !== 'catalogue' && (
        <Action onAct={() => setNaming(true)}>{t(cause ? words.change : words.nameCause)}</Action>
      )}
      <Suspense>
        {naming && <CauseDialog caseId={of.id} cause={cause?.name ?? ''} onClose={() => setNaming(false)} />}
      </Suspense>
    </div>
  )
}

function Recordings({ view }: { readonly view: VolumeView }) {
  const { t } = useWords()
  const [asking, setAsking] = useState<string>()
  const found = view.recordings.find((one) => one.recording === asking)
  return (
    <>
      <h3 className="group" id="volume-recordings">
        {t(words.recordings)} <span>{view.recordings.length}</span>
      </h3>
      <ul className="papers">
        {view.recordings.map((one) => (
          <li key={`${one.recording} ${one.act} ${one.at}`}>
            <div className="row between">
              <span>
                <Link to="/recordings/$id" params={{ id: one.recording }}>
                  {one.fileName}
                </Link>
                <span className="muted small">
                  {' '}
                  {t(acts[one.act].name)} · {one.on} {one.at}–{one.until}
                </span>
              </span>
              {view.may.file && (
                <Action kind={one.proves === undefined ? 'primary' : 'plain'} onAct={() => setAsking(one.recording)}>
                  {t(one.proves === undefined ? words.explain : words.change)}
                </Action>
              )}
            </div>
            <div className="small">
              {one.proves === undefined ? (
                <Tag tone="zhe">{t(words.unexplained)}</Tag>
              ) : (
                <>
                  {t(words.proves)}：{one.proves} · {t(words.method)}：{one.method} · {one.by}
                </>
              )}
            </div>
            {(one.disc !== undefined || one.path !== undefined) && (
              <div className="muted small">
                {[
                  one.disc !== undefined && t(words.onDisc, { serial: one.disc }),
                  one.path !== undefined && t(words.filedUnder, { path: one.path.join(' / ') }),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </div>
            )}
          </li>
        ))}
      </ul>
      <Suspense>
        {found && <ExplainDialog caseId={view.case.id} of={found} onClose={() => setAsking(undefined)} />}
      </Suspense>
    </>
  )
}
