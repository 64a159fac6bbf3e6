import type { EndpointName } from '@liuhen/contract'
import type { ImportReport } from '@liuhen/contract/people'
import { base64Of } from '@liuhen/core/kernel'
import { fieldInWords } from '@liuhen/core/vocabulary'
import { useState } from 'react'
import { useAct } from '../../api/index.ts'
import { Action, Dialog, FileField, Loading, ProblemNote, Table } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'
import type { ImportKind } from './csv-actions.tsx'
import { Halves } from './slips.tsx'

const words = {
  title: {
    units: text('从 CSV 导入单位', 'Import units from CSV'),
    people: text('从 CSV 导入人员', 'Import people from CSV'),
    devices: text('从 CSV 导入设备', 'Import devices from CSV'),
  },
  how: text(
    '先导出一份，照它的列填写。选好文件先检查，不改任何内容；全部正确才能导入，要么全部导入，要么一行也不导入。',
    'Export first and keep its columns. The file is checked before anything changes; only when every row is right is it imported, all rows or none.',
  ),
  encoding: text(
    'UTF-8 和 GB18030（表格软件默认）都可以',
    'UTF-8 and GB18030, as spreadsheets here save it, are both read',
  ),
  file: text('CSV 文件', 'CSV file'),
  tooLarge: text('文件超过 4 MB，请分几次导入', 'The file is larger than 4 MB: import it in parts'),
  clean: text('检查通过：{n} 行，没有问题', 'Checked: {n} rows, nothing wrong'),
  wrong: text(
    '{n} 行中有 {m} 处问题，一行也没有导入。改好后重新选择文件。',
    '{m} problems in {n} rows; nothing was imported. Mend them and choose the file again.',
  ),
  row: text('行', 'Row'),
  rowNumber: text('第 {n} 行', 'Row {n}'),
  field: text('列', 'Column'),
  problem: text('问题', 'Problem'),
  act: text('导入 {n} 行', 'Import {n} rows'),
  done: text('已导入 {n} 行', '{n} rows imported'),
}

/** Chooses a file, has it checked row by row, and imports it only when nothing is wrong. */
export function ImportDialog({
  what,
  stale,
  onClose,
}: {
  readonly what: ImportKind
  readonly stale: readonly EndpointName[]
  readonly onClose: () => void
}) {
  const { t, say } = useWords()
  const [file, setFile] = useState<string>()
  const [name, setName] = useState('')
  const [tooLarge, setTooLarge] = useState(false)
  const check = useAct('importCsv')
  const run = useAct('importCsv', { stale })
  const choose = async (chosen: File | undefined) => {
    run.reset()
    check.reset()
    setFile(undefined)
    setName(chosen?.name ?? '')
    setTooLarge(chosen !== undefined && chosen.size > 4_000_000)
    if (!chosen || chosen.size > 4_000_000) return
    const bytes = base64Of(new Uint8Array(await chosen.arrayBuffer()))
    setFile(bytes)
    check.mutate({ params: { what }, body: { file: bytes, check: true } })
  }
  const sound = check.data !== undefined && check.data.problems.length === 0
  return (
    <Dialog
      wide
      title={t(words.title[what])}
      onClose={onClose}
      footer={
        <>
          <Action onAct={onClose}>{say(run.data ? 'close' : 'cancel')}</Action>
          {sound && file !== undefined && !run.data && (
            <Action
              kind="primary"
              busy={run.isPending}
              onAct={() => run.mutate({ params: { what }, body: { file, check: false } })}
            >
              {t(words.act, { n: check.data?.rows ?? 0 })}
            </Action>
          )}
        </>
      }
    >
      <p style={{ marginBottom: 12 }}>{t(words.how)}</p>
      {!run.data && (
        <FileField
          label={t(words.file)}
          hint={t(words.encoding)}
          wrong={tooLarge ? t(words.tooLarge) : undefined}
          accept=".csv,text/csv"
          fileName={name}
          onFile={(file) => void choose(file)}
        />
      )}
      {check.isPending && <Loading lines={3} />}
      <ProblemNote error={check.error ?? run.error} bare />
      {run.data ? <Done report={run.data} /> : check.data && <Report report={check.data} />}
    </Dialog>
  )
}

function Report({ report }: { readonly report: ImportReport }) {
  const { t } = useWords()
  if (report.problems.length === 0) return <div className="note">{t(words.clean, { n: report.rows })}</div>
  return (
    <>
      <div className="note zhu" role="alert">
        {t(words.wrong, { n: report.rows, m: report.problems.length })}
      </div>
      <Table
        caption={t(words.problem)}
        rows={report.problems}
        rowKey={(one) => `${one.row} ${one.field ?? ''} ${one.message.en}`}
        columns={[
          { key: 'row', head: t(words.row), cell: (one) => t(words.rowNumber, { n: one.row }), lead: true },
          {
            key: 'field',
            head: t(words.field),
            cell: (one) => (one.field === undefined ? '' : t(fieldInWords(one.field))),
          },
          { key: 'problem', head: t(words.problem), cell: (one) => t(one.message) },
        ]}
      />
    </>
  )
}

function Done({ report }: { readonly report: ImportReport }) {
  const { t } = useWords()
  return (
    <>
      <div className="note qing" role="status">
        {t(words.done, { n: report.imported })}
      </div>
      {report.passwords.length > 0 && (
        <Halves kind="password" of={report.passwords.map(({ password, ...one }) => ({ ...one, secret: password }))} />
      )}
    </>
  )
}
