import '../workbench/workbench.css'
import type { EnrolmentCode, ProposalView } from '@liuhen/contract/people'
import { roles } from '@liuhen/core/access'
import { beijing } from '@liuhen/core/kernel'
import { useState } from 'react'
import { useAct, useReply } from '../../api/index.ts'
import { Action, Await, Confirm, Dialog, Empty, PageHeader } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Halves } from '../import/slips.tsx'
import { words } from './words.ts'

const stale = ['listProposals', 'listPeople', 'listColleagues', 'workbench'] as const

/** What one administrator asked for and another confirms: accounts, roles and resets. */
export function ProposalsPage() {
  const { t } = useWords()
  const reply = useReply('listProposals', undefined, { every: 30_000 })
  const [confirming, setConfirming] = useState<readonly ProposalView[]>()
  const [declining, setDeclining] = useState<ProposalView>()
  const act = { confirm: setConfirming, decline: setDeclining }
  return (
    <>
      <PageHeader title={t(words.proposalsTitle)}>{t(words.proposalsLead)}</PageHeader>
      <Await reply={reply}>
        {(all) => (
          <div className="stack">
            {all.length === 0 && (
              <div className="sheet">
                <Empty title={t(words.proposalsNone)} mark="毕" />
              </div>
            )}
            <Waiting title={t(words.proposalsMay)} of={all.filter((one) => one.why === undefined)} {...act} />
            <Waiting title={t(words.proposalsMayNot)} of={all.filter((one) => one.why !== undefined)} {...act} />
          </div>
        )}
      </Await>
      {confirming && <Confirming of={confirming} onClose={() => setConfirming(undefined)} />}
      {declining && <Declining of={declining} onClose={() => setDeclining(undefined)} />}
    </>
  )
}

interface Acts {
  readonly confirm: (of: readonly ProposalView[]) => void
  readonly decline: (of: ProposalView) => void
}

function Waiting({
  title,
  of,
  confirm,
  decline,
}: Acts & { readonly title: string; readonly of: readonly ProposalView[] }) {
  const { t } = useWords()
  if (of.length === 0) return null
  const able = of.filter((one) => one.why === undefined)
  return (
    <section className="sheet" aria-label={title}>
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {title}
        {able.length > 1 && <Action onAct={() => confirm(able)}>{t(words.confirmAll, { n: able.length })}</Action>}
      </h2>
      {of.map((one) => (
        <Row key={`${one.person.id} ${one.kind}`} one={one} confirm={confirm} decline={decline} />
      ))}
    </section>
  )
}

function Row({ one, confirm, decline }: Acts & { readonly one: ProposalView }) {
  const { t } = useWords()
  return (
    <div className="task decide">
      <div className="due">
        {t(words.proposal[one.kind])}
        <small>{beijing(one.at).slice(5, 16)}</small>
      </div>
      <div className="task-text">
        <Asked one={one} />
      </div>
      <div className="row">
        <Action kind="primary" why={one.why && t(one.why)} onAct={() => confirm([one])}>
          {t(words.confirmOne)}
        </Action>
        <Action onAct={() => decline(one)}>{t(one.own ? words.takeBack : words.decline)}</Action>
      </div>
    </div>
  )
}

/** About whom it is, what changes, who asked for it and why. */
function Asked({ one }: { readonly one: ProposalView }) {
  const { t } = useWords()
  const named = (held: ProposalView['person']['roles']) =>
    held.map((role) => t(roles[role])).join('、') || t(words.noRoles)
  const changes = [
    one.roles && t(words.proposedRoles, { before: named(one.person.roles), after: named(one.roles) }),
    one.until !== undefined && t(words.termUntil, { at: beijing(one.until).slice(0, 16) }),
    one.unitName !== undefined ? t(words.proposedUnit, { unit: one.unitName }) : undefined,
    one.identity && t(words.proposedIdentity, one.identity),
  ]
  return (
    <>
      <b>{one.person.name}</b> {one.person.userName} · {one.person.unitName}
      {changes.some(Boolean) && <div>{changes.filter(Boolean).join(' · ')}</div>}
      <div className="muted small">
        {t(words.proposedBy, {
          by: one.by,
          at: beijing(one.at).slice(0, 16),
          reason: one.reason || t(words.newPerson),
        })}
      </div>
    </>
  )
}

function Confirming({ of, onClose }: { readonly of: readonly ProposalView[]; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const act = useAct('confirmProposals', { stale, done: ({ codes }) => codes.length === 0 && onClose() })
  if (act.data)
    return (
      <Dialog
        title={t(words.confirmed, { n: of.length })}
        onClose={onClose}
        footer={<Action onAct={onClose}>{say('close')}</Action>}
      >
        <Codes of={act.data.codes} />
      </Dialog>
    )
  return (
    <Confirm
      withoutReason
      title={of.length === 1 ? `${t(words.confirmOne)} · ${of[0]?.person.name}` : t(words.confirmAll, { n: of.length })}
      act={t(words.confirmOne)}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={() => act.mutate({ body: { of: of.map(({ person, kind }) => ({ person: person.id, kind })) } })}
    >
      <p style={{ marginBottom: 12 }}>{t(words.confirmHint, { n: of.length })}</p>
      {of.map((one) => (
        <p key={`${one.person.id} ${one.kind}`} style={{ marginBottom: 8 }}>
          <Asked one={one} />
        </p>
      ))}
    </Confirm>
  )
}

const Codes = ({ of }: { readonly of: readonly EnrolmentCode[] }) => (
  <Halves kind="code" of={of.map(({ code, ...one }) => ({ ...one, secret: code }))} />
)

function Declining({ of, onClose }: { readonly of: ProposalView; readonly onClose: () => void }) {
  const { t } = useWords()
  const act = useAct('declineProposal', { stale, done: onClose })
  const title = t(of.own ? words.takeBack : words.decline)
  return (
    <Confirm
      title={`${title} · ${of.person.name}`}
      act={title}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={(reason) => act.mutate({ body: { person: of.person.id, kind: of.kind, reason } })}
    >
      <Asked one={of} />
    </Confirm>
  )
}
