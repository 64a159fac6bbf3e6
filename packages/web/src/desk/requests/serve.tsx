import '../recordings/player.css'
import type { RequestView, UseOfRecording } from '@liuhen/contract/requests'
import { pathOf, table } from '@liuhen/contract'
import { useEffect, useRef, useState } from 'react'
import { useReply } from '../../api/index.ts'
import { Action, Dialog } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Watermark } from '../recordings/watermark.tsx'
import { words } from './words.ts'

/** Shows one recording to whoever asked, at the counter: their name over the picture, their look in the register. */
export function Serve({
  request,
  recording,
  onClose,
}: {
  readonly request: RequestView
  readonly recording: string
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const [failed, setFailed] = useState(false)
  const [bare, setBare] = useState(false)
  const frame = useRef<HTMLDivElement>(null)
  const use = useReply('useOfRecording', { params: { id: recording }, query: { request: request.id } })
  const { data, refetch } = use
  useEffect(() => {
    if (failed) void refetch()
  }, [failed, refetch])
  const path =
    data?.masked === undefined
      ? pathOf(table.viewCopy, { id: recording })
      : pathOf(table.redactedCopy, { id: data.masked })
  const source = data && `${path}?request=${request.id}`
  const name = [request.outsider?.organisation, request.outsider?.name].filter(Boolean).join(' ')
  return (
    <Dialog title={t(words.serve)} onClose={onClose} wide footer={<Action onAct={onClose}>{say('close')}</Action>}>
      <p className="muted small">{t(words.serveHint)}</p>
      {data && !data.look.may ? (
        <div className="note" role="alert">
          {t(data.look.why)}
        </div>
      ) : (
        <>
          <div className="serve" ref={frame}>
            {source && !bare && (
              <Shown medium={data.medium} source={source} onError={() => setFailed(true)} label={t(words.serve)} />
            )}
            {bare ? <p role="alert">{t(words.unmarked)}</p> : <Watermark name={name} onGone={() => setBare(true)} />}
          </div>
          {data?.medium !== 'audio' && !bare && (
            <Action onAct={() => void frame.current?.requestFullscreen().catch(() => undefined)}>
              {t(words.whole)}
            </Action>
          )}
        </>
      )}
    </Dialog>
  )
}

interface ShownProps {
  readonly medium: UseOfRecording['medium']
  readonly source: string
  readonly label: string
  readonly onError: () => void
}

/** A film, a sound or a photograph as what it is. It goes full screen with its frame alone, so that the mark goes with it. */
function Shown({ medium, source, label, onError }: ShownProps) {
  if (medium === 'image') return <img src={source} alt={label} onError={onError} draggable={false} />
  if (medium === 'audio')
    return <audio src={source} controls controlsList="nodownload" aria-label={label} onError={onError} />
  return (
    <video
      src={source}
      controls
      controlsList="nodownload noremoteplayback nofullscreen"
      disablePictureInPicture
      playsInline
      aria-label={label}
      onError={onError}
    />
  )
}
