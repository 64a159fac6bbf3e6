import type { DrawnCase, DrawRow } from '@liuhen/contract/supervision'
import { dayOf, instantOf } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useMay, useReply } from '../../api/index.ts'
import {
  Action,
  AreaField,
  DateField,
  FormDialog,
  ProblemNote,
  Restored,
  Tag,
  TextField,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Heading } from './frame.tsx'
import { ArticleField } from './article-field.tsx'
import { words } from './words.ts'

/** 案卷评查: the cases that were drawn, each to be read and scored. */
export function DrawnCases({ draw, cases }: { readonly draw: DrawRow; readonly cases: readonly DrawnCase[] }) {
  const { t } = useWords()
  const may = useMay()
  const [open, setOpen] = useState<DrawnCase>()
  if (!draw.drawn) return null
  return (
    <section className="sheet">
      <Heading>{t(words.sampleOf, { n: cases.length, m: draw.reviewed })}</Heading>
      {cases.map((one, at) => (
        <div className="task" key={one.case}>
          <div className="due">
            {at + 1}
            <small>{one.review && t(words.scored, { n: one.review.score })}</small>
          </div>
          <div className="task-text">
            <Link to="/cases/$id" params={{ id: one.case }}>
              <b>{one.title}</b>
            </Link>{' '}
            {one.review && <Tag tone={one.review.findings.length > 0 ? 'zhe' : 'qing'}>{t(words.reviewed)}</Tag>}
            <div className="muted small">
              {one.unit.name} {one.review && <>· {one.review.by}</>}{' '}
              {one.review?.own && (
                <>
                  ·{' '}
                  {t(one.review.own.band === 'failed' ? words.reckonedFails : words.reckonedAt, {
                    n: one.review.own.score,
                  })}
                </>
              )}{' '}
              {one.review?.sheet !== undefined && (
                <Link to="/supervision/sheets/$id" params={{ id: one.review.sheet }}>
                  {t(words.itsSheet)}
                </Link>
              )}
            </div>
          </div>
          {may('handInScoreSheet') && !one.own && (
            <Link to="/cases/$id/sheet" params={{ id: one.case }} search={{ draw: draw.id }}>
              {t(words.scoreItems)}
            </Link>
          )}
          {may('reviewCase') && !one.review && (
            <Action
              why={one.own ? t(words.ownCase) : one.read ? undefined : t(words.readFirst)}
              onAct={() => setOpen(one)}
            >
              {t(words.scoreIt)}
            </Action>
          )}
        </div>
      ))}
      {open && <ScoreDialog draw={draw.id} of={open} onClose={() => setOpen(undefined)} />}
    </section>
  )
}

interface Scoring {
  readonly draw: string
  readonly of: DrawnCase
  readonly onClose: () => void
}

function ScoreDialog({ draw, of, onClose }: Scoring) {
  const { t } = useWords()
  const kept = useDraft(`draw-case ${draw} ${of.case}`, t(words.scoreIt))
  const [standard, setStandard] = useDrafted(kept, 'standard', '')
  const [score, setScore] = useDrafted(kept, 'score', '')
  const [said, setSaid] = useDrafted(kept, 'said', '')
  const [article, setArticle] = useDrafted(kept, 'article', '')
  const [due, setDue] = useDrafted<string>(kept, 'due', dayOf(instantOf(Date.now())))
  const articles = useReply('scoringArticles')
  const act = useAct('reviewCase', {
    stale: ['showDraw', 'listDraws', 'listChecks', 'listFindings', 'workbench'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  // Nobody gave a score that nobody typed.
  const points = /^\d{1,3}$/.test(score.trim()) ? 100 - Number(score) : 100
  const proposed = articles.data?.find((one) => one.label === 'file')?.citations ?? []
  const submit = () =>
    act.mutate({
      params: { id: draw, case: of.case },
      body: {
        standard,
        score: 100 - points,
        ...(said.trim().length > 1 && { words: said.trim() }),
        findings: points > 0 ? [{ what: said.trim(), article, points, due: due as never }] : [],
      },
    })
  return (
    <FormDialog
      title={`${t(words.scoreIt)}：${of.title}`}
      act={t(words.scoreIt)}
      busy={act.isPending}
      onClose={onClose}
      onSubmit={submit}
    >
      <Restored draft={kept} />
      <div className="pair">
        <TextField
          label={t(words.standard)}
          value={standard}
          onValue={setStandard}
          maxLength={200}
          wrong={problem('standard')}
          required
        />
        <TextField
          label={t(words.score)}
          value={score}
          onValue={setScore}
          inputMode="numeric"
          wrong={problem('score')}
          required
        />
      </div>
      <AreaField
        label={t(points > 0 ? words.problem : words.words)}
        value={said}
        onValue={setSaid}
        maxLength={2000}
        wrong={problem('findings') ?? problem('words')}
      />
      {points > 0 && (
        <div className="pair">
          <ArticleField of={proposed} value={article} onValue={setArticle} />
          <DateField label={t(words.due)} value={due} onValue={setDue} />
        </div>
      )}
      <ProblemNote error={act.error} except={['standard', 'score', 'findings']} />
    </FormDialog>
  )
}
