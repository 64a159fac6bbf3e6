import { pathOf, table } from '@liuhen/contract'
import type { PackageRow } from '@liuhen/contract/packages'
import type { RecordingRow } from '@liuhen/contract/recordings'
import { useEffect, useState } from 'react'
import { useAct, useMay, useReply } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Await,
  Dialog,
  Empty,
  ProblemNote,
  TextField,
  Time,
  useFieldProblems,
  Restored,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { bytesIn, text, useWords } from '../../words/index.ts'
import { MakeDiscDialog } from '../discs/make-dialog.tsx'
import { dayAndRange } from './times.ts'

const own = {
  chosen: text('已选 {count} 份 · {size}', '{count} selected · {size}'),
  clear: text('取消选择', 'Clear selection'),
  make: text('制作证据包', 'Make an evidence package'),
  tooMany: text('一个证据包最多 500 份，请分开制作', 'A package holds at most 500; make several'),
  purpose: text('证明对象', 'What it is to prove'),
  purposeHint: text(
    '例如：证明 2026 年 10 月 9 日询问张某某的过程。写入制作说明，交出后不能改。',
    'For example: how the questioning of 9 October 2026 went. It becomes part of the statement and cannot be changed.',
  ),
  recipient: text('接收单位', 'Recipient'),
  recipientHint: text('例如：示范县人民法院', 'For example: the county court'),
  caseNumber: text('案号（可不填）', 'Case number (optional)'),
  caseNumberHint: text('例如：示执立〔2026〕第 37 号', 'As it stands in the case file'),
  redacted: text(
    '有经批准的遮挡副本的，装遮挡副本，不装原件',
    'Redacted copies in place of originals where one is approved',
  ),
  redactedHint: text(
    '交给当事人、利害关系人或者公开的，请从申请页制作：那里一律如此。',
    'For a party, a person concerned or the public, make it from the request: there it is always so.',
  ),
  goesRedacted: text('{count} 份遮挡副本', '{count} redacted'),
  open: text('做之前请看', 'Before you make it'),
  openHint: text(
    '这些情况会如实写进证据包。能补的先补：说明中断、确认使用人，再回来制作。',
    'The package will say so. What can be put right comes first: explain interruptions, confirm holders, then come back.',
  ),
  unfinished: text('没有做完：制作时中断了，请重新制作', 'Never finished: its making was interrupted. Make another'),
  contents: text(
    '原件 {count} 份，连同查看版、摘要、存证证明和打开即可核验的网页。',
    '{count} originals, with view copies, digests, log proofs and a page that verifies them on opening.',
  ),
  made: text('证据包已制作', 'The evidence package is made'),
  madeHint: text(
    '解压后双击“打开验证.html”即可离线核验。这份证据包和它的用途已记入流水。',
    'Unpack it and open 打开验证.html to verify it offline. That it was made, and what for, stands in the journal.',
  ),
  zip: text('下载 .zip', 'Download .zip'),
  disc: text('制作光盘', 'Make a disc'),
  packages: text('证据包', 'Evidence packages'),
  none: text('还没有做过证据包', 'No package has been made yet'),
  noneHint: text(
    '在列表中勾选音像，再点“制作证据包”。',
    'Select recordings in the list, then choose “Make an evidence package”.',
  ),
  copying: text('正在复制并逐份比对：{done} / {of}', 'Copying and comparing: {done} of {of}'),
  packing: text('正在打包 .zip', 'Packing the .zip'),
  goesOn: text(
    '可以离开本页，制作会继续；做好后在“证据包”里。',
    'You may leave this page; it goes on, and will be among the packages.',
  ),
  items: text('{count} 份 · {size} · {by} 制作', '{count} items · {size} · made by {by}'),
} as const

type Selection = ReadonlyMap<string, RecordingRow>
const sizeOf = (selected: Selection): number => [...selected.values()].reduce((sum, row) => sum + row.bytes, 0)

