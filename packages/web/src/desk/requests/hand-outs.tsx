import type { HandOutView, RequestView } from '@liuhen/contract/requests'
import { useState } from 'react'
import { useAct, useMay, useReply } from '../../api/index.ts'
import {
  Action,
  Await,
  Digest,
  FormDialog,
  ProblemNote,
  Tag,
  TextField,
  Time,
  useFieldProblems,
  Restored,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** What was handed out under a request: its serial, who has confirmed, who took it over. */
export function HandOuts({ request }: { readonly request: RequestView }) {
  const may = useMay()
  const sees = request.whom !== 'work' && request.granted !== undefined && may('listHandOuts')
  const reply = useReply('listHandOuts', { query: { request: request.id } }, { when: sees })
  if (!sees) return null
  return (
    <Await reply={reply} lines={1}>
      {(all) => all.map((one) => <HandOut key={one.id} handOut={one} />)}
    </Await>
  )
}

function HandOut({ handOut: one }: { readonly handOut: HandOutView }) {
  const { t } = useWords()
  const may = useMay()
  const [receiving, setReceiving] = useState(false)
  const confirm = useAct('confirmHandOut', { stale: ['listHandOuts'] })
  return (
    <div className="small">
      <b>{one.serial}</b> {one.recipient}{' '}
      <Tag tone={one.released ? 'qing' : 'zhe'}>{t(one.released ? words.released : words.unreleased)}</Tag>{' '}
      <span className="muted">
        {one.prepared.by} <Time at={one.prepared.at} to="minute" /> · <Digest hex={one.manifest} short />
      </span>
      {one.offices.map(({ office, confirmed }) => (
        <div key={office}>
          {office}：{confirmed ? `${confirmed.by} ` : t(words.unconfirmed)}
          {confirmed && <Time at={confirmed.at} to="minute" />}
        </div>
      ))}
      {one.received && (
        <div>
          {t(words.receivedBy, { name: one.received.name, by: one.received.by })}{' '}
          <Time at={one.received.at} to="minute" />
        </div>
      )}
      <div className="row">
        {!one.released && may('confirmHandOut') && (
          <Action busy={confirm.isPending} onAct={() => confirm.mutate({ params: { id: one.id } })}>
            {t(words.confirmHandOut)}
          </Action>
        )}
        {one.released && !one.received && may('receiveHandOut') && (
          <Action onAct={() => setReceiving(true)}>{t(words.receive)}</Action>
        )}
      </div>
      <ProblemNote error={confirm.error} />
      {receiving && <Receive id={one.id} onClose={() => setReceiving(false)} />}
    </div>
  )
}

function Receive({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft(`hand-out ${id}`, t(words.receive))
  const [name, setName] = useDrafted(kept, 'name', '')
  const [kind, setKind] = useDrafted(kept, 'kind', '')
  const [ending, setEnding] = useDrafted(kept, 'ending', '')
  const [pressed, setPressed] = useState(false)
  const act = useAct('receiveHandOut', {
    stale: ['listHandOuts'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const send = () => {
    setPressed(true)
    if (name.trim() === '' || act.isPending) return
    const document = kind.trim() && ending.trim() ? { document: { kind: kind.trim(), ending: ending.trim() } } : {}
    act.mutate({ params: { id }, body: { name: name.trim(), ...document } })
  }
  return (
    <FormDialog title={t(words.receive)} act={t(words.receive)} busy={act.isPending} onClose={onClose} onSubmit={send}>
      <Restored draft={kept} />
      <TextField
        label={t(words.receiver)}
        value={name}
        onValue={setName}
        maxLength={120}
        wrong={problem('name') ?? (pressed && name.trim() === '' ? say('fillIn') : undefined)}
      />
      <div className="pair">
        <TextField label={t(words.idKind)} value={kind} onValue={setKind} maxLength={40} wrong={problem('document')} />
        <TextField label={t(words.idEnding)} value={ending} onValue={setEnding} maxLength={8} />
      </div>
      <ProblemNote error={act.error} except={['name', 'document']} />
    </FormDialog>
  )
}
