import type { DisclosureTask } from '@liuhen/contract/disclosures'
import { Link } from '@tanstack/react-router'
import { Cited, Empty, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { taskNames, words } from './words.ts'

/** What is to be done, what ends first standing first, each with its article and the way to it. */
export function Tasks({ tasks }: { readonly tasks: readonly DisclosureTask[] }) {
  const { t } = useWords()
  return (
    <section className="sheet" aria-label={t(words.tasks)}>
      <h2 className="group">
        {t(words.tasks)} <span>{tasks.length}</span>
      </h2>
      {tasks.length === 0 && <Empty title={t(words.noTasks)}>{t(words.noTasksHint)}</Empty>}
      {tasks.map((one, at) => (
        <Task key={`${one.publication ?? one.title} ${one.kind} ${at}`} task={one} />
      ))}
    </section>
  )
}

export function Task({ task }: { readonly task: DisclosureTask }) {
  const { t } = useWords()
  const { kind, last, overdue, title, why, department, citations, mine, publication } = task
  return (
    <div className="task">
      <div className={overdue ? 'due zhu' : 'due'}>
        {overdue ? t(words.overdue) : t(taskNames[kind])}
        <small>{last === undefined ? t(words.noTerm) : t(words.until, { day: last })}</small>
      </div>
      <div className="task-text">
        <b>{title}</b> <Tag tone={mine ? 'act' : undefined}>{t(taskNames[kind])}</Tag>
        <div>{t(why)}</div>
        <div className="muted small">
          {department !== undefined && <>{department} · </>}
          <Cited citations={citations} />
        </div>
      </div>
      {publication !== undefined && (
        <Link className={mine ? 'button primary' : 'button'} to="/disclosures/$id" params={{ id: publication }}>
          {t(words.open)}
        </Link>
      )}
    </div>
  )
}
