import './seals.css'
import type { PaperView } from '@liuhen/contract/papers'
import type { SealedCopyView } from '@liuhen/contract/seals'
import { beijing, type Instant } from '@liuhen/core/kernel'
import { useState } from 'react'
import { inBase64, useAct, useReply } from '../../api/index.ts'
import { Action, Await, Digest, FileField, FormDialog, ProblemNote, Tag, useFieldProblems } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { unknownNames, verdictNames, verdictTones, words } from './words.ts'

/** As many bytes as the server takes at once. */
const MOST = 32 * 1024 * 1024
const day = (at: Instant): string => beijing(at).slice(0, 10)

/** The copies of a fixed paper that a seal service has sealed, and what can be said of their seals. */
export function SealedCopies({ view }: { readonly view: PaperView }) {
  const { t } = useWords()
  const { id, stands } = view.row
  const reply = useReply('listSealedCopies', { params: { id } })
  const [taking, setTaking] = useState(false)
  return (
    <section className="sheet pad" aria-label={t(words.title)}>
      <h3>{t(words.title)}</h3>
      <Await reply={reply}>
        {(copies) => (
          <>
            {copies.length === 0 && <p className="muted small">{t(words.none)}</p>}
            {copies.map((one) => (
              <SealedCopy key={one.id} copy={one} />
            ))}
          </>
        )}
      </Await>
      {view.writes && stands !== 'void' && <Action onAct={() => setTaking(true)}>{t(words.take)}</Action>}
      {taking && <TakeBack paper={id} onClose={() => setTaking(false)} />}
    </section>
  )
}

function SealedCopy({ copy }: { readonly copy: SealedCopyView }) {
  const { t } = useWords()
  return (
    <div className="stack">
      <p>
        <a href={`/api/sealed-copies/${copy.id}/file`} target="_blank" rel="noreferrer">
          {t(words.fetch)}
        </a>{' '}
        <span className="muted small">
          {copy.format.toUpperCase()} · {t(words.kept, { by: copy.by, at: beijing(copy.at).slice(0, 16) })}
        </span>
      </p>
      <ul className="seals">
        {copy.seals.map(({ verdict, unknown, certificate, claimed }) => (
          <li key={`${verdict} ${certificate?.serial} ${claimed}`} className="small">
            <Tag tone={verdictTones[verdict]}>{t(verdictNames[verdict])}</Tag>
            {unknown && <span> {t(unknownNames[unknown])}</span>}
            {certificate && (
              <div>
                {t(words.holder, { subject: certificate.subject })}
                <br />
                {t(words.issuer, { issuer: certificate.issuer })}，
                {t(words.valid, { from: day(certificate.from), to: day(certificate.to) })}
              </div>
            )}
            {claimed && <div className="muted">{t(words.claimed, { at: beijing(claimed).slice(0, 16) })}</div>}
            {claimed && claimed > copy.at && <div className="zhu">{t(words.claimedLater)}</div>}
            {claimed && certificate && (claimed < certificate.from || claimed > certificate.to) && (
              <div className="zhu">{t(words.notInForce)}</div>
            )}
          </li>
        ))}
      </ul>
      <Digest hex={copy.sha256} short />
    </div>
  )
}

function TakeBack({ paper, onClose }: { readonly paper: string; readonly onClose: () => void }) {
  const { t, say } = useWords()
  // A file is chosen anew: a browser keeps none.
  const [file, setFile] = useState<File>()
  const [pressed, setPressed] = useState(false)
  const act = useAct('keepSealedCopy', { stale: ['listSealedCopies'], done: onClose })
  const problem = useFieldProblems(act.error)
  const tooLarge = file !== undefined && file.size > MOST
  const send = async () => {
    setPressed(true)
    if (!file || tooLarge || act.isPending) return
    act.mutate({ params: { id: paper }, body: { file: await inBase64(file) } })
  }
  return (
    <FormDialog
      title={t(words.take)}
      act={t(words.take)}
      busy={act.isPending}
      onSubmit={() => void send()}
      onClose={onClose}
    >
      <FileField
        label={t(words.file)}
        hint={t(words.fileHint)}
        accept=".pdf,.ofd,application/pdf,application/ofd"
        fileName={file?.name}
        wrong={problem('file') ?? (tooLarge ? t(words.tooLarge) : pressed && !file ? say('fillIn') : undefined)}
        onFile={setFile}
      />
      <ProblemNote error={act.error} except={['file']} />
    </FormDialog>
  )
}
