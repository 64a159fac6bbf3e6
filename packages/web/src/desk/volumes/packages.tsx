import type { VolumeView } from '@liuhen/contract/volumes'
import { useState } from 'react'
import { useAct, useMay, useReply } from '../../api/index.ts'
import {
  Action,
  FormDialog,
  ProblemNote,
  Restored,
  SelectField,
  TextField,
  Time,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** Archive packages of a volume: those that were made, and making one. */
export function Packages({ view }: { readonly view: VolumeView }) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const { packages, may } = view
  if (!may.pack && packages.length === 0) return null
  return (
    <>
      {may.pack && (
        <div className="row">
          <Action onAct={() => setOpen(true)}>{t(words.pack)}</Action>
        </div>
      )}
      {packages.length > 0 && (
        <>
          <h3 className="group">{t(words.packages)}</h3>
          <ul className="papers">
            {packages.map((one) => (
              <li key={one.id} className="row between">
                <span>
                  {one.recipient}{' '}
                  <span className="muted small">
                    {one.madeBy} <Time at={one.madeAt} />
                  </span>
                </span>
                {one.ready ? (
                  <a className="button" href={`/api/packages/${one.id}/zip`}>
                    {t(words.packTake)}
                  </a>
                ) : (
                  <span className="muted small">{t(words.packUnfinished)}</span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {open && <PackDialog view={view} onClose={() => setOpen(false)} />}
    </>
  )
}

function PackDialog({ view, onClose }: { readonly view: VolumeView; readonly onClose: () => void }) {
  const { t } = useWords()
  const draft = useDraft(`pack-volume ${view.case.id}`, t(words.pack))
  const [typed, setTyped] = useDrafted(draft, 'typed', () => ({ recipient: '', request: '' }))
  const may = useMay()
  const requests = useReply('listRequests', {}, { when: may('listRequests') })
  const own = new Set(view.recordings.map((one) => one.recording))
  const granted = (requests.data?.rows ?? []).filter(
    (one) => one.stands === 'granted' && one.papers === true && one.items.some(({ id }) => own.has(id)),
  )
  const act = useAct('packVolume', {
    stale: ['showVolume', 'listPackages'],
    done: () => {
      draft.forget()
      onClose()
    },
  })
  const send = () => {
    if (act.isPending) return
    const body = { recipient: typed.recipient.trim(), ...(typed.request !== '' && { request: typed.request }) }
    act.mutate({ params: { id: view.case.id }, body })
  }
  return (
    <FormDialog title={t(words.pack)} onClose={onClose} onSubmit={send} act={t(words.pack)} busy={act.isPending}>
      <Restored draft={draft} />
      <p className="muted small">{t(words.packHint)}</p>
      <TextField
        label={t(words.packRecipient)}
        value={typed.recipient}
        minLength={2}
        maxLength={120}
        onValue={(recipient) => setTyped({ ...typed, recipient })}
        required
      />
      <SelectField
        label={t(words.packRequest)}
        value={typed.request}
        empty={t(words.packNoRequest)}
        onValue={(request) => {
          const outsider = granted.find((one) => one.id === request)?.outsider
          // To whoever asked: nobody else is handed it under their request.
          setTyped({ request, recipient: outsider?.organisation ?? outsider?.name ?? typed.recipient })
        }}
        options={granted.map((one) => ({
          value: one.id,
          label: [one.outsider?.organisation ?? one.outsider?.name, one.reason].filter(Boolean).join(' · '),
        }))}
      />
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}
