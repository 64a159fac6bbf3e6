import type { CaseActView, CaseView } from '@liuhen/contract/cases'
import { beijing, dayOf } from '@liuhen/core/kernel'
import { acts, isBySignatures } from '@liuhen/core/procedure'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct } from '../../api/index.ts'
import { Action, Cited, Confirm, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { absenceWords } from './absence-words.ts'
import { formWords } from './form-words.ts'
import { JudgeExcuse } from './judge-excuse.tsx'
import { HandedIn } from './materials.tsx'
import { RecordingsOfAct } from './recordings-of-act.tsx'
import { SaidFacts } from './said.tsx'
import { lacksRecording } from './standing.ts'
import { effectNames, words } from './words.ts'

/** 办案经过: every act in its order, as somebody entered it, with what the rules say of it and what was recorded. */
export function Acts({ view }: { readonly view: CaseView }) {
  const { t } = useWords()
  const [tying, setTying] = useState<string>()
  const [striking, setStriking] = useState<string>()
  const [judging, setJudging] = useState<string>()
  const of = (id: string | undefined) => view.acts.find((one) => one.id === id)
  const [tied, struck, judged] = [of(tying), of(striking), of(judging)]
  return (
    <section className="sheet" aria-label={t(words.acts)}>
      <h2 className="group">
        {t(words.acts)} <span>{view.acts.length}</span>
      </h2>
      {view.acts.length === 0 && <p className="muted lead-in">{t(words.actsNone)}</p>}
      <ol className="acts">
        {view.acts.map((one) => (
          <ActOf
            key={one.id}
            act={one}
            view={view}
            about={of(one.of)}
            onTie={() => setTying(one.id)}
            onJudge={() => setJudging(one.id)}
            onStrike={() => setStriking(one.id)}
          />
        ))}
      </ol>
      {tied && <RecordingsOfAct caseId={view.row.id} act={tied} onClose={() => setTying(undefined)} />}
      {judged && <JudgeExcuse caseId={view.row.id} act={judged} onClose={() => setJudging(undefined)} />}
      {struck && <Strike view={view} act={struck} onClose={() => setStriking(undefined)} />}
    </section>
  )
}

interface ActOfProps {
  readonly act: CaseActView
  readonly view: CaseView
  readonly about: CaseActView | undefined
  readonly onTie: () => void
  readonly onJudge: () => void
  readonly onStrike: () => void
}

function ActOf({ act: one, view, about, onTie, onJudge, onStrike }: ActOfProps) {
  const { t } = useWords()
  const people = one.by.map((each) => each.name).join('、')
  const enteredOn = dayOf(one.entered.at)
  const strikes = view.leads && one.struck === undefined
  return (
    <li id={`act-${one.id}`} className={one.struck ? 'struck' : undefined}>
      <span className="number">{one.number}</span>
      <div>
        <div className="row between">
          <span>
            <b className="name">{t(acts[one.act].name)}</b>{' '}
            {enteredOn > one.on && (
              <span title={t(words.addedLaterOn, { on: one.on, entered: enteredOn })}>
                <Tag>{t(words.addedLater)}</Tag>
              </span>
            )}{' '}
            {one.struck && <Tag tone="zhu">{t(words.struck)}</Tag>}
            {one.stands && !one.struck && <Tag tone="zhe">{t(one.stands)}</Tag>}
          </span>
          <span className="when">
            {one.on} {one.at}
            {one.until && `–${one.until}`}
          </span>
        </div>
        <div className="muted small">
          {[people, one.place].filter(Boolean).join(' · ')}
          {about && (
            <>
              {(people !== '' || one.place) && ' · '}
              <a href={`#act-${about.id}`}>
                {t(words.about, { day: about.on, act: t(acts[about.act].name) })}（{about.number}）
              </a>
            </>
          )}
        </div>
        <SaidFacts says={one.says} />
        {one.dueOn && (
          <div className="small">
            <span className="muted">{t(words.dueOn)}</span> {one.dueOn}
          </div>
        )}
        {one.approvals.length > 0 && (
          <div className="small">
            <span className="muted">{t(words.signedBy)}</span>{' '}
            {one.approvals
              .map(({ post, by, on, opinion, inStead }) =>
                [
                  post,
                  by,
                  inStead !== undefined && `（${t(absenceWords.inStead, { name: inStead })}）`,
                  on.slice(5),
                  opinion === 'differs' && t(formWords.differs),
                ]
                  .filter(Boolean)
                  .join(' '),
              )
              .join(isBySignatures(one.act) ? '、' : ' → ')}
          </div>
        )}
        <HandedIn act={one} />
        <Marks act={one} />
        <Recorded act={one} handles={view.handles || view.leads} onTie={onTie} onJudge={onJudge} />
        {one.struck && (
          <div className="small">
            {t(words.struckWhy, {
              by: one.struck.by,
              at: beijing(one.struck.at).slice(0, 16),
              reason: one.struck.reason,
            })}
          </div>
        )}
        <div className="muted small row">
          {t(words.enteredBy, { by: one.entered.by, at: beijing(one.entered.at).slice(0, 16) })}
          {strikes && (
            <button type="button" className="button plain small" onClick={onStrike}>
              {t(words.strike)}
            </button>
          )}
        </div>
      </div>
    </li>
  )
}

function Marks({ act: one }: { readonly act: CaseActView }) {
  const { t } = useWords()
  if (one.marks.length === 0) return null
  return (
    <ul className="marks" aria-label={t(words.marks)}>
      {one.marks.map((mark) => (
        <li key={mark.rule}>
          <Tag tone="zhe">{t(effectNames[mark.effect])}</Tag> {t(mark.message)}{' '}
          {mark.met === 'unknown' && <span className="muted">{t(words.unknown)} </span>}
          <Cited citations={mark.citations} />
        </li>
      ))}
      {one.reason && (
        <li>
          {t(words.late2)}
          {one.reason}
        </li>
      )}
    </ul>
  )
}

/** What was recorded of it, what says why nothing was, or that it should have been. */
function Recorded({
  act: one,
  handles,
  onTie,
  onJudge,
}: {
  readonly act: CaseActView
  readonly handles: boolean
  readonly onTie: () => void
  readonly onJudge: () => void
}) {
  const { t } = useWords()
  const lacks = lacksRecording(one)
  const adds = handles && one.struck === undefined && (one.mustRecord !== undefined || one.recordings.length > 0)
  return (
    <div className="small">
      {one.recordings.length > 0 && (
        <span className="tags">
          {one.recordings.map((each) => (
            <Link key={each.recording} className="tag act" to="/recordings/$id" params={{ id: each.recording }}>
              {each.at}–{each.until} {each.fileName}
            </Link>
          ))}
        </span>
      )}
      {one.untied?.map((each) => (
        <div key={each.recording}>
          {t(words.untied)}
          <Link to="/recordings/$id" params={{ id: each.recording }}>
            {each.fileName}
          </Link>
          “{each.reason}” <span className="muted">{each.by}</span>
        </div>
      ))}
      {one.excused && (
        <div>
          {t(words.excused)}“{one.excused.reason}” <span className="muted">{one.excused.by}</span>{' '}
          <Judged excused={one.excused} />
          {one.excused.mine && lacks && <Action onAct={onJudge}>{t(words.excuseJudge)}</Action>}
        </div>
      )}
      {one.untimed && <div className="muted">{t(words.untimed)}</div>}
      {lacks && (
        <div className="row">
          <Tag tone="zhu">{t(words.missing)}</Tag>
          {adds && <Action onAct={onTie}>{t(words.tie)}</Action>}
        </div>
      )}
      {adds && !lacks && (
        <Action kind="plain" onAct={onTie}>
          {t(words.addRecording)}
        </Action>
      )}
    </div>
  )
}

/** What somebody who took no part found of an explanation, or that nobody has looked at it yet. */
function Judged({ excused: { judged, counts } }: { readonly excused: NonNullable<CaseActView['excused']> }) {
  const { t } = useWords()
  if (judged === undefined) return counts ? null : <Tag tone="zhe">{t(words.excuseOpen)}</Tag>
  return (
    <span>
      <Tag {...(!judged.is && { tone: 'zhu' as const })}>{t(judged.is ? words.excuseTaken : words.excuseNotTaken)}</Tag>{' '}
      <span className="muted">
        {judged.reason} · {judged.by} {beijing(judged.at).slice(0, 10)}
      </span>
    </span>
  )
}

function Strike({
  view,
  act: one,
  onClose,
}: {
  readonly view: CaseView
  readonly act: CaseActView
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const act = useAct('strikeAct', { stale: ['showCase', 'listCases'], done: onClose })
  return (
    <Confirm
      title={t(words.strikeTitle, { act: t(acts[one.act].name), on: one.on })}
      act={t(words.strike)}
      grave
      busy={act.isPending}
      error={act.error}
      onConfirm={(reason) => act.mutate({ params: { id: view.row.id, act: one.id }, body: { reason } })}
      onClose={onClose}
    >
      <p className="muted small">{t(words.strikeHint)}</p>
    </Confirm>
  )
}
