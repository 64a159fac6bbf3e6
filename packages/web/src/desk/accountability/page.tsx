import '../workbench/workbench.css'
import type { LiabilityRow } from '@liuhen/contract/accountability'
import { useState } from 'react'
import { useAct, useMay, useMe, useReply } from '../../api/index.ts'
import { Action, Await, Cited, Confirm, Empty, PageHeader, Tag, useDraft } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { DecideForm, OpenForm } from './forms.tsx'
import { LeakForm } from './leak.tsx'
import { LateEntries } from './late-entries.tsx'
import { outcomeNames, words } from './words.ts'

/** 责任追究: items that somebody may answer for, and what came of each. */
export function AccountabilityPage() {
  const { t } = useWords()
  const may = useMay()
  const reply = useReply('listLiabilities')
  const [opening, setOpening] = useState(false)
  const [leaking, setLeaking] = useState(false)
  return (
    <>
      <PageHeader
        title={t(words.title)}
        actions={
          <>
            {may('reportLeak') && <Action onAct={() => setLeaking(true)}>{t(words.leak)}</Action>}
            {may('openLiability') && (
              <Action kind="primary" onAct={() => setOpening(true)}>
                {t(words.open)}
              </Action>
            )}
          </>
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
              rows.map((one) => <Item key={one.id} {...one} />)
            )
          }
        </Await>
      </section>
      <LateEntries />
      {leaking && <LeakForm onClose={() => setLeaking(false)} />}
      {opening && <OpenForm onClose={() => setOpening(false)} />}
    </>
  )
}

const stood = { open: words.isOpen, overdue: words.overdue, decided: words.decided, dropped: words.dropped } as const
type Doing = 'explain' | 'describe' | 'suspend' | 'restore' | 'drop' | 'decide'

function Item(one: LiabilityRow) {
  const { t } = useWords()
  const may = useMay()
  const me = useMe()
  const [doing, setDoing] = useState<Doing>()
  const { rule, outcome, people, leaders, description, stands, due, suspended, decided, dropped, byItself, owner } = one
  const open = stands === 'open' || stands === 'overdue'
  const mine = [...people, ...leaders].some((each) => each.id === me?.id)
  const names = (of: typeof people) => of.map((each) => each.name).join('、')
  return (
    <div className="task">
      <div className={stands === 'overdue' ? 'due zhu' : 'due'}>
        {t(stood[stands])}
        <small>{due}</small>
      </div>
      <div className="task-text">
        <b>{names(people)}</b> <Tag>{t(outcomeNames[outcome])}</Tag> {description ?? t(words.undescribed)}
        <div className="muted small">
          {t(rule.act)} · <Cited citations={rule.citations} />
          {leaders.length > 0 && (
            <>
              {' '}
              · {t(words.leaders)}：{names(leaders)}
            </>
          )}
          {owner && (
            <>
              {' '}
              · {t(words.owner)}：{owner.name}
            </>
          )}
          {byItself && <> · {t(words.byItself)}</>}
          {suspended.length > 0 && <> · {t(words.suspended, { who: names(suspended) })}</>}
          {one.explained.map((each) => (
            <span key={each.at}>
              {' '}
              · {each.by}：{each.words}
            </span>
          ))}
          {decided && (
            <>
              {' '}
              · {decided.by}：{decided.consequences.join('、')}，{decided.reason}
            </>
          )}
          {dropped && (
            <>
              {' '}
              · {dropped.by}：{dropped.reason}
            </>
          )}
        </div>
      </div>
      <span className="row">
        {open && mine && may('explainLiability') && (
          <Action onAct={() => setDoing('explain')}>{t(words.explain)}</Action>
        )}
        {open && !description && may('describeLiability') && (
          <Action onAct={() => setDoing('describe')}>{t(words.describe)}</Action>
        )}
        {rule.suspends !== undefined &&
          open &&
          suspended.length === 0 &&
          people.length > 0 &&
          may('suspendFromDuty') && (
            <Action kind="grave" onAct={() => setDoing('suspend')}>
              {t(words.suspend)}
            </Action>
          )}
        {suspended.length > 0 && may('restoreToDuty') && (
          <Action onAct={() => setDoing('restore')}>{t(words.restore)}</Action>
        )}
        {open && !mine && may('decideLiability') && (
          <>
            <Action onAct={() => setDoing('drop')}>{t(words.drop)}</Action>
            <Action kind="primary" onAct={() => setDoing('decide')}>
              {t(words.decide)}
            </Action>
          </>
        )}
      </span>
      {doing === 'decide' && <DecideForm item={one} onClose={() => setDoing(undefined)} />}
      {doing && doing !== 'decide' && <Say item={one} doing={doing} onClose={() => setDoing(undefined)} />}
    </div>
  )
}

function Say({
  item,
  doing,
  onClose,
}: {
  readonly item: LiabilityRow
  readonly doing: Exclude<Doing, 'decide'>
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const options = { stale: ['listLiabilities', 'workbench'] as const, done: onClose }
  const acts = {
    explain: useAct('explainLiability', options),
    describe: useAct('describeLiability', options),
    suspend: useAct('suspendFromDuty', options),
    restore: useAct('restoreToDuty', options),
    drop: useAct('dropLiability', options),
  }
  const params = { id: item.id }
  const person = (doing === 'restore' ? item.suspended[0] : item.people[0])?.id ?? ''
  const run = (told: string) => {
    if (doing === 'explain') acts.explain.mutate({ params, body: { words: told } })
    else if (doing === 'describe') acts.describe.mutate({ params, body: { description: told } })
    else if (doing === 'drop') acts.drop.mutate({ params, body: { reason: told } })
    else if (doing === 'suspend') acts.suspend.mutate({ params, body: { person, reason: told } })
    else acts.restore.mutate({ params, body: { person, reason: told } })
  }
  const kept = useDraft(`liability ${doing} ${item.id}`, t(words[doing]))
  return (
    <Confirm
      draft={kept}
      title={t(words[doing])}
      act={t(words[doing])}
      grave={doing === 'suspend'}
      busy={acts[doing].isPending}
      error={acts[doing].error}
      onClose={onClose}
      onConfirm={run}
    >
      {(doing === 'suspend' || doing === 'restore') && (
        <p>
          <b>{(doing === 'restore' ? item.suspended[0] : item.people[0])?.name}</b>{' '}
          <Cited citations={item.rule.citations} />
        </p>
      )}
    </Confirm>
  )
}
