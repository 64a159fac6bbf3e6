import type { Quarantine } from '@liuhen/contract/intake'
import { type QuarantineReason } from '@liuhen/core/intake'
import { useState } from 'react'
import { useAct, useMay, useReply, whose } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Await,
  Dialog,
  Digest,
  Facts,
  ProblemNote,
  Tag,
  Time,
  useFieldProblems,
  Restored,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { bytesIn, type Text, text, useWords } from '../../words/index.ts'

const own = {
  title: text('隔离区', 'Quarantine'),
  none: text('隔离区是空的。', 'The quarantine is empty.'),
  lead: text(
    '没有通过核对的文件原样放在这里，什么都不会丢。',
    'Files that did not pass are kept here as they came; nothing is thrown away.',
  ),
  what: text('怎么办', 'What to do'),
  settle: text('处理', 'Settle'),
  settleTitle: text('处理“{name}”', 'Settle “{name}”'),
  decision: text('怎样处理', 'Decision'),
  reason: text('理由', 'Reason'),
  reasonHint: text('写入流水，不能删改；至少 2 个字', 'Goes into the journal and stays there; at least 2 characters'),
  missing: text('请选择怎样处理，并写明理由', 'Choose a decision and say why'),
  done: text('记下处理', 'Record the decision'),
  settled: text('{by}：{decision}', '{by}: {decision}'),
  earlier: text('已处理的 {count} 份', '{count} settled'),
  declared: text('申报的 SHA-256', 'SHA-256 declared'),
  found: text('收到的 SHA-256', 'SHA-256 received'),
  device: text('设备', 'Device'),
} as const

const reasons: Readonly<Record<QuarantineReason, { readonly name: Text; readonly remedy: Text }>> = {
  'digest-differs': {
    name: text('摘要不符', 'Digest differs'),
    remedy: text(
      '收到的字节与送出前不同，多半是读卡或传输出错。请从原卡再传一次；再传成功后把这份记为“已有完整的代替”。',
      'What arrived is not what was read before sending, mostly a fault of the card reader or the line. Send it again from the card, then note here that a whole one takes its place.',
    ),
  },
  'cut-short': {
    name: text('文件不完整', 'Cut short'),
    remedy: text(
      '录制未正常结束，或拷贝中断。请看原卡上是否有完整的文件并重新采集；原卡上也是这样的，按原样接收并写明原因。',
      'Recording or copying was interrupted. See whether the card holds a whole file and dock it again; if the card’s is the same, accept it as it is and say why.',
    ),
  },
  unreadable: {
    name: text('读不出', 'Unreadable'),
    remedy: text(
      '读不出画面和声音。请重新采集；仍读不出又需要留作证据的，按原样接收，以后可送鉴定恢复。',
      'Neither picture nor sound can be read. Dock it again; if it stays so and is needed as evidence, accept it as it is: an expert may recover it later.',
    ),
  },
  'not-a-recording': {
    name: text('不是音像', 'Not a recording'),
    remedy: text(
      '内容不是视频、录音或照片。确属误传的，记为“不予接收”。',
      'It is neither video, sound nor photograph. If it was sent by mistake, note that it is not taken.',
    ),
  },
  empty: {
    name: text('空文件', 'Empty'),
    remedy: text(
      '文件没有内容，多半是开机即断电留下的。核对原卡后记为“不予接收”。',
      'There is nothing in it, mostly left by a camera that lost power. Check the card, then note that it is not taken.',
    ),
  },
}

const decisions: Readonly<
  Record<'accepted' | 'superseded' | 'dismissed', { readonly name: Text; readonly means: Text }>
> = {
  accepted: {
    name: text('按原样接收', 'Accept it as it is'),
    means: text(
      '固化并发回执，标上“由隔离区接收”；缺损保持原样。',
      'It is preserved and flagged “accepted from quarantine”; the damage stays as it is.',
    ),
  },
  superseded: {
    name: text('已有完整的代替', 'A whole one takes its place'),
    means: text(
      '完整的文件已另行入库；这份仍保留在隔离区。',
      'A whole file has been taken in; this one stays in quarantine.',
    ),
  },
  dismissed: {
    name: text('不予接收', 'Not taken'),
    means: text('不是音像或没有内容；这份仍保留在隔离区。', 'It is no recording, or empty; it stays in quarantine.'),
  },
}

