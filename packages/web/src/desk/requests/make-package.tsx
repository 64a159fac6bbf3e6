import { pathOf, table } from '@liuhen/contract'
import type { RequestView } from '@liuhen/contract/requests'
import { useState } from 'react'
import { useAct, useMay } from '../../api/index.ts'
import { Action, FormDialog, ProblemNote, TextField, Restored, useDraft, useDrafted } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { PackageWarnings } from '../recordings/packages.tsx'
import { words } from './words.ts'

/** Makes the package that is handed out under a request: all of its recordings, for whoever asked. */
export function MakePackage({ request }: { readonly request: RequestView }) {
  const { t } = useWords()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const act = useAct('makePackage', { stale: ['listHandOuts', 'listRequests', 'listPackages'] })
  if (!may('makePackage')) return null
  const recipient = (request.outsider?.organisation ?? request.outsider?.name ?? '').slice(0, 120)
  const make = (purpose: string, done: () => void) => {
    const recordings = request.items.map(({ id }) => id)
    act.mutate({ body: { recordings, purpose, recipient, request: request.id } }, { onSuccess: done })
    setAsking(false)
  }
  return (
    <>
      <Action busy={act.isPending} onAct={() => setAsking(true)}>
        {t(words.make)}
      </Action>
      {act.data && (
        <a href={`${pathOf(table.packageZip, { id: act.data.id })}?request=${request.id}`} download>
          {act.data.fileName}
        </a>
      )}
      <ProblemNote error={act.error} />
      {asking && <MakeDialog request={request} onMake={make} onClose={() => setAsking(false)} />}
    </>
  )
}

interface MakeProps {
  readonly request: RequestView
  readonly onMake: (purpose: string, done: () => void) => void
  readonly onClose: () => void
}

function MakeDialog({ request, onMake, onClose }: MakeProps) {
  const { t } = useWords()
  const kept = useDraft(`hand-out-package ${request.id}`, t(words.make))
  const [purpose, setPurpose] = useDrafted(kept, 'purpose', request.reason.slice(0, 500))
  const send = () => onMake(purpose.trim(), kept.forget)
  return (
    <FormDialog title={t(words.make)} act={t(words.make)} busy={false} onClose={onClose} onSubmit={send}>
      <Restored draft={kept} />
      <p className="muted small">{t(words.makeHint)}</p>
      <PackageWarnings recordings={request.items.map(({ id }) => id)} request={request.id} />
      <TextField
        label={t(words.makePurpose)}
        value={purpose}
        onValue={setPurpose}
        minLength={2}
        maxLength={500}
        required
      />
    </FormDialog>
  )
}
