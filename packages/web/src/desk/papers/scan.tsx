import { useState } from 'react'
import { inBase64, useAct } from '../../api/index.ts'
import {
  FileField,
  FormDialog,
  ProblemNote,
  Restored,
  TextField,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { type Text, useWords } from '../../words/index.ts'
import { codeOf, upright } from './scan-code.ts'
import { type DialogProps, STALE, whoOf } from './signing-parts.ts'
import { words } from './words.ts'

const MEDIA = ['image/png', 'image/jpeg', 'application/pdf'] as const

/** What the browser found on a page: the code it read, and what is said of it. */
interface Found {
  readonly code?: string
  readonly said: Text
}

const TURNED: Readonly<Record<1 | 2 | 3, Text>> = {
  1: words.scanTurnedAside,
  2: words.scanTurnedOver,
  3: words.scanTurnedAside,
}

/** The page as it is handed in, upright, and what was read off it. */
async function looked(file: File): Promise<{ readonly file: File; readonly found: Found }> {
  if (!file.type.startsWith('image/')) return { file, found: { said: words.scanOfPdf } }
  try {
    const read = await codeOf(file)
    if (read === undefined) return { file, found: { said: words.scanUnread } }
    const { code, turned } = read
    if (turned === 0) return { file, found: { code, said: words.scanRead } }
    return { file: await upright(file, turned), found: { code, said: TURNED[turned] } }
  } catch {
    // No picture at all: the server says so when it is handed in.
    return { file, found: { said: words.scanUnread } }
  }
}

/** Signed on paper: the page comes in as a picture, under the code that it bears at its foot. */
export function Scan({ view, place, onClose }: DialogProps) {
  const { t, say } = useWords()
  const title = t(words.scanTitle, { who: whoOf(place), n: place.page })
  const kept = useDraft(`paper-scan ${view.row.id} ${place.slot} ${place.page}`, title)
  const [typed, setTyped] = useDrafted(kept, 'typed', { name: place.name ?? '', code: '' })
  // A file is chosen anew: a browser keeps none.
  const [file, setFile] = useState<File>()
  const [found, setFound] = useState<Found>()
  const [pressed, setPressed] = useState(false)
  const act = useAct('signPaper', {
    stale: [...STALE],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const media = MEDIA.find((one) => one === file?.type)
  const missing = (said: string) => (pressed && said.trim() === '' ? say('fillIn') : undefined)
  const choose = (chosen: File | undefined) => {
    setFile(chosen)
    setFound(undefined)
    if (chosen === undefined) return
    void looked(chosen).then(({ file: page, found: read }) => {
      setFile(page)
      setFound(read)
      const { code } = read
      if (code !== undefined) setTyped((before) => ({ ...before, code }))
    })
  }
  const send = async () => {
    setPressed(true)
    if (typed.name.trim() === '' || typed.code.trim() === '' || !file || !media || act.isPending) return
    const { slot, page } = place
    const [name, code] = [typed.name.trim(), typed.code.trim()]
    const body = { how: 'scan' as const, slot, page, name, code, media, file: await inBase64(file) }
    act.mutate({ params: { id: view.row.id }, body })
  }
  return (
    <FormDialog title={title} onClose={onClose} onSubmit={() => void send()} act={t(words.takeIn)} busy={act.isPending}>
      <Restored draft={kept} />
      <FileField
        label={t(words.scanFile)}
        accept={MEDIA.join(',')}
        fileName={file?.name}
        wrong={problem('file') ?? (pressed && !media ? say('fillIn') : undefined)}
        onFile={choose}
      />
      {found && (
        <p className="note" role="status">
          {t(found.said)}
        </p>
      )}
      <TextField
        label={t(words.scanCode)}
        hint={t(words.scanCodeHint)}
        value={typed.code}
        maxLength={60}
        wrong={problem('code') ?? missing(typed.code)}
        onValue={(code) => setTyped({ ...typed, code })}
      />
      <TextField
        label={t(words.signerName)}
        value={typed.name}
        maxLength={120}
        wrong={problem('name') ?? missing(typed.name)}
        onValue={(name) => setTyped({ ...typed, name })}
      />
      <ProblemNote error={act.error} except={['code', 'file', 'name']} />
    </FormDialog>
  )
}
