import type { DisposalView } from '@liuhen/contract/retention'
import { useAct } from '../../api/index.ts'
import { AreaField, FormDialog, ProblemNote, Restored, SelectField, useDraft, useDrafted } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** 鉴定: of each item whether it can go, and what makes one think so. */
export function AppraiseDialog({ view, onClose }: { readonly view: DisposalView; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const open = view.items.filter((one) => !one.undone && !one.appraised)
  const kept = useDraft(`appraise ${view.row.id}`, t(words.appraise))
  const [said, setSaid] = useDrafted<Record<string, string>>(kept, 'said', {})
  const act = useAct('appraiseItems', {
    stale: ['showDisposal', 'keepingOverview'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const of = (id: string, what: 'opinion' | 'words'): string => said[`${id} ${what}`] ?? ''
  return (
    <FormDialog
      wide
      title={t(words.appraiseAll)}
      act={t(words.saveOpinion)}
      busy={act.isPending}
      onClose={onClose}
      onSubmit={() => {
        if (act.isPending) return
        const items = open.map(({ recording }) => ({
          recording,
          opinion: of(recording, 'opinion') === 'keep' ? ('keep' as const) : ('dispose' as const),
          words: of(recording, 'words').trim(),
        }))
        act.mutate({ params: { id: view.row.id }, body: { items } })
      }}
    >
      <Restored draft={kept} />
      <p className="muted">{t(words.appraiseHint)}</p>
      {open.map(({ recording, fileName }) => (
        <div key={recording} className="appraisal">
          <b>{fileName}</b>
          <SelectField
            label={t(words.opinion)}
            value={of(recording, 'opinion')}
            onValue={(value) => setSaid((before) => ({ ...before, [`${recording} opinion`]: value }))}
            empty={say('choose')}
            required
            options={[
              { value: 'dispose', label: t(words.dispose) },
              { value: 'keep', label: t(words.keep) },
            ]}
          />
          <AreaField
            label={t(words.says)}
            value={of(recording, 'words')}
            onValue={(value) => setSaid((before) => ({ ...before, [`${recording} words`]: value }))}
            minLength={2}
            maxLength={1000}
            required
          />
        </div>
      ))}
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}
