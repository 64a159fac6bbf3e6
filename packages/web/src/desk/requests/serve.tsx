import '../recordings/player.css'
import type { RequestView } from '@liuhen/contract/requests'
import { pathOf, table } from '@liuhen/contract'
import { useEffect, useState } from 'react'
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
        <div className="serve" style={{ position: 'relative', overflow: 'hidden' }}>
          <video
            src={source}
            controls
            controlsList="nodownload noremoteplayback"
            disablePictureInPicture
            playsInline
            style={{ width: '100%', maxHeight: '60vh', background: '#000' }}
            aria-label={t(words.serve)}
            onError={() => setFailed(true)}
          />
          <Watermark name={name} />
        </div>
      )}
    </Dialog>
  )
}
