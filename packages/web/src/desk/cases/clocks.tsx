import type { CaseView, ClockView, SurchargeView } from '@liuhen/contract/cases'
import { beijing, type Instant } from '@liuhen/core/kernel'
import { acts } from '@liuhen/core/procedure'
import { Cited, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { useLeft } from './left.ts'
import { clockStates, clockTones, surchargeStates, surchargeTones, words } from './words.ts'

const isOver = (one: ClockView): boolean => ['ended', 'ended-late', 'passed'].includes(one.state)
const ORDER: Readonly<Record<ClockView['state'], number>> = {
  overdue: 0,
  running: 1,
  unknown: 2,
  passed: 3,
  'ended-late': 4,
  ended: 5,
}

/** The clock to watch: one that has run out, else the one that ends first. */
export const firstClock = (clocks: readonly ClockView[]): ClockView | undefined =>
  inOrder(clocks).find((one) => one.last !== undefined && !isOver(one))

const inOrder = (clocks: readonly ClockView[]): readonly ClockView[] =>
  clocks.toSorted((a, b) => ORDER[a.state] - ORDER[b.state] || ((a.last ?? '~') < (b.last ?? '~') ? -1 : 1))

/** 期限: what runs and until when, overdue first; what is over is folded. */
export function Clocks({ view }: { readonly view: CaseView }) {
  const { t } = useWords()
  const clocks = inOrder(view.clocks)
  const over = clocks.filter(isOver)
  return (
    <section className="sheet pad" aria-label={t(words.clocks)}>
      <h3>{t(words.clocks)}</h3>
      {view.surcharge && <Surcharge surcharge={view.surcharge} />}
      {clocks.length === 0 && <p className="muted small">{t(words.clocksNone)}</p>}
      {clocks
        .filter((one) => !isOver(one))
        .map((one) => (
          <Clock key={`${one.period} ${one.startedBy}`} clock={one} view={view} />
        ))}
      {over.length > 0 && (
        <details>
          <summary className="small">
            {t(words.clocksOver)} · {over.length}
          </summary>
          {over.map((one) => (
            <Clock key={`${one.period} ${one.startedBy}`} clock={one} view={view} />
          ))}
        </details>
      )}
    </section>
  )
}

/** The last day, or the moment of a clock in hours. */
export function useLastOf(): (last: string) => string {
  const { t } = useWords()
  return (last) =>
    last.includes('T')
      ? t(words.lastMoment, { at: beijing(last as Instant).slice(0, 16) })
      : t(words.last, { day: last })
}

/** 加处罚款: since when, how much as of today, why it stands still, and what each paper claimed of it. */
function Surcharge({ surcharge: { state, sums, says, citations } }: { readonly surcharge: SurchargeView }) {
  const { t } = useWords()
  return (
    <div className="told" id="surcharge">
      <div className="row between">
        <b>{t(words.surcharge)}</b>
        <Tag tone={surchargeTones[state]}>
          {sums && sums.added > 0 ? t(words.surchargeSum, { n: sums.added }) : ''} {t(surchargeStates[state])}
        </Tag>
      </div>
      {says.map((one, at) => (
        <div key={one.zh} className={at === 0 ? 'muted small' : 'small'}>
          {t(one)}
        </div>
      ))}
      <div className="small">
        <Cited citations={citations} />
      </div>
    </div>
  )
}

function Clock({ clock, view }: { readonly clock: ClockView; readonly view: CaseView }) {
  const { t } = useWords()
  const [leftIn, lastOf] = [useLeft(), useLastOf()]
  const started = view.acts.find((one) => one.id === clock.startedBy)
  const left = clock.last !== undefined && clock.left ? leftIn(clock.last, clock.left) : undefined
  const tone = clock.state === 'running' && left?.soon ? 'zhe' : clockTones[clock.state]
  return (
    <div className="told">
      <div className="row between">
        <b>{t(clock.title)}</b>
        <Tag tone={tone}>{left?.says ?? t(clockStates[clock.state])}</Tag>
      </div>
      <div className="small">
        {clock.last !== undefined && lastOf(clock.last)} {left && <span className="muted">{left.how}</span>}{' '}
        {clock.provisional && <Tag>{t(words.provisional)}</Tag>}
        {started && (
          <span className="muted">
            {' '}
            · {started.on} {t(acts[started.act].name)}
            {/* Of several measures each has a clock of its own: what was taken says which. */}
            {typeof started.says.goods === 'string' && `（${started.says.goods}）`}
          </span>
        )}
      </div>
      {clock.without?.map(({ from, to, why = '' }) => (
        <div key={`${from} ${why}`} className="muted small">
          {t(words.without, { from, to, why })}
        </div>
      ))}
      {clock.blank?.map((one) => (
        <div key={one.zh} className="zhe small">
          {t(one)}
        </div>
      ))}
      {[...(clock.stopped ?? []), ...(clock.runsOn ? [clock.runsOn] : []), ...(clock.beyond ?? [])].map((one) => (
        <div key={one.zh} className="zhe small">
          {t(one)}
        </div>
      ))}
      {clock.unserved !== undefined && <div className="zhe small">{t(words.unserved)}</div>}
      {clock.lapse && (
        <div className="muted small">
          {t(words.lapse)}
          {t(clock.lapse)}
        </div>
      )}
      {clock.instead && <div className="muted small">{t(clock.instead)}</div>}
      <div className="small">
        <Cited citations={clock.citations} />
      </div>
    </div>
  )
}
