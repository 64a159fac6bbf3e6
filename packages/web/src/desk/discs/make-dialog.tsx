import type { DiscRequest } from '@liuhen/contract/discs'
import { media, Medium } from '@liuhen/core/discs'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useAct } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Dialog,
  ProblemNote,
  Restored,
  SelectField,
  TextField,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { bytesIn, useWords } from '../../words/index.ts'
import { words } from './words.ts'

export interface MakeDiscProps {
  /** A package that was made before, or recordings of which one is made for each disc. */
  readonly of: { readonly package: string } | { readonly recordings: readonly string[] }
  /** What the package says already. */
  readonly purpose?: string
  readonly onClose: () => void
}

/** 制作光盘: for which blank, what it is to prove, how many discs that makes, and what stands in the way. */
export function MakeDiscDialog({ of, purpose: said = '', onClose }: MakeDiscProps) {
  const { t, say } = useWords()
  const kept = useDraft(`disc ${'package' in of ? of.package : ''}`.trim(), t(words.make))
  const [medium, setMedium] = useDrafted<Medium>(kept, 'medium', 'dvd')
  const [purpose, setPurpose] = useDrafted(kept, 'purpose', said)
  const [recipient, setRecipient] = useDrafted(kept, 'recipient', '')
  const [caseNumber, setCaseNumber] = useDrafted(kept, 'caseNumber', '')
  const act = useAct('makeDiscs', { stale: ['listDiscs', 'listPackages', 'workbench'], done: () => kept.forget() })
  const problem = useFieldProblems(act.error)
  const request: DiscRequest = {
    medium,
    ...('package' in of ? { package: of.package } : { recordings: [...of.recordings] }),
    purpose,
    ...(recipient.trim() !== '' && { recipient }),
    ...(caseNumber.trim() !== '' && { caseNumber }),
  }
  if (act.data)
    return (
      <Dialog title={t(words.made)} onClose={onClose} footer={<Action onAct={onClose}>{say('close')}</Action>}>
        <p>{t(words.madeHint, { serials: act.data.map((one) => one.serial).join('、') })}</p>
        <p>
          <Link className="button primary" to="/discs" onClick={onClose}>
            {t(words.toRegister)}
          </Link>
        </p>
      </Dialog>
    )
  return (
    <Dialog
      title={t(words.make)}
      onClose={onClose}
      onSubmit={() => act.mutate({ body: request })}
      footer={
        <>
          <Action onAct={onClose}>{say('cancel')}</Action>
          <Action kind="primary" submit busy={act.isPending}>
            {t(words.make)}
          </Action>
        </>
      }
    >
      <Restored draft={kept} />
      <SelectField
        label={t(words.medium)}
        value={medium}
        onValue={(value) => setMedium(value as Medium)}
        options={Medium.options.map((one) => ({ value: one, label: t(media[one].title) }))}
        wrong={problem('medium')}
      />
      <AreaField
        label={t(words.purpose)}
        hint={t(words.purposeHint)}
        value={purpose}
        onValue={setPurpose}
        wrong={problem('purpose')}
        maxLength={500}
        required
      />
      <TextField label={t(words.recipient)} value={recipient} onValue={setRecipient} maxLength={120} />
      <TextField label={t(words.caseNumber)} value={caseNumber} onValue={setCaseNumber} maxLength={120} />
      <Plan request={request} />
      {act.isPending && <p className="muted small">{t(words.goesOn)}</p>}
      <ProblemNote error={act.error} except={['purpose', 'medium']} />
    </Dialog>
  )
}

/** How it would come out, asked again as the form changes. */
function Plan({ request }: { readonly request: DiscRequest }) {
  const { t } = useWords()
  const { mutate, data, error } = useAct('planDiscs')
  const asked = JSON.stringify(request)
  useEffect(() => {
    const waiting = setTimeout(() => mutate({ body: JSON.parse(asked) as DiscRequest }), 250)
    return () => clearTimeout(waiting)
  }, [mutate, asked])
  if (error) return <ProblemNote error={error} />
  if (!data) return null
  const obstacles = data.obstacles.filter((one) => one.code !== 'statement-without-object')
  return (
    <div className={obstacles.length > 0 ? 'note zhe small' : 'note small'} role="status">
      {obstacles.length > 0 ? (
        <ul>
          {obstacles.map((one) => (
            <li key={`${one.code} ${one.recording ?? ''}`}>
              {t(one.message)}{' '}
              {one.code === 'sound-without-transcript' && one.recording && (
                <Link to="/recordings/$id" params={{ id: one.recording }}>
                  {t(words.transcriptToWrite)}
                </Link>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <>
          <b>
            {data.asItIs
              ? t(words.planAsItIs)
              : data.discs.length === 1
                ? t(words.planOne)
                : t(words.plan, { n: data.discs.length })}
          </b>
          {data.discs.map((one, i) => (
            <div key={one.recordings[0] ?? i}>
              {t(words.disc, { n: i + 1, count: one.recordings.length, size: bytesIn(one.bytes) })}
            </div>
          ))}
        </>
      )}
    </div>
  )
}
