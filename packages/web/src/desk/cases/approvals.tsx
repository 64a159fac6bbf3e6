import type { ApprovalView, CaseView } from '@liuhen/contract/cases'
import type { Opinion } from '@liuhen/core/approvals'
import { beijing } from '@liuhen/core/kernel'
import { acts } from '@liuhen/core/procedure'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/index.ts'
import { Action, Cited, Confirm, Tag, type Tone } from '../../parts/index.ts'
import { type Text, useWords } from '../../words/index.ts'
import { absenceWords } from './absence-words.ts'
import { formWords } from './form-words.ts'
import { SaidFacts } from './said.tsx'
import { Sign } from './sign.tsx'
import { words } from './words.ts'

const standTones: Readonly<Record<ApprovalView['stands'], Tone | undefined>> = {
  open: 'act',
  agreed: undefined,
  returned: 'zhe',
  withdrawn: undefined,
}

/** Approvals of a case: those under way as chains, those that are over folded. */
export function ApprovalsOfCase({ view }: { readonly view: CaseView }) {
  const { t } = useWords()
  const isGoing = (one: ApprovalView) => one.stands === 'open' || (one.stands === 'agreed' && one.done === false)
  const going = view.approvals.filter(isGoing)
  const over = view.approvals.filter((one) => !isGoing(one))
  if (view.approvals.length === 0) return null
  return (
    <section className="sheet" aria-label={t(formWords.approvals)}>
      <h2 className="group">
        {t(formWords.approvals)} <span>{going.length}</span>
      </h2>
      {going.map((one) => (
        <Approval key={one.id} approval={one} />
      ))}
      {over.length > 0 && (
        <details className="lead-in">
          <summary className="small">
            {t(formWords.ended)} · {over.length}
          </summary>
          {over.map((one) => (
            <Approval key={one.id} approval={one} />
          ))}
        </details>
      )}
    </section>
  )
}

/** What is to be approved, in a few words: the act of a case, or another matter. */
export const subjectOf = ({ act, what }: Pick<ApprovalView, 'act' | 'what'>): Text =>
  act === undefined ? what : acts[act].name

