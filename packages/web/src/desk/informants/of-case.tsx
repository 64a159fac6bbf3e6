import '../workbench/workbench.css'
import type { InformantView } from '@liuhen/contract/informants'
import { InformantFacts, informantKinds, informantWays } from '@liuhen/core/informants'
import { useState } from 'react'
import { useAct, useReply } from '../../api/index.ts'
import {
  Action,
  Await,
  Confirm,
  FormDialog,
  ProblemNote,
  Restored,
  SelectField,
  Tag,
  TextField,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

const STALE = ['listInformants'] as const

/** Who complained or reported, masked; whoever handles the case enters them, and sees them once they say what for. */
export function InformantsOfCase({ caseId }: { readonly caseId: string }) {
  const { t } = useWords()
  const [adding, setAdding] = useState(false)
  const reply = useReply('listInformants', { params: { id: caseId } })
  return (
    <section className="sheet" id="informants" aria-label={t(words.title)}>
      <h2 className="group">
        <span>{t(words.title)}</span>
        {reply.data?.handles === true && (
          <Action kind="plain" onAct={() => setAdding(true)}>
            {t(words.add)}
          </Action>
        )}
      </h2>
      <p className="muted small lead-in">{t(words.hint)}</p>
      <Await reply={reply}>
        {({ rows, handles }) =>
          rows.length === 0 ? (
            <p className="muted small lead-in">{t(words.none)}</p>
          ) : (
            rows.map((one) => <Informant key={one.id} caseId={caseId} of={one} handles={handles} />)
          )
        }
      </Await>
      {adding && <NameDialog caseId={caseId} onClose={() => setAdding(false)} />}
    </section>
  )
}

function Informant({
  caseId,
  of,
  handles,
}: {
  readonly caseId: string
  readonly of: InformantView
  readonly handles: boolean
}) {
  const { t } = useWords()
  const [doing, setDoing] = useState<'look' | 'strike'>()
  const [seen, setSeen] = useState<{ readonly name?: string | undefined; readonly contact?: string | undefined }>()
  const { id, kind, way, hasName, hasContact, confidential, by } = of
  const kept = [...(hasName ? [t(words.hasName)] : []), ...(hasContact ? [t(words.hasContact)] : [])]
  return (
    <div className="task two">
      <div className="task-text">
        <b>{t(informantKinds[kind])}</b> {confidential && <Tag tone="zhe">{t(words.isConfidential)}</Tag>}{' '}
        {seen
          ? [seen.name, seen.contact].filter((one) => one !== undefined).join(' · ')
          : kept.length > 0
            ? t(words.masked, { what: kept.join('、') })
            : t(words.anonymous)}
        <div className="muted small">
          {t(informantWays[way])} · {t(words.enteredBy, { by })}
        </div>
      </div>
      {handles && (
        <span className="row">
          {kept.length > 0 && <Action onAct={() => setDoing('look')}>{t(words.look)}</Action>}
          <Action kind="plain" onAct={() => setDoing('strike')}>
            {t(words.strike)}
          </Action>
        </span>
      )}
      {doing && (
        <Doing
          params={{ id: caseId, informant: id }}
          doing={doing}
          onSeen={setSeen}
          onClose={() => setDoing(undefined)}
        />
      )}
    </div>
  )
}

function Doing({
  params,
  doing,
  onSeen,
  onClose,
}: {
  readonly params: { readonly id: string; readonly informant: string }
  readonly doing: 'look' | 'strike'
  readonly onSeen: (seen: { readonly name?: string | undefined; readonly contact?: string | undefined }) => void
  readonly onClose: () => void
}) {
  const { t } = useWords()
  const isLook = doing === 'look'
  const title = t(isLook ? words.lookAsk : words.strikeAsk)
  const kept = useDraft(`informant ${params.informant} ${doing}`, title)
  const look = useAct('lookAtInformant', {
    done: (seen) => {
      onSeen(seen)
      onClose()
    },
  })
  const strike = useAct('strikeInformant', { stale: STALE, done: onClose })
  const act = isLook ? look : strike
  return (
    <Confirm
      draft={kept}
      title={title}
      act={t(isLook ? words.look : words.strike)}
      busy={act.isPending}
      error={act.error}
      reasonLabel={t(isLook ? words.purpose : words.reason)}
      onClose={onClose}
      onConfirm={(said) =>
        isLook ? look.mutate({ params, body: { purpose: said } }) : strike.mutate({ params, body: { reason: said } })
      }
    />
  )
}

function NameDialog({ caseId, onClose }: { readonly caseId: string; readonly onClose: () => void }) {
  const { t } = useWords()
  const kept = useDraft(`informant of ${caseId}`, t(words.add))
  const [kind, setKind] = useDrafted<string>(kept, 'kind', 'report')
  const [way, setWay] = useDrafted<string>(kept, 'way', 'in-person')
  const [name, setName] = useDrafted(kept, 'name', '')
  const [contact, setContact] = useDrafted(kept, 'contact', '')
  const [confidential, setConfidential] = useDrafted(kept, 'confidential', false)
  const act = useAct('nameInformant', {
    stale: STALE,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const submit = () =>
    act.mutate({
      params: { id: caseId },
      body: {
        kind: InformantFacts.shape.kind.parse(kind),
        way: InformantFacts.shape.way.parse(way),
        ...(name.trim() !== '' && { name: name.trim() }),
        ...(contact.trim() !== '' && { contact: contact.trim() }),
        confidential,
      },
    })
  const options = (of: Readonly<Record<string, (typeof informantKinds)['report']>>) =>
    Object.entries(of).map(([value, label]) => ({ value, label: t(label) }))
  return (
    <FormDialog title={t(words.add)} act={t(words.add)} busy={act.isPending} onClose={onClose} onSubmit={submit}>
      <Restored draft={kept} />
      <div className="pair">
        <SelectField label={t(words.kind)} value={kind} onValue={setKind} options={options(informantKinds)} />
        <SelectField label={t(words.way)} value={way} onValue={setWay} options={options(informantWays)} />
      </div>
      <TextField label={t(words.name)} value={name} onValue={setName} maxLength={120} wrong={problem('name')} />
      <TextField
        label={t(words.contact)}
        value={contact}
        onValue={setContact}
        maxLength={200}
        wrong={problem('contact')}
      />
      <label className="row">
        <input type="checkbox" checked={confidential} onChange={(event) => setConfidential(event.target.checked)} />{' '}
        {t(words.confidential)}
      </label>
      <ProblemNote error={act.error} except={['name', 'contact']} />
    </FormDialog>
  )
}
