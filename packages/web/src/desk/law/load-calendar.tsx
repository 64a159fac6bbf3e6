import type { CalendarReport } from '@liuhen/contract/packs'
import { base64Of, CalendarDate } from '@liuhen/core/kernel'
import { useState } from 'react'
import { useAct } from '../../api/index.ts'
import {
  Action,
  DateField,
  Dialog,
  FileField,
  Loading,
  ProblemNote,
  Table,
  TextField,
  Restored,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

interface Notice {
  readonly notice: string
  readonly number: string
  readonly published: string
}

/** The notice as it is sent; undefined while its name or day is missing. */
function sourceOf({ notice, number, published }: Notice) {
  const day = CalendarDate.safeParse(published).data
  if (notice.trim() === '' || day === undefined) return undefined
  return { notice: notice.trim(), published: day, ...(number.trim() !== '' && { number: number.trim() }) }
}

/** A CSV holds the days alone and cannot say which notice they are from. */
const isCsv = (fileName: string | undefined): boolean => /\.csv$/i.test(fileName ?? '')

interface Chosen {
  readonly fileName: string
  readonly file: string
}

/** Chooses the notice of a year, has it checked row by row, and loads it only when nothing is wrong. */
export function LoadCalendar({ onClose }: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft('calendar', t(words.loadTitle))
  const [chosen, setChosen] = useState<Chosen>()
  const [notice, setNotice] = useDrafted<Notice>(kept, 'notice', { notice: '', number: '', published: '' })
  const source = sourceOf(notice)
  const check = useAct('loadCalendar')
  const load = useAct('loadCalendar', { stale: ['calendarYear', 'calendars', 'computeDeadline', 'showRecording'] })
  const choose = async (file: File | undefined) => {
    check.reset()
    load.reset()
    setChosen(undefined)
    if (!file) return
    const one = { fileName: file.name, file: base64Of(new Uint8Array(await file.arrayBuffer())) }
    setChosen(one)
    if (!isCsv(file.name)) check.mutate({ body: { ...one, check: true } })
  }
  const order = chosen && { ...chosen, ...(isCsv(chosen.fileName) && source && { source }) }
  const change = (part: Partial<Notice>) => {
    check.reset()
    setNotice({ ...notice, ...part })
  }
  const sound = check.data !== undefined && check.data.problems.length === 0
  return (
    <Dialog
      wide
      title={t(words.loadTitle)}
      onClose={onClose}
      footer={
        <>
          <Action onAct={onClose}>{say(load.data?.loaded ? 'close' : 'cancel')}</Action>
          {sound && order && !load.data?.loaded && (
            <Action
              kind="primary"
              busy={load.isPending}
              onAct={() => load.mutate({ body: { ...order, check: false } })}
            >
              {t(words.load)}
            </Action>
          )}
        </>
      }
    >
      <p style={{ marginBottom: 12 }}>{t(words.loadHow)}</p>
      <Restored draft={kept} />
      {!load.data?.loaded && (
        <FileField
          label={t(words.file)}
          hint={t(words.fileHint)}
          accept=".yaml,.yml,.csv,.txt"
          fileName={chosen?.fileName}
          onFile={(file) => void choose(file)}
        />
      )}
      {isCsv(chosen?.fileName) && order && !load.data?.loaded && (
        <>
          <div className="pair">
            <TextField
              label={t(words.noticeName)}
              hint={t(words.noticeHint)}
              value={notice.notice}
              maxLength={60}
              onValue={(value) => change({ notice: value })}
            />
            <TextField
              label={`${t(words.number)}（${say('optional')}）`}
              value={notice.number}
              maxLength={60}
              onValue={(number) => change({ number })}
            />
            <DateField
              label={t(words.publishedOn)}
              value={notice.published}
              onValue={(published) => change({ published })}
            />
          </div>
          {!check.data && (
            <p style={{ marginBottom: 12 }}>
              <Action
                busy={check.isPending}
                why={source ? undefined : t(words.noticeMissing)}
                onAct={() => check.mutate({ body: { ...order, check: true } })}
              >
                {t(words.check)}
              </Action>
            </p>
          )}
        </>
      )}
      {check.isPending && <Loading lines={3} />}
      <ProblemNote error={check.error ?? load.error} bare />
      {load.data ? <Report report={load.data} /> : check.data && <Report report={check.data} />}
    </Dialog>
  )
}

function Report({ report }: { readonly report: CalendarReport }) {
  const { t } = useWords()
  const year = String(report.year ?? '')
  if (report.loaded)
    return (
      <div className="note" role="status">
        {t(words.loaded, { year })}
      </div>
    )
  if (report.problems.length === 0)
    return <div className="note">{t(words.clean, { year, rest: report.holidays, work: report.makeUpDays })}</div>
  return (
    <>
      <div className="note zhu" role="alert">
        {t(words.wrong, { n: report.problems.length })}
      </div>
      <Table
        caption={t(words.problem)}
        rows={report.problems}
        rowKey={(one) => `${one.row} ${one.field ?? ''} ${one.message.en}`}
        columns={[{ key: 'problem', head: t(words.problem), cell: (one) => t(one.message), lead: true }]}
      />
    </>
  )
}
