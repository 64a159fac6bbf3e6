import type { VolumeView } from '@liuhen/contract/volumes'
import { CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { useState } from 'react'
import { freshId, useAct } from '../../api/index.ts'
import {
  AreaField,
  Choose,
  DateField,
  FileField,
  FormDialog,
  ProblemNote,
  Restored,
  TextField,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

const STALE = ['showVolume', 'scoreCase', 'listVolumes'] as const
const MOST = 20 * 1024 * 1024
const OTHER = 'other'

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let letters = ''
  for (let at = 0; at < bytes.length; at += 0x8000) letters += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(letters)
}

/** A PDF made elsewhere, stored as a paper of the file. The file itself is chosen anew after a reload; the rest is kept. */
export function FileDialog({ view, onClose }: { readonly view: VolumeView; readonly onClose: () => void }) {
  const { t } = useWords()
  const draft = useDraft(`file-material ${view.case.id}`, t(words.file))
  const wanted = view.fileable.find((one) => one.held < one.wanted)
  const [typed, setTyped] = useDrafted(draft, 'typed', () => ({
    rule: wanted?.rule ?? OTHER,
    about: '',
    title: wanted?.title.zh ?? '',
    number: '',
    author: '',
    paperAt: '',
    on: dayOf(instantOf(Date.now())) as string,
    key: freshId(),
  }))
  const [file, setFile] = useState<File>()
  const measures = view.fileable.find((one) => one.rule === typed.rule)?.measures ?? []
  const [blanks, setBlanks] = useState(false)
  const act = useAct('fileMaterial', {
    stale: STALE,
    done: () => {
      draft.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const isFit = file !== undefined && file.size <= MOST
  const on = CalendarDate.safeParse(typed.on).data
  const send = () => {
    if (!isFit || on === undefined || act.isPending) return
    const { rule, about, title, number, author, paperAt, key } = typed
    void base64Of(file).then((bytes) =>
      act.mutate({
        params: { id: view.case.id },
        body: {
          key,
          title: title.trim(),
          author: author.trim(),
          on,
          file: bytes,
          ...(blanks && { blanks: true as const }),
          ...(rule !== OTHER && { rule }),
          ...(measures.some((one) => one.id === about) && { about }),
          ...(number.trim() !== '' && { number: number.trim() }),
          ...(paperAt.trim() !== '' && { paperAt: paperAt.trim() }),
        },
      }),
    )
  }
  const options = [
    ...view.fileable
      .toSorted((a, b) => Number(b.held < b.wanted) - Number(a.held < a.wanted))
      .map((one) => ({ value: one.rule, label: t(one.title) })),
    { value: OTHER, label: t(words.otherPaper) },
  ]
  const choose = (rule: string | undefined) => {
    const found = view.fileable.find((one) => one.rule === rule)
    setTyped({ ...typed, rule: rule ?? OTHER, ...(found && { title: found.title.zh }) })
  }
  return (
    <FormDialog title={t(words.file)} onClose={onClose} onSubmit={send} act={t(words.file)} busy={act.isPending}>
      <Restored draft={draft} />
      <p className="muted small">{t(words.fileHint)}</p>
      <FileField
        label={t(words.chosenFile)}
        accept="application/pdf,.pdf"
        wrong={problem('file') ?? (file && !isFit ? t(words.fileWanted) : undefined)}
        onFile={(one) => (setFile(one), setBlanks(false))}
        fileName={file?.name}
        required
      />
      {(blanks || problem('blanks') !== undefined) && (
        <>
          <p className="zhe small">{problem('blanks')}</p>
          <label className="check">
            <input type="checkbox" checked={blanks} onChange={(event) => setBlanks(event.target.checked)} />{' '}
            {t(words.blanks)}
          </label>
        </>
      )}
      <Choose label={t(words.isPaper)} value={typed.rule} options={options} onValue={choose} />
      {measures.length > 0 && (
        <Choose
          label={t(words.ofMeasure)}
          value={typed.about}
          options={measures.map((one) => ({ value: one.id, label: t(one.title) }))}
          onValue={(about) => setTyped({ ...typed, about: about ?? '' })}
        />
      )}
      <TextField
        label={t(words.title)}
        value={typed.title}
        minLength={2}
        maxLength={120}
        wrong={problem('title')}
        onValue={(title) => setTyped({ ...typed, title })}
        required
      />
      <TextField
        label={t(words.number)}
        value={typed.number}
        maxLength={80}
        wrong={problem('number')}
        onValue={(number) => setTyped({ ...typed, number })}
      />
      <TextField
        label={t(words.author)}
        value={typed.author}
        maxLength={120}
        wrong={problem('author')}
        onValue={(author) => setTyped({ ...typed, author })}
        required
      />
      <TextField
        label={t(words.paperAt)}
        value={typed.paperAt}
        maxLength={120}
        wrong={problem('paperAt')}
        onValue={(paperAt) => setTyped({ ...typed, paperAt })}
      />
      <DateField
        label={t(words.on)}
        value={typed.on}
        wrong={problem('on')}
        onValue={(day) => setTyped({ ...typed, on: day })}
        required
      />
      <ProblemNote error={act.error} except={['file', 'blanks', 'title', 'number', 'author', 'paperAt', 'on']} />
    </FormDialog>
  )
}

export function ExplainDialog({
  caseId,
  of,
  onClose,
}: {
  readonly caseId: string
  readonly of: VolumeView['recordings'][number]
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const draft = useDraft(`prove ${caseId} ${of.recording}`, t(words.explain))
  const [typed, setTyped] = useDrafted(draft, 'typed', () => ({
    proves: of.proves ?? '',
    method: of.method ?? t(words.methodUsual),
  }))
  const act = useAct('proveByRecording', {
    stale: STALE,
    done: () => {
      draft.forget()
      onClose()
    },
  })
  const send = () => {
    const [proves, method] = [typed.proves.trim(), typed.method.trim()]
    if (act.isPending) return
    act.mutate({ params: { id: caseId, recording: of.recording }, body: { proves, method } })
  }
  return (
    <FormDialog title={of.fileName} onClose={onClose} onSubmit={send} act={say('save')} busy={act.isPending}>
      <Restored draft={draft} />
      <AreaField
        label={t(words.proves)}
        value={typed.proves}
        minLength={2}
        maxLength={2000}
        onValue={(proves) => setTyped({ ...typed, proves })}
        required
      />
      <TextField
        label={t(words.method)}
        value={typed.method}
        minLength={2}
        maxLength={2000}
        onValue={(method) => setTyped({ ...typed, method })}
        required
      />
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}

export function CauseDialog({
  caseId,
  cause,
  onClose,
}: {
  readonly caseId: string
  readonly cause: string
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const draft = useDraft(`cause ${caseId}`, t(words.nameCause))
  const [typed, setTyped] = useDrafted(draft, 'typed', cause)
  const act = useAct('nameCause', {
    stale: STALE,
    done: () => {
      draft.forget()
      onClose()
    },
  })
  const send = () => {
    if (!act.isPending) act.mutate({ params: { id: caseId }, body: { cause: typed.trim() } })
  }
  return (
    <FormDialog title={t(words.nameCause)} onClose={onClose} onSubmit={send} act={say('save')} busy={act.isPending}>
      <Restored draft={draft} />
      <TextField
        label={t(words.cause)}
        value={typed}
        hint={t(words.causeHint)}
        minLength={2}
        maxLength={120}
        onValue={setTyped}
        required
      />
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}

export function BindDialog({ view, onClose }: { readonly view: VolumeView; readonly onClose: () => void }) {
  const { t } = useWords()
  const draft = useDraft(`bind ${view.case.id}`, t(words.bind))
  const [typed, setTyped] = useDrafted(draft, 'typed', () => ({ note: '', important: '' }))
  const act = useAct('bindVolume', {
    stale: STALE,
    done: () => {
      draft.forget()
      onClose()
    },
  })
  const send = () => {
    if (act.isPending) return
    const [note, important] = [typed.note.trim(), typed.important.trim()]
    const body = { ...(note !== '' && { note }), ...(important.length > 1 && { important }) }
    act.mutate({ params: { id: view.case.id }, body })
  }
  return (
    <FormDialog title={t(words.bind)} onClose={onClose} onSubmit={send} act={t(words.bind)} busy={act.isPending}>
      <Restored draft={draft} />
      <p className="muted small">{t(words.bindHint)}</p>
      <AreaField
        label={t(words.note)}
        value={typed.note}
        maxLength={2000}
        onValue={(note) => setTyped({ ...typed, note })}
      />
      <TextField
        label={t(words.important)}
        value={typed.important}
        maxLength={500}
        onValue={(important) => setTyped({ ...typed, important })}
      />
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}
