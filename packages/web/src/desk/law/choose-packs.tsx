import { CalendarDate, dayOf, instantOf } from '@liuhen/core/kernel'
import { useState } from 'react'
import { useAct, useReply } from '../../api/index.ts'
import {
  AreaField,
  DateField,
  FormDialog,
  Loading,
  ProblemNote,
  useFieldProblems,
  Restored,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { BureauChoice } from './bureau-choice.tsx'
import { bureausOf } from './bureaus.ts'
import { words } from './words.ts'
import { RULED } from './ruled.ts'

/** Chooses the packs the bureau runs on from a day on. What was judged before that day stays as it was. */
export function ChoosePacks({ onClose }: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft('packs', t(words.chooseTitle))
  const instruments = useReply('listInstruments')
  const bureaus = bureausOf((instruments.data ?? []).filter((one) => one.kind === 'instrument'))
  const [issuer, setIssuer] = useDrafted<string | undefined>(kept, 'issuer', undefined)
  const [from, setFrom] = useDrafted<string>(kept, 'from', dayOf(instantOf(Date.now())))
  const [effective, setEffective] = useDrafted<Readonly<Record<string, string>>>(kept, 'effective', {})
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [pressed, setPressed] = useState(false)
  const act = useAct('chooseRuleSet', {
    stale: RULED,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const packs = bureaus.find((one) => one.issuer === issuer)?.packs ?? []
  const undated = packs.filter((one) => one.effectiveFrom === null)
  const day = CalendarDate.safeParse(from)
  const dates = undated.map((one) => CalendarDate.safeParse(effective[one.id]))
  const send = () => {
    setPressed(true)
    if (packs.length === 0 || !day.success || dates.some((one) => !one.success) || act.isPending) return
    const given = reason.trim()
    act.mutate({
      body: {
        packs: packs.map((one) => one.id),
        from: day.data,
        ...(undated.length > 0 && {
          effective: Object.fromEntries(undated.map((one) => [one.id, effective[one.id] ?? ''])),
        }),
        ...(given.length > 1 && { reason: given }),
      },
    })
  }
  return (
    <FormDialog wide title={t(words.chooseTitle)} onClose={onClose} onSubmit={send} busy={act.isPending}>
      <Restored draft={kept} />
      <p className="muted small">{t(words.chooseLead)}</p>
      {instruments.data ? (
        <BureauChoice bureaus={bureaus} chosen={issuer} onChoose={setIssuer} />
      ) : (
        <Loading lines={4} />
      )}
      {pressed && packs.length === 0 && (
        <p className="zhu small" role="alert">
          {t(words.pickOne)}
        </p>
      )}
      <div className="pair">
        <DateField
          label={t(words.from)}
          value={from}
          onValue={setFrom}
          hint={t(words.fromHint)}
          wrong={problem('from') ?? (pressed && !day.success ? say('fillIn') : undefined)}
        />
        {undated.map((one, i) => (
          <DateField
            key={one.id}
            label={t(words.effective, { title: t(one.title) })}
            value={effective[one.id] ?? ''}
            onValue={(value) => setEffective({ ...effective, [one.id]: value })}
            hint={t(words.effectiveHint)}
            wrong={pressed && !dates[i]?.success ? say('fillIn') : undefined}
          />
        ))}
      </div>
      <AreaField
        label={`${say('reason')}（${say('optional')}）`}
        value={reason}
        onValue={setReason}
        maxLength={500}
        wrong={problem('reason')}
      />
      <ProblemNote error={act.error} except={['from', 'reason']} />
    </FormDialog>
  )
}
