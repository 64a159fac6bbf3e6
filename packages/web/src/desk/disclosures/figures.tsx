import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useReply } from '../../api/index.ts'
import { Await } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** Figures of a year, each with the cases it counts. */
export function Figures() {
  const { t } = useWords()
  const [year, setYear] = useState(new Date().getFullYear())
  const reply = useReply('disclosureFigures', { params: { year } }, { keep: true })
  return (
    <section className="sheet pad" aria-label={t(words.figures)}>
      <h3>
        {t(words.figures)} {year}
      </h3>
      <div className="row">
        <button type="button" className="button" onClick={() => setYear(year - 1)}>
          ← {year - 1}
        </button>
        <button type="button" className="button" onClick={() => setYear(year + 1)}>
          {year + 1} →
        </button>
      </div>
      <Await reply={reply}>
        {({ figures }) => (
          <>
            {figures.map((one) => (
              <details key={one.figure}>
                <summary>
                  {t(one.name)} <b>{one.value.toLocaleString('zh-CN')}</b>
                </summary>
                <ul className="small">
                  {one.rows.map((row, at) => (
                    <li key={`${row.case} ${at}`}>
                      <Link to="/cases/$id" params={{ id: row.case }}>
                        {row.title}
                      </Link>{' '}
                      {row.on} {row.amount}
                    </li>
                  ))}
                </ul>
              </details>
            ))}
          </>
        )}
      </Await>
    </section>
  )
}