/** What is selected, at the foot of the window, and what can be done with it. */
export function SelectionBar({ selected, onClear }: { readonly selected: Selection; readonly onClear: () => void }) {
  const { t } = useWords()
  const [making, setMaking] = useState(false)
  return (
    <div className="selection-bar" role="region" aria-label={t(own.make)}>
      <span>{t(own.chosen, { count: selected.size, size: bytesIn(sizeOf(selected)) })}</span>
      <button type="button" className="button plain" onClick={onClear}>
        {t(own.clear)}
      </button>
      <Action kind="primary" onAct={() => setMaking(true)} why={selected.size > 500 ? t(own.tooMany) : undefined}>
        {t(own.make)}
      </Action>
      {making && <MakeDialog selected={selected} onMade={onClear} onClose={() => setMaking(false)} />}
    </div>
  )
}

interface MakeProps {
  readonly selected: Selection
  readonly onMade: () => void
  readonly onClose: () => void
}

function MakeDialog({ selected, onMade, onClose }: MakeProps) {
  const { t, say } = useWords()
  const kept = useDraft('package', t(own.make))
  const [purpose, setPurpose] = useDrafted(kept, 'purpose', '')
  const [recipient, setRecipient] = useDrafted(kept, 'recipient', '')
  const [caseNumber, setCaseNumber] = useDrafted(kept, 'caseNumber', '')
  const [goes, setGoes] = useDrafted(kept, 'redacted', '')
  const redacted = goes !== ''
  const act = useAct('makePackage', { stale: ['listPackages'], done: () => kept.forget() })
  const recordings = [...selected.keys()]
  const problem = useFieldProblems(act.error)
  const close = () => {
    if (act.isSuccess) onMade()
    onClose()
  }
  if (act.data)
    return (
      <Dialog title={t(own.made)} onClose={close} footer={<Action onAct={close}>{say('close')}</Action>}>
        <p>{t(own.madeHint)}</p>
        <p>
          <a className="button primary" href={pathOf(table.packageZip, { id: act.data.id })} download>
            {t(own.zip)} · {bytesIn(act.data.bytes)}
          </a>
        </p>
      </Dialog>
    )
  const ready = purpose.trim().length >= 2 && recipient.trim().length >= 2
  const order = {
    recordings,
    purpose: purpose.trim(),
    recipient: recipient.trim(),
    ...(redacted && { redacted }),
    ...(caseNumber.trim() !== '' && { caseNumber: caseNumber.trim() }),
  }
  return (
    <Dialog
      title={t(own.make)}
      onClose={close}
      onSubmit={() => ready && act.mutate({ body: order })}
      footer={
        <>
          <Action onAct={close}>{say('cancel')}</Action>
          <Action kind="primary" submit busy={act.isPending}>
            {t(own.make)}
          </Action>
        </>
      }
    >
      <p className="muted small">{t(own.contents, { count: selected.size })}</p>
      <Restored draft={kept} />
      <ul className="package-items small">
        {[...selected.values()].map((row) => (
          <li key={row.id}>
            {dayAndRange(row.start, row.end)} · {row.officer?.name ?? row.fileName}
          </li>
        ))}
      </ul>
      <label className="check">
        <input
          type="checkbox"
          checked={redacted}
          onChange={(event) => setGoes(event.target.checked ? 'redacted' : '')}
        />
        {t(own.redacted)}
      </label>
      <p className="muted small">{t(own.redactedHint)}</p>
      <PackageWarnings recordings={recordings} redacted={redacted} />
      <AreaField
        label={t(own.purpose)}
        hint={t(own.purposeHint)}
        value={purpose}
        onValue={setPurpose}
        wrong={problem('purpose')}
        maxLength={500}
        required
      />
      <TextField
        label={t(own.recipient)}
        hint={t(own.recipientHint)}
        value={recipient}
        onValue={setRecipient}
        wrong={problem('recipient')}
        maxLength={120}
        required
      />
      <TextField
        label={t(own.caseNumber)}
        hint={t(own.caseNumberHint)}
        value={caseNumber}
        onValue={setCaseNumber}
        wrong={problem('caseNumber')}
        maxLength={120}
      />
      {act.isPending && <UnderWay />}
      <ProblemNote error={act.error} except={['purpose', 'recipient', 'caseNumber']} />
    </Dialog>
  )
}

