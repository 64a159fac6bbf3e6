import './papers.css'
import type { FieldView, LackView, PaperView } from '@liuhen/contract/papers'
import { beijing } from '@liuhen/core/kernel'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { freshId, useAct, useMay, useReply } from '../../api/index.ts'
import { Action, Await, Cited, Confirm, Digest, PageHeader, ProblemNote, Restored, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { PaperField } from './field.tsx'
import { Beforehand } from './give-numbers.tsx'
import { SealedCopies } from '../seals/of-paper.tsx'
import { Signing } from './signing.tsx'
import { useWriting } from './use-writing.ts'
import { kindNames, standsNames, standsTones, words } from './words.ts'

const STALE = ['showPaper', 'listPapers', 'listNumbers'] as const

/** One paper: filled in while it is a draft, then signed page by page as the bytes it was fixed as. */
export function PaperPage() {
  const { id = '' } = useParams({ strict: false })
  const reply = useReply('showPaper', { params: { id } }, { every: 15_000 })
  return <Await reply={reply}>{(view) => <Opened key={view.row.id} view={view} />}</Await>
}

function Opened({ view }: { readonly view: PaperView }) {
  const { t } = useWords()
  const { row } = view
  return (
    <>
      <PageHeader title={t(row.title)}>
        <span className="row">
          {row.number !== undefined && <b>{row.number}</b>}
          {row.measure && <span className="muted">{t(row.measure)}</span>}
          <Tag tone={standsTones[row.stands]}>{t(standsNames[row.stands])}</Tag>
          <Link to="/cases/$id" params={{ id: view.case.id }}>
            {t(words.backToCase)}：{view.case.title}
          </Link>
          <Cited citations={view.citations} />
        </span>
      </PageHeader>
      <Versions view={view} />
      {view.frozen ? <FixedPaper view={view} /> : <DraftPaper view={view} />}
    </>
  )
}

/** What stands beside it, and whether it counts. */
function Versions({ view }: { readonly view: PaperView }) {
  const { t } = useWords()
  const { row, corrects, corrected } = view
  return (
    <>
      {row.late.map((one) => (
        <div key={one.message.zh} className="note zhu">
          {t(one.message)} <Cited citations={one.citations} />
        </div>
      ))}
      {row.voided !== undefined && <div className="note zhu">{t(words.voided, { reason: row.voided })}</div>}
      {corrected && (
        <div className="note zhe">
          <Link to="/papers/$id" params={{ id: corrected.successor }}>
            {t(words.correctedBy)}
          </Link>
          ：{corrected.reason}
        </div>
      )}
      {corrects !== undefined && (
        <div className="note">
          <Link to="/papers/$id" params={{ id: corrects }}>
            {t(words.corrects)}
          </Link>
        </div>
      )}
    </>
  )
}

const KINDS: readonly FieldView['kind'][] = ['asked', 'suggested', 'derived', 'opinion', 'fixed']

function DraftPaper({ view }: { readonly view: PaperView }) {
  const { t } = useWords()
  const writing = useWriting(view, t(view.row.title))
  const says = { saved: words.saved, saving: words.saving, 'kept-here': words.keptHere }[writing.state]
  return (
    <div className="columns paper">
      <div className="stack">
        <Restored draft={writing.draft} />
        <Recorder view={view} />
        {KINDS.map((kind) => {
          const fields = view.fields.filter((one) => one.kind === kind)
          if (fields.length === 0) return null
          return (
            <section key={kind} className="sheet pad" aria-label={t(kindNames[kind])}>
              <h3>{t(kindNames[kind])}</h3>
              {fields.map((one) => (
                <PaperField key={one.key} field={one} view={view} writing={writing} />
              ))}
            </section>
          )
        })}
      </div>
      <div className="stack">
        <section className="sheet pad to-do">
          <p role="status" className={writing.state === 'kept-here' ? 'note zhe' : 'muted small'}>
            {t(says)}
          </p>
          <ProblemNote error={writing.error} />
          <Lacks title={t(words.wrong)} lacks={view.problems} />
          <Lacks title={t(words.missing)} lacks={view.missing} />
          {view.missing.length + view.problems.length === 0 && <p className="note qing">{t(words.whole)}</p>}
          <Acts view={view} saved={writing.state === 'saved'} />
        </section>
      </div>
    </div>
  )
}

function Lacks({ title, lacks }: { readonly title: string; readonly lacks: readonly LackView[] }) {
  const { t } = useWords()
  if (lacks.length === 0) return null
  return (
    <>
      <h3>
        {title} <span className="muted">{lacks.length}</span>
      </h3>
      <ul className="lacks">
        {lacks.map((one) => (
          <li key={`${one.code} ${one.field} ${one.message.zh}`}>
            <a href={`#field-${one.field?.split('.')[0] ?? ''}`}>{t(one.message)}</a>{' '}
            <Cited citations={one.citations} />
          </li>
        ))}
      </ul>
    </>
  )
}

/** What can be done with a draft. */
function Acts({ view, saved }: { readonly view: PaperView; readonly saved: boolean }) {
  const { t } = useWords()
  const [asked, setAsked] = useState<'freeze' | 'void'>()
  const { id, title } = view.row
  const freeze = useAct('freezePaper', { stale: [...STALE], done: () => setAsked(undefined) })
  const move = useAct('movePaper', { stale: [...STALE] })
  const close = () => setAsked(undefined)
  return (
    <div className="stack">
      {view.beforehand && <Beforehand rule={view.row.rule} {...view.beforehand} />}
      {view.templateNewer && view.writes && (
        <div className="note zhe">
          {t(words.templateNewer)}{' '}
          <Action busy={move.isPending} onAct={() => move.mutate({ params: { id }, body: {} })}>
            {t(words.move)}
          </Action>
        </div>
      )}
      <div className="row">
        <a className="button" href={`/api/papers/${id}/preview`} target="_blank" rel="noreferrer">
          {t(words.preview)}
        </a>
        {view.writes && (
          <Action kind="primary" onAct={() => setAsked('freeze')} {...(!saved && { why: t(words.saving) })}>
            {t(words.freeze)}
          </Action>
        )}
        {view.writes && (
          <Action kind="plain" onAct={() => setAsked('void')}>
            {t(words.voidIt)}
          </Action>
        )}
      </div>
      {asked === 'freeze' && (
        <Confirm
          title={t(words.freezeTitle, { title: t(title) })}
          act={t(words.freeze)}
          busy={freeze.isPending}
          error={freeze.error}
          withoutReason
          onConfirm={() => freeze.mutate({ params: { id }, body: {} })}
          onClose={close}
        >
          <p>{t(words.freezeHint)}</p>
        </Confirm>
      )}
      {asked === 'void' && <Void view={view} onClose={close} />}
    </div>
  )
}

function Void({ view, onClose }: { readonly view: PaperView; readonly onClose: () => void }) {
  const { t } = useWords()
  const { id, title } = view.row
  const act = useAct('voidPaper', { stale: [...STALE], done: onClose })
  return (
    <Confirm
      title={`${t(words.voidIt)}：${t(title)}`}
      act={t(words.voidIt)}
      grave
      busy={act.isPending}
      error={act.error}
      onConfirm={(reason) => act.mutate({ params: { id }, body: { reason } })}
      onClose={onClose}
    >
      <p className="muted small">{t(words.voidHint)}</p>
    </Confirm>
  )
}

/** Of a record: who types it now, and taking it over. */
function Recorder({ view }: { readonly view: PaperView }) {
  const { t } = useWords()
  const [taking, setTaking] = useState(false)
  const { id } = view.row
  const act = useAct('takeUpPaper', { stale: [...STALE], done: () => setTaking(false) })
  if (!view.recorder) return null
  return (
    <div className={view.recorder.mine ? 'note' : 'note zhe'}>
      {t(words.recorder, { name: view.recorder.name })}{' '}
      {!view.recorder.mine && view.writes && <Action onAct={() => setTaking(true)}>{t(words.takeOver)}</Action>}
      {taking && (
        <Confirm
          title={t(words.takeOver)}
          act={t(words.takeOver)}
          busy={act.isPending}
          error={act.error}
          onConfirm={(reason) => act.mutate({ params: { id }, body: { reason } })}
          onClose={() => setTaking(false)}
        >
          <p className="muted small">{t(words.takeOverHint)}</p>
        </Confirm>
      )}
    </div>
  )
}

/** The fixed bytes, what stands on them, and who has signed. */
function FixedPaper({ view }: { readonly view: PaperView }) {
  const { t } = useWords()
  const navigate = useNavigate()
  const [asked, setAsked] = useState<'void' | 'correct'>()
  const { row, frozen, finished, templateVersion } = view
  const may = useMay()
  const verify = useAct('verifyPaper', { stale: ['listLiabilities', 'workbench'] })
  const finish = useAct('finishPaper', { stale: [...STALE] })
  const correct = useAct('correctPaper', {
    stale: [...STALE],
    done: ({ id }) => void navigate({ to: '/papers/$id', params: { id } }),
  })
  const [key] = useState(freshId)
  if (!frozen) return null
  const at = beijing(frozen.at).slice(0, 16)
  return (
    <div className="columns paper">
      <div className="stack">
        <Signing view={view} />
        <SealedCopies view={view} />
        <section className="sheet pad" aria-label={t(words.printed)}>
          <h3>{t(words.printed)}</h3>
          <dl className="printed">
            {frozen.facts.map((one) => (
              <div key={one.label}>
                <dt>{one.label}</dt>
                <dd>{one.words}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <div className="stack">
        <section className="sheet pad to-do">
          <p>{t(words.fixedAs, { at, by: frozen.by, n: frozen.pages, code: frozen.code })}</p>
          <Digest hex={frozen.sha256} short />
          <p className="muted small">{t(words.madeWith, { version: templateVersion.slice(0, 16) })}</p>
          {finished && <p>{t(words.finishedAt, { by: finished.by, at: beijing(finished.at).slice(0, 16) })}</p>}
          <div className="row">
            <a className="button" href={`/api/papers/${row.id}/pdf`} target="_blank" rel="noreferrer">
              {t(words.pdf)}
            </a>
            {frozen.places.some((one) => one.mark) && (
              <a className="button" href={`/api/papers/${row.id}/reading`} target="_blank" rel="noreferrer">
                {t(words.reading)}
              </a>
            )}
            {may('verifyPaper') && (
              <Action busy={verify.isPending} onAct={() => verify.mutate({ params: { id: row.id } })}>
                {t(words.verify)}
              </Action>
            )}
            {row.stands === 'signing' && view.writes && (
              <Action
                kind="primary"
                busy={finish.isPending}
                onAct={() => finish.mutate({ params: { id: row.id }, body: {} })}
              >
                {t(words.finish)}
              </Action>
            )}
          </div>
          {verify.data && (
            <p role="status" className={verify.data.same ? 'qing' : 'zhu'}>
              {t(verify.data.same ? words.verifiedSame : words.verifiedOther)}
            </p>
          )}
          <ProblemNote error={finish.error ?? verify.error} />
          {view.writes && row.stands !== 'void' && !view.corrected && (
            <div className="row">
              <Action kind="plain" onAct={() => setAsked('correct')}>
                {t(words.correct)}
              </Action>
              {row.stands === 'signing' && (
                <Action kind="plain" onAct={() => setAsked('void')}>
                  {t(words.voidIt)}
                </Action>
              )}
            </div>
          )}
        </section>
      </div>
      {asked === 'void' && <Void view={view} onClose={() => setAsked(undefined)} />}
      {asked === 'correct' && (
        <Confirm
          title={t(words.correct)}
          act={t(words.correct)}
          busy={correct.isPending}
          error={correct.error}
          onConfirm={(reason) => correct.mutate({ params: { id: row.id }, body: { reason, key } })}
          onClose={() => setAsked(undefined)}
        >
          <p className="muted small">{t(words.correctHint)}</p>
        </Confirm>
      )}
    </div>
  )
}
