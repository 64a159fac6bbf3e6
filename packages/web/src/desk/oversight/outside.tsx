import type { OutsideAct } from '@liuhen/contract/people'
import { roles } from '@liuhen/core/access'
import type { Instant } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay, useReply } from '../../api/index.ts'
import { Action, Await, Digest, Empty, PageHeader, Table, Tag, Time } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { lookedAt, words } from './words.ts'

/** 外部人员查阅记录: what people from outside saw and took away, for the bureau. */
export function OutsideActsPage() {
  const { t } = useWords()
  const [before, setBefore] = useState<Instant>()
  const reply = useReply('listOutsideActs', { query: { ...(before && { before }) } }, { keep: true })
  return (
    <>
      <PageHeader title={t(words.outside)}>{t(words.outsideLead)}</PageHeader>
      <section className="sheet">
        <Await reply={reply}>
          {({ rows, more }) =>
            rows.length === 0 ? (
              <Empty title={t(words.outsideNone)} mark="无" />
            ) : (
              <>
                <Table
                  caption={t(words.outside)}
                  rows={rows}
                  rowKey={(one) => one.id}
                  columns={[
                    { key: 'what', head: t(words.what), lead: true, cell: (one) => <What act={one} /> },
                    {
                      key: 'who',
                      head: t(words.who),
                      cell: (one) => (
                        <>
                          {one.by} <Tag>{t(roles[one.role])}</Tag>
                        </>
                      ),
                    },
                    { key: 'when', head: t(words.when), cell: (one) => <Time at={one.at} /> },
                  ]}
                />
                <div className="row pad">
                  {more && <Action onAct={() => setBefore(rows.at(-1)?.at)}>{t(words.older)}</Action>}
                  {before && <Action onAct={() => setBefore(undefined)}>{t(words.newest)}</Action>}
                </div>
              </>
            )
          }
        </Await>
      </section>
    </>
  )
}

function What({ act: { endpoint, what, of, asked, exported } }: { readonly act: OutsideAct }) {
  const { t } = useWords()
  const may = useMay()
  if (exported)
    return (
      <>
        {t(words.took, exported)} <span className="muted small">{t(words.manifest)}</span>{' '}
        <Digest hex={exported.manifest} short />
      </>
    )
  const name = lookedAt[endpoint as keyof typeof lookedAt] as (typeof lookedAt)[keyof typeof lookedAt] | undefined
  const told = (['from', 'to', 'year', 'open'] as const).flatMap((key) => {
    const value = asked?.[key]
    return value === undefined ? [] : [t(words.asked[key], { value })]
  })
  return (
    <>
      {of !== undefined && may('showCase') ? (
        <Link to="/cases/$id" params={{ id: of }} search={{}}>
          {name ? t(name) : what}
        </Link>
      ) : name ? (
        t(name)
      ) : (
        what
      )}{' '}
      {told.length > 0 && <span className="muted small">{told.join(' ')}</span>}
    </>
  )
}
