import { acts } from '@liuhen/core/procedure'
import { Link } from '@tanstack/react-router'
import { useMay, useReply } from '../../api/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** From a recording to the acts of cases it is tied to; nothing where it is tied to none. */
export function CasesOfRecording({ recording }: { readonly recording: string }) {
  const { t } = useWords()
  const may = useMay()
  const reply = useReply('casesOfRecording', { params: { id: recording } }, { when: may('casesOfRecording') })
  if (reply.data === undefined || reply.data.length === 0) return null
  return (
    <section className="sheet pad" aria-label={t(words.recordingCases)}>
      <h3>{t(words.recordingCases)}</h3>
      {reply.data.map((one) => (
        <div className="told" key={`${one.id} ${one.act} ${one.on}`}>
          <Link to="/cases/$id" params={{ id: one.id }}>
            {one.title}
          </Link>
          <div className="muted small">
            {t(acts[one.act].name)} · {one.on}
          </div>
        </div>
      ))}
    </section>
  )
}
