import type { CheckRow, DutyOwed } from '@liuhen/contract/supervision'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay, useReply } from '../../api/index.ts'
import { Action, Await, Cited, Empty, Table, Tag, Time } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { CheckForm } from './check-form.tsx'
import { Heading, SupervisionFrame } from './frame.tsx'
import { momentOf } from './moments.ts'
import { targetNames, words } from './words.ts'

/** 监督检查: what is to be checked by whom and by when, and the ledger of what was. */
export function SupervisionPage() {
  const { t, say } = useWords()
  const may = useMay()
  const plan = useReply('supervisionPlan', undefined, { every: 60_000 })
  const ledger = useReply('listChecks')
  const [entering, setEntering] = useState<DutyOwed | 'free'>()
  return (
    <SupervisionFrame
      title={words.title}
      lead={words.lead}
      actions={may('enterCheck') && <Action onAct={() => setEntering('free')}>{t(words.enterOther)}</Action>}
    >
      <section className="sheet" id="due">
        <Heading>{t(words.plan)}</Heading>
        <Await reply={plan}>{(owed) => <Plan owed={owed} onEnter={setEntering} />}</Await>
      </section>
      <section className="sheet">
        <Heading>
          {t(words.ledger)}
          <span>
            {may('checksCsv') && (
              <a href="/api/checks.csv" download>
                {say('exportCsv')}
              </a>
            )}
          </span>
        </Heading>
        <Await reply={ledger}>{(rows) => <Ledger rows={rows} />}</Await>
      </section>
      {entering && (
        <CheckForm {...(entering !== 'free' && { duty: entering })} onClose={() => setEntering(undefined)} />
      )}
    </SupervisionFrame>
  )
}

function Plan({ owed, onEnter }: { readonly owed: readonly DutyOwed[]; readonly onEnter: (one: DutyOwed) => void }) {
  const { t } = useWords()
  const open = owed.filter((one) => one.stands !== 'done')
  const done = owed.length - open.length
  return (
    <>
      {open.length === 0 && <Empty title={t(words.nothingOwed)}>{t(words.nothingOwedHint)}</Empty>}
      {open.map((one) => (
        <Owed
          key={`${one.rule} ${one.office} ${one.unit?.id ?? ''} ${one.firstDay ?? ''}`}
          one={one}
          onEnter={() => onEnter(one)}
        />
      ))}
      {done > 0 && <p className="muted small lead-in">{t(words.doneAlso, { n: done })}</p>}
    </>
  )
}

function Owed({ one, onEnter }: { readonly one: DutyOwed; readonly onEnter: () => void }) {
  const { t } = useWords()
  const may = useMay()
  const { stands, firstDay, lastDay, unit, what, office, open, citations, yours, circulates, sampled } = one
  const late = stands === 'overdue'
  return (
    <div className="task">
      <div className={late ? 'due zhu' : 'due'}>
        {late ? t(words.overdue) : stands === 'open' ? t(words.openEvery) : t(words.running, { day: lastDay ?? '' })}
        {firstDay && <small>{firstDay === lastDay ? firstDay : `${firstDay.slice(5)} – ${lastDay?.slice(5)}`}</small>}
      </div>
      <div className="task-text">
        {unit && <b>{unit.name} </b>}
        {t(what)}
        <div className="muted small">
          {office} · <Cited citations={citations} />
          {open && <> · {t(words.decideEvery, { what: t(open.title) })}</>}
        </div>
      </div>
      <span className="row">
        {open && may('decideSetting') && (
          <Link className="button" to="/law/rule-set" hash={open.key}>
            {t(words.decideIt)}
          </Link>
        )}
        {stands !== 'open' &&
          (circulates || sampled ? (
            <Link className="button" to={circulates ? '/supervision/circulars' : '/supervision/draws'}>
              {t(circulates ? words.issue : words.draws)}
            </Link>
          ) : null)}
        {stands !== 'open' && !circulates && (
          <Action kind="primary" why={yours ? undefined : t(words.notYours, { by: office })} onAct={onEnter}>
            {t(words.enter)}
          </Action>
        )}
      </span>
    </div>
  )
}

function Ledger({ rows }: { readonly rows: readonly CheckRow[] }) {
  const { t, say } = useWords()
  if (rows.length === 0)
    return (
      <Empty title={t(words.noChecks)} mark="无">
        {t(words.noChecksHint)}
      </Empty>
    )
  return (
    <Table
      caption={t(words.ledger)}
      rows={rows}
      rowKey={(one) => one.id}
      columns={[
        { key: 'at', head: t(words.by), lead: true, cell: (one) => <b>{one.by}</b> },
        { key: 'when', head: t(words.when), cell: (one) => <Time at={one.at} to="minute" /> },
        { key: 'unit', head: say('unit'), cell: (one) => one.unit?.name ?? say('all') },
        {
          key: 'of',
          head: t(words.what),
          cell: (one) => (
            <>
              {one.of.map((target) => t(targetNames[target])).join(' · ')}
              <div className="muted small">
                {one.firstDay} – {one.lastDay} {one.citations.length > 0 && <Cited citations={one.citations} />}
              </div>
            </>
          ),
        },
        {
          key: 'result',
          head: t(words.result),
          cell: (one) => (
            <>
              {one.result}
              {one.disproves && (
                <div>
                  <Tag tone="qing">{t(words.refuted)}</Tag> {one.disproves.complaint}{' '}
                  <Link to="/recordings/$id" params={{ id: one.disproves.recording }}>
                    {momentOf(one.disproves.position)}
                  </Link>
                </div>
              )}
              {one.draw && (
                <>
                  {' '}
                  <Link to="/supervision/draws/$id" params={{ id: one.draw }}>
                    {t(words.draws)}
                  </Link>
                </>
              )}
            </>
          ),
        },
        {
          key: 'findings',
          head: t(words.problems),
          right: true,
          cell: (one) =>
            one.findings.length === 0 ? (
              say('none')
            ) : (
              <Link to="/supervision/findings" search={one.draw ? { draw: one.draw } : { check: one.id }}>
                <Tag tone="zhe">{one.findings.length}</Tag>
              </Link>
            ),
        },
      ]}
    />
  )
}
