import './cases.css'
import type { CaseRow } from '@liuhen/contract/cases'
import { acts, STAGES, type Stage } from '@liuhen/core/procedure'
import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay, useMe, useReply } from '../../api/index.ts'
import { Action, Await, type Column, Empty, PageHeader, Table, Tag } from '../../parts/index.ts'
import { type Text, useWords } from '../../words/index.ts'
import { Filters } from './filters.tsx'
import { useLeft } from './left.ts'
import { OpenCase } from './open-case.tsx'
import { procedureNames, words } from './words.ts'

const PAGE = 100

/** A stage in words; one that this program does not know yet by its own name. */
export const stageName = (stage: string): Text => STAGES[stage as Stage] ?? { zh: stage, en: stage }

/** 案件: which there are, where each stands, and the clock that ends first. */
export function CaseList() {
  const { t, say } = useWords()
  const may = useMay()
  const me = useMe()
  const { mine, ...search } = useSearch({ from: '/desk/cases' })
  const [registering, setRegistering] = useState(false)
  const cases = useReply(
    'listCases',
    { query: { ...search, ...(mine && me && search.officer === undefined && { officer: me.id }), limit: PAGE } },
    { keep: true, every: 60_000, when: me !== undefined },
  )
  const narrowed = mine !== undefined || Object.values(search).some((one) => one !== undefined)
  return (
    <>
      <PageHeader
        title={say('cases')}
        actions={
          may('openCase') && (
            <Action kind="primary" onAct={() => setRegistering(true)}>
              {t(words.register)}
            </Action>
          )
        }
      >
        {cases.data && t(words.lead, { n: cases.data.total })}
      </PageHeader>
      <div className="sheet">
        <Filters />
        <Await reply={cases}>
          {({ rows, total }) =>
            rows.length === 0 ? (
              narrowed ? (
                <Empty title={say('nothingFound')} mark="无" />
              ) : (
                <Empty title={t(words.none)}>{t(words.noneHint)}</Empty>
              )
            ) : (
              <Rows rows={rows} total={total} />
            )
          }
        </Await>
      </div>
      {registering && <OpenCase onClose={() => setRegistering(false)} />}
    </>
  )
}

function Rows({ rows, total }: { readonly rows: readonly CaseRow[]; readonly total: number }) {
  const { t, say } = useWords()
  return (
    <>
      <Table caption={say('cases')} rows={rows} rowKey={(one) => one.id} columns={useColumns()} />
      {total > rows.length && <p className="lead-in muted small">{t(words.allOf, { n: total - rows.length })}</p>}
    </>
  )
}

function useColumns(): Column<CaseRow>[] {
  const { t, say } = useWords()
  return [
    {
      key: 'title',
      head: t(words.title),
      lead: true,
      cell: (one) => (
        <>
          <Link to="/cases/$id" params={{ id: one.id }}>
            <b>{one.title}</b>
          </Link>
          <div className="muted small">{t(procedureNames[one.procedure])}</div>
        </>
      ),
    },
    {
      key: 'stage',
      head: t(words.stage),
      cell: (one) => <Tag tone={one.open ? 'act' : undefined}>{t(one.open ? stageName(one.stage) : words.closed)}</Tag>,
    },
    { key: 'due', head: t(words.due), cell: (one) => <Ends row={one} /> },
    { key: 'party', head: t(words.party), cell: (one) => one.party },
    { key: 'officers', head: t(words.officers), cell: (one) => one.officers.map((each) => each.name).join('、') },
    { key: 'unit', head: say('unit'), cell: (one) => one.unit.name },
    {
      key: 'last',
      head: t(words.lastAct),
      cell: (one) =>
        one.lastAct && (
          <>
            {t(acts[one.lastAct.act].name)}
            <div className="muted small">{one.lastAct.on}</div>
          </>
        ),
    },
  ]
}

/** What ends first, and what runs of which nobody can say when it ends. */
function Ends({ row: { due, untold } }: { readonly row: CaseRow }) {
  const { t } = useWords()
  return (
    <>
      {due && <Due due={due} />}
      {untold.map((one) => (
        <div key={one.zh} className="zhe small">
          {t(words.untold, { title: t(one) })}
        </div>
      ))}
    </>
  )
}

/** The clock that ends first, in words: red once it has run out, ochre when it is near. */
export function Due({ due }: { readonly due: NonNullable<CaseRow['due']> }) {
  const { t } = useWords()
  const leftIn = useLeft()
  const { says, how, soon } = leftIn(due.last, due.left)
  const tone = due.overdue ? 'zhu' : soon ? 'zhe' : undefined
  return (
    <>
      <span className={tone} title={how}>
        {says}
      </span>
      <div className="muted small">{t(due.title)}</div>
      {due.ties.map((one) => (
        <div key={one.title.zh} className="muted small">
          {t(words.tied, { title: t(one.title) })} · {leftIn(due.last, one.left).says}
        </div>
      ))}
    </>
  )
}
