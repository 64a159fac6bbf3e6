import type { CatalogueReport } from '@liuhen/contract/causes'
import { base64Of, CalendarDate } from '@liuhen/core/kernel'
import { useState } from 'react'
import { useAct } from '../../api/index.ts'
import {
  Action,
  AreaField,
  DateField,
  Dialog,
  FileField,
  Loading,
  ProblemNote,
  Restored,
  Table,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { tables, words } from './words.ts'

interface Chosen {
  readonly fileName: string
  readonly file: string
}

/** Has a file of the bureau's own rows looked at line by line, and adopts it only when nothing is wrong. */
export function ImportFile({ onClose }: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft('catalogue', t(words.importTitle))
  const [chosen, setChosen] = useState<Chosen>()
  const [why, setWhy] = useDrafted(kept, 'why', { from: '', reason: '' })
  const check = useAct('adoptCatalogue')
  const adopt = useAct('adoptCatalogue', { stale: ['listCauses', 'showCase'], done: () => kept.forget() })
  const choose = async (file: File | undefined) => {
    check.reset()
    adopt.reset()
    setChosen(undefined)
    if (!file) return
    const one = { fileName: file.name, file: base64Of(new Uint8Array(await file.arrayBuffer())) }
    setChosen(one)
    check.mutate({ body: { ...one, check: true } })
  }
  const isSound = check.data !== undefined && check.data.problems.length === 0
  const isDone = adopt.data?.adopted === true
  const from = CalendarDate.safeParse(why.from).data
  const reason = why.reason.trim()
  return (
    <Dialog
      wide
      title={t(words.importTitle)}
      onClose={onClose}
      footer={
        <>
          <Action onAct={onClose}>{say(isDone ? 'close' : 'cancel')}</Action>
          {isSound && chosen && !isDone && (
            <Action
              kind="primary"
              busy={adopt.isPending}
              why={reason.length < 2 ? t(words.reasonMissing) : undefined}
              onAct={() => adopt.mutate({ body: { ...chosen, check: false, reason, ...(from && { from }) } })}
            >
              {t(words.adopt)}
            </Action>
          )}
        </>
      }
    >
      <p style={{ marginBottom: 12 }}>{t(words.importHow)}</p>
      <Restored draft={kept} />
      {!isDone && (
        <FileField
          label={t(words.file)}
          hint={t(words.fileHint)}
          accept=".csv,.yaml,.yml,.txt"
          fileName={chosen?.fileName}
          onFile={(file) => void choose(file)}
        />
      )}
      {check.isPending && <Loading lines={3} />}
      <ProblemNote error={check.error ?? adopt.error} bare />
      {adopt.data ? <Report report={adopt.data} /> : check.data && <Report report={check.data} />}
      {isSound && !isDone && (
        <>
          <DateField label={t(words.from)} value={why.from} onValue={(value) => setWhy({ ...why, from: value })} />
          <AreaField
            label={t(words.reason)}
            value={why.reason}
            onValue={(value) => setWhy({ ...why, reason: value })}
            maxLength={500}
            rows={2}
          />
        </>
      )}
    </Dialog>
  )
}

function Report({ report }: { readonly report: CatalogueReport }) {
  const { t } = useWords()
  const counts = Object.entries(tables)
    .flatMap(([table, name]) => (report.counts[table] === undefined ? [] : [`${t(name)} ${report.counts[table]}`]))
    .join('，')
  if (report.problems.length === 0)
    return (
      <div className="note" role="status">
        {t(report.adopted ? words.done : words.clean, { counts })}
      </div>
    )
  return (
    <>
      <div className="note zhu" role="alert">
        {t(words.wrong, { n: report.problems.length })}
      </div>
      <Table
        caption={t(words.problem)}
        rows={report.problems}
        rowKey={(one) => `${one.row} ${one.message.en}`}
        columns={[{ key: 'problem', head: t(words.problem), cell: (one) => t(one.message), lead: true }]}
      />
    </>
  )
}
