import '../workbench/workbench.css'
import { Link } from '@tanstack/react-router'
import { useMay, useReply } from '../../api/index.ts'
import { Await } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { SheetLine } from './list.tsx'
import { words } from './words.ts'

/** The sheets that were handed in of a case, and the way to another. */
export function SheetsOfCase({ caseId }: { readonly caseId: string }) {
  const { t } = useWords()
  const may = useMay()
  const reply = useReply('scoreSheetsOfCase', { params: { id: caseId } })
  return (
    <section className="sheet" id="score-sheets" aria-label={t(words.sheets)}>
      <h2 className="group">
        <span>{t(words.sheets)}</span>
        {may('handInScoreSheet') && (
          <Link to="/cases/$id/sheet" params={{ id: caseId }}>
            {t(words.fill)}
          </Link>
        )}
      </h2>
      <Await reply={reply}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="muted small lead-in">{t(words.noneOfCase)}</p>
          ) : (
            rows.map((one) => <SheetLine key={one.id} {...one} />)
          )
        }
      </Await>
    </section>
  )
}
