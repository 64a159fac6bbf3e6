import './slips.css'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { useMe } from '../../api/index.ts'
import { Action } from '../../parts/index.ts'
import { type Text, text, useWords } from '../../words/index.ts'

/** Somebody and the half of what opens their account that this administrator hands over. */
export interface Half {
  readonly name: string
  readonly userName: string
  readonly secret: string
}

const words = {
  print: text('打印成条', 'Print slips'),
  save: text('存成 CSV', 'Save as CSV'),
  userName: text('用户名', 'User name'),
  address: text('登录地址', 'Address'),
  name: text('姓名', 'Name'),
}
const kinds: Readonly<Record<'password' | 'code', Readonly<Record<'once' | 'what' | 'file' | 'slip', Text>>>> = {
  password: {
    once: text(
      '临时密码只显示这一次，本系统不保存。请打印成条或存成表，当面交给本人；首次登录须修改。它只是一半：另一名管理员复核后，还要由对方把开通码交给本人。关闭后只能逐个重置。',
      'The temporary passwords are shown this once and kept nowhere. Print them as slips or save them as a table, and hand them over in person; each must be changed at the first sign-in. They are one half: once another administrator has confirmed, that one hands over an enrolment code. Once this is closed they can only be reset one by one.',
    ),
    what: text('临时密码', 'Temporary password'),
    file: text('临时密码.csv', 'temporary-passwords.csv'),
    slip: text(
      '首次登录还要另一名管理员给的开通码，并须修改密码。请勿转交他人，看后销毁。',
      'The first sign-in also asks for the enrolment code another administrator gives you; then change the password. For your eyes; destroy it afterwards.',
    ),
  },
  code: {
    once: text(
      '开通码只显示这一次，本系统不保存。请打印成条，亲手交给本人，不要交给系统管理员：他知道临时密码，两半在一个人手里就能替本人登录。遗失可重新发放。',
      'The enrolment codes are shown this once and kept nowhere. Print them and put them into the hands of the people themselves, never of the system administrator, who knows the temporary passwords: both halves in one hand open the account. A lost one is issued anew.',
    ),
    what: text('开通码', 'Enrolment code'),
    file: text('开通码.csv', 'enrolment-codes.csv'),
    slip: text(
      '首次登录时与系统管理员给的临时密码一起用，30 天内有效。请勿转交他人，看后销毁。',
      'Used at the first sign-in together with the temporary password, within 30 days. For your eyes; destroy it afterwards.',
    ),
  },
}

/** What is shown once: as slips to be cut apart, or as a table for whoever hands them out. */
export function Halves({ of, kind }: { readonly of: readonly Half[]; readonly kind: keyof typeof kinds }) {
  const { t } = useWords()
  const { once, what, file } = kinds[kind]
  const [printing, setPrinting] = useState(false)
  useEffect(() => {
    if (!printing) return
    const ended = () => setPrinting(false)
    addEventListener('afterprint', ended)
    print()
    return () => removeEventListener('afterprint', ended)
  }, [printing])
  const save = () => {
    const rows = of.map((one) => [one.name, one.userName, one.secret, location.origin].map(quoted).join(','))
    // With its mark, or a spreadsheet here takes UTF-8 for GB18030.
    const columns = [words.name, words.userName, what, words.address].map((one) => t(one)).join(',')
    const sheet = new Blob([`\uFEFF${[columns, ...rows].join('\r\n')}\r\n`], { type: 'text/csv;charset=utf-8' })
    const url = URL.createObjectURL(sheet)
    const link = Object.assign(document.createElement('a'), { href: url, download: t(file) })
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <div className="note zhe" style={{ marginTop: 12 }}>
      <p>{t(once)}</p>
      <div className="row">
        <Action kind="primary" onAct={() => setPrinting(true)}>
          {t(words.print)}
        </Action>
        <Action onAct={save}>{t(words.save)}</Action>
      </div>
      <pre className="code" style={{ margin: '10px 0 0', maxHeight: 280, overflow: 'auto' }}>
        {of.map((one) => `${one.name}\t${one.userName}\t${one.secret}`).join('\n')}
      </pre>
      {printing && createPortal(<Slips of={of} kind={kind} />, document.body)}
    </div>
  )
}

/** A cell that a spreadsheet takes for a formula is made text. */
const quoted = (cell: string): string => `"${(/^[=+\-@]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`

function Slips({ of, kind }: { readonly of: readonly Half[]; readonly kind: keyof typeof kinds }) {
  const { t } = useWords()
  const { what, slip } = kinds[kind]
  const bureau = useMe()?.bureau.name
  return (
    <div className="slips">
      {of.map((one) => (
        <div className="slip" key={one.userName}>
          <b>{one.name}</b> <span>{bureau}</span>
          <dl>
            <dt>{t(words.userName)}</dt>
            <dd>{one.userName}</dd>
            <dt>{t(what)}</dt>
            <dd>{one.secret}</dd>
            <dt>{t(words.address)}</dt>
            <dd>{location.origin}</dd>
          </dl>
          <small>{t(slip)}</small>
        </div>
      ))}
    </div>
  )
}
