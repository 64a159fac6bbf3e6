import type { DisposalView } from '@liuhen/contract/retention'
import { useState } from 'react'
import { useAct } from '../../api/index.ts'
import {
  AreaField,
  Cited,
  FormDialog,
  ProblemNote,
  Restored,
  TextField,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** One's signature under a list of disposal, or its return, with one's own password at that moment. */
export function SignDialog({
  view,
  opinion,
  onClose,
}: {
  readonly view: DisposalView
  readonly opinion: 'agreed' | 'returned'
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const going = view.items.filter((one) => !one.undone && one.appraised?.opinion === 'dispose').length
  const title = opinion === 'agreed' ? t(words.signTitle, { n: going }) : t(words.returnIt)
  const kept = useDraft(`sign-disposal ${view.row.id} ${opinion}`, title)
  const [said, setSaid] = useDrafted(kept, 'said', '')
  const [password, setPassword] = useState('')
  const [pressed, setPressed] = useState(false)
  const act = useAct('signDisposal', {
    stale: ['showDisposal', 'keepingOverview'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const wordsMissing = opinion === 'returned' && said.trim().length < 2
  return (
    <FormDialog
      title={title}
      act={opinion === 'agreed' ? t(words.sign) : t(words.returnIt)}
      kind={opinion === 'agreed' ? 'grave' : 'primary'}
      busy={act.isPending}
      onClose={onClose}
      onSubmit={() => {
        setPressed(true)
        if (wordsMissing || password === '' || act.isPending) return
        const body = { password, opinion, ...(said.trim().length > 1 && { words: said.trim() }) }
        act.mutate({ params: { id: view.row.id }, body })
      }}
    >
      <Restored draft={kept} />
      <p>{t(words.carryOutHint)}</p>
      <AreaField
        label={opinion === 'agreed' ? `${t(words.says)}（${say('optional')}）` : t(words.says)}
        value={said}
        onValue={setSaid}
        maxLength={1000}
        wrong={problem('words') ?? (pressed && wordsMissing ? say('fillIn') : undefined)}
      />
      <TextField
        label={t(words.password)}
        type="password"
        autoComplete="current-password"
        value={password}
        onValue={setPassword}
        hint={t(words.passwordHint)}
        wrong={problem('password') ?? (pressed && password === '' ? say('fillIn') : undefined)}
      />
      <p className="small">
        <Cited citations={view.citations} />
      </p>
      <ProblemNote error={act.error} except={['words', 'password']} />
    </FormDialog>
  )
}
