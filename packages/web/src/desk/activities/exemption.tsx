import type { ActivityView } from '@liuhen/contract/activities'
import { useAct, useMay, useReply, whose } from '../../api/index.ts'
import { Action, AreaField, Choose, Cited, ProblemNote, Restored, useDraft, useDrafted } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { groundNames, words } from './words.ts'

type Ground = ActivityView['coverage']['exemptions'][number]

/** The grounds on which the instrument lets an activity go unfilmed; one that does not apply says by which article. */
export function Exemption({ view }: { readonly view: ActivityView }) {
  const { t } = useWords()
  const { exemptions } = view.coverage
  if (exemptions.length === 0 && view.exemptions.length === 0) return null
  return (
    <section className="sheet pad">
      <h3>{t(words.exemption)}</h3>
      {view.exemptions.map((one) => (
        <div className="told" key={`${one.ground} ${one.at}`}>
          {t(groundNames[one.ground])}
          {one.reason !== undefined && `：“${one.reason}”`}{' '}
          <span className="muted small">
            {one.by}
            {one.decidedBy && ` · ${t(words.exemptionFoundBy)} ${one.decidedBy.name}`}
          </span>
        </div>
      ))}
      {exemptions.map((one) => (
        <Claim key={one.ground} view={view} ground={one} />
      ))}
    </section>
  )
}

function Claim({ view, ground }: { readonly view: ActivityView; readonly ground: Ground }) {
  const { t, say } = useWords()
  const may = useMay()
  const kept = useDraft(`exemption ${view.row.id} ${ground.ground}`, t(groundNames[ground.ground]))
  const [reason, setReason] = useDrafted<string | undefined>(kept, 'reason', undefined)
  const [decidedBy, setDecidedBy] = useDrafted<string | undefined>(kept, 'decidedBy', undefined)
  const people = useReply('listColleagues', undefined, { when: ground.found && reason !== undefined })
  const leave = () => {
    setReason(undefined)
    kept.forget()
  }
  const act = useAct('claimExemption', {
    stale: ['showActivity', 'dayCoverage', 'unrecorded'],
    done: leave,
  })
  const why = may('claimExemption') ? undefined : t(whose('claimExemption'))
  const short = (reason ?? '').trim().length < 2
  return (
    <div className="told">
      {reason === undefined ? (
        <Action why={why ?? (ground.available ? undefined : t(words.exemptionClosed))} onAct={() => setReason('')}>
          {t(groundNames[ground.ground])}
        </Action>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (!short && !act.isPending)
              act.mutate({
                params: { id: view.row.id },
                body: {
                  ground: ground.ground,
                  reason: reason.trim(),
                  ...(decidedBy !== undefined && { decidedBy }),
                },
              })
          }}
        >
          <Restored draft={kept} />
          <AreaField label={t(words.exemptionWhy)} value={reason} onValue={setReason} maxLength={500} />
          {ground.found && (
            <Choose
              label={t(words.exemptionFoundBy)}
              hint={t(words.exemptionUndecided)}
              value={decidedBy}
              onValue={setDecidedBy}
              options={(people.data ?? []).map((one) => ({ value: one.id, label: one.name }))}
            />
          )}
          <div className="row">
            <Action submit kind="primary" busy={act.isPending} why={short ? t(words.reasonMissing) : undefined}>
              {say('save')}
            </Action>
            <Action onAct={leave}>{say('cancel')}</Action>
          </div>
        </form>
      )}
      <div className="small">
        <Cited citations={ground.citations} />
      </div>
      <ProblemNote error={act.error} />
    </div>
  )
}
