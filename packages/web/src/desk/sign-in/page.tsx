import type { Me } from '@liuhen/contract/people'
import { useQueryClient } from '@tanstack/react-query'
import { Navigate, useRouter, useSearch } from '@tanstack/react-router'
import { Suspense, lazy, useEffect, useState } from 'react'
import { useAct, useReply } from '../../api/index.ts'
import { Action, ErrorState, Loading, ProblemNote, TextField } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { ChangePassword } from '../account/password.tsx'
import { Door } from './door.tsx'
import { ElsewhereButton, ElsewhereReturn, wayBack } from './elsewhere.tsx'
import { words } from './words.ts'

// Its QR code is needed once in an account's life.
const SecondFactor = lazy(async () => ({ default: (await import('../account/second-factor.tsx')).SecondFactor }))

/** Name and password, then the code; then whatever has to be done before the desk opens. */
export function SignInPage() {
  const { t } = useWords()
  const { to: asked, state: returned } = useSearch({ from: '/sign-in' })
  const to = asked ?? (returned === undefined ? undefined : wayBack())
  const queries = useQueryClient()
  const state = useReply('setUpState')
  const me = useReply('whoAmI')
  if (state.data?.needed) return <Navigate to="/set-up" />
  if (me.data && !me.error) {
    if (me.data.next === 'nothing') return <GoOn to={to ?? '/'} />
    return <BeforeReady me={me.data} done={() => void queries.invalidateQueries({ queryKey: ['whoAmI'] })} />
  }
  if (state.error)
    return (
      <Door title={t(words.title)}>
        <ErrorState error={state.error} again={() => void state.refetch()} />
      </Door>
    )
  if (me.isPending) return <Loading />
  const enter = (who: Me | undefined): void => {
    // What the last person saw goes; what this page itself is looking at stays, or it would not hear of the change.
    queries.removeQueries({ type: 'inactive' })
    if (who) queries.setQueryData(['whoAmI'], who)
    else void queries.invalidateQueries({ queryKey: ['whoAmI'] })
  }
  const provider = state.data?.provider
  return (
    <Door title={state.data?.bureau ?? t(words.title)} lead={t(state.data?.sample ? words.sample : words.lead)}>
      {provider !== undefined && returned !== undefined ? (
        <ElsewhereReturn provider={provider} enter={enter} />
      ) : (
        <>
          <SignInForm enter={enter} />
          {provider !== undefined && <ElsewhereButton provider={provider} to={to} />}
        </>
      )}
    </Door>
  )
}

function GoOn({ to }: { readonly to: string }) {
  const { history } = useRouter()
  useEffect(() => history.replace(to), [history, to])
  return <Loading />
}

function SignInForm({ enter }: { readonly enter: (me: Me | undefined) => void }) {
  const { t, say } = useWords()
  const [userName, setUserName] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [second, setSecond] = useState<'code' | 'enrolment'>()
  const act = useAct('signIn', {
    done: (reply) => {
      setPressed(false)
      if (reply.state === 'signed-in') enter(reply.me)
      else setSecond(reply.state === 'code-needed' ? 'code' : 'enrolment')
    },
  })
  const missing = second ? code.trim().length < 6 : userName.trim() === '' || password === ''
  const [pressed, setPressed] = useState(false)
  const blank = (value: string) => (pressed && value.trim() === '' ? say('fillIn') : undefined)
  const submit = () => {
    setPressed(true)
    if (missing || act.isPending) return
    act.mutate({ body: { userName: userName.trim(), password, ...(second && { [second]: code.trim() }) } })
  }
  return (
    <form
      noValidate
      className="sheet pad"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {second === 'enrolment' ? (
        <TextField
          key="enrolment"
          label={t(words.enrolment)}
          hint={t(words.enrolmentHint)}
          value={code}
          wrong={blank(code)}
          onValue={setCode}
          maxLength={32}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          autoFocus
        />
      ) : second ? (
        <TextField
          key="code"
          label={t(words.code)}
          hint={t(words.codeHint)}
          value={code}
          wrong={pressed && code !== '' && code.length < 6 ? t(words.codeHint) : undefined}
          onValue={(value) => setCode(value.replaceAll(/\D/g, '').slice(0, 6))}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
        />
      ) : (
        <>
          <TextField
            label={t(words.userName)}
            value={userName}
            onValue={setUserName}
            wrong={blank(userName)}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={64}
            autoFocus
          />
          <TextField
            label={t(words.password)}
            type="password"
            value={password}
            onValue={setPassword}
            wrong={blank(password)}
            autoComplete="current-password"
            maxLength={256}
          />
        </>
      )}
      <ProblemNote error={act.error} bare />
      <Action submit kind="primary" busy={act.isPending}>
        {t(second ? words.confirmCode : words.signIn)}
      </Action>
      {second && (
        <Action
          kind="plain"
          onAct={() => {
            setSecond(undefined)
            setCode('')
            act.reset()
          }}
        >
          {say('back')}
        </Action>
      )}
      <p className="muted small" style={{ marginTop: 12 }}>
        {t(words.lockHint)}
      </p>
    </form>
  )
}

function BeforeReady({ me, done }: { readonly me: Me; readonly done: () => void }) {
  const { t } = useWords()
  const changing = me.next === 'change-password'
  return (
    <Door
      title={t(changing ? words.changeTitle : words.factorTitle)}
      lead={t(changing ? words.changeLead : words.factorLead, { name: me.name })}
    >
      <div className="sheet pad">
        {changing ? (
          <ChangePassword userName={me.userName} done={done} />
        ) : (
          <Suspense fallback={<Loading />}>
            <SecondFactor done={done} />
          </Suspense>
        )}
      </div>
    </Door>
  )
}
