import { useState } from 'react'
import { freshId, useAct, useReply } from '../../api/index.ts'
import {
  Action,
  Choose,
  FormDialog,
  ProblemNote,
  Restored,
  TextField,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** How many numbers printed beforehand one has left; whoever leads gives some out, to be used without a line too. */
export function Beforehand({
  rule,
  left,
  gives,
}: {
  readonly rule: string
  readonly left: number
  readonly gives: boolean
}) {
  const { t } = useWords()
  const [giving, setGiving] = useState(false)
  return (
    <div className={left === 0 ? 'note zhe' : 'note'}>
      {t(words.numbersLeft, { n: left })}{' '}
      {gives && (
        <Action kind="plain" onAct={() => setGiving(true)}>
          {t(words.giveNumbers)}
        </Action>
      )}
      {giving && <Give rule={rule} onClose={() => setGiving(false)} />}
    </div>
  )
}

const countOf = (typed: string): number | undefined =>
  /^[1-9]\d{0,2}$/u.test(typed) && Number(typed) <= 500 ? Number(typed) : undefined

function Give({ rule, onClose }: { readonly rule: string; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const title = t(words.giveNumbers)
  const kept = useDraft(`give-numbers ${rule}`, title)
  const [typed, setTyped] = useDrafted(kept, 'typed', () => ({ person: '', count: '', key: freshId() }))
  const [pressed, setPressed] = useState(false)
  const people = useReply('listColleagues').data ?? []
  const act = useAct('giveNumbers', {
    stale: ['showPaper', 'listNumbers'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const count = countOf(typed.count)
  const send = () => {
    setPressed(true)
    if (typed.person === '' || count === undefined || act.isPending) return
    act.mutate({ body: { rule, person: typed.person, count, key: typed.key } })
  }
  return (
    <FormDialog title={title} onClose={onClose} onSubmit={send} act={title} busy={act.isPending}>
      <Restored draft={kept} />
      <p className="muted small">{t(words.giveHint)}</p>
      <Choose
        label={t(words.giveTo)}
        value={typed.person === '' ? undefined : typed.person}
        options={people.map((one) => ({ value: one.id, label: one.name }))}
        wrong={pressed && typed.person === '' ? say('fillIn') : undefined}
        onValue={(person) => setTyped({ ...typed, person: person ?? '' })}
      />
      <TextField
        label={t(words.giveCount)}
        inputMode="numeric"
        value={typed.count}
        wrong={pressed && count === undefined ? t(words.giveCountWrong) : undefined}
        onValue={(said) => setTyped({ ...typed, count: said })}
      />
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}
