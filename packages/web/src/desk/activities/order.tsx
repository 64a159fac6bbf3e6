import type { ActivityView } from '@liuhen/contract/activities'
import { useAct, useMay } from '../../api/index.ts'
import {
  Action,
  AreaField,
  ProblemNote,
  Restored,
  Time,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

const stale = ['showActivity', 'listActivities', 'dayCoverage', 'workbench', 'unrecorded'] as const

/** That a leader has it recorded, and for a leader the place to say so while it goes on. */
export function Order({ view }: { readonly view: ActivityView }) {
  const { t } = useWords()
  const may = useMay()
  const { row, coverage } = view
  const isOpen = row.end === undefined && coverage.required !== 'must' && coverage.required !== 'implied'
  if (row.ordered)
    return (
      <div className="note zhe">
        <b>{t(words.ordered)}</b> “{row.ordered.reason}”
        <div className="small">
          {row.ordered.by} · <Time at={row.ordered.at} />
        </div>
      </div>
    )
  return isOpen && may('orderFilming') ? <OrderForm id={row.id} /> : null
}

function OrderForm({ id }: { readonly id: string }) {
  const { t } = useWords()
  const kept = useDraft(`order ${id}`, t(words.order))
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const act = useAct('orderFilming', { stale, done: () => kept.forget() })
  const problem = useFieldProblems(act.error)
  const why = reason.trim().length < 2 ? t(words.reasonMissing) : undefined
  return (
    <section className="sheet pad" id="order">
      <h3>{t(words.order)}</h3>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (!why && !act.isPending) act.mutate({ params: { id }, body: { reason: reason.trim() } })
        }}
      >
        <Restored draft={kept} />
        <AreaField
          label={t(words.orderWhy)}
          hint={t(words.orderHint)}
          value={reason}
          onValue={setReason}
          maxLength={500}
          wrong={problem('reason')}
        />
        <Action submit kind="primary" busy={act.isPending} why={why}>
          {t(words.orderAct)}
        </Action>
        <ProblemNote error={act.error} except={['reason']} />
      </form>
    </section>
  )
}
