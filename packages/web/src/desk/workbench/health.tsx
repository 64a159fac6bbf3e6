import type { Fixity, HealthCheck } from '@liuhen/contract/health'
import { beijing } from '@liuhen/core/kernel'
import { trendSvg } from '@liuhen/core/supervision'
import { useReply } from '../../api/index.ts'
import { Await, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** How the machine stands: what is not well first, with what to do; the rest in one line. */
export function MachineHealth() {
  const { t } = useWords()
  const reply = useReply('machineHealth', undefined, { every: 30_000 })
  return (
    <section className="sheet pad" aria-label={t(words.machine)}>
      <h3>{t(words.machine)}</h3>
      <Await reply={reply} lines={2}>
        {({ checks, fixity }) => {
          const open = checks.filter((one) => one.state !== 'well')
          return (
            <>
              {open.map((one) => (
                <Check key={one.check} {...one} />
              ))}
              <p className="muted small" style={{ marginTop: 6 }}>
                {t(open.length === 0 ? words.machineWell : words.machineRest, { n: checks.length - open.length })}
              </p>
              <Reread {...fixity} />
            </>
          )
        }}
      </Await>
    </section>
  )
}

/** What was read again on which of the last days: blobs of the vault above, discs below. */
function Reread({ days, discs, checked, whole }: Fixity) {
  const { t } = useWords()
  const picture = (title: string, of: (day: Fixity['days'][number]) => number) =>
    trendSvg(
      title,
      days.map((one, i) => ({ label: i === 0 || i === days.length - 1 ? one.day.slice(5) : '', value: of(one) })),
    )
  const pictures = [
    [t(words.rereadBlobs), picture(t(words.rereadBlobs), (one) => one.blobs)],
    [t(words.rereadDiscs), picture(t(words.rereadDiscs), (one) => one.discs)],
  ] as const
  return (
    <details className="small">
      <summary>{t(words.reread)}</summary>
      <p className="muted">
        {whole ? t(words.rereadWhole, { at: beijing(whole).slice(0, 16) }) : t(words.rereadRound, { n: checked })}
        {' · '}
        {t(words.rereadOfDiscs, { read: discs.read, kept: discs.kept })}
      </p>
      {pictures.map(([title, svg]) => (
        <div key={title}>
          {title}
          {/* What the function writes holds nothing but figures and days. */}
          <div style={{ maxWidth: 420 }} dangerouslySetInnerHTML={{ __html: svg }} />
        </div>
      ))}
    </details>
  )
}

function Check({ state, said, todo }: HealthCheck) {
  const { t } = useWords()
  return (
    <div className="small" style={{ marginTop: 6 }} role={state === 'wrong' ? 'alert' : 'status'}>
      <Tag tone={state === 'wrong' ? 'zhu' : 'zhe'}>
        {t(state === 'wrong' ? words.machineWrong : words.machineWatch)}
      </Tag>{' '}
      {t(said)}
      {todo && <p className="muted small">{t(todo)}</p>}
    </div>
  )
}
