import { useEffect, useRef, useState } from 'react'
import { useAct } from '../../api/index.ts'
import { Action, Copy, Loading, ProblemNote, Code, TextField, useFieldProblems } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'

const words = {
  scan: text('用手机上的验证器扫码，或手工输入这串密钥：', 'Scan it with an authenticator, or type this secret in:'),
  offline: text('不需要联网；手机时间要准。', 'No network is needed; the clock of the phone has to be right.'),
  picture: text('动态口令二维码', 'QR code of the one-time code'),
  code: text('验证器现在显示的 6 位数字', 'The 6 digits the authenticator shows now'),
  act: text('绑定', 'Set up'),
}

/** A new secret as QR code and as text, confirmed by the first code made from it. */
export function SecondFactor({ done }: { readonly done: () => void }) {
  const { t } = useWords()
  const [code, setCode] = useState('')
  const begin = useAct('beginSecondFactor')
  const confirm = useAct('confirmSecondFactor', { done })
  const problem = useFieldProblems(confirm.error)
  const asked = useRef(false)
  useEffect(() => {
    // Each asking makes a new secret; drawing twice must not.
    if (!asked.current) begin.mutate({})
    asked.current = true
  }, [begin])
  if (begin.error) return <ProblemNote error={begin.error} bare />
  if (!begin.data) return <Loading lines={3} />
  const { secret, uri } = begin.data
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (code.length === 6 && !confirm.isPending) confirm.mutate({ body: { code } })
      }}
    >
      <div className="qr">
        <Code of={uri} label={t(words.picture)} />
        <div>
          <p>{t(words.scan)}</p>
          <code className="secret">{secret.match(/.{1,4}/g)?.join(' ')}</code> <Copy value={secret} />
          <p className="muted small">{t(words.offline)}</p>
        </div>
      </div>
      <TextField
        label={t(words.code)}
        value={code}
        onValue={(value) => setCode(value.replaceAll(/\D/g, '').slice(0, 6))}
        inputMode="numeric"
        autoComplete="one-time-code"
        wrong={problem('code')}
      />
      <ProblemNote error={confirm.error} except={['code']} bare />
      <Action submit kind="primary" busy={confirm.isPending}>
        {t(words.act)}
      </Action>
    </form>
  )
}
