import type { Sha256 } from '@liuhen/core/kernel'
import { useState } from 'react'
import { useAct } from '../../api/index.ts'
import {
  AreaField,
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
import { digest as digestOf } from '../intake/digest.ts'
import { words } from './words.ts'

/** Reports a copy that was found outside: by the serial number that a trace told, or by the file itself. */
export function LeakForm({ onClose }: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft('leak', t(words.leak))
  const [serial, setSerial] = useDrafted(kept, 'serial', '')
  const [file, setFile] = useState<File>()
  const [reading, setReading] = useState(false)
  const [unreadable, setUnreadable] = useState<unknown>()
  const [description, setDescription] = useDrafted(kept, 'description', '')
  const [report, setReport] = useDrafted(kept, 'report', '')
  const act = useAct('reportLeak', {
    stale: ['listLiabilities', 'workbench'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const isKnown = serial.trim() !== '' || file !== undefined
  const why = !isKnown ? t(words.whichCopy) : description.trim().length < 2 ? say('fillIn') : undefined
  const send = () => {
    if (why !== undefined || reading) return
    setReading(true)
    setUnreadable(undefined)
    const read = file ? digestOf(file, () => undefined, new AbortController().signal) : Promise.resolve(undefined)
    read.then(tell, setUnreadable).finally(() => setReading(false))
  }
  const tell = (digest: Sha256 | undefined) =>
    act.mutate({
      body: {
        description,
        ...(serial.trim() !== '' && { handOutNumber: serial.trim() }),
        ...(digest !== undefined && { digest }),
        ...(report.trim().length > 1 && { report: report.trim() }),
      },
    })
  return (
    <FormDialog
      title={t(words.leak)}
      act={t(words.leak)}
      onClose={onClose}
      busy={act.isPending || reading}
      why={why}
      onSubmit={send}
    >
      <Restored draft={kept} />
      <p className="muted small">{t(words.leakHint)}</p>
      <TextField
        label={t(words.serial)}
        value={serial}
        onValue={setSerial}
        maxLength={60}
        wrong={problem('handOutNumber')}
      />
      <FileField
        label={t(words.foundFile)}
        hint={t(words.foundFileHint)}
        accept="*/*"
        fileName={file?.name}
        onFile={setFile}
      />
      <AreaField
        label={t(words.description)}
        value={description}
        onValue={setDescription}
        maxLength={2000}
        wrong={problem('description')}
      />
      <TextField label={t(words.where)} value={report} onValue={setReport} maxLength={500} wrong={problem('report')} />
      {unreadable !== undefined && <p className="zhu small">{t(words.unreadable)}</p>}
      <ProblemNote error={act.error} except={['handOutNumber', 'description', 'report']} />
    </FormDialog>
  )
}
