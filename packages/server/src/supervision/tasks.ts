import type { SupervisionTask } from '@liuhen/contract/supervision'
import { permits } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { dayOf, type Instant, text } from '@liuhen/core/kernel'
import { unreviewed } from '@liuhen/core/supervision'
import type { Book } from '../packs/index.ts'
import type { Db } from '../platform/database/index.ts'
import { findingsWaiting } from './findings.ts'
import { citationsOf, dutyNamed, fills, seesAll } from './here.ts'
import { plan } from './plan.ts'
import { postTasks } from './readiness.ts'
import { outsidePapers } from './told.ts'

/** What of supervision waits for this viewer, what is late first. */
export async function supervisionTasks(db: Db, book: Book, viewer: Viewer, now: Instant): Promise<SupervisionTask[]> {
  const today = dayOf(now)
  const [owed, waiting, draws, papers, posts] = await Promise.all([
    permits(viewer.roles, 'supervisionPlan') ? plan(db, book, viewer, now) : [],
    permits(viewer.roles, 'listFindings') ? findingsWaiting(db, book, viewer, now) : [],
    permits(viewer.roles, 'reviewItem') ? openDraws(db, book, viewer, now) : [],
    permits(viewer.roles, 'answerOutsidePaper') ? outsidePapers(db, book, viewer, now) : [],
    permits(viewer.roles, 'fillPost') ? postTasks(db, book, viewer, now) : [],
  ])
  const tasks: SupervisionTask[] = [
    ...owed
      .filter((one) => one.yours && (one.stands === 'overdue' || (one.stands === 'running' && one.lastDay === today)))
      .map(({ what, unit, firstDay, lastDay, stands, circulates, citations }): SupervisionTask => {
        const days = firstDay === lastDay ? (lastDay ?? '') : `${firstDay}–${lastDay}`
        return {
          kind: circulates ? 'circular' : 'check',
          title: text(
            `${unit ? `${unit.name} · ` : ''}${what.zh}（${days}）`,
            `${unit ? `${unit.name}: ` : ''}${what.en} (${days})`,
          ),
          ...(lastDay && { due: lastDay }),
          overdue: stands === 'overdue',
          to: circulates ? '/supervision/circulars' : '/supervision',
          citations,
        }
      }),
    ...waiting.map(({ may, what, unit, due, overdue, citation }): SupervisionTask => {
      const kind = may.includes('answer') ? 'answer-appeal' : may.includes('recheck') ? 'recheck' : 'rectify'
      return {
        kind,
        title: text(`${unit.name} · ${what}`, `${unit.name}: ${what}`),
        due,
        overdue,
        to: '/supervision/findings',
        citations: [citation],
      }
    }),
    ...draws,
    ...posts,
    ...papers
      .filter((one) => one.owner.id === viewer.person && (one.stands === 'open' || one.stands === 'overdue'))
      .map(({ title, from, due, stands, citations }): SupervisionTask => ({
        kind: 'outside-paper',
        title: text(`${from}《${title}》`, `${from}: ${title}`),
        due,
        overdue: stands === 'overdue',
        to: '/supervision/outside',
        citations,
      })),
  ]
  return tasks.toSorted((a, b) => Number(b.overdue) - Number(a.overdue) || ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1))
}

/** Samples that are drawn and not reviewed to the end, of whoever draws them. */
async function openDraws(db: Db, book: Book, viewer: Viewer, now: Instant): Promise<SupervisionTask[]> {
  const today = dayOf(now)
  const rows = await db.selectFrom('draws').selectAll().where('stands', '<>', 'reviewed').orderBy('last_day').execute()
  return rows.flatMap(({ id, rule, office, unit, state }): SupervisionTask[] => {
    const duty = rule === null ? undefined : dutyNamed(book, today, rule)
    const theirs = duty && office !== null ? fills(book, today, viewer, office, unit ?? undefined) : seesAll(viewer)
    if (!theirs) return []
    const left = unreviewed(state).length
    const days = `${state.firstDay}–${state.lastDay}`
    return [
      {
        kind: 'review',
        title: state.drawn
          ? text(`抽查 ${days}：还有 ${left} 份待评`, `Spot check ${days}: ${left} to be reviewed`)
          : text(`抽查 ${days}：总体已冻结，待抽取`, `Spot check ${days}: frozen, to be drawn`),
        overdue: false,
        to: `/supervision/draws/${id}`,
        citations: citationsOf(book, duty),
      },
    ]
  })
}
