import { beijing } from '@liuhen/core/kernel'
import { acts } from '@liuhen/core/procedure'
import { Link } from '@tanstack/react-router'
import { useMay, useReply } from '../../api/index.ts'
import { useWords } from '../../words/index.ts'
import { By, Task, TaskGroup } from './tasks.tsx'
import { words } from './words.ts'

/** How many of them the workbench shows. */
const SHOWN = 5

/** 待我签署: acts of cases that wait for the viewer's signature. */
export function ToSign() {
  const { t } = useWords()
  const may = useMay()
  const reply = useReply('listApprovals', undefined, { when: may('signApproval'), every: 60_000 })
  const mine = reply.data?.mine ?? []
  if (mine.length === 0) return null
  return (
    <section className="sheet" aria-label={t(words.toSign)}>
      <TaskGroup
        title={t(words.toSign)}
        shown={Math.min(SHOWN, mine.length)}
        count={mine.length}
        all={<Link to="/approvals">{t(words.allOfThem, { n: mine.length })}</Link>}
      >
        {mine.slice(0, SHOWN).map((one) => (
          <Task
            key={one.id}
            due={t(words.toSignDue)}
            since={beijing(one.asked.at).slice(5, 16)}
            title={t(acts[one.act].name)}
            subject={one.case.title}
            detail={
              <>
                {t(words.toSignBy, { by: one.asked.by })}
                <By citations={one.citations} />
              </>
            }
            act={
              <Link className="button primary" to="/approvals" hash={one.id}>
                {t(words.toSignRead)}
              </Link>
            }
          />
        ))}
      </TaskGroup>
    </section>
  )
}
