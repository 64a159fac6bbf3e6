import type { OwnershipProposal } from '@liuhen/contract/recordings'
import { beijing } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useReply } from '../../api/index.ts'
import { Action, Confirm } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'

const own = {
  title: text('建议认定摄录人', 'Whose recordings these seem to be'),
  lead: text(
    '登记说不出是谁摄录的，但文件里带着人员编号。核对后一次认定；每份各记一条，写明理由。',
    'The register cannot say who recorded them, but the files carry somebody’s number. Check, and decide once for all; each is noted by itself with the reason.',
  ),
  propose: text('{device} 的 {n} 份，认定由 {name} 摄录', '{n} of {device}: recorded by {name}'),
  decide: text('认定这 {n} 份', 'Decide these {n}'),
  mine: text('不能由本人认定，请由其他有权限的人办理', 'Nobody decides this of themselves: another who may must'),
  sample: text('看其中一份', 'Look at one'),
  means: text(
    '认定后，这些音像归到 {name} 名下并由其查看、说明；文件、设备登记都不改动。认定有误的，可以逐份重新说明。',
    'From then on they are taken for {name}’s, who sees and explains them; neither the files nor the register change. A mistake is mended one by one.',
  ),
  reason: text('怎样核对的', 'How it was checked'),
} as const

/** Many recordings whose files carry one person's number: the reasons, and one decision for all. */
export function OwnershipList() {
  const { t } = useWords()
  const reply = useReply('ownershipProposals')
  const [deciding, setDeciding] = useState<OwnershipProposal>()
  const all = reply.data ?? []
  if (all.length === 0) return null
  return (
    <section className="sheet" id="ownership" aria-label={t(own.title)}>
      <h3 className="group">
        <span>{t(own.title)}</span>
        <span>{t(own.lead)}</span>
      </h3>
      {all.map((one) => (
        <Entry key={`${one.officer.id} ${one.device}`} one={one} onDecide={() => setDeciding(one)} />
      ))}
      {deciding && <Decide one={deciding} onClose={() => setDeciding(undefined)} />}
    </section>
  )
}

const naming = (one: OwnershipProposal) => ({ device: one.device, n: one.recordings.length, name: one.officer.name })

function Entry({ one, onDecide }: { readonly one: OwnershipProposal; readonly onDecide: () => void }) {
  const { t } = useWords()
  const [first] = one.recordings
  return (
    <div className="quarantine-entry">
      <div>
        <b>{t(own.propose, naming(one))}</b>
        <div className="muted small">
          {beijing(one.from).slice(0, 16)} – {beijing(one.to).slice(0, 16)} · {one.unit}
        </div>
        <ul className="small">
          {one.reasons.map((reason) => (
            <li key={reason.en}>{t(reason)}</li>
          ))}
        </ul>
        {first !== undefined && (
          <Link className="small" to="/recordings/$id" params={{ id: first }}>
            {t(own.sample)}
          </Link>
        )}
      </div>
      <Action onAct={onDecide} why={one.mine ? t(own.mine) : undefined}>
        {t(own.decide, naming(one))}
      </Action>
    </div>
  )
}

function Decide({ one, onClose }: { readonly one: OwnershipProposal; readonly onClose: () => void }) {
  const { t } = useWords()
  const act = useAct('assignProposed', {
    stale: ['ownershipProposals', 'listRecordings', 'showRecording', 'workbench'],
    done: onClose,
  })
  return (
    <Confirm
      title={t(own.propose, naming(one))}
      act={t(own.decide, naming(one))}
      busy={act.isPending}
      error={act.error}
      reasonLabel={t(own.reason)}
      onClose={onClose}
      onConfirm={(reason) => act.mutate({ body: { officer: one.officer.id, recordings: [...one.recordings], reason } })}
    >
      <p style={{ marginBottom: 12 }}>{t(own.means, naming(one))}</p>
    </Confirm>
  )
}
