import type { TimelineEntry } from '@liuhen/contract/volumes'
import { deviceKinds } from '@liuhen/core/devices'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useReply } from '../../api/index.ts'
import { Await, Cited, Time } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** 全过程: everything on record of a case under the stages of the instrument; asked for when it is opened. */
export function Course({ caseId }: { readonly caseId: string }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="group">
        {t(words.timeline)} <span className="muted small">{t(words.showTimeline)}</span>
      </summary>
      {open && <Stages caseId={caseId} />}
    </details>
  )
}

function Stages({ caseId }: { readonly caseId: string }) {
  const { t } = useWords()
  const reply = useReply('caseTimeline', { params: { id: caseId } })
  return (
    <Await reply={reply}>
      {({ stages, order }) => (
        <>
          {order && (
            <p className="muted small lead-in">
              {t(order.title)} <Cited citations={order.citations} />
            </p>
          )}
          {stages.map(({ title, entries }) => (
            <div key={title.zh}>
              <div className="volume-section">{t(title)}</div>
              {entries.length === 0 && <p className="muted small lead-in">{t(words.noEntries)}</p>}
              <ul className="papers">
                {entries.map((one) => (
                  <Entry key={`${one.sha256} ${one.at} ${one.recording ?? ''}`} of={one} />
                ))}
              </ul>
            </div>
          ))}
        </>
      )}
    </Await>
  )
}

function Entry({ of: { at, by, title, about, source, paper, recording, sha256 } }: { readonly of: TimelineEntry }) {
  const { t } = useWords()
  const name = about ?? ''
  return (
    <li>
      <div className="row between">
        <span>
          {t(title)}{' '}
          {paper !== undefined ? (
            <Link to="/papers/$id" params={{ id: paper }}>
              {name}
            </Link>
          ) : recording !== undefined ? (
            <Link to="/recordings/$id" params={{ id: recording }}>
              {name}
            </Link>
          ) : (
            name
          )}
          {source && <span className="muted small"> {t(deviceKinds[source])}</span>}
        </span>
        <span className="muted small">
          {by} · <Time at={at} />
        </span>
      </div>
      <div className="muted small" title={sha256}>
        {t(words.digest, { hash: sha256.slice(0, 16) })}
      </div>
    </li>
  )
}
