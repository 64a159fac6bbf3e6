import type { QuestionView } from '@liuhen/contract/disclosures'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/index.ts'
import { Action, Confirm, Tag, Time } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** What people ask of what is public: open until whoever was named has answered. */
export function Questions({ questions }: { readonly questions: readonly QuestionView[] }) {
  const { t } = useWords()
  return (
    <section className="sheet" aria-label={t(words.questions)}>
      <h2 className="group">
        {t(words.questions)} <span>{questions.filter((one) => !one.answered).length}</span>
      </h2>
      {questions.length === 0 && <p className="muted small lead-in">{t(words.noQuestions)}</p>}
      {questions.map((one) => (
        <Question key={one.id} question={one} />
      ))}
    </section>
  )
}

function Question({ question: one }: { readonly question: QuestionView }) {
  const { t } = useWords()
  const [answering, setAnswering] = useState(false)
  const act = useAct('answerDisclosureQuestion', {
    stale: ['listDisclosures', 'workbench'],
    done: () => setAnswering(false),
  })
  return (
    <div className="task">
      <div className="due">
        {t(words[one.sort])}
        <small>
          <Time at={one.asked.at} to="day" />
        </small>
      </div>
      <div className="task-text">
        <Link to="/disclosures/$id" params={{ id: one.publication.id }}>
          {one.publication.title}
        </Link>{' '}
        {one.answered ? (
          <Tag tone="qing">{t(words.answered)}</Tag>
        ) : (
          <Tag tone="zhe">{t(words.assigned, one.assigned)}</Tag>
        )}
        <div>
          {one.from}：{one.words}
        </div>
        {one.answered && (
          <div className="small">
            {one.answered.by}：{one.answered.words}
          </div>
        )}
      </div>
      {!one.answered && (
        <Action
          kind="primary"
          why={one.mine ? undefined : t(words.assigned, one.assigned)}
          onAct={() => setAnswering(true)}
        >
          {t(words.answer)}
        </Action>
      )}
      {answering && (
        <Confirm
          title={`${t(words.answer)}：${one.words.slice(0, 40)}`}
          act={t(words.answer)}
          busy={act.isPending}
          error={act.error}
          reasonLabel={t(words.answer)}
          onClose={() => setAnswering(false)}
          onConfirm={(said) => act.mutate({ params: { id: one.id }, body: { words: said } })}
        />
      )}
    </div>
  )
}