/** One approval: what is asked, in full, the chain so far, and the viewer's own part in it. */
export function Approval({
  approval: one,
  withCase = false,
  onSigned,
}: {
  readonly approval: ApprovalView
  readonly withCase?: boolean
  /** What came of a signature, in a sentence: the list it stood in no longer shows it. */
  readonly onSigned?: ((says: Text) => void) | undefined
}) {
  const { t } = useWords()
  const [signing, setSigning] = useState<Opinion>()
  const [withdrawing, setWithdrawing] = useState(false)
  const name = subjectOf(one)
  return (
    <article className="approval" id={one.id} aria-label={t(name)}>
      <div className="row between">
        <b>{t(name)}</b>
        <Tag tone={one.stands === 'agreed' && one.done === false ? 'zhe' : standTones[one.stands]}>
          {t(one.stands === 'agreed' && one.done === false ? formWords.approvedOnly : formWords.stands[one.stands])}
        </Tag>
      </div>
      {withCase && one.case && (
        <Link to="/cases/$id" params={{ id: one.case.id }}>
          {one.case.title}
        </Link>
      )}
      {withCase && one.matter?.of === 'request' && (
        <Link to="/requests" hash={one.matter.id}>
          {t(formWords.openRequest)}
        </Link>
      )}
      {one.matter?.lines.map((line) => (
        <div className="small" key={line.zh}>
          {t(line)}
        </div>
      ))}
      {t(one.what) !== t(name) && <div>{t(one.what)}</div>}
      <Cited citations={one.citations} quoted={one.mine} />
      <SaidFacts says={one.says} />
      <div className="small">
        {[
          one.on && `${one.on} ${[one.at, one.until].filter(Boolean).join('–')}`,
          one.people?.map(({ name }) => name).join('、'),
          one.place && `${t(words.place)} ${one.place}`,
          one.dueOn && `${t(words.dueOn)} ${one.dueOn}`,
          one.reason && `${t(words.late2)}${one.reason}`,
        ]
          .filter(Boolean)
          .join(' · ')}
      </div>
      {one.note && (
        <div className="small">
          <span className="muted">{t(formWords.note)}</span> “{one.note}”
        </div>
      )}
      <div className="muted small">
        {t(formWords.askedBy, { by: one.asked.by, at: beijing(one.asked.at).slice(0, 16) })}
      </div>
      <Chain approval={one} />
      {one.withdrawn && (
        <div className="small">
          {t(formWords.withdrawnBy, {
            by: one.withdrawn.by,
            at: beijing(one.withdrawn.at).slice(0, 16),
            reason: one.withdrawn.reason,
          })}
        </div>
      )}
      {one.inStead !== undefined && <div className="small">{t(absenceWords.youSign, { name: one.inStead })}</div>}
      {one.why && <div className="zhe small">{t(one.why)}</div>}
      <div className="row">
        {one.mine && one.stands === 'open' && (
          <>
            <Action kind="primary" onAct={() => setSigning('agreed')}>
              {t(one.together ? formWords.signAgreed : formWords.agree)}
            </Action>
            {one.together && <Action onAct={() => setSigning('differs')}>{t(formWords.differ)}</Action>}
            <Action onAct={() => setSigning('returned')}>
              {t(one.together ? formWords.refuseMinutes : formWords.return)}
            </Action>
          </>
        )}
        {one.own && one.stands === 'open' && (
          <Action kind="plain" onAct={() => setWithdrawing(true)}>
            {t(formWords.withdraw)}
          </Action>
        )}
      </div>
      {signing && <Sign approval={one} opinion={signing} onClose={() => setSigning(undefined)} onSigned={onSigned} />}
      {withdrawing && <Withdraw approval={one} onClose={() => setWithdrawing(false)} />}
    </article>
  )
}

/** Post after post, each with who signed and what they said. */
export function Chain({ approval: { chain, stands, together } }: { readonly approval: ApprovalView }) {
  const { t } = useWords()
  const next = chain.findIndex((one) => one.signed === undefined)
  const isTurn = (i: number): boolean => stands === 'open' && (together || i === next)
  return (
    <ol className={together ? 'chain together' : 'chain'}>
      {chain.map(({ post, person, signed }, i) => (
        <li key={`${post} ${i}`} className={signed ? signed.opinion : isTurn(i) ? 'turn' : 'later'}>
          <span>{person ?? post}</span>
          {signed ? (
            <span className="small">
              {person === undefined && `${signed.by} `}
              {signed.inStead !== undefined && `（${t(absenceWords.inStead, { name: signed.inStead })}） `}
              <b>{t(formWords[signed.opinion])}</b> {beijing(signed.at).slice(5, 16)}
              {signed.words && <> “{signed.words}”</>}
            </span>
          ) : (
            stands === 'open' && (
              <span className="muted small">
                {t(together ? formWords.unsigned : isTurn(i) ? formWords.turn : formWords.later)}
              </span>
            )
          )}
        </li>
      ))}
    </ol>
  )
}

function Withdraw({ approval: one, onClose }: { readonly approval: ApprovalView; readonly onClose: () => void }) {
  const { t } = useWords()
  const act = useAct('withdrawApproval', {
    stale: ['showCase', 'listApprovals', 'listRequests', 'workbench'],
    done: onClose,
  })
  return (
    <Confirm
      title={t(formWords.withdrawTitle, { act: t(subjectOf(one)) })}
      act={t(formWords.withdraw)}
      busy={act.isPending}
      error={act.error}
      onConfirm={(reason) => act.mutate({ params: { id: one.id }, body: { reason } })}
      onClose={onClose}
    />
  )
}
