import type { JournalRow } from '@liuhen/contract/ledger'
import { type EventName, eventTold, eventsTold } from '@liuhen/core/journal'
import { useState } from 'react'
import { useReply } from '../../api/index.ts'
import { Action, Await, Choose, DateField, Empty, SearchInput, SelectField, Table, Time } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

interface Asked {
  readonly kind: string
  readonly by: string | undefined
  readonly from: string
  readonly to: string
  readonly search: string
}
const ALL: Asked = { kind: '', by: undefined, from: '', to: '', search: '' }
const names = Object.keys(eventsTold) as EventName[]

/** The journal for the audit administrator, newest first: sentences, without what the events hold. */
export function Journal() {
  const { t } = useWords()
  const [before, setBefore] = useState<number>()
  const [asked, setAsked] = useState(ALL)
  const put = (change: Partial<Asked>) => {
    setAsked({ ...asked, ...change })
    setBefore(undefined)
  }
  const query = {
    ...(before !== undefined && { before }),
    ...(asked.kind !== '' && { kind: asked.kind }),
    ...(asked.by !== undefined && { by: asked.by }),
    ...(asked.from !== '' && { from: asked.from }),
    ...(asked.to !== '' && { to: asked.to }),
    ...(asked.search.trim() !== '' && { search: asked.search.trim() }),
  } as const
  const reply = useReply('journal', { query: query as never }, { keep: true })
  const oldest = reply.data?.at(-1)?.position
  const narrowed = Object.keys(query).length > 0
  return (
    <section className="sheet" aria-label={t(words.journal)}>
      <h2 className="group" style={{ fontFamily: 'var(--sans)' }}>
        {t(words.journal)} <span>{t(words.journalHint)}</span>
      </h2>
      <Filters asked={asked} put={put} />
      <Await reply={reply}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty
              title={t(narrowed ? words.journalNoneSuch : words.journalNone)}
              actions={narrowed && <Action onAct={() => put(ALL)}>{t(words.allKinds)}</Action>}
            />
          ) : (
            <Rows rows={rows} />
          )
        }
      </Await>
      <div className="row" style={{ padding: '12px 20px' }}>
        {narrowed && <Action onAct={() => put(ALL)}>{t(words.allKinds)}</Action>}
        {before !== undefined && <Action onAct={() => setBefore(undefined)}>{t(words.newest)}</Action>}
        {oldest !== undefined && reply.data?.length === 100 && (
          <Action onAct={() => setBefore(oldest)}>{t(words.older)}</Action>
        )}
      </div>
    </section>
  )
}

function Filters({ asked, put }: { readonly asked: Asked; readonly put: (change: Partial<Asked>) => void }) {
  const { t } = useWords()
  const people = useReply('listColleagues')
  return (
    <div className="journal-filters">
      <SearchInput label={t(words.searchJournal)} value={asked.search} onValue={(search) => put({ search })} />
      <Choose
        label={t(words.by)}
        placeholder={t(words.anybody)}
        value={asked.by}
        onValue={(by) => put({ by })}
        options={(people.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
      />
      <SelectField
        label={t(words.kind)}
        value={asked.kind}
        empty={t(words.anyKind)}
        onValue={(kind) => put({ kind })}
        options={names.map((name) => ({ value: name, label: t(eventsTold[name].title) }))}
      />
      <DateField label={t(words.from)} value={asked.from} onValue={(from) => put({ from })} />
      <DateField label={t(words.to)} value={asked.to} onValue={(to) => put({ to })} />
    </div>
  )
}

function Rows({ rows }: { readonly rows: readonly JournalRow[] }) {
  const { t, say } = useWords()
  return (
    <Table
      caption={t(words.journal)}
      rows={rows}
      rowKey={(one) => String(one.position)}
      columns={[
        { key: 'what', head: t(words.happened), cell: (one) => <Sentence row={one} />, lead: true },
        { key: 'at', head: say('time'), cell: (one) => <Time at={one.at} /> },
        { key: 'by', head: t(words.by), cell: (one) => one.by },
        { key: 'index', head: t(words.index), cell: (one) => one.index?.toLocaleString('en-US') ?? '' },
      ]}
    />
  )
}

function Sentence({ row }: { readonly row: JournalRow }) {
  const { t } = useWords()
  const told = eventTold(row.kind)
  if (!told) return <code>{row.kind}</code>
  const name = (one: JournalRow['what']) => (one ? t(one) : t(words.unnamed))
  return t(told.sentence, { by: row.by, what: name(row.what), other: name(row.other) })
}
