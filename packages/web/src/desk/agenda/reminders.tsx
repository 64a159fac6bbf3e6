import { useAct, useMay, useReply } from '../../api/index.ts'
import { Action, Await, ProblemNote, useDraft, useDrafted } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'

const words = {
  title: text('邮件提醒', 'Reminders by mail'),
  lead: text(
    '每天 {hour} 点起，把已经逾期和 {days} 天内到期的期限发到您的邮箱。信里没有案件名称和当事人。',
    'Each day from {hour}:00 on: what is overdue, and what is due within {days} days. No case and no party is named.',
  ),
  off: text(
    '本系统还没有设置发信服务器，请找信息中心。',
    'No mail server is set here yet: ask the information centre.',
  ),
  address: text('您的邮箱', 'Your address'),
  goes: text('发到 {address}', 'They go to {address}'),
  stop: text('停止', 'Stop'),
}

/** Where one's own reminders go; nothing to type while the installation sends none. */
export function RemindersByMail() {
  const { t, say } = useWords()
  const may = useMay()
  const reply = useReply('showReminders')
  const kept = useDraft('reminders', t(words.title))
  const set = useAct('setReminders', { stale: ['showReminders'], done: kept.forget })
  const clear = useAct('clearReminders', { stale: ['showReminders'] })
  const [typed, setTyped] = useDrafted(kept, 'address', '')
  if (!may('setReminders')) return null
  return (
    <div className="sheet pad">
      <h3 style={{ marginBottom: 6 }}>{t(words.title)}</h3>
      <Await reply={reply}>
        {({ on, address, days, hour }) => (
          <>
            <p className="muted small" style={{ marginBottom: 12 }}>
              {t(on ? words.lead : words.off, { days, hour })}
            </p>
            {address !== undefined && (
              <div className="row" style={{ marginBottom: 12 }}>
                <span style={{ overflowWrap: 'anywhere' }}>{t(words.goes, { address })}</span>
                <Action busy={clear.isPending} onAct={() => clear.mutate({})}>
                  {t(words.stop)}
                </Action>
              </div>
            )}
            {on && address === undefined && (
              <form
                className="row"
                onSubmit={(event) => {
                  event.preventDefault()
                  set.mutate({ body: { address: typed.trim() } })
                }}
              >
                <input
                  className="input"
                  type="email"
                  autoComplete="email"
                  value={typed}
                  maxLength={254}
                  aria-label={t(words.address)}
                  placeholder={t(words.address)}
                  onChange={(event) => setTyped(event.target.value)}
                />
                <button type="submit" className="button" disabled={set.isPending || typed.trim() === ''}>
                  {say('save')}
                </button>
              </form>
            )}
          </>
        )}
      </Await>
      <ProblemNote error={set.error ?? clear.error} bare />
    </div>
  )
}
