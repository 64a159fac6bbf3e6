import { type Box, proposedBoxes, type ProposedBox } from '@liuhen/core/redactions'
import { useEffect, useRef, useState } from 'react'
import { Action } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

export interface ProposalsProps {
  readonly source: string
  readonly length: number
  readonly proposed: readonly ProposedBox[]
  readonly onPropose: (proposed: readonly ProposedBox[]) => void
  readonly onAccept: (boxes: readonly Box[]) => void
  readonly onSeek: (from: number) => void
}

/** Faces as a model proposes them: nothing of it is drawn before a person takes it over, one by one or all together. */
export function Proposals({ source, length, proposed, onPropose, onAccept, onSeek }: ProposalsProps) {
  const { t } = useWords()
  const [share, setShare] = useState<number>()
  const [ended, setEnded] = useState<'none' | 'failed'>()
  const looking = useRef<AbortController>(undefined)
  useEffect(() => () => looking.current?.abort(), [])
  const look = async (): Promise<void> => {
    const off = new AbortController()
    looking.current = off
    setEnded(undefined)
    setShare(0)
    try {
      const { facesIn, STEP } = await import('./faces.ts')
      const found = proposedBoxes(await facesIn(source, length, setShare, off.signal), STEP, length)
      onPropose(found)
      if (found.length === 0) setEnded('none')
    } catch {
      if (!off.signal.aborted) setEnded('failed')
    } finally {
      setShare(undefined)
    }
  }
  const note = t(words.byModel)
  const accepted = ({ score: _score, ...box }: ProposedBox): Box => ({ ...box, reason: 'privacy', note })
  return (
    <div className="redact-proposals" role="group" aria-label={t(words.proposals)}>
      <p className="small muted">{t(words.missed)}</p>
      {share === undefined ? (
        <Action onAct={() => void look()}>{t(words.propose)}</Action>
      ) : (
        <div className="row" role="status">
          <span className="small">{t(words.lookingAt, { share: Math.round(share * 100) })}</span>
          <Action kind="plain" onAct={() => looking.current?.abort()}>
            {t(words.callOff)}
          </Action>
        </div>
      )}
      {ended && (
        <p className="small" role="status">
          {t(ended === 'none' ? words.noneSeen : words.lookFailed)}
        </p>
      )}
      {proposed.length > 0 && (
        <>
          <div className="row">
            <b className="small">{t(words.proposedCount, { n: proposed.length })}</b>
            <Action
              onAct={() => {
                onAccept(proposed.map(accepted))
                onPropose([])
              }}
            >
              {t(words.acceptAll)}
            </Action>
            <Action kind="plain" onAct={() => onPropose([])}>
              {t(words.dismissAll)}
            </Action>
          </div>
          <ol className="redact-parts">
            {proposed.map((one, at) => {
              const rest = proposed.filter((_, i) => i !== at)
              return (
                // Their place in the list is their name.
                <li key={at} className="row between">
                  <button type="button" className="button plain small" onClick={() => onSeek(one.from)}>
                    {t(words.proposedAt, { from: (one.from / 1000).toFixed(1), to: (one.to / 1000).toFixed(1) })}
                  </button>
                  <span className="row">
                    <Action
                      onAct={() => {
                        onAccept([accepted(one)])
                        onPropose(rest)
                      }}
                    >
                      {t(words.accept)}
                    </Action>
                    <Action kind="plain" onAct={() => onPropose(rest)}>
                      {t(words.dismiss)}
                    </Action>
                  </span>
                </li>
              )
            })}
          </ol>
        </>
      )}
    </div>
  )
}
