import type { KeepingView } from '@liuhen/contract/retention'
import { triggerNames } from '@liuhen/core/packs'
import { Trigger } from '@liuhen/core/retention'
import { useState } from 'react'
import { freshId, useAct } from '../../api/index.ts'
import { Confirm, SelectField, useDraft, useDrafted, useFieldProblems } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { keepingWords as own } from './words.ts'

/** What is found on a case or by counting is not registered by hand. */
const BY_HAND = Trigger.options.filter((one) => one !== 'used-as-evidence')

/** Registers what keeps a recording, its activity or its case. */
export function FactDialog({
  view,
  recording,
  onClose,
}: {
  readonly view: KeepingView
  readonly recording: string
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const kept = useDraft(`keeping-fact ${recording}`, t(own.registerTitle))
  const [trigger, setTrigger] = useDrafted(kept, 'trigger', '')
  const [about, setAbout] = useDrafted(kept, 'about', `recording ${recording}`)
  const [of, setOf] = useDrafted(kept, 'of', 'party')
  const [key] = useState(freshId)
  const act = useAct('registerKeepingFact', { stale: ['showKeeping', 'keepingOverview'], done: onClose })
  const problem = useFieldProblems(act.error)
  const things = [
    { value: `recording ${recording}`, label: t(own.thisOne) },
    ...view.because.map((one) => ({ value: `${one.kind} ${one.id}`, label: t(one.title) })),
  ]
  return (
    <Confirm
      draft={kept}
      title={t(own.registerTitle)}
      act={t(own.register)}
      busy={act.isPending}
      error={act.error}
      why={trigger === '' ? say('choose') : undefined}
      onClose={onClose}
      onConfirm={(reason) => {
        const [kind, id = ''] = about.split(' ')
        act.mutate({
          body: {
            key,
            reason,
            trigger: Trigger.parse(trigger),
            about: { kind: kind as 'recording' | 'activity' | 'case', id },
            of: of === 'anyone' ? 'anyone' : 'party',
          },
        })
      }}
    >
      <p className="muted">{t(own.registerHint)}</p>
      <SelectField
        label={t(own.trigger)}
        value={trigger}
        onValue={setTrigger}
        empty={say('choose')}
        options={BY_HAND.map((one) => ({ value: one, label: t(triggerNames[one]) }))}
        wrong={problem('trigger')}
      />
      <SelectField label={t(own.about)} value={about} onValue={setAbout} options={things} wrong={problem('about')} />
      <SelectField
        label={t(own.whose)}
        value={of}
        onValue={setOf}
        options={[
          { value: 'party', label: t(own.party) },
          { value: 'anyone', label: t(own.anyone) },
        ]}
      />
    </Confirm>
  )
}
