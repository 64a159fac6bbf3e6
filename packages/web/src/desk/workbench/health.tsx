import type { HealthCheck } from '@liuhen/contract/health'
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
        {({ checks }) => {
          const open = checks.filter((one) => one.state !== 'well')
          return (
            <>
              {open.map((one) => (
                <Check key={one.check} {...one} />
              ))}
              <p className="muted small" style={{ marginTop: 6 }}>
                {t(open.length === 0 ? words.machineWell : words.machineRest, { n: checks.length - open.length })}
              </p>
            </>
          )
        }}
      </Await>
    </section>
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
