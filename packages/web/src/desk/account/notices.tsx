import type { Notice } from '@liuhen/contract/people'
import { beijing } from '@liuhen/core/kernel'
import { useAct, useReply } from '../../api/index.ts'
import { Action, ProblemNote, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { browserIn } from './browser.ts'
import { noticeWords, ownWords as words } from './own-words.ts'

/** What happened to one's own account since one last said that one has read it; nothing where nothing did. */
export function Notices() {
  const { t } = useWords()
  const reply = useReply('listNotices', undefined, { every: 60_000 })
  const act = useAct('readNotices', { stale: ['listNotices'] })
  const [newest] = reply.data ?? []
  if (!newest) return null
  return (
    <section className="sheet" aria-label={t(words.notices)}>
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.notices)}
        <Action busy={act.isPending} onAct={() => act.mutate({ body: { until: newest.at } })}>
          {t(words.noticesRead)}
        </Action>
      </h2>
      <p className="lead-in muted small">{t(words.noticesLead)}</p>
      {reply.data?.map((one) => (
        <Told key={`${one.kind} ${one.at} ${one.address ?? ''}`} {...one} />
      ))}
      <ProblemNote error={act.error} bare />
    </section>
  )
}

function Told({ kind, at, times, newDevice, address, agent, by }: Notice) {
  const { t } = useWords()
  const grave = kind !== 'signed-in' && kind !== 'second-factor-set'
  const from = [address, agent !== undefined && (browserIn(agent) || t(words.unknownBrowser))]
  const detail = [...from, by !== undefined && t(words.byWhom, { by })].filter(Boolean)
  return (
    <div className="task">
      <div className={grave || newDevice ? 'due zhe' : 'due'}>{beijing(at).slice(5, 16)}</div>
      <div className="task-text">
        <b>{t(noticeWords[kind])}</b> {times > 1 && t(words.times, { n: times })}{' '}
        {newDevice && <Tag tone="zhe">{t(words.isNew)}</Tag>}
        {detail.length > 0 && <div className="muted small">{detail.join(' · ')}</div>}
      </div>
    </div>
  )
}
