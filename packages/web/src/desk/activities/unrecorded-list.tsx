import '../workbench/workbench.css'
import { useReply } from '../../api/index.ts'
import { useWords } from '../../words/index.ts'
import { UnrecordedTask } from '../workbench/unrecorded.tsx'
import { words } from './words.ts'

/** All of what had to be recorded of late and was not, as the workbench begins to list and the menu counts it. */
export function UnrecordedList() {
  const { t } = useWords()
  const reply = useReply('unrecorded', undefined, { every: 60_000 })
  const { rows = [], from = '' } = reply.data ?? {}
  if (rows.length === 0) return null
  return (
    <details className="sheet unrecorded">
      <summary className="group">{t(words.unrecorded, { n: rows.length, day: from })}</summary>
      {rows.map((one) => (
        <UnrecordedTask key={one.row.id} {...one} />
      ))}
    </details>
  )
}
