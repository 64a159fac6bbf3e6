import type { Me } from '@liuhen/contract/people'
import { useEffect, useRef, useState } from 'react'
import { useAct } from '../../api/index.ts'
import { Action, Loading, ProblemNote, TextField } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** What a provider sent this browser back with, before the router makes an address of its own of it. */
const arrivedWith = globalThis.location.search
const WAY_BACK = 'liuhen-way-back'

/** Where somebody was going before they were sent to the provider. */
export const wayBack = (): string | undefined => sessionStorage.getItem(WAY_BACK) ?? undefined

/** Leaves for the identity provider; it sends the browser back to this page. */
export function ElsewhereButton({ provider, to }: { readonly provider: string; readonly to: string | undefined }) {
  const { t } = useWords()
  const act = useAct('beginSignInElsewhere', {
    done: ({ url }) => {
      if (to === undefined) sessionStorage.removeItem(WAY_BACK)
      else sessionStorage.setItem(WAY_BACK, to)
      globalThis.location.assign(url)
    },
  })
  return (
    <div className="sheet pad" style={{ marginTop: 12 }}>
      <Action busy={act.isPending} onAct={() => act.mutate({})}>
        {t(words.elsewhere, { provider })}
      </Action>
      <ProblemNote error={act.error} bare />
    </div>
  )
}

/** Takes what the provider said, then asks for the code of this house. */
export function ElsewhereReturn({
  provider,
  enter,
}: {
  readonly provider: string
  readonly enter: (me: Me | undefined) => void
}) {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const [second, setSecond] = useState<'code' | 'enrolment'>()
  const begun = useRef(false)
  const act = useAct('signInElsewhere', {
    done: (reply) => {
      if (reply.state === 'signed-in') enter(reply.me)
      else setSecond(reply.state === 'code-needed' ? 'code' : 'enrolment')
    },
  })
  const { mutate } = act
  useEffect(() => {
    // An answer is good for once.
    if (!begun.current) mutate({ body: { answer: arrivedWith } })
    begun.current = true
  }, [mutate])
  if (second === undefined && !act.error)
    return (
      <div className="sheet pad">
        <p>{t(words.elsewhereBack, { provider })}</p>
        <Loading />
      </div>
    )
  const missing = code.trim().length < 6
  return (
    <form
      noValidate
      className="sheet pad"
      onSubmit={(event) => {
        event.preventDefault()
        if (second && !missing && !act.isPending) act.mutate({ body: { [second]: code.trim() } })
      }}
    >
      {second && (
        <>
          <p style={{ marginBottom: 12 }}>{t(words.elsewhereCode, { provider })}</p>
          <TextField
            label={t(words[second])}
            hint={t(second === 'code' ? words.codeHint : words.enrolmentHint)}
            value={code}
            onValue={setCode}
            inputMode={second === 'code' ? 'numeric' : 'text'}
            autoComplete={second === 'code' ? 'one-time-code' : 'off'}
            maxLength={32}
            autoFocus
          />
        </>
      )}
      <ProblemNote error={act.error} bare />
      {second && (
        <Action submit kind="primary" busy={act.isPending} why={missing ? t(words.codeHint) : undefined}>
          {t(words.confirmCode)}
        </Action>
      )}
      <Action kind="plain" onAct={() => globalThis.location.assign('/sign-in')}>
        {t(words.again)}
      </Action>
    </form>
  )
}
