import { passwordObstacles } from '@liuhen/core/access'
import { useState } from 'react'
import { useAct } from '../../api/index.ts'
import { Action, ProblemNote, TextField, useFieldProblems } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'

const words = {
  old: text('现在的密码', 'Current password'),
  fresh: text('新密码', 'New password'),
  again: text('再输一遍新密码', 'New password again'),
  differs: text('两次输入不一样', 'The two entries differ'),
  act: text('修改密码', 'Change password'),
  same: text('新密码不能与现在的密码相同', 'The new password must differ from the current one'),
}

/** The rules a new password is held to, ticked off while it is typed; once the form was pressed, the broken ones stand out. */
export function PasswordRules({
  password,
  userName,
  pressed = false,
}: {
  readonly password: string
  readonly userName: string
  readonly pressed?: boolean
}) {
  const { t } = useWords()
  const broken = passwordObstacles(password, userName)
  const always = passwordObstacles('', '')
  const shown = [...always, ...broken.filter((one) => !always.some((rule) => rule.code === one.code))]
  const look = (code: string) => {
    if (!broken.some((one) => one.code === code)) return 'met'
    return password !== '' && (pressed || code === 'password-has-name') ? 'unmet' : undefined
  }
  return (
    <ul className="rules" aria-live="polite">
      {shown.map((rule) => (
        <li key={rule.code} className={look(rule.code)}>
          {t(rule.message)}
        </li>
      ))}
    </ul>
  )
}

/** Old password and new, twice. */
export function ChangePassword({ userName, done }: { readonly userName: string; readonly done: () => void }) {
  const { t, say } = useWords()
  const [old, setOld] = useState('')
  const [fresh, setFresh] = useState('')
  const [again, setAgain] = useState('')
  const act = useAct('changePassword', {
    done: () => {
      setOld('')
      setFresh('')
      setAgain('')
      done()
    },
  })
  const problem = useFieldProblems(act.error)
  const [pressed, setPressed] = useState(false)
  const blank = (value: string) => (pressed && value === '' ? say('fillIn') : undefined)
  const differs = again !== '' && again !== fresh
  const ready = old !== '' && fresh !== old && again === fresh && passwordObstacles(fresh, userName).length === 0
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        setPressed(!ready)
        if (ready && !act.isPending) act.mutate({ body: { old, fresh } })
      }}
    >
      <input type="text" name="username" autoComplete="username" value={userName} readOnly hidden />
      <TextField
        label={t(words.old)}
        type="password"
        value={old}
        onValue={setOld}
        autoComplete="current-password"
        wrong={problem('old') ?? blank(old)}
      />
      <TextField
        label={t(words.fresh)}
        type="password"
        value={fresh}
        onValue={setFresh}
        autoComplete="new-password"
        hint={<PasswordRules password={fresh} userName={userName} pressed={pressed} />}
        wrong={problem('fresh') ?? (fresh !== '' && fresh === old ? t(words.same) : blank(fresh))}
      />
      <TextField
        label={t(words.again)}
        type="password"
        value={again}
        onValue={setAgain}
        autoComplete="new-password"
        wrong={differs ? t(words.differs) : blank(again)}
      />
      <ProblemNote error={act.error} except={['old', 'fresh']} bare />
      <Action submit kind="primary" busy={act.isPending}>
        {t(words.act)}
      </Action>
    </form>
  )
}
