import type { CaseEvidenceView, CaseView } from '@liuhen/contract/cases'
import { beijing } from '@liuhen/core/kernel'
import { EVIDENCE_QUALITIES, evidenceKinds, evidenceQualities, isAdmitted } from '@liuhen/core/procedure'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useAct } from '../../api/index.ts'
import { Action, Confirm, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { evidenceWords } from './evidence-words.ts'
import { ExamineEvidence } from './examine-evidence.tsx'
import { words } from './words.ts'

const EnterEvidence = lazy(async () => ({ default: (await import('./enter-evidence.tsx')).EnterEvidence }))

/** 证据: what the case rests on, each with what it proves and what was found of it. */
export function Evidence({ view }: { readonly view: CaseView }) {
  const { t } = useWords()
  const [entering, setEntering] = useState(false)
  const [examining, setExamining] = useState<string>()
  const [striking, setStriking] = useState<string>()
  const of = (id: string | undefined) => view.evidence.find((one) => one.id === id)
  const [examined, struck] = [of(examining), of(striking)]
  return (
    <section className="sheet" id="evidence" aria-label={t(evidenceWords.evidence)}>
      <h2 className="group">
        {t(evidenceWords.evidence)} <span>{view.evidence.filter((one) => !one.struck).length}</span>
      </h2>
      {view.evidence.length === 0 && <p className="muted lead-in">{t(evidenceWords.none)}</p>}
      <ol className="acts">
        {view.evidence.map((one) => (
          <Item
            key={one.id}
            item={one}
            view={view}
            onExamine={() => setExamining(one.id)}
            onStrike={() => setStriking(one.id)}
          />
        ))}
      </ol>
      {view.weighs && (
        <div className="lead-in">
          <Action onAct={() => setEntering(true)}>{t(evidenceWords.enter)}</Action>
        </div>
      )}
      <Suspense>{entering && <EnterEvidence view={view} onClose={() => setEntering(false)} />}</Suspense>
      {examined && (
        <ExamineEvidence key={examined.id} view={view} item={examined} onClose={() => setExamining(undefined)} />
      )}
      {struck && <Strike view={view} item={struck} onClose={() => setStriking(undefined)} />}
    </section>
  )
}

interface ItemProps {
  readonly item: CaseEvidenceView
  readonly view: CaseView
  readonly onExamine: () => void
  readonly onStrike: () => void
}

function Item({ item: one, view, onExamine, onStrike }: ItemProps) {
  const { t } = useWords()
  const about = view.acts.find((act) => act.id === one.act)
  return (
    <li id={`evidence-${one.id}`} className={one.struck ? 'struck' : undefined}>
      <span className="number">{one.number}</span>
      <div>
        <div className="row between">
          <span>
            <b className="name">{one.title}</b> <Tag>{t(evidenceKinds[one.kind])}</Tag>{' '}
            {one.struck ? <Tag tone="zhu">{t(words.struck)}</Tag> : <Found item={one} />}
          </span>
          <span className="when">{one.obtainedOn}</span>
        </div>
        <div>
          <span className="muted">{t(evidenceWords.proves)}</span>{' '}
          {one.proves ?? <span className="zhu">{t(evidenceWords.provesMissing)}</span>}
        </div>
        <div className="muted small">
          {[one.by.map((each) => each.name).join('、'), one.obtainedHow, t(evidenceWords[one.form]), one.compared]
            .filter(Boolean)
            .join(' · ')}
          {about && (
            <>
              {' · '}
              <a href={`#act-${about.id}`}>
                {t(evidenceWords.act)}（{about.number}）
              </a>
            </>
          )}
        </div>
        {one.recording !== undefined && (
          <Link className="tag act" to="/recordings/$id" params={{ id: one.recording }}>
            {one.file?.name ?? t(evidenceWords.recording)}
          </Link>
        )}
        <Marks item={one} />
        <div className="muted small row">
          {t(evidenceWords.enteredBy, { by: one.entered.by, at: beijing(one.entered.at).slice(0, 16) })}
          {view.weighs && one.open && (
            <button type="button" className="button plain small" onClick={onExamine}>
              {t(one.examined.length > 0 ? evidenceWords.examineAgain : evidenceWords.examine)}
            </button>
          )}
          {view.leads && one.open && (
            <button type="button" className="button plain small" onClick={onStrike}>
              {t(words.strike)}
            </button>
          )}
        </div>
      </div>
    </li>
  )
}

function Found({ item }: { readonly item: CaseEvidenceView }) {
  const { t } = useWords()
  const last = item.examined.at(-1)
  if (last === undefined) return <Tag tone="zhe">{t(evidenceWords.unexamined)}</Tag>
  const admitted = isAdmitted(last.found)
  return <Tag tone={admitted ? undefined : 'zhu'}>{t(admitted ? evidenceWords.admitted : evidenceWords.excluded)}</Tag>
}

/** What is to be known of it: it came late, nobody compared the copy, and everything that was found, the last first. */
function Marks({ item: one }: { readonly item: CaseEvidenceView }) {
  const { t } = useWords()
  const isUncompared = one.form === 'copy' && one.compared === undefined
  if (!one.afterDecision && !isUncompared && one.examined.length === 0 && !one.struck) return null
  return (
    <ul className="marks">
      {one.afterDecision && (
        <li>
          <Tag tone="zhe">{t(evidenceWords.late)}</Tag>
        </li>
      )}
      {isUncompared && (
        <li>
          <Tag tone="zhe">{t(evidenceWords.uncompared)}</Tag>
        </li>
      )}
      {one.examined.toReversed().map((each) => {
        const lacking = EVIDENCE_QUALITIES.filter((quality) => !each.found[quality])
        return (
          <li key={each.at}>
            {t(lacking.length === 0 ? evidenceWords.admitted : evidenceWords.lacks, {
              what: lacking.map((quality) => t(evidenceQualities[quality])).join('、'),
            })}
            {each.reason && `：${each.reason}`}{' '}
            <span className="muted">
              {t(evidenceWords.examinedBy, { by: each.by, at: beijing(each.at).slice(0, 16) })}
              {each.own && ` · ${t(evidenceWords.own)}`}
            </span>
          </li>
        )
      })}
      {one.struck && (
        <li>
          {t(words.struckWhy, {
            by: one.struck.by,
            at: beijing(one.struck.at).slice(0, 16),
            reason: one.struck.reason,
          })}
        </li>
      )}
    </ul>
  )
}

function Strike({
  view,
  item,
  onClose,
}: {
  readonly view: CaseView
  readonly item: CaseEvidenceView
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const act = useAct('strikeEvidence', { stale: ['showCase'], done: onClose })
  return (
    <Confirm
      title={t(evidenceWords.strikeTitle, { title: item.title })}
      act={t(words.strike)}
      grave
      busy={act.isPending}
      error={act.error}
      onConfirm={(reason) => act.mutate({ params: { id: view.row.id, evidence: item.id }, body: { reason } })}
      onClose={onClose}
    >
      <p className="muted small">{t(evidenceWords.strikeHint)}</p>
    </Confirm>
  )
}
