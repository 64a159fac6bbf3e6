import type { ActivityView } from '@liuhen/contract/activities'
import { useAct, useMay } from '../../api/index.ts'
import {
  Action,
  AreaField,
  ProblemNote,
  Steps,
  useFieldProblems,
  Restored,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

const stale = ['showActivity', 'workbench', 'unrecorded'] as const

/** What those who watch over recording found, and for them the place to say it while something was not recorded. */
export function Reviews({ view }: { readonly view: ActivityView }) {
  const { t } = useWords()
  const may = useMay()
  const lacks = view.coverage.spans.some((one) => one.kind === 'missing')
  if (view.reviews.length === 0 && !(lacks && may('reviewActivity'))) return null
  return (
    <section className="sheet pad" id="review">
      <h3>{t(words.reviews)}</h3>
      <Steps
        of={view.reviews.map((one) => ({ key: `${one.at} ${one.by}`, what: one.text, detail: one.by, at: one.at }))}
      />
      {lacks && may('reviewActivity') && <ReviewForm id={view.row.id} />}
    </section>
  )
}

function ReviewForm({ id }: { readonly id: string }) {
  const { t } = useWords()
  const kept = useDraft(`review ${id}`, t(words.reviews))
  const [said, setSaid] = useDrafted(kept, 'said', '')
  const act = useAct('reviewActivity', {
    stale,
    done: () => {
      setSaid('')
      kept.forget()
    },
  })
  const problem = useFieldProblems(act.error)
  const why = said.trim().length < 2 ? t(words.reviewMissing) : undefined
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!why && !act.isPending) act.mutate({ params: { id }, body: { text: said.trim() } })
      }}
    >
      <Restored draft={kept} />
      <AreaField
        label={t(words.reviews)}
        hint={t(words.reviewHint)}
        value={said}
        onValue={setSaid}
        maxLength={2000}
        wrong={problem('text')}
      />
      <Action submit kind="primary" busy={act.isPending} why={why}>
        {t(words.review)}
      </Action>
      <ProblemNote error={act.error} except={['text']} />
    </form>
  )
}
