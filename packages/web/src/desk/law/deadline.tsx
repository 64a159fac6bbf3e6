import './deadline.css'
import type { DeadlineOrder, PeriodRow } from '@liuhen/contract/packs'
import { termText } from '@liuhen/core/calendar'
import { CalendarDate, dayOf, instantFromBeijing, instantOf } from '@liuhen/core/kernel'
import { decisionNames, unitNames } from '@liuhen/core/packs'
import { Decision } from '@liuhen/core/policy'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useReply } from '../../api/index.ts'
import { Action, Await, DateField, Empty, PageHeader, SelectField, TextField } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { CourtWindow } from './court-window.tsx'
import { Choice, COURT_WINDOW } from './deadline-choice.tsx'
import { Result } from './deadline-result.tsx'
import { words } from './deadline-words.ts'
import { keyOf } from './periods.ts'
import { LawTabs } from './tabs.tsx'

interface Suspension {
  readonly from: string
  readonly to: string
  readonly why: string
}

/** 期限计算器: a period and its first day make a last day, each skipped day explained. */
export function DeadlinePage() {
  const { t, say } = useWords()
  const navigate = useNavigate()
  const search = useSearch({ from: '/desk/deadline' })
  const periods = useReply('listPeriods')
  const chosen = periods.data?.find((one) => one.pack === search.pack && one.period === search.period)
  return (
    <>
      <PageHeader title={say('deadline')}>{t(words.lead)}</PageHeader>
      <LawTabs />
      <Await reply={periods}>
        {(all) => (
          <div className="calculator">
            <Choice
              all={all}
              chosen={search.period === COURT_WINDOW ? COURT_WINDOW : chosen && keyOf(chosen)}
              onCourt={() =>
                void navigate({
                  to: '/deadline',
                  search: { period: COURT_WINDOW, from: search.from },
                  replace: true,
                  resetScroll: false,
                })
              }
              onChoose={({ pack, period }) =>
                void navigate({
                  to: '/deadline',
                  search: { ...search, pack, period },
                  replace: true,
                  resetScroll: false,
                })
              }
            />
            {search.period === COURT_WINDOW || chosen?.displaced ? (
              <CourtWindow
                key={chosen?.pack ?? ''}
                begin={chosen ? undefined : search.from}
                {...(chosen && { heldAgainst: chosen.pack })}
                printedBy={all.filter((one) => one.displaced)}
              />
            ) : chosen ? (
              <Computed key={keyOf(chosen)} period={chosen} begin={search.from} />
            ) : (
              <div className="sheet">
                <Empty title={t(words.choose)} mark="期" />
              </div>
            )}
          </div>
        )}
      </Await>
    </>
  )
}

/** `2026-09-18` or `2026-09-18T14:30`, as the fields give it, in the shape the server takes; undefined while it is none. */
function startOf(typed: string, hours: boolean): DeadlineOrder['from'] | undefined {
  if (!hours) return CalendarDate.safeParse(typed.slice(0, 10)).data
  const [, year, month, day, hour, minute] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(typed) ?? []
  if (minute === undefined) return undefined
  return instantFromBeijing(Number(year), Number(month), Number(day), Number(hour), Number(minute))
}

const STATED_UNITS = ['working-day', 'calendar-day'] as const
type StatedUnit = (typeof STATED_UNITS)[number]

const isWhole = (typed: string): boolean => /^[1-9]\d{0,2}$/.test(typed)

