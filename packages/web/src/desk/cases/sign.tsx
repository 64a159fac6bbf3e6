import type { ApprovalView } from '@liuhen/contract/cases'
import type { Opinion } from '@liuhen/core/approvals'
import { useState } from 'react'
import { useAct } from '../../api/index.ts'
import {
  AreaField,
  FormDialog,
  ProblemNote,
  Restored,
  TextField,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { fill, type Text, text, useWords } from '../../words/index.ts'
import { subjectOf } from './approvals.tsx'
import { formWords } from './form-words.ts'
import { SaidFacts } from './said.tsx'

/** One's signature: what is signed for, the opinion, and one's own password at that moment, which is kept nowhere. */
export function Sign({
  approval: one,
  opinion,
  onClose,
  onSigned,
}: {
  readonly approval: ApprovalView
  readonly opinion: Opinion
  readonly onClose: () => void
  readonly onSigned?: ((says: Text) => void) | undefined
}) {
  const { t, say } = useWords()
  const returns = opinion === 'returned'
  const name = subjectOf(one)
  const title = t(titleOf(opinion, one.together), { act: t(name) })
  const kept = useDraft(`sign ${one.id} ${opinion}`, title)
  const [said, setSaid] = useDrafted(kept, 'said', '')
  const [password, setPassword] = useState('')
  const [pressed, setPressed] = useState(false)
  const act = useAct('signApproval', {
    stale: ['showCase', 'listApprovals', 'listCases', 'listRequests', 'useOfRecording', 'workbench'],
    done: ({ stands, done }) => {
      kept.forget()
      onSigned?.(outcomeOf(one, stands, done))
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const post = one.chain.find((each) => each.signed === undefined)?.post ?? ''
  const wordsMissing = opinion !== 'agreed' && said.trim() === ''
  const send = () => {
    setPressed(true)
    if (wordsMissing || password === '' || act.isPending) return
    const body = { opinion, password, ...(said.trim() !== '' && { words: said.trim() }) }
    act.mutate({ params: { id: one.id }, body })
  }
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      onSubmit={send}
      act={t(buttonOf(opinion, one.together))}
      busy={act.isPending}
      {...(returns && { kind: 'grave' as const })}
    >
      <Restored draft={kept} />
      <p>
        <b>{one.case?.title ?? one.matter?.title}</b>
        <br />
        {t(one.what)}
      </p>
      <SaidFacts says={one.says} />
      <AreaField
        label={
          opinion === 'agreed'
            ? `${t(formWords.opinion)}（${say('optional')}）`
            : t(returns ? formWords.returnWords : formWords.differWords)
        }
        value={said}
        onValue={setSaid}
        maxLength={2000}
        wrong={problem('words') ?? (pressed && wordsMissing ? say('fillIn') : undefined)}
      />
      <TextField
        label={t(formWords.password)}
        type="password"
        autoComplete="current-password"
        value={password}
        onValue={setPassword}
        hint={t(formWords.passwordHint)}
        wrong={problem('password') ?? (pressed && password === '' ? say('fillIn') : undefined)}
      />
      <p className="muted small">{t(one.together ? formWords.meansTogether : formWords.means, { post })}</p>
      <ProblemNote error={act.error} except={['words', 'password']} />
    </FormDialog>
  )
}

function titleOf(opinion: Opinion, together: boolean): Text {
  if (opinion === 'returned') return formWords.returnTitle
  if (!together) return formWords.agreeTitle
  return opinion === 'differs' ? formWords.differTitle : formWords.signTitle
}

function buttonOf(opinion: Opinion, together: boolean): Text {
  if (opinion === 'returned') return formWords.return
  if (!together) return formWords.agree
  return opinion === 'differs' ? formWords.differ : formWords.signAgreed
}

/** What came of it: the next is asked, it went back, or all have signed and it is entered or is not. */
function outcomeOf(one: ApprovalView, stands: ApprovalView['stands'], isDone: boolean): Text {
  const { zh, en } = subjectOf(one)
  const say = (which: Text): Text =>
    text(fill(which, 'zh', { act: zh, by: one.asked.by }), fill(which, 'en', { act: en, by: one.asked.by }))
  if (stands === 'returned') return say(formWords.signedReturned)
  if (stands !== 'agreed') return say(one.together ? formWords.signedTogether : formWords.signedNext)
  if (one.matter) return say(formWords.signedGranted)
  return say(isDone ? formWords.signedDone : formWords.signedWaits)
}
