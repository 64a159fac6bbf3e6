import type { PublicationView } from '@liuhen/contract/disclosures'
import { useState } from 'react'
import { useAct } from '../../api/index.ts'
import { Confirm, FormDialog, ProblemNote, TextField, useFieldProblems } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

export type ActName = 'submit' | 'check' | 'approve' | 'publish' | 'return' | 'withdraw'

interface Props {
  readonly view: PublicationView
  readonly name: ActName
  readonly onClose: () => void
}
const STALE = ['showDisclosure', 'listDisclosures', 'workbench'] as const

/** A step of exactly the version that is seen. */
export function ActDialog(props: Props) {
  return props.name === 'approve' ? <Approve {...props} /> : <Step {...props} />
}

const seenOf = (view: PublicationView) => {
  const newest = view.versions.at(-1)
  if (!newest) throw new Error('nothing is written yet')
  return { version: newest.version, digest: newest.digest }
}

function Step({ view, name, onClose }: Props) {
  const { t } = useWords()
  const done = { stale: STALE, done: onClose }
  const acts = {
    submit: useAct('submitDisclosure', done),
    check: useAct('checkDisclosure', done),
    publish: useAct('publishDisclosure', done),
    return: useAct('returnDisclosure', done),
    withdraw: useAct('withdrawDisclosure', done),
  }
  const which = name === 'approve' ? 'submit' : name
  const params = { id: view.row.id }
  const wants = which === 'return' || which === 'withdraw'
  const { isPending, error } = acts[which]
  const send = (reason: string): void => {
    if (which === 'withdraw') acts.withdraw.mutate({ params, body: { reason } })
    else if (which === 'return') acts.return.mutate({ params, body: { ...seenOf(view), reason } })
    else acts[which].mutate({ params, body: seenOf(view) })
  }
  return (
    <Confirm
      title={`${t(words[which])}：${view.row.title ?? ''}`}
      act={t(words[which])}
      grave={which === 'withdraw'}
      busy={isPending}
      error={error}
      withoutReason={!wants}
      {...(which === 'withdraw' && { reasonLabel: t(words.publicReason) })}
      onClose={onClose}
      onConfirm={send}
    >
      {which === 'check' && <p>{t(words.checkMeans)}</p>}
      {which === 'withdraw' && <p>{t(words.withdrawMeans)}</p>}
      <p className="muted small">{t(words.version, { n: view.versions.length })}</p>
    </Confirm>
  )
}

/** The head approves one version, under their own password at that moment, which is kept nowhere. */
function Approve({ view, onClose }: Props) {
  const { t, say } = useWords()
  const [password, setPassword] = useState('')
  const [pressed, setPressed] = useState(false)
  const act = useAct('approveDisclosure', { stale: STALE, done: onClose })
  const problem = useFieldProblems(act.error)
  const seen = seenOf(view)
  return (
    <FormDialog
      title={`${t(words.approve)}：${view.row.title ?? ''}`}
      onClose={onClose}
      busy={act.isPending}
      act={t(words.approve)}
      onSubmit={() => {
        setPressed(true)
        if (password !== '') act.mutate({ params: { id: view.row.id }, body: { ...seen, password } })
      }}
    >
      <p>{t(words.approveMeans, { n: seen.version, digest: seen.digest.slice(0, 12) })}</p>
      <TextField
        label={t(words.password)}
        type="password"
        autoComplete="current-password"
        value={password}
        onValue={setPassword}
        wrong={problem('password') ?? (pressed && password === '' ? say('fillIn') : undefined)}
      />
      <ProblemNote error={act.error} except={['password']} />
    </FormDialog>
  )
}
