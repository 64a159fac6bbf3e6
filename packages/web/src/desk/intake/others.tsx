import type { UploadState } from '@liuhen/contract/intake'
import { millisecondsOf } from '@liuhen/core/kernel'
import { useAct, useMe, useReply } from '../../api/index.ts'
import { Action, Await, ProblemNote, Table, Time } from '../../parts/index.ts'
import { bytesIn, text, useWords } from '../../words/index.ts'
import type { Item } from './queue.ts'

const own = {
  title: text('正在送入的', 'On their way'),
  none: text('没有别的文件正在送入。', 'Nothing else is on its way.'),
  file: text('文件', 'File'),
  sender: text('来自', 'From'),
  far: text('进度', 'Progress'),
  last: text('最近', 'Last heard'),
  arriving: text('上传 {share}%', 'Uploading {share}%'),
  checking: text('回读核对', 'Read-back'),
  quiet: text('停在 {share}% 一天以上，请续传', 'Stopped at {share}% for more than a day: send it on'),
  sealing: text('已固化，等待回执', 'Preserved, receipt pending'),
  giveUp: text('放弃', 'Give up'),
  giveUpHint: text(
    '放弃没有传完的这一份；原文件不受影响，可以重新送入',
    'Give up what has not come whole; the file itself is not touched and can be sent again',
  ),
} as const

/** As long as the server counts a sender as gone. */
const QUIET = 86_400_000

const underWay = (one: UploadState): boolean =>
  one.state === 'arriving' || one.state === 'checking' || (one.state !== 'quarantined' && !one.sealed)

/** What the docking stations and other people are sending just now. */
export function Others({ own: mine }: { readonly own: readonly Item[] }) {
  const { t } = useWords()
  const me = useMe()
  const reply = useReply('listUploads', undefined, { every: 3000 })
  const giveUp = useAct('giveUpUpload', { stale: ['listUploads'] })
  const isMine = (one: UploadState) => one.state === 'arriving' && one.sender === `person:${me?.id}`
  const here = new Set(mine.map((one) => one.upload))
  const far = (one: UploadState) =>
    one.state === 'arriving'
      ? t(Date.now() - millisecondsOf(one.lastAt) > QUIET ? own.quiet : own.arriving, {
          share: one.bytes > 0 ? Math.floor((one.received / one.bytes) * 100) : 0,
        })
      : t(one.state === 'checking' ? own.checking : own.sealing)
  return (
    <section className="sheet on-their-way">
      <h3 className="group">{t(own.title)}</h3>
      <ProblemNote error={giveUp.error} />
      <Await reply={reply} lines={2}>
        {(uploads) => {
          const rows = uploads.filter((one) => underWay(one) && !here.has(one.id))
          if (rows.length === 0) return <p className="muted small quiet">{t(own.none)}</p>
          return (
            <Table
              caption={t(own.title)}
              rows={rows}
              rowKey={(one) => one.id}
              columns={[
                {
                  key: 'file',
                  head: t(own.file),
                  lead: true,
                  cell: (one) => <span className="file-name">{one.fileName}</span>,
                },
                { key: 'sender', head: t(own.sender), cell: (one) => one.sender },
                {
                  key: 'far',
                  head: t(own.far),
                  cell: (one) => (
                    <>
                      {far(one)} <span className="muted small">{bytesIn(one.bytes)}</span>
                    </>
                  ),
                },
                { key: 'last', head: t(own.last), cell: (one) => <Time at={one.lastAt} to="minute" /> },
                {
                  key: 'give-up',
                  head: '',
                  cell: (one) =>
                    isMine(one) && (
                      <span title={t(own.giveUpHint)}>
                        <Action busy={giveUp.isPending} onAct={() => giveUp.mutate({ params: { id: one.id } })}>
                          {t(own.giveUp)}
                        </Action>
                      </span>
                    ),
                },
              ]}
            />
          )
        }}
      </Await>
    </section>
  )
}
