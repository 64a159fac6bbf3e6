import type { UnrecordedActivity } from '@liuhen/contract/activities'
import { beijing } from '@liuhen/core/kernel'
import { activityNames } from '@liuhen/core/vocabulary'
import { Link } from '@tanstack/react-router'
import { durationIn, useWords } from '../../words/index.ts'
import { By, joined, minuteOf, Task } from './tasks.tsx'
import { words } from './words.ts'

/** 应录未录: how much of what is missing, by which article, and the way to saying why or looking into it. */
export function UnrecordedTask({ row, missing, message, explained, act, citations }: UnrecordedActivity) {
  const { t, language } = useWords()
  const people = [row.officer, ...row.colleagues].map((one) => one.name).join('、')
  return (
    <Task
      tone="zhu"
      due={t(words.unrecordedDue, { long: durationIn(missing, language) })}
      since={beijing(row.start).slice(0, 10)}
      title={row.ownKind ?? t(activityNames[row.activity])}
      subject={joined([people, row.place])}
      detail={
        <>
          {joined([
            `${minuteOf(row.start)}${row.end ? ` – ${beijing(row.end).slice(11, 16)}` : ''}`,
            row.unit.name,
            explained ? t(words.explainedLacks) : t(message),
          ])}
          <By citations={citations} />
        </>
      }
      act={
        <Link
          className={act === 'explain' ? 'button primary' : 'button'}
          to="/activities/$id"
          params={{ id: row.id }}
          hash={act === 'explain' ? 'to-do' : 'review'}
        >
          {t(act === 'explain' ? words.explain : words.review)}
        </Link>
      }
    />
  )
}
