import '../sign-in/door.css'
import { roles } from '@liuhen/core/access'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useReply } from '../../api/index.ts'
import { Action, Await, Facts, PageHeader } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'
import { Feed } from '../agenda/feed.tsx'
import { RemindersByMail } from '../agenda/reminders.tsx'
import { ChangePassword } from './password.tsx'
import { Notices } from './notices.tsx'
import { SecondFactor } from './second-factor.tsx'
import { Sessions } from './sessions.tsx'

const words = {
  userName: text('用户名', 'User name'),
  roles: text('角色', 'Roles'),
  idle: text('无操作时', 'When idle'),
  idleValue: text('{minutes} 分钟后自动退出', 'signed out after {minutes} minutes'),
  password: text('密码', 'Password'),
  changed: text('密码已修改', 'The password was changed'),
  factor: text('动态口令', 'One-time code'),
  factorHint: text(
    '人人必须绑定。重新绑定后，旧的验证器立即失效。手机遗失请找安全管理员。',
    'Required of everybody. Setting it up again ends the old authenticator at once. A lost phone: see the security administrator.',
  ),
  begin: text('绑定或重新绑定', 'Set up, or set up again'),
  bound: text('已绑定。下次登录起使用。', 'Set up. It is asked for from the next sign-in on.'),
}

/** One's own account: who one is here, password, second factor. */
export function AccountPage() {
  const { t, say } = useWords()
  const me = useReply('whoAmI')
  const queries = useQueryClient()
  const [changed, setChanged] = useState(false)
  const [factor, setFactor] = useState<'closed' | 'open' | 'done'>('closed')
  return (
    <Await reply={me}>
      {(one) => (
        <>
          <PageHeader title={one.name} aside={one.unit.name} />
          <div className="columns">
            <div className="stack">
              <Notices />
              <div className="sheet pad">
                <h3 style={{ marginBottom: 12 }}>{t(words.password)}</h3>
                {changed && <div className="note qing">{t(words.changed)}</div>}
                <ChangePassword
                  userName={one.userName}
                  done={() => {
                    setChanged(true)
                    void queries.invalidateQueries({ queryKey: ['whoAmI'] })
                  }}
                />
              </div>
              <div className="sheet pad">
                <h3 style={{ marginBottom: 6 }}>{t(words.factor)}</h3>
                <p className="muted small" style={{ marginBottom: 12 }}>
                  {t(words.factorHint)}
                </p>
                {factor === 'done' && <div className="note qing">{t(words.bound)}</div>}
                {factor === 'closed' && <Action onAct={() => setFactor('open')}>{t(words.begin)}</Action>}
                {factor === 'open' && <SecondFactor done={() => setFactor('done')} />}
              </div>
            </div>
            <div className="stack">
              <Sessions />
              <Feed />
              <RemindersByMail />
              <div className="sheet pad">
                <Facts
                  of={[
                    [t(words.userName), one.userName],
                    [say('unit'), one.unit.name],
                    [t(words.roles), one.roles.map((role) => t(roles[role])).join('、')],
                    [t(words.idle), t(words.idleValue, { minutes: one.idleMinutes })],
                  ]}
                />
              </div>
            </div>
          </div>
        </>
      )}
    </Await>
  )
}