function Computed({ period, begin }: { readonly period: PeriodRow; readonly begin: string | undefined }) {
  const { t, language } = useWords()
  const navigate = useNavigate()
  const hours = period.unit === 'hour'
  const [typed, setTyped] = useState(() => begin ?? dayOf(instantOf(Date.now())))
  const [suspended, setSuspended] = useState<readonly Suspension[]>([])
  const [extended, setExtended] = useState(false)
  const [extendedBy, setExtendedBy] = useState('')
  const [again, setAgain] = useState(false)
  const [stated, setStated] = useState({ count: '', unit: 'working-day' as StatedUnit })
  const [kind, setKind] = useState('')
  const shown = hours && typed !== '' && !typed.includes('T') ? `${typed}T09:00` : typed.slice(0, hours ? 16 : 10)
  const from = startOf(shown, hours)
  const isUnnamed = period.extension !== undefined && period.extension.most === undefined
  const decision = Decision.safeParse(kind).data
  const whole = suspended.filter((one) => one.from !== '' && one.to !== '' && one.from <= one.to)
  const body: DeadlineOrder = {
    pack: period.pack,
    period: period.period,
    from: from ?? dayOf(instantOf(0)),
    suspended: whole.map(({ why, ...days }) => ({
      from: CalendarDate.parse(days.from),
      to: CalendarDate.parse(days.to),
      ...(why.trim() !== '' && { why: why.trim() }),
    })),
    extended: extended && isWhole(extendedBy) ? { count: Number(extendedBy), unit: period.unit } : extended,
    ...(extended && again && { again }),
    ...(period.stated && isWhole(stated.count) && { stated: { count: Number(stated.count), unit: stated.unit } }),
    ...(decision && { decision }),
  }
  const lacks = (period.stated && !isWhole(stated.count)) || (extended && isUnnamed && !isWhole(extendedBy))
  const reply = useReply('computeDeadline', { body }, { when: from !== undefined && !lacks, keep: true })
  const change = (value: string) => {
    setTyped(value)
    // The address can be sent to a colleague.
    const search = { pack: period.pack, period: period.period, from: value }
    void navigate({ to: '/deadline', search, replace: true, resetScroll: false })
  }
  const event = language === 'zh' ? period.start.zh : period.start.en
  return (
    <div className="stack">
      <section className="sheet pad">
        <h2>{t(period.title)}</h2>
        <div className="pair">
          <DateField
            label={t(hours ? words.fromMoment : words.from)}
            time={hours}
            value={shown}
            onValue={change}
            hint={
              t(hours ? words.momentHint : words.fromHint, { event }) +
              (period.direction === 'back' ? ` · ${t(words.backHint)}` : '')
            }
          />
          {period.stated && (
            <>
              <TextField
                label={t(words.stated)}
                type="number"
                min={1}
                step={1}
                inputMode="numeric"
                value={stated.count}
                onValue={(count) => setStated({ ...stated, count })}
                hint={t(period.stated)}
              />
              <SelectField
                label={t(words.statedUnit)}
                value={stated.unit}
                onValue={(unit) => setStated({ ...stated, unit: unit === 'calendar-day' ? unit : 'working-day' })}
                options={STATED_UNITS.map((value) => ({ value, label: t(unitNames[value]) }))}
              />
            </>
          )}
          {period.notBefore && (
            <SelectField
              label={t(words.decision)}
              value={kind}
              empty={t(words.otherDecision)}
              onValue={setKind}
              options={period.notBefore.map((value) => ({ value, label: t(decisionNames[value]) }))}
            />
          )}
        </div>
        {period.extension && (
          <label className="check">
            <input type="checkbox" checked={extended} onChange={(one) => setExtended(one.target.checked)} />
            <span>{t(words.extend, { says: t(period.extension.says) })}</span>
          </label>
        )}
        {extended && isUnnamed && (
          <div className="pair">
            <TextField
              label={t(words.extendedBy, { unit: t(unitNames[period.unit]) })}
              type="number"
              min={1}
              step={1}
              inputMode="numeric"
              value={extendedBy}
              onValue={setExtendedBy}
              hint={t(words.extendedByHint)}
            />
          </div>
        )}
        {extended && period.extension?.further && (
          <label className="check">
            <input type="checkbox" checked={again} onChange={(one) => setAgain(one.target.checked)} />
            <span>
              {t(words.again, {
                by: period.extension.further.by,
                most: t(termText(period.extension.further.most)),
              })}
            </span>
          </label>
        )}
        {!hours && <Suspensions period={period} all={suspended} onChange={setSuspended} />}
      </section>
      {from !== undefined && !lacks && (
        <Await reply={reply}>{(one) => <Result deadline={one} period={period} />}</Await>
      )}
    </div>
  )
}

function Suspensions({
  period,
  all,
  onChange,
}: {
  readonly period: PeriodRow
  readonly all: readonly Suspension[]
  readonly onChange: (all: readonly Suspension[]) => void
}) {
  const { t } = useWords()
  const put = (at: number, change: Partial<Suspension>) =>
    onChange(all.map((one, i) => (i === at ? { ...one, ...change } : one)))
  return (
    <fieldset className="suspensions">
      <legend>{t(words.suspend)}</legend>
      <p className="muted small">
        {period.suspendedBy.length > 0
          ? t(words.suspendHint, { list: period.suspendedBy.join('、') })
          : t(words.noSuspension)}
      </p>
      {all.map((one, i) => (
        <div className="suspension" key={i}>
          <DateField label={t(words.suspendFrom)} value={one.from} onValue={(from) => put(i, { from })} />
          <DateField
            label={t(words.suspendTo)}
            value={one.to}
            onValue={(to) => put(i, { to })}
            wrong={one.from !== '' && one.to !== '' && one.to < one.from ? t(words.wrongOrder) : undefined}
          />
          <SelectField
            label={t(words.why)}
            value={one.why}
            empty=""
            onValue={(why) => put(i, { why })}
            options={period.suspendedBy.map((value) => ({ value, label: value }))}
          />
          <Action onAct={() => onChange(all.filter((_, at) => at !== i))}>{t(words.removeSuspension)}</Action>
        </div>
      ))}
      {period.suspendedBy.length > 0 && (
        <Action onAct={() => onChange([...all, { from: '', to: '', why: '' }])}>{t(words.addSuspension)}</Action>
      )}
    </fieldset>
  )
}
