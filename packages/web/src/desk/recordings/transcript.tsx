import { pathOf, table } from '@liuhen/contract'
import type { RecordingView } from '@liuhen/contract/recordings'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useMay } from '../../api/index.ts'
import { Action, AreaField, ProblemNote, useDraft, useDrafted } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'

const own = {
  title: text('文字稿和遮挡', 'Transcript and redaction'),
  none: text(
    '还没有写文字稿；录音刻盘以前必须有。',
    'Nothing is written down yet; a sound recording needs it before it goes on a disc.',
  ),
  read: text('看文字稿', 'Read it'),
  write: text('写文字稿', 'Write the transcript'),
  anew: text('重写', 'Write it anew'),
  words: text('说了什么', 'What is said'),
  hint: text(
    '写明谁说了什么。署名并记入流水，随证据包和光盘一起给出；重写的另存一份，原来的也在。',
    'Who said what. It is signed, journalled, and goes along with packages and discs; writing it anew keeps what was before.',
  ),
  save: text('保存文字稿', 'Keep it'),
  redact: text('画遮挡', 'Redact'),
} as const

/** 文字稿: what is said in a recording, written down by a person; and the way to its redaction. */
export function Transcript({ view }: { readonly view: RecordingView }) {
  const { t, say } = useWords()
  const may = useMay()
  const kept = useDraft(`transcript ${view.id}`, t(own.write))
  const [writing, setWriting] = useDrafted<string | undefined>(kept, 'writing', undefined)
  const [read, setRead] = useState<string>()
  const stop = () => {
    setWriting(undefined)
    kept.forget()
  }
  const act = useAct('writeTranscript', { stale: ['showRecording'], done: stop })
  const isThere = view.derivatives.some((one) => one.kind === 'transcript')
  const fetchIt = async (): Promise<void> => {
    const reply = await fetch(pathOf(table.transcript, { id: view.id }), { credentials: 'same-origin' })
    setRead(await reply.text())
  }
  return (
    <section className="sheet pad">
      <h3>{t(own.title)}</h3>
      {!isThere && writing === undefined && <p className="muted small">{t(own.none)}</p>}
      {read !== undefined && isThere && <p className="said">{read}</p>}
      {writing === undefined ? (
        <div className="row">
          {isThere && <Action onAct={() => void fetchIt()}>{t(own.read)}</Action>}
          {may('writeTranscript') && <Action onAct={() => setWriting('')}>{t(isThere ? own.anew : own.write)}</Action>}
          {may('listRedactions') && (
            <Link className="button" to="/recordings/$id/redact" params={{ id: view.id }}>
              {t(own.redact)}
            </Link>
          )}
        </div>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (writing.trim().length >= 2) act.mutate({ params: { id: view.id }, body: { text: writing.trim() } })
          }}
        >
          <AreaField label={t(own.words)} hint={t(own.hint)} value={writing} onValue={setWriting} autoFocus rows={8} />
          <ProblemNote error={act.error} />
          <div className="row">
            <Action kind="primary" submit busy={act.isPending}>
              {t(own.save)}
            </Action>
            <Action onAct={stop}>{say('cancel')}</Action>
          </div>
        </form>
      )}
    </section>
  )
}
