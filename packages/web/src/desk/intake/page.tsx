import './page.css'
import type { DeviceKind } from '@liuhen/core/devices'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useMay, whose } from '../../api/index.ts'
import { PageHeader } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'
import { DropZone } from './drop-zone.tsx'
import { KindField } from './kind.tsx'
import { Items } from './items.tsx'
import { OwnershipList } from './ownership.tsx'
import { QuarantineList } from './quarantine.tsx'
import { queue } from './queue.ts'
import { forgetOld } from './send.ts'
import { ended } from './stages.ts'
import { Others } from './others.tsx'

const own = {
  lead: text(
    '把记录仪里的音像送进保管库，逐份取得回执。',
    'Bring recordings into the vault, and get a receipt for each.',
  ),
  how: text('怎样才算存好了', 'When is it safe'),
  steps: text('每份文件依次经过：', 'Each file goes through these:'),
  digest: text('计算摘要：在本机读一遍，得出 SHA-256。', 'Digest: it is read here once, for its SHA-256.'),
  send: text('上传：断了可以接着传，不必重来。', 'Upload: an interrupted one goes on from where it stopped.'),
  check: text(
    '回读核对：服务器写盘后重新读出，两种摘要都要一致。',
    'Read-back: the server writes, reads again, and both digests must be equal.',
  ),
  receipt: text(
    '已固化，有回执：封入存证日志，可以交给别人核验。',
    'Preserved with a receipt: sealed into the log, for anyone to check.',
  ),
  safe: text(
    '没有看到“已固化”和回执之前，不要清空存储卡。',
    'Do not clear the card before “preserved” and the receipt are shown.',
  ),
  clock: text('从浏览器测不到设备时钟', 'A browser cannot measure the device’s clock'),
  clockHint: text(
    '这里送入的文件会标“时钟未校”。要有校正时间，请用采集站采集。',
    'Files brought in here are flagged “clock not measured”. Dock the camera to have its clock measured.',
  ),
} as const

/** 接入: bring files in from this browser, see what else is on its way, and deal with the quarantine. */
export function IntakePage() {
  const { t, say } = useWords()
  const may = useMay()
  const items = useSyncExternalStore(queue.subscribe, queue.items)
  const [kind, setKind] = useState<DeviceKind>()
  const going = items.some((one) => !ended(one.stage))
  useEffect(() => {
    void forgetOld(Date.now())
  }, [])
  return (
    <>
      <LeaveGuard going={going} />
      <PageHeader title={say('intake')}>{t(own.lead)}</PageHeader>
      <div className="columns">
        <div className="stack">
          {may('uploadCreate') ? (
            <section className="sheet">
              <KindField kind={kind} onKind={setKind} />
              <DropZone
                onFiles={(files) => queue.add(kind ? files.map((one) => ({ ...one, kind })) : files)}
                small={items.length > 0}
              />
              {items.length > 0 && <Items items={items} />}
            </section>
          ) : (
            <p className="note">{t(whose('uploadCreate'))}</p>
          )}
          {may('listUploads') && <Others own={items} />}
          {may('listQuarantine') && <QuarantineList />}
          {may('ownershipProposals') && <OwnershipList />}
        </div>
        <div className="stack">
          <section className="sheet pad">
            <h3>{t(own.how)}</h3>
            <p className="muted small">{t(own.steps)}</p>
            <ol className="how">
              <li>{t(own.digest)}</li>
              <li>{t(own.send)}</li>
              <li>{t(own.check)}</li>
              <li>{t(own.receipt)}</li>
            </ol>
            <p className="article">{t(own.safe)}</p>
          </section>
          <section className="sheet pad">
            <h3>{t(own.clock)}</h3>
            <p className="small muted">{t(own.clockHint)}</p>
          </section>
        </div>
      </div>
    </>
  )
}

/** Asks before the window closes while files are on their way. Within the desk one may walk about: the queue goes on. */
function LeaveGuard({ going }: { readonly going: boolean }) {
  useEffect(() => {
    if (!going) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [going])
  return null
}
