import type { FindingRow } from '@liuhen/contract/supervision'
import { dayOf, instantOf } from '@liuhen/core/kernel'
import { scoringLabels } from '@liuhen/core/supervision'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useReply } from '../../api/index.ts'
import { Action, Await, Cited, Confirm, DateField, Empty, Tag, useDraft, useDrafted } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Heading, SupervisionFrame } from './frame.tsx'
import { standsNames, words } from './words.ts'
import { momentOf } from './moments.ts'

type Doing = 'report' | 'verify' | 'return' | 'appeal' | 'uphold' | 'reject'

/** 检查问题: what was found, at which moment, by which article, and what became of it. */
export function FindingsPage() {
  const { t } = useWords()
  const search: { check?: string; draw?: string; officer?: string; unit?: string; device?: string; sheet?: string } =
    useSearch({
      strict: false,
    })
  const reply = useReply('listFindings', { query: search }, { every: 60_000 })
  return (
    <SupervisionFrame title={words.findings}>
      <section className="sheet">
        <Heading>{t(words.findings)}</Heading>
        <Await reply={reply}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty title={t(words.noFindings)}>{t(words.noFindingsHint)}</Empty>
            ) : (
              rows.map((one) => <Finding key={one.id} {...one} />)
            )
          }
        </Await>
      </section>
      <Refuted />
    </SupervisionFrame>
  )
}

/** What footage cleared somebody of stands beside what was found against them. */
function Refuted() {
  const { t } = useWords()
  const rows = useReply('listRefuted').data ?? []
  if (rows.length === 0) return undefined
  return (
    <section className="sheet pad">
      <Heading>{t(words.refutedAll)}</Heading>
      <ul>
        {rows.map(({ check, complaint, recording, position, officer, by, at }) => (
          <li key={check}>
            <Tag tone="qing">{t(words.refuted)}</Tag> {officer?.name} {complaint}{' '}
            <Link to="/recordings/$id" params={{ id: recording }}>
              {momentOf(position)}
            </Link>{' '}
            <span className="muted small">
              {by} {dayOf(at)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Finding(one: FindingRow) {
  const { t } = useWords()
  const [doing, setDoing] = useState<Doing>()
  const { stands, overdue, due, what, unit, officer, label, citation, recording, position, points, may } = one
  return (
    <div className="task decide">
      <div className={overdue ? 'due zhu' : 'due'}>
        {t(standsNames[stands])}
        <small>{due}</small>
      </div>
      <div className="task-text">
        <b>{unit.name}</b> {officer?.name} <Tag>{t(scoringLabels[label].title)}</Tag> {what}{' '}
        {points > 0 && <span className="muted">−{points}</span>}{' '}
        {recording && (
          <Link to="/recordings/$id" params={{ id: recording }}>
            {position === undefined ? t(words.recordings) : momentOf(position)}
          </Link>
        )}
        <div className="muted small">
          <Cited citations={[citation]} /> · {one.raised.by}
          {stands === 'open' && !may.includes('report') && (
            <> · {t(words.waitsFor, { who: officer?.name ?? unit.name })}</>
          )}
          {one.reported && (
            <>
              {' '}
              · {one.reported.by}：{one.reported.words}
            </>
          )}
          {one.returned.map((each) => (
            <span key={each.at}>
              {' '}
              · {t(words.returned)} {each.words}
            </span>
          ))}
          {one.verified && (
            <>
              {' '}
              · {one.verified.by}：{one.verified.words}
            </>
          )}
          {one.appeal && (
            <>
              {' '}
              · {t(words.appeal)}：{one.appeal.words}
            </>
          )}
          {one.appeal?.answer && (
            <>
              {' '}
              · {one.appeal.answer.by}：{one.appeal.answer.words}
            </>
          )}
        </div>
      </div>
      <span className="row">
        {may.includes('report') && (
          <Action kind="primary" onAct={() => setDoing('report')}>
            {t(words.report)}
          </Action>
        )}
        {may.includes('recheck') && (
          <span className="row">
            <Action onAct={() => setDoing('return')}>{t(words.returned)}</Action>
            <Action kind="primary" onAct={() => setDoing('verify')}>
              {t(words.verified)}
            </Action>
          </span>
        )}
        {may.includes('appeal') && <Action onAct={() => setDoing('appeal')}>{t(words.appeal)}</Action>}
        {may.includes('answer') && (
          <span className="row">
            <Action onAct={() => setDoing('reject')}>{t(words.rejected)}</Action>
            <Action kind="primary" onAct={() => setDoing('uphold')}>
              {t(words.upheld)}
            </Action>
          </span>
        )}
      </span>
      {doing && <Act id={one.id} doing={doing} onClose={() => setDoing(undefined)} />}
    </div>
  )
}

const STALE = ['listFindings', 'workbench', 'listChecks', 'indices'] as const
const titles = {
  report: words.report,
  verify: words.verified,
  return: words.returned,
  appeal: words.appeal,
  uphold: words.upheld,
  reject: words.rejected,
} as const
const asks = {
  report: words.measures,
  verify: words.words,
  return: words.words,
  appeal: words.grounds,
  uphold: words.words,
  reject: words.words,
} as const

function Act({ id, doing, onClose }: { readonly id: string; readonly doing: Doing; readonly onClose: () => void }) {
  const { t } = useWords()
  const kept = useDraft(`finding ${id} ${doing}`, t(titles[doing]))
  const [due, setDue] = useDrafted<string>(kept, 'due', dayOf(instantOf(Date.now())))
  const options = { stale: STALE, done: onClose }
  const report = useAct('reportRectification', options)
  const recheck = useAct('recheckFinding', options)
  const appeal = useAct('appealFinding', options)
  const answer = useAct('answerAppeal', options)
  const act = { report, verify: recheck, return: recheck, appeal, uphold: answer, reject: answer }[doing]
  const params = { id }
  const run = (told: string) => {
    if (doing === 'report') report.mutate({ params, body: { measures: told } })
    else if (doing === 'appeal') appeal.mutate({ params, body: { grounds: told } })
    else if (doing === 'verify') recheck.mutate({ params, body: { verified: true, words: told } })
    else if (doing === 'return') recheck.mutate({ params, body: { verified: false, words: told, due: due as never } })
    else answer.mutate({ params, body: { upheld: doing === 'uphold', words: told } })
  }
  return (
    <Confirm
      draft={kept}
      title={t(titles[doing])}
      act={t(titles[doing])}
      busy={act.isPending}
      error={act.error}
      reasonLabel={t(asks[doing])}
      onClose={onClose}
      onConfirm={run}
    >
      {doing === 'return' && <DateField label={t(words.due)} value={due} onValue={setDue} />}
    </Confirm>
  )
}