interface WarningsProps {
  readonly recordings: readonly string[]
  /** The request under which it is made. */
  readonly request?: string
  readonly redacted?: boolean
}

/** What the package would leave open, and what of it goes redacted, said before it is made. */
export function PackageWarnings({ recordings, request, redacted = false }: WarningsProps) {
  const { t } = useWords()
  const { mutate, data, error } = useAct('checkPackage')
  const ids = recordings.join(' ')
  useEffect(
    () => mutate({ body: { recordings: ids.split(' '), ...(request !== undefined && { request }), redacted } }),
    [mutate, ids, request, redacted],
  )
  if (error) return <ProblemNote error={error} />
  if (!data?.length) return null
  return (
    <div className="note zhe small" role="status">
      <b>{t(own.open)}</b>
      <ul>
        {data.map((one) => (
          <li key={one.about}>{t(one.message)}</li>
        ))}
      </ul>
      <p className="muted">{t(own.openHint)}</p>
    </div>
  )
}

/** The packages being made, by whomever, and how far. */
function UnderWay() {
  const { t } = useWords()
  const reply = useReply('packagesUnderWay', undefined, { every: 1000 })
  const rows = reply.data ?? []
  if (rows.length === 0) return null
  return (
    <div aria-live="polite" className="small">
      {rows.map((one) => (
        <div key={one.id}>
          <b>{one.purpose}</b> · {one.recipient}
          <br />
          {one.phase === 'copying'
            ? t(own.copying, { done: bytesIn(one.done), of: bytesIn(one.bytes) })
            : t(own.packing)}
          <progress max={one.bytes} value={one.phase === 'copying' ? one.done : undefined} style={{ width: '100%' }} />
        </div>
      ))}
      <p className="muted">{t(own.goesOn)}</p>
    </div>
  )
}

/** The packages made so far, each to be fetched again: a copy is kept of exactly what was handed out. */
export function PackagesDialog({ onClose }: { readonly onClose: () => void }) {
  const { t, say } = useWords()
  const reply = useReply('listPackages', undefined, { every: 5000 })
  const may = useMay()
  const [disc, setDisc] = useState<PackageRow>()
  if (disc)
    return <MakeDiscDialog of={{ package: disc.id }} purpose={disc.purpose} onClose={() => setDisc(undefined)} />
  return (
    <Dialog wide title={t(own.packages)} onClose={onClose} footer={<Action onAct={onClose}>{say('close')}</Action>}>
      <UnderWay />
      <Await reply={reply} lines={3}>
        {(packages) =>
          packages.length === 0 ? (
            <Empty title={t(own.none)}>{t(own.noneHint)}</Empty>
          ) : (
            <ul className="package-list">
              {packages.map((one) => (
                <li key={one.id}>
                  <div>
                    <b>{one.purpose}</b>
                    <div className="muted small">
                      {one.recipient} · <Time at={one.madeAt} /> ·{' '}
                      {t(own.items, { count: one.recordings.length, size: bytesIn(one.bytes), by: one.madeBy })}
                      {one.redacted > 0 && ` · ${t(own.goesRedacted, { count: one.redacted })}`}
                    </div>
                  </div>
                  {may('makeDiscs') && one.ready && <Action onAct={() => setDisc(one)}>{t(own.disc)}</Action>}
                  {one.ready ? (
                    <a className="button" href={pathOf(table.packageZip, { id: one.id })} download title={one.fileName}>
                      {t(own.zip)}
                    </a>
                  ) : (
                    <span className="muted small">{t(own.unfinished)}</span>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Await>
    </Dialog>
  )
}
