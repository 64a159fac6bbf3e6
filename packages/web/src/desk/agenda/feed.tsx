import { beijing } from '@liuhen/core/kernel'
import { feedPath } from '@liuhen/contract/agenda'
import { useState } from 'react'
import { useAct, useMay, useReply } from '../../api/index.ts'
import { Action, Await, Copy, ProblemNote } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** One's own calendar feed: its address is told once, when it is made. */
export function Feed() {
  const { t } = useWords()
  const may = useMay()
  const reply = useReply('showFeedKey')
  const make = useAct('makeFeedKey', { stale: ['showFeedKey'] })
  const revoke = useAct('revokeFeedKey', { stale: ['showFeedKey'] })
  return (
    <div className="sheet pad">
      <h3 style={{ marginBottom: 6 }}>{t(words.feed)}</h3>
      <p className="muted small" style={{ marginBottom: 12 }}>
        {t(words.feedLead)}
      </p>
      {make.data && reply.data?.key && <Told feedKey={make.data.key} />}
      <Await reply={reply}>
        {({ key }) => (
          <>
            {key && (
              <p className="small" style={{ marginBottom: 12 }}>
                {t(words.feedSince, { at: beijing(key.madeAt).slice(0, 16) })} ·{' '}
                {key.pulledOn === undefined ? t(words.feedUnread) : t(words.feedPulled, { day: key.pulledOn })}
                <span className="muted"> {t(words.feedReplaces)}</span>
              </p>
            )}
            <div className="row">
              {may('makeFeedKey') && (
                <Action busy={make.isPending} onAct={() => make.mutate({})}>
                  {t(key ? words.feedAgain : words.feedMake)}
                </Action>
              )}
              {key && (
                <Action busy={revoke.isPending} onAct={() => revoke.mutate({})}>
                  {t(words.feedRevoke)}
                </Action>
              )}
            </div>
          </>
        )}
      </Await>
      <ProblemNote error={make.error ?? revoke.error} bare />
    </div>
  )
}

function Told({ feedKey }: { readonly feedKey: string }) {
  const { t, language } = useWords()
  const [mine, setMine] = useState(false)
  const query = new URLSearchParams({ key: feedKey, language, ...(mine && { whose: 'mine' }) })
  const address = `${location.origin}${feedPath}?${query}`
  return (
    <div className="note zhe">
      <code style={{ overflowWrap: 'anywhere' }}>{address}</code> <Copy value={address} />
      <label className="check">
        <input type="checkbox" checked={mine} onChange={(event) => setMine(event.target.checked)} />
        {t(words.feedMine)}
      </label>
      <p>{t(words.feedOnce)}</p>
    </div>
  )
}
