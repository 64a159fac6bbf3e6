import '../workbench/workbench.css'
import type { InspectionDrawRow } from '@liuhen/contract/inspections'
import { beijing } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay, useReply } from '../../api/index.ts'
import { Action, Await, Empty, PageHeader, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { SetUpDraw } from './set-up.tsx'
import { words } from './words.ts'

/** 双随机抽查: the draws, each with what is to be done next and by whom. */
export function InspectionDrawsPage() {
  const { t } = useWords()
  const may = useMay()
  const reply = useReply('listInspectionDraws', undefined, { every: 30_000 })
  const [setting, setSetting] = useState(false)
  return (
    <>
      <PageHeader
        title={t(words.title)}
        actions={
          may('freezeInspectionLists') && (
            <Action kind="primary" onAct={() => setSetting(true)}>
              {t(words.setUp)}
            </Action>
          )
        }
      >
        {t(words.lead)}
      </PageHeader>
      <section className="sheet">
        <Await reply={reply}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty title={t(words.none)}>{t(words.noneHint)}</Empty>
            ) : (
              rows.map((one) => <Draw key={one.id} draw={one} />)
            )
          }
        </Await>
      </section>
      {setting && <SetUpDraw onClose={() => setSetting(false)} />}
    </>
  )
}

function Draw({ draw }: { readonly draw: InspectionDrawRow }) {
  const { t } = useWords()
  const { id, title, frozen, objects, officers, take } = draw
  const day = beijing(frozen.at).slice(0, 10)
  return (
    <div className="task">
      <div className="due">
        {day.slice(5)}
        <small>{day.slice(0, 4)}</small>
      </div>
      <div className="task-text">
        <b>{title}</b> {draw.superseded && <Tag>{t(words.superseded)}</Tag>}
        <div className="muted small">
          {t(words.counts, { n: objects, m: officers, a: take.objects, b: take.officers })}
        </div>
        <div className="small">{t(...nextOf(draw))}</div>
      </div>
      <Link className="button" to="/inspections/$id" params={{ id }}>
        {t(words.open)}
      </Link>
    </div>
  )
}

/** What a draw waits for, in words. */
export function nextOf(draw: InspectionDrawRow): Parameters<ReturnType<typeof useWords>['t']> {
  if (draw.superseded) return [words.superseded]
  if (!draw.drawn) return [draw.sealed ? words.nextDraw : words.nextWait]
  const left = draw.take.objects - draw.begun
  return left > 0 ? [words.nextBegin, { n: left }] : [words.nextNone]
}
