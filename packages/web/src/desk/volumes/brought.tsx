import type { VolumeView } from '@liuhen/contract/volumes'
import { useState } from 'react'
import { useAct, useReply } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Cited,
  FormDialog,
  ProblemNote,
  Restored,
  Tag,
  Time,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

type Material = VolumeView['materials'][number]

/** What a stored file is said to be, by whom, and whether somebody else has looked at it page by page. */
export function Brought({ caseId, of }: { readonly caseId: string; readonly of: Material }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const { claims, confirmed, filed, unseen } = of
  if (claims === undefined || of.withdrawn) return null
  return (
    <div className="small brought">
      {confirmed ? (
        <span className="muted">
          {t(words.confirmedBy, { who: confirmed.by, reason: confirmed.reason })} <Time at={confirmed.at} />
        </span>
      ) : (
        <>
          <Tag tone="zhe">{t(words.claimed)}</Tag> {t(words.claimedBy, { who: filed.by, paper: t(claims.title) })}{' '}
          <Cited citations={claims.citations} />
        </>
      )}{' '}
      {unseen !== undefined && (
        <Action kind="primary" onAct={() => setOpen(true)}>
          {t(words.confirmMaterial)}
        </Action>
      )}
      {open && unseen !== undefined && (
        <ConfirmDialog caseId={caseId} of={of} unseen={unseen} onClose={() => setOpen(false)} />
      )}
    </div>
  )
}

function ConfirmDialog({
  caseId,
  of,
  unseen,
  onClose,
}: {
  readonly caseId: string
  readonly of: Material
  readonly unseen: readonly number[]
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const title = t(words.confirmMaterial)
  const draft = useDraft(`confirm-material ${of.id}`, title)
  const [reason, setReason] = useDrafted(draft, 'reason', '')
  // Pages are opened beside this one: what has been opened is asked for while any has not.
  useReply('showVolume', { params: { id: caseId } }, { every: unseen.length > 0 ? 3000 : undefined })
  const act = useAct('confirmMaterial', {
    stale: ['showVolume', 'scoreCase', 'listVolumes', 'showCase', 'listPapers'],
    done: () => {
      draft.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const send = () => {
    if (!act.isPending) act.mutate({ params: { id: caseId, material: of.id }, body: { reason: reason.trim() } })
  }
  const pages = Array.from({ length: of.pages }, (_, at) => at + 1)
  return (
    <FormDialog title={title} onClose={onClose} onSubmit={send} act={title} busy={act.isPending}>
      <Restored draft={draft} />
      <p>{t(words.claimedBy, { who: of.filed.by, paper: of.claims ? t(of.claims.title) : of.title })}</p>
      <p className="muted small">{t(words.confirmHint)}</p>
      <ul className="pages-seen">
        {pages.map((page) => (
          <li key={page}>
            <a href={`/api/cases/${caseId}/volume/materials/${of.id}/pages/${page}`} target="_blank" rel="noreferrer">
              {t(words.pageOf, { page })}
            </a>{' '}
            {unseen.includes(page) ? (
              <Tag tone="zhe">{t(words.pageUnseen)}</Tag>
            ) : (
              <span className="muted">{t(words.pageSeen)}</span>
            )}
          </li>
        ))}
      </ul>
      <AreaField
        label={t(words.confirmReason)}
        value={reason}
        minLength={2}
        maxLength={2000}
        wrong={problem('reason')}
        onValue={setReason}
        required
      />
      <ProblemNote error={act.error} except={['reason']} />
    </FormDialog>
  )
}