/** What did not pass, why, what to do about it, and the decision once one is made. */
export function QuarantineList() {
  const { t } = useWords()
  const reply = useReply('listQuarantine', undefined, { every: 30_000 })
  const [settling, setSettling] = useState<Quarantine>()
  return (
    <section className="sheet" id="quarantine">
      <h3 className="group">
        <span>{t(own.title)}</span>
        <span>{t(own.lead)}</span>
      </h3>
      <Await reply={reply} lines={3}>
        {(all) => {
          const open = all.filter((one) => !one.settled)
          const settled = all.filter((one) => one.settled)
          return (
            <>
              {open.length === 0 && <p className="muted small quiet">{t(own.none)}</p>}
              {open.map((one) => (
                <Entry key={one.id} one={one} onSettle={() => setSettling(one)} />
              ))}
              {settled.length > 0 && (
                <details className="settled">
                  <summary>{t(own.earlier, { count: settled.length })}</summary>
                  {settled.map((one) => (
                    <Entry key={one.id} one={one} />
                  ))}
                </details>
              )}
            </>
          )
        }}
      </Await>
      {settling && <SettleDialog one={settling} onClose={() => setSettling(undefined)} />}
    </section>
  )
}

function Entry({ one, onSettle }: { readonly one: Quarantine; readonly onSettle?: () => void }) {
  const { t } = useWords()
  const may = useMay()
  const { name, remedy } = reasons[one.reason]
  return (
    <div className="quarantine-entry">
      <div>
        <div className="row">
          <Tag tone={one.settled ? undefined : 'zhu'}>{t(name)}</Tag>
          <b className="file-name">{one.fileName}</b>
        </div>
        <div className="muted small">
          {bytesIn(one.bytes)} · {one.deviceNumber && `${t(own.device)} ${one.deviceNumber} · `}
          <Time at={one.arrivedAt} to="minute" />
        </div>
        <div className="small">{t(one.message)}</div>
        {one.settled ? (
          <div className="small">
            {t(own.settled, { by: one.settled.by, decision: t(decisions[one.settled.decision].name) })} · “
            {one.settled.reason}” <Time at={one.settled.at} to="minute" />
          </div>
        ) : (
          <div className="small muted">
            {t(own.what)}：{t(remedy)}
          </div>
        )}
      </div>
      {onSettle && (
        <Action onAct={onSettle} why={may('settleQuarantine') ? undefined : t(whose('settleQuarantine'))}>
          {t(own.settle)}
        </Action>
      )}
    </div>
  )
}

type Decision = keyof typeof decisions

function SettleDialog({ one, onClose }: { readonly one: Quarantine; readonly onClose: () => void }) {
  const { t, say } = useWords()
  const kept = useDraft(`quarantine ${one.id}`, t(own.settle))
  const [decision, setDecision] = useDrafted<Decision | undefined>(kept, 'decision', undefined)
  const [reason, setReason] = useDrafted(kept, 'reason', '')
  const act = useAct('settleQuarantine', {
    stale: ['listQuarantine', 'listRecordings', 'workbench'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const why = decision && reason.trim().length >= 2 ? undefined : t(own.missing)
  const send = () => {
    if (decision && !why) act.mutate({ params: { id: one.id }, body: { decision, reason: reason.trim() } })
  }
  return (
    <Dialog
      title={t(own.settleTitle, { name: one.fileName.slice(0, 60) })}
      onClose={onClose}
      onSubmit={send}
      footer={
        <>
          <Action onAct={onClose}>{say('cancel')}</Action>
          <Action kind="primary" submit busy={act.isPending} why={why}>
            {t(own.done)}
          </Action>
        </>
      }
    >
      <Restored draft={kept} />
      <p>{t(one.message)}</p>
      {one.sha256 !== one.declaredSha256 && (
        <Facts
          of={[
            [t(own.declared), <Digest key="declared" hex={one.declaredSha256} />],
            [t(own.found), <Digest key="found" hex={one.sha256} />],
          ]}
        />
      )}
      <fieldset className="decisions">
        <legend>{t(own.decision)}</legend>
        {(Object.keys(decisions) as Decision[]).map((name) => (
          <label key={name} className="check">
            <input type="radio" name="decision" checked={decision === name} onChange={() => setDecision(name)} />
            <span>
              {t(decisions[name].name)}
              <span className="muted small">{t(decisions[name].means)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <AreaField
        label={t(own.reason)}
        hint={t(own.reasonHint)}
        value={reason}
        onValue={setReason}
        maxLength={500}
        wrong={problem('reason')}
        required
      />
      <ProblemNote error={act.error} except={['reason']} />
    </Dialog>
  )
}
