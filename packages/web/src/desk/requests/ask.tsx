import { isOutside, isPerson, ForWhom, forWhomNames, MOST_DAYS, MOST_TIMES, Use, useNames } from '@liuhen/core/requests'
import { useState } from 'react'
import { freshId, useAct, useReply } from '../../api/index.ts'
import {
  AreaField,
  Cited,
  FileField,
  FormDialog,
  ProblemNote,
  Restored,
  SelectField,
  TextField,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { dayAndRange } from '../recordings/times.ts'
import { words } from './words.ts'

const FIELDS = ['reason', 'ground', 'days', 'times', 'document', 'recordings', 'use']
const FIELDS_OUTSIDE = ['outsider.organisation', 'outsider.document', 'outsider.relation', 'outsider']
const UUID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/
type Letter = {
  readonly name: string
  readonly mediaType: 'application/pdf' | 'image/jpeg' | 'image/png'
  readonly bytes: string
}

/** A request for recordings; what the instruments say of it stands under it as it is filled in. */
export function AskRequest({
  recording,
  onClose,
}: {
  readonly recording: string
  readonly onClose: (asked?: string) => void
}) {
  const { t, say } = useWords()
  const kept = useDraft(`request ${recording}`, t(words.ask))
  const [key, setKey] = useDrafted(kept, 'key', freshId)
  const [use, setUse] = useDrafted<string>(kept, 'use', 'look')
  const [whom, setWhom] = useDrafted<string>(kept, 'whom', 'work')
  const [recordings, setRecordings] = useDrafted<string[]>(kept, 'recordings', () => [recording])
  const [more, setMore] = useDrafted(kept, 'more', '')
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const [ground, setGround] = useDrafted(kept, 'ground', '')
  const [days, setDays] = useDrafted(kept, 'days', '3')
  const [times, setTimes] = useDrafted(kept, 'times', '5')
  const [organisation, setOrganisation] = useDrafted(kept, 'organisation', '')
  const [name, setName] = useDrafted(kept, 'name', '')
  const [idKind, setIdKind] = useDrafted(kept, 'id-kind', '')
  const [idEnding, setIdEnding] = useDrafted(kept, 'id-ending', '')
  const [relation, setRelation] = useDrafted(kept, 'relation', '')
  const [papers, setPapers] = useDrafted(kept, 'papers', false)
  // A file is chosen anew after a reload: no draft holds megabytes.
  const [letter, setLetter] = useState<Letter>()
  const [pressed, setPressed] = useState(false)
  const kind = { use: Use.parse(use), whom: ForWhom.parse(whom) }
  const law = useReply('requestRules', { query: { ...kind, recording } }, { keep: true })
  const act = useAct('askRequest', {
    stale: ['listRequests', 'useOfRecording', 'workbench'],
    done: ({ id }) => {
      kept.forget()
      onClose(id)
    },
  })
  const problem = useFieldProblems(act.error)
  const known = useReply('listRecordings', { query: { limit: 200 } })
  const named = (id: string): string => {
    const row = known.data?.rows.find((one) => one.id === id)
    return row
      ? [dayAndRange(row.start, row.end), row.officer?.name, row.fileName].filter(Boolean).join(' · ')
      : t(words.another, { id: id.slice(0, 8) })
  }
  const outside = isOutside(kind.whom)
  const person = isPerson(kind.whom)
  // Only what is copied or handed out takes anything with it.
  const leaves = kind.use === 'copy' || kind.use === 'provide'
  const [ofDays, ofTimes] = [Number(days), Number(times)]
  const wrongNumber = (n: number, most: number) => !Number.isInteger(n) || n < 1 || n > most
  const grounds = law.data?.grounds ?? []
  const missing = {
    reason: reason.trim().length < 2,
    days: wrongNumber(ofDays, MOST_DAYS),
    times: wrongNumber(ofTimes, MOST_TIMES),
    name: outside && name.trim() === '',
  }
  const add = (typed: string) => {
    const id = UUID.exec(typed)?.[0]
    if (id === undefined) return setMore(typed)
    if (!recordings.includes(id)) setRecordings([...recordings, id])
    setMore('')
  }
  const send = () => {
    setPressed(true)
    if (act.isPending || Object.values(missing).some(Boolean)) return
    setKey(key)
    const outsider = {
      name: name.trim(),
      ...(organisation.trim() && { organisation: organisation.trim() }),
      ...(idKind.trim() && idEnding.trim() && { document: { kind: idKind.trim(), ending: idEnding.trim() } }),
      ...(relation.trim() && { relation: relation.trim() }),
    }
    act.mutate({
      body: {
        ...kind,
        recordings,
        reason: reason.trim(),
        ...(leaves && papers && { papers }),
        ...(grounds.length > 1 && ground !== '' && { ground }),
        days: ofDays,
        times: ofTimes,
        ...(outside && { outsider }),
        ...(letter && { document: letter }),
        key,
      },
    })
  }
  const wrong = (field: keyof typeof missing) =>
    problem(field) ?? (pressed && missing[field] ? say('fillIn') : undefined)
  return (
    <FormDialog title={t(words.ask)} act={t(words.ask)} busy={act.isPending} onClose={() => onClose()} onSubmit={send}>
      <Restored draft={kept} />
      <div className="pair">
        <SelectField
          label={t(words.use)}
          value={use}
          onValue={setUse}
          options={Use.options.map((value) => ({ value, label: t(useNames[value]) }))}
          wrong={problem('use')}
        />
        <SelectField
          label={t(words.whom)}
          value={whom}
          onValue={setWhom}
          options={ForWhom.options.map((value) => ({ value, label: t(forWhomNames[value]) }))}
        />
      </div>
      {law.data && (
        <div className="note small" role="status">
          {law.data.mustProvide && <div>{t(words.mustProvide)}</div>}
          {law.data.chain.length > 0 && <div>{t(words.chain, { chain: law.data.chain.join(' → ') })}</div>}
          {law.data.chain.length === 0 && !law.data.unnamed && <div>{t(words.nobody)}</div>}
          {law.data.handedOutBy.length > 0 && (
            <div>{t(words.handedOut, { names: law.data.handedOutBy.join('、') })}</div>
          )}
          {law.data.blocked.map((one) => (
            <div className="zhe" key={one.zh}>
              {t(one)}
            </div>
          ))}
          <Cited citations={law.data.citations} quoted />
        </div>
      )}
      <ProblemNote error={law.error} />
      <ul className="case-facts small" aria-label={t(words.which)}>
        {recordings.map((one) => (
          <li key={one} className="row between">
            <span>{named(one)}</span>
            {recordings.length > 1 && (
              <button
                type="button"
                className="button plain small"
                aria-label={`${t(words.leaveOut)} ${named(one)}`}
                onClick={() => setRecordings(recordings.filter((each) => each !== one))}
              >
                {t(words.leaveOut)}
              </button>
            )}
          </li>
        ))}
      </ul>
      <TextField
        label={t(words.add)}
        hint={t(words.addHint)}
        value={more}
        onValue={add}
        wrong={problem('recordings')}
      />
      {leaves && (
        <label className="check">
          <input type="checkbox" checked={papers} onChange={(event) => setPapers(event.target.checked)} />
          {t(words.withPapers)}
        </label>
      )}
      <AreaField
        label={t(words.reason)}
        hint={t(words.reasonHint)}
        value={reason}
        onValue={setReason}
        maxLength={2000}
        wrong={wrong('reason')}
      />
      {grounds.length > 1 && (
        <SelectField
          label={t(words.ground)}
          value={ground}
          empty={say('choose')}
          onValue={setGround}
          options={grounds.map((value) => ({ value, label: value }))}
          wrong={problem('ground')}
        />
      )}
      <div className="pair">
        <TextField label={t(words.days)} inputMode="numeric" value={days} onValue={setDays} wrong={wrong('days')} />
        <TextField label={t(words.times)} inputMode="numeric" value={times} onValue={setTimes} wrong={wrong('times')} />
      </div>
      {outside && (
        <>
          {!person && (
            <TextField
              label={t(words.organisation)}
              value={organisation}
              onValue={setOrganisation}
              maxLength={120}
              wrong={problem('outsider.organisation')}
            />
          )}
          <TextField label={t(words.name)} value={name} onValue={setName} maxLength={120} wrong={wrong('name')} />
          {person && (
            <>
              <div className="pair">
                <TextField
                  label={t(words.idKind)}
                  value={idKind}
                  onValue={setIdKind}
                  maxLength={40}
                  wrong={problem('outsider.document')}
                />
                <TextField label={t(words.idEnding)} value={idEnding} onValue={setIdEnding} maxLength={8} />
              </div>
              <TextField
                label={t(words.relation)}
                value={relation}
                onValue={setRelation}
                maxLength={120}
                wrong={problem('outsider.relation')}
              />
            </>
          )}
          <FileField
            label={t(words.letter)}
            accept="application/pdf,image/jpeg,image/png"
            fileName={letter?.name}
            onFile={(file) => void readLetter(file).then(setLetter)}
            wrong={problem('document')}
          />
        </>
      )}
      <ProblemNote error={act.error} except={[...FIELDS, ...FIELDS_OUTSIDE]} />
    </FormDialog>
  )
}

const KINDS = ['application/pdf', 'image/jpeg', 'image/png'] as const

async function readLetter(file: File | undefined): Promise<Letter | undefined> {
  const mediaType = KINDS.find((one) => one === file?.type)
  if (!file || !mediaType) return undefined
  const bytes = new Uint8Array(await file.arrayBuffer())
  let binary = ''
  for (let at = 0; at < bytes.length; at += 32_768) binary += String.fromCodePoint(...bytes.subarray(at, at + 32_768))
  return { name: file.name, mediaType, bytes: btoa(binary) }
}
