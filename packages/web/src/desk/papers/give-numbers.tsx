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
  next,
  gives,
}: {
  readonly rule: string
  readonly left: number
  readonly next?: number | undefined
  readonly gives: boolean
}) {
  const { t } = useWords()
  const [giving, setGiving] = useState(false)
  const [spoiling, setSpoiling] = useState(false)
  return (
    <div className={left === 0 ? 'note zhe' : 'note'}>
      {t(words.numbersLeft, { n: left })}{' '}
      {gives && (
        <Action kind="plain" onAct={() => setGiving(true)}>
          {t(words.giveNumbers)}
        </Action>
      )}
      {next !== undefined && (
        <Action kind="plain" onAct={() => setSpoiling(true)}>
          {t(words.spoil)}
        </Action>
      )}
      {spoiling && <Spoil rule={rule} onClose={() => setSpoiling(false)} />}
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

/** What is on the slip is typed, not taken over: whoever holds another has looked at the wrong one. */
function Spoil({ rule, onClose }: { readonly rule: string; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const title = t(words.spoil)
  const kept = useDraft(`spoil-number ${rule}`, title)
  const [typed, setTyped] = useDrafted(kept, 'typed', { number: '', reason: '' })
  const [pressed, setPressed] = useState(false)
  const act = useAct('spoilNumber', {
    stale: ['showPaper', 'listNumbers'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const number = /^[1-9]\d{0,7}$/u.test(typed.number.trim()) ? Number(typed.number) : undefined
  const reason = typed.reason.trim()
  const send = () => {
    setPressed(true)
    if (number === undefined || reason.length < 2 || act.isPending) return
    act.mutate({ body: { rule, number, reason } })
  }
  return (
    <FormDialog title={title} onClose={onClose} onSubmit={send} act={title} busy={act.isPending}>
      <Restored draft={kept} />
      <p className="muted small">{t(words.spoilHint)}</p>
      <TextField
        label={t(words.spoilNumber)}
        inputMode="numeric"
        value={typed.number}
        wrong={pressed && number === undefined ? t(words.spoilNumberWrong) : undefined}
        onValue={(said) => setTyped({ ...typed, number: said })}
      />
      <TextField
        label={t(words.reason)}
        value={typed.reason}
        wrong={pressed && reason.length < 2 ? say('fillIn') : undefined}
        onValue={(said) => setTyped({ ...typed, reason: said })}
      />
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}
