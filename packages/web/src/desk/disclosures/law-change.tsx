import { useState } from 'react'
import type { CalendarDate } from '@liuhen/core/kernel'
import { useAct } from '../../api/index.ts'
import {
  AreaField,
  DateField,
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

/** A law comes into force or is repealed: whatever cites it is to follow. */
export function LawChange({ onClose }: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft('disclosure law', t(words.law))
  const [law, setLaw] = useDrafted(kept, 'law', '')
  const [since, setSince] = useDrafted(kept, 'since', '')
  const [what, setWhat] = useDrafted(kept, 'what', '')
  const [pressed, setPressed] = useState(false)
  const act = useAct('noteLawChange', {
    stale: ['listDisclosures', 'workbench'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const empty = (value: string): string | undefined => (pressed && value.trim() === '' ? say('fillIn') : undefined)
  return (
    <FormDialog
      title={t(words.law)}
      onClose={onClose}
      busy={act.isPending}
      onSubmit={() => {
        setPressed(true)
        if ([law, since, what].some((one) => one.trim() === '')) return
        act.mutate({ body: { law, since: since as CalendarDate, what } })
      }}
    >
      <Restored draft={kept} />
      <TextField label={t(words.lawName)} value={law} onValue={setLaw} wrong={problem('law') ?? empty(law)} />
      <DateField label={t(words.lawSince)} value={since} onValue={setSince} wrong={problem('since') ?? empty(since)} />
      <AreaField label={t(words.lawWhat)} value={what} onValue={setWhat} wrong={problem('what') ?? empty(what)} />
      <ProblemNote error={act.error} except={['law', 'since', 'what']} />
    </FormDialog>
  )
}
