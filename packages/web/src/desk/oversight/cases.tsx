import type { OverseenRow } from '@liuhen/contract/oversight'
import { CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useReply } from '../../api/index.ts'
import { Await, DateField, Empty, Table, Tag, Time } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { stageName } from '../cases/list.tsx'
import { OversightFrame } from './frame.tsx'
import { words } from './words.ts'

/** A span of days as it is typed, and as it is asked for: this year unless told otherwise. */
export function useSpan() {
  const today = dayOf(instantOf(Date.now()))
  const [from, setFrom] = useState(`${today.slice(0, 4)}-01-01`)
  const [to, setTo] = useState<string>(today)
  const [first, last] = [CalendarDate.safeParse(from).data, CalendarDate.safeParse(to).data]
  const query = { ...(first && { from: first }), ...(last && { to: last }) }
  return { from, setFrom, to, setTo, query }
}

/** The two fields of a span. */
export function SpanFields({ span }: { readonly span: ReturnType<typeof useSpan> }) {
  const { t } = useWords()
  return (
    <div className="pair">
      <DateField label={t(words.from)} value={span.from} onValue={span.setFrom} />
      <DateField label={t(words.to)} value={span.to} onValue={span.setTo} />
    </div>
  )
}

/** 监督机关看的案件: who handled them, how far they are, how much of them was recorded. */
export function OverseenCasesPage() {
  const { t } = useWords()
  const span = useSpan()
  const reply = useReply('overseenCases', { query: span.query }, { keep: true })
  return (
    <OversightFrame title={words.cases}>
      <section className="sheet pad">
        <SpanFields span={span} />
        <p className="small">
          <a href={`/api/oversight/export?from=${span.from}&to=${span.to}`} download>
            {t(words.exported)}
          </a>{' '}
          <span className="muted">{t(words.exportHow)}</span>
        </p>
      </section>
      <section className="sheet">
        <Await reply={reply}>
          {({ rows, total }) =>
            rows.length === 0 ? (
              <Empty title={t(words.none)} mark="无" />
            ) : (
              <>
                <Rows rows={rows} />
                {total > rows.length && (
                  <p className="muted small pad">{t(words.shownOf, { total, n: rows.length })}</p>
                )}
              </>
            )
          }
        </Await>
      </section>
    </OversightFrame>
  )
}

function Rows({ rows }: { readonly rows: readonly OverseenRow[] }) {
  const { t } = useWords()
  return (
    <Table
      caption={t(words.cases)}
      rows={rows}
      rowKey={(one) => one.id}
      columns={[
        {
          key: 'title',
          head: t(words.case),
          lead: true,
          cell: (one) => (
            <Link to="/oversight/cases/$id" params={{ id: one.id }}>
              {one.title}
            </Link>
          ),
        },
        { key: 'party', head: t(words.party), cell: (one) => one.party ?? '—' },
        { key: 'unit', head: t(words.unit), cell: (one) => one.unit },
        { key: 'officers', head: t(words.officers), cell: (one) => one.officers.join('、') },
        {
          key: 'stage',
          head: t(words.stage),
          cell: (one) => (
            <Tag tone={one.open ? 'act' : undefined}>{t(one.open ? stageName(one.stage) : words.closed)}</Tag>
          ),
        },
        { key: 'opened', head: t(words.opened), cell: (one) => <Time at={one.openedAt} to="day" /> },
        { key: 'acts', head: t(words.actsRecorded), right: true, cell: (one) => `${one.acts} / ${one.recorded}` },
      ]}
    />
  )
}
