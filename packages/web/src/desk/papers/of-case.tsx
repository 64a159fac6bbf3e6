import type { CalledFor, PaperRow } from '@liuhen/contract/papers'
import { Link, useNavigate } from '@tanstack/react-router'
import { freshId, useAct, useReply } from '../../api/index.ts'
import { Action, Await, Cited, ProblemNote, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import './papers.css'
import { standsNames, standsTones, words } from './words.ts'

/** The papers of a case: those that are there, with what each lacks, and those that the procedure calls for. */
export function PapersOfCase({ caseId }: { readonly caseId: string }) {
  const { t } = useWords()
  const reply = useReply('listPapers', { params: { id: caseId } })
  return (
    <section className="sheet" aria-label={t(words.papers)}>
      <Await reply={reply}>
        {({ papers, calledFor, silent, writes }) => {
          const wanted = calledFor.filter((one) => one.papers.length === 0)
          return (
            <>
              <h2 className="group">
                {t(words.papers)} <span>{papers.length}</span>
              </h2>
              {papers.length === 0 && wanted.length === 0 && <p className="muted lead-in">{t(words.none)}</p>}
              <ul className="papers">
                {papers.map((one) => (
                  <PaperLine key={one.id} row={one} />
                ))}
              </ul>
              {wanted.length > 0 && (
                <details open={writes && papers.length === 0}>
                  <summary className="group">
                    {t(words.calledFor)} <span>{wanted.length}</span>
                  </summary>
                  {silent.length > 0 && wanted.some((one) => one.byDefault) && (
                    <p className="muted small lead-in">
                      {t(words.silent, { packs: silent.map((one) => `《${t(one)}》`).join('') })}
                    </p>
                  )}
                  <ul className="papers">
                    {wanted.map((one) => (
                      <Wanted
                        key={`${one.rule} ${one.measure?.id ?? ''}`}
                        caseId={caseId}
                        called={one}
                        writes={writes}
                      />
                    ))}
                  </ul>
                </details>
              )}
            </>
          )
        }}
      </Await>
    </section>
  )
}

function PaperLine({ row }: { readonly row: PaperRow }) {
  const { t } = useWords()
  const { id, title, number, measure, stands, lacks, late } = row
  const left = (): string => {
    if (stands === 'draft') return lacks.length === 0 ? t(words.ready) : t(words.lacks, { n: lacks.length })
    if (stands === 'signing') return lacks.length === 0 ? t(words.toFinish) : t(words.empty, { n: lacks.length })
    return row.voided ?? ''
  }
  return (
    <li>
      <div className="row between">
        <Link to="/papers/$id" params={{ id }}>
          <b>{t(title)}</b>
        </Link>{' '}
        {measure && <span className="muted">{t(measure)}</span>}
        <span className="row">
          {number !== undefined && <span>{number}</span>}
          {late.length > 0 && <Tag tone="zhu">{t(words.late)}</Tag>}
          <Tag tone={standsTones[stands]}>{t(standsNames[stands])}</Tag>
        </span>
      </div>
      <details className="small muted">
        <summary>{left()}</summary>
        <ul>
          {[...late, ...lacks].map((one) => (
            <li key={`${one.code} ${one.message.zh}`}>
              {t(one.message)} <Cited citations={one.citations} />
            </li>
          ))}
        </ul>
      </details>
    </li>
  )
}

function Wanted({
  caseId,
  called,
  writes,
}: {
  readonly caseId: string
  readonly called: CalledFor
  readonly writes: boolean
}) {
  const { t } = useWords()
  const navigate = useNavigate()
  const act = useAct('beginPaper', {
    stale: ['listPapers'],
    done: ({ id }) => void navigate({ to: '/papers/$id', params: { id } }),
  })
  const begin = () =>
    act.mutate({
      params: { id: caseId },
      body: {
        rule: called.rule,
        key: freshId(),
        ...(called.measure && { about: called.measure.id }),
      },
    })
  return (
    <li>
      <div className="row between">
        <span>
          {t(called.title)} {called.measure && <span className="muted">{t(called.measure.title)}</span>}{' '}
          {called.done && <Tag>{t(words.forDone)}</Tag>} {called.byDefault && <Tag>{t(words.byLaw)}</Tag>}
        </span>
        {writes && (
          <Action onAct={begin} busy={act.isPending}>
            {t(words.begin)}
          </Action>
        )}
      </div>
      <div className="small muted">
        <Cited citations={called.citations} />
      </div>
      <ProblemNote error={act.error} />
    </li>
  )
}
