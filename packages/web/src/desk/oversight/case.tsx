import type { OverseenAct } from '@liuhen/contract/oversight'
import { beijing } from '@liuhen/core/kernel'
import { acts, type Fact, facts } from '@liuhen/core/procedure'
import { useParams } from '@tanstack/react-router'
import { useReply } from '../../api/index.ts'
import { Await, Cited, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { useLastOf } from '../cases/clocks.tsx'
import { useSaid } from '../cases/said.tsx'
import { clockStates, clockTones, effectNames } from '../cases/words.ts'
import { OversightFrame } from './frame.tsx'
import { words } from './words.ts'

/** 一个案件的全过程, as the supervising authority reads it: what was done by whom, what the rules say of it, what was recorded. */
export function OverseenCasePage() {
  const { t } = useWords()
  const { id } = useParams({ strict: false })
  const reply = useReply('overseenCase', { params: { id: id ?? '' } })
  const lastOf = useLastOf()
  return (
    <OversightFrame title={reply.data?.row.title ?? words.cases}>
      <Await reply={reply}>
        {({ row, acts: entered, clocks, evidence, covered }) => (
          <>
            <section className="sheet pad">
              <p>
                {[row.party, row.unit, row.officers.join('、')].filter(Boolean).join(' · ')} ·{' '}
                {t(words.evidence, { n: evidence })}
              </p>
              {covered.length > 0 && (
                <p className="muted small">
                  {t(words.covered)} <Cited citations={covered} />
                </p>
              )}
            </section>
            <section className="sheet" aria-label={t(words.process)}>
              <h2 className="group">
                {t(words.process)} <span>{entered.length}</span>
              </h2>
              <ol className="acts">
                {entered.map((one) => (
                  <Act key={one.id} act={one} />
                ))}
              </ol>
            </section>
            {clocks.length > 0 && (
              <section className="sheet pad" aria-label={t(words.clocks)}>
                <h3>{t(words.clocks)}</h3>
                {clocks.map((one) => (
                  <p key={`${one.period} ${one.startedBy}`} className="small">
                    <Tag tone={clockTones[one.state]}>{t(clockStates[one.state])}</Tag> {t(one.title)}{' '}
                    {one.last !== undefined && lastOf(one.last)} <Cited citations={one.citations} />
                  </p>
                ))}
              </section>
            )}
          </>
        )}
      </Await>
    </OversightFrame>
  )
}

function Act({ act: one }: { readonly act: OverseenAct }) {
  const { t } = useWords()
  const said = useSaid()
  const lacks = one.mustRecord !== undefined && one.recordings === 0 && one.struck === undefined
  return (
    <li className={one.struck ? 'struck' : undefined}>
      <span className="number">{one.number}</span>
      <div>
        <div className="row between">
          <b className="name">{t(acts[one.act].name)}</b>
          <span className="when">
            {one.on} {one.at}
            {one.until && `–${one.until}`}
          </span>
        </div>
        <div className="muted small">{[one.by.join('、'), one.place].filter(Boolean).join(' · ')}</div>
        <ul className="said">
          {(Object.entries(one.says) as [Fact, boolean | string | number][]).map(([fact, value]) => (
            <li key={fact}>
              <span className="muted">{t(facts[fact].name)}</span> {said(fact, value)}
            </li>
          ))}
        </ul>
        {one.approvals.length > 0 && (
          <div className="small">
            <span className="muted">{t(words.signed)}</span>{' '}
            {one.approvals.map(({ post, by, on }) => `${post} ${by} ${on}`).join(' → ')}
          </div>
        )}
        {one.marks.length > 0 && (
          <ul className="marks">
            {one.marks.map((mark) => (
              <li key={mark.rule}>
                <Tag tone="zhe">{t(effectNames[mark.effect])}</Tag> {t(mark.message)}{' '}
                <Cited citations={mark.citations} />
              </li>
            ))}
          </ul>
        )}
        <div className="small">
          {one.recordings > 0 && <Tag>{t(words.recordings, { n: one.recordings })}</Tag>}{' '}
          {lacks && <Tag tone="zhu">{t(words.missing)}</Tag>} {one.mustRecord && <Cited citations={one.mustRecord} />}
          {one.excused && (
            <div>
              {t(words.excused)}“{one.excused.reason}” {one.excused.by}
              {!one.excused.counts && ` ${t(words.excuseOpen)}`}
            </div>
          )}
          {one.struck && (
            <div>
              {t(words.struck)}“{one.struck.reason}” {one.struck.by}
            </div>
          )}
        </div>
        <div className="muted small">
          {t(words.entered, { by: one.entered.by, at: beijing(one.entered.at).slice(0, 16) })}
        </div>
      </div>
    </li>
  )
}
