import type { AnswerView, RuleView } from '@liuhen/contract/packs'
import type { RecordingRules, RecordingView } from '@liuhen/contract/recordings'
import type { Text } from '@liuhen/core/kernel'
import { activityNames } from '@liuhen/core/vocabulary'
import { purposeNames } from '@liuhen/core/packs'
import { Link } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useMay, useReply } from '../../api/index.ts'
import { Cited, Facts, Tag, Time } from '../../parts/index.ts'
import { durationIn, text, useWords } from '../../words/index.ts'
import { clockDigits } from './times.ts'
import { Lent, OffDuty, offDutyTitle } from './duty.tsx'

const own = {
  title: text('制度怎么说', 'What the rules say'),
  unchosen: text(
    '本局还没有选定这一天的制度：移交、分类、保存和查阅都待定。',
    'No regulation is chosen for that day: hand-over, filing, retention and access are open.',
  ),
  choose: text('去选定', 'Choose'),
  lent: text('转借', 'Lent'),
  handover: text('移交', 'Hand-over'),
  inTime: text('在期限内', 'in time'),
  late: text('逾期 {long}', 'late by {long}'),
  open: text('待定', 'open'),
  due: text('{at} 以前', 'by {at}'),
  explain: text('说明为什么不能及时移交', 'Say why it could not be earlier'),
  away: text('{by}说明：{reason}，{at} 返回', '{by}: {reason}, returned {at}'),
  filing: text('归类', 'Filed under'),
  labelsOnly: text('只要求标注，不分文件夹', 'labels only, no folders'),
  noPath: text('制度没有规定层级', 'no hierarchy is laid down'),
  retention: text('保存', 'Kept'),
  access: text('谁能看', 'Who may look'),
  consolidation: text('集中存储', 'Gathered'),
  custody: text('保管', 'Kept by'),
  by: text('{day} 以前', 'by {day}'),
  decide: text('去定', 'decide'),
  activities: text('属于活动', 'Part of'),
} as const

const purposes: Readonly<Record<string, Text>> = purposeNames
const HandoverDialog = lazy(async () => ({ default: (await import('./handover.tsx')).HandoverDialog }))

/** Hand-over, filing, retention and access of this recording by the rules of its own day, each with its articles. */
export function Rules({ view }: { readonly view: RecordingView }) {
  const { t } = useWords()
  const { rules } = view
  if (!rules.chosen)
    return (
      <section className="sheet pad rules-card">
        <h3>{t(own.title)}</h3>
        <p className="zhe small">
          {t(own.unchosen)} <Link to="/law/rule-set">{t(own.choose)}</Link>
        </p>
        <Activities rules={rules} />
      </section>
    )
  const { handover, filing, retention, access = [], consolidation, custody, duty, lent } = rules
  return (
    <section className="sheet pad rules-card">
      <h3>{t(own.title)}</h3>
      <Facts
        of={[
          [t(own.handover), handover && <Handover key="handover" view={view} handover={handover} />],
          [t(offDutyTitle), duty && <OffDuty key="duty" view={view} duty={duty} />],
          [t(own.lent), lent && <Lent key="lent" {...lent} />],
          [
            t(own.filing),
            filing && (
              <Answered key="filing" answer={filing.answer}>
                {filing.path && filing.path.length > 0 ? (
                  <span className="path">{filing.path.join(' / ')}</span>
                ) : (
                  <>
                    {t(withoutPath(filing))}
                    <Open answer={filing.answer} />
                  </>
                )}
                {filing.path && filing.path.length > 0 && filing.folders === false && (
                  <div className="muted small">{t(own.labelsOnly)}</div>
                )}
              </Answered>
            ),
          ],
          [
            t(own.retention),
            retention && (
              <Answered key="retention" answer={retention.answer}>
                <Says answer={retention.answer} />
              </Answered>
            ),
          ],
          [
            t(own.consolidation),
            consolidation && consolidation.answer.rules.length > 0 && (
              <Answered key="consolidation" answer={consolidation.answer}>
                <Says answer={consolidation.answer} />{' '}
                {consolidation.due && <span className="muted small">{t(own.by, { day: consolidation.due })}</span>}
              </Answered>
            ),
          ],
          [
            t(own.custody),
            custody && (
              <Answered key="custody" answer={custody.answer}>
                {custody.who}
              </Answered>
            ),
          ],
        ]}
      />
      <Access access={access} />
      <Activities rules={rules} />
    </section>
  )
}

