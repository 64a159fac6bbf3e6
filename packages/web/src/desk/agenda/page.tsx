import './agenda.css'
import type { AgendaMonth, Whose } from '@liuhen/contract/agenda'
import { beijing, instantOf } from '@liuhen/core/kernel'
import { Link, useSearch } from '@tanstack/react-router'
import { useReply } from '../../api/index.ts'
import { Await, Cited, PageHeader } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Clocks } from './clocks.tsx'
import { MonthGrid } from './grid.tsx'
import { MonthList } from './list.tsx'
import { monthAfter, monthName } from './months.ts'
import { whoseNames, words } from './words.ts'

/** 日历: what ends on which day, over the days of rest; what is late stands above. */
export function AgendaPage() {
  const { t, say, language } = useWords()
  const search = useSearch({ from: '/desk/calendar' })
  const month = search.month ?? beijing(instantOf(Date.now())).slice(0, 7)
  const reply = useReply(
    'agendaMonth',
    { params: { month }, query: { whose: search.whose } },
    { keep: true, every: 60_000 },
  )
  const at = (to: string | undefined) => ({ ...search, month: to })
  return (
    <>
      <PageHeader
        title={`${say('calendar')} · ${monthName(month, language)}`}
        actions={
          <nav className="row" aria-label={t(words.months)}>
            <Link className="button" to="/calendar" search={at(monthAfter(month, -1))}>
              ← {t(words.before)}
            </Link>
            <Link className="button" to="/calendar" search={at(undefined)}>
              {t(words.thisMonth)}
            </Link>
            <Link className="button" to="/calendar" search={at(monthAfter(month, 1))}>
              {t(words.after)} →
            </Link>
          </nav>
        }
      >
        {reply.data && t(words.lead, { n: reply.data.clocks.length, late: reply.data.late.length })}
      </PageHeader>
      <Await reply={reply}>{(data) => <Month data={data} />}</Await>
    </>
  )
}

function Month({ data }: { readonly data: AgendaMonth }) {
  const { t } = useWords()
  return (
    <div className="stack agenda">
      {data.reach.length > 1 && <WhoseChoice reach={data.reach} chosen={data.whose} />}
      {data.more && (
        <div className="note zhe" role="status">
          {t(words.cut)}
        </div>
      )}
      {!data.announced && (
        <div className="note zhe" role="status">
          {t(words.notAnnounced, { year: data.month.slice(0, 4) })}
        </div>
      )}
      {data.late.length > 0 && (
        <section className="sheet pad late" aria-label={t(words.late)}>
          <h3 className="zhu">
            {t(words.late)} · {data.late.length}
          </h3>
          <Clocks clocks={data.late} dated />
        </section>
      )}
      {data.untold.length > 0 && <Untold clocks={data.untold} />}
      <MonthGrid data={data} />
      <MonthList data={data} />
    </div>
  )
}

/** What runs and ends on no day that can be told: which period, of which case, why, and by which articles. */
function Untold({ clocks }: { readonly clocks: AgendaMonth['untold'] }) {
  const { t } = useWords()
  return (
    <section className="sheet pad" aria-label={t(words.untold)}>
      <h3 className="zhe">
        {t(words.untold)} · {clocks.length}
      </h3>
      <ul className="agenda-clocks">
        {clocks.map((one) => (
          <li key={`${one.case.id} ${one.title.zh}`}>
            <span className="zhe">{t(words.untoldShort)}</span>
            <span>
              <Link to="/cases/$id" params={{ id: one.case.id }}>
                <b>{t(one.title)}</b> {one.case.title}
              </Link>
              <span className="muted small block">
                {one.why.map((why) => t(why)).join(' · ')} <Cited citations={one.citations} />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function WhoseChoice({ reach, chosen }: { readonly reach: readonly Whose[]; readonly chosen: Whose }) {
  const { t } = useWords()
  const search = useSearch({ from: '/desk/calendar' })
  return (
    <nav className="row whose" aria-label={t(words.whose)}>
      {reach.map((one) => (
        <Link
          key={one}
          className={`button${one === chosen ? ' chosen' : ''}`}
          to="/calendar"
          search={{ ...search, whose: one }}
          aria-current={one === chosen ? 'true' : undefined}
        >
          {t(whoseNames[one])}
        </Link>
      ))}
    </nav>
  )
}