/** The articles under an answer, what is still open, and what a reader should know. */
function Answered({ answer, children }: { readonly answer: AnswerView; readonly children: ReactNode }) {
  const { t } = useWords()
  return (
    <>
      {children}
      <Open answer={answer} />
      <div className="small">
        <Cited citations={citationsOf(answer.rules)} />
      </div>
      {answer.notes.map((note) => (
        <div key={note.en} className="muted small">
          {t(note)}
        </div>
      ))}
    </>
  )
}

const citationsOf = (rules: readonly RuleView[]) => rules.flatMap((rule) => rule.citations)

function Says({ answer }: { readonly answer: AnswerView }) {
  const { t } = useWords()
  return <span className="says">{t(answer.says)}</span>
}

/** Why it has no path: a fact is missing, no hierarchy is laid down, or only labels are asked for. */
function withoutPath({ folders, answer }: NonNullable<RecordingView['rules']['filing']>): Text {
  if (folders === undefined) return answer.says
  return answer.rules.length === 0 || answer.open.length > 0 ? own.noPath : own.labelsOnly
}

/** What the bureau has yet to decide, with the article that leaves it to it. */
function Open({ answer }: { readonly answer: AnswerView }) {
  const { t } = useWords()
  const settings =
    useReply('ruleSet', { query: { on: answer.on } }, { when: answer.open.length > 0 }).data?.settings ?? []
  const asked = answer.open.map(({ key, title }) => {
    const setting = settings.find((one) => one.key === key)
    return { key, title, citations: setting?.citations ?? [], decided: setting?.current?.says }
  })
  return asked.map((one) => (
    <div key={one.key} className="small">
      {one.decided ? t(one.decided) : <Tag tone="zhe">{t(own.open)}</Tag>} {t(one.title)}{' '}
      <Cited citations={one.citations} />{' '}
      <Link to="/law/rule-set" hash={one.key}>
        {t(own.decide)}
      </Link>
    </div>
  ))
}

function Handover({
  view,
  handover,
}: {
  readonly view: RecordingView
  readonly handover: NonNullable<RecordingRules['handover']>
}) {
  const { t, language } = useWords()
  const may = useMay()
  const [explaining, setExplaining] = useState(false)
  const { late, by, away, answer } = handover
  return (
    <Answered answer={answer}>
      <span className="row">
        {late === true && <Tag tone="zhu">{t(own.late, { long: durationIn(by ?? 0, language) })}</Tag>}
        {late === false && <Tag>{t(own.inTime)}</Tag>}
        <Says answer={answer} />
      </span>
      {away && (
        <div className="muted small">
          {t(own.away, { by: away.by, reason: away.reason, at: clockDigits(away.returned).slice(0, 5) })} ·{' '}
          <Time at={away.at} to="minute" />
        </div>
      )}
      {late === true && !away && may('explainHandover') && (
        <button type="button" className="button plain small" onClick={() => setExplaining(true)}>
          {t(own.explain)}
        </button>
      )}
      {explaining && (
        <Suspense>
          <HandoverDialog view={view} answer={answer} onClose={() => setExplaining(false)} />
        </Suspense>
      )}
    </Answered>
  )
}

function Access({ access }: { readonly access: NonNullable<RecordingRules['access']> }) {
  const { t } = useWords()
  const ruled = access.filter((one) => one.answer.rules.length > 0 || one.answer.open.length > 0)
  if (ruled.length === 0) return null
  return (
    <>
      <h4>{t(own.access)}</h4>
      <Facts
        of={ruled.map(({ purpose, answer }) => [
          purposes[purpose] ? t(purposes[purpose]) : purpose,
          <span key={purpose}>
            <Says answer={answer} />
            <Open answer={answer} />{' '}
            <span className="small">
              <Cited citations={citationsOf(answer.rules)} />
            </span>
          </span>,
        ])}
      />
    </>
  )
}

function Activities({ rules }: { readonly rules: RecordingRules }) {
  const { t } = useWords()
  if (rules.activities.length === 0) return null
  return (
    <p className="small">
      {t(own.activities)}{' '}
      {rules.activities.map((one, i) => (
        <span key={one.id}>
          {i > 0 && '、'}
          <Link to="/activities/$id" params={{ id: one.id }}>
            {t(activityNames[one.activity])} {clockDigits(one.start).slice(0, 5)}
          </Link>
        </span>
      ))}
    </p>
  )
}
