import type { Permitted, UseOfRecording } from '@liuhen/contract/requests'
import { secretNames } from '@liuhen/core/requests'
import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { freshId, useAct, useMay, useReply } from '../../api/index.ts'
import { Action, Await, Cited, Confirm, Tag, Time } from '../../parts/index.ts'
import { text, useWords } from '../../words/index.ts'
import { MarkSecret } from '../requests/mark-secret.tsx'
import { positionDigits } from './times.ts'

const own = {
  title: text('查看与使用', 'Looking and use'),
  look: text('查看', 'Look'),
  copy: text('复制', 'Copy'),
  provide: text('对外提供', 'Hand out'),
  may: text('可以', 'allowed'),
  not: text('须经批准', 'takes an approval'),
  noRules: text(
    '本局还没有选用制度：查看仍按角色，不必申请。',
    'The bureau has chosen no instruments: looking goes by role, and nothing is asked for.',
  ),
  ask: text('提出申请', 'Put in a request'),
  emergency: text('紧急调阅', 'Look in an emergency'),
  emergencyAsk: text(
    '立即可以查看 8 小时；事由和您的姓名马上报给法制机构和督察机构核查。',
    'You may look at once, for 8 hours; the reason and your name go to the legal and inspection section at once.',
  ),
  lookers: text('谁看过', 'Who looked'),
  sought: text('跳到 {places} 处', 'jumped to {places}'),
  noLookers: text('还没有人看过', 'Nobody has looked yet'),
  secrets: text('保密标记', 'Marks of secrecy'),
  mark: text('标记', 'Mark'),
  lift: text('解除', 'Lift'),
  lifted: text('已解除', 'lifted'),
  readers: text('知悉范围：{names}', 'Readers: {names}'),
  closed: text('这份音像须经批准才能查看', 'This recording is seen only with an approval'),
} as const

const rights: Readonly<Record<Extract<Permitted, { may: true }>['by'], ReturnType<typeof text>>> = {
  role: text('按角色', 'by role'),
  own: text('本人摄录', 'own recording'),
  duty: text('职责范围', 'a duty'),
  case: text('本人案件', 'own case'),
  request: text('获准的申请', 'a granted request'),
  emergency: text('紧急调阅', 'an emergency'),
}

const whats: Readonly<Record<UseOfRecording['lookers'][number]['what'], ReturnType<typeof text>>> = {
  page: text('打开页面', 'opened the page'),
  'view-copy': text('播放', 'played it'),
  original: text('取原件', 'took the original'),
  still: text('看画面', 'saw pictures'),
  receipt: text('取回执', 'took the receipt'),
  cover: text('看封面', 'saw the cover'),
  waveform: text('看波形', 'saw the waveform'),
  transcript: text('看文字稿', 'read the transcript'),
}

const useUse = (id: string) => useReply('useOfRecording', { params: { id } })

export type Refused = Extract<Permitted, { may: false }>

/** Why the viewer sees nothing of it, if so; asked again when what played stops, since a grant may just have run out. */
export function useClosed(id: string, failed: boolean): Refused | undefined {
  const { data, refetch } = useUse(id)
  useEffect(() => {
    if (failed) void refetch()
  }, [failed, refetch])
  return data && !data.look.may ? data.look : undefined
}

/** In place of the picture: why, by which article, and the way to ask. */
export function Closed({ recording, why }: { readonly recording: string; readonly why: Refused }) {
  const { t } = useWords()
  return (
    <div className="player-note" role="status">
      <b>{t(own.closed)}</b>
      <span>{t(why.why)}</span>
      {why.citation && <Cited citations={[why.citation]} quoted />}
      <Ask recording={recording} primary />
    </div>
  )
}

function Ask({ recording, primary = false }: { readonly recording: string; readonly primary?: boolean }) {
  const { t } = useWords()
  return (
    <span>
      <Link className={primary ? 'button primary' : 'button'} to="/requests" search={{ recording }}>
        {t(own.ask)}
      </Link>
    </span>
  )
}

/** What one may do with it and why, what is secret of it, and who looked: an officer sees who watched their footage. */
export function Use({ recording }: { readonly recording: string }) {
  const { t } = useWords()
  const reply = useUse(recording)
  return (
    <section className="sheet" aria-label={t(own.title)}>
      <h2 className="group">{t(own.title)}</h2>
      <Await reply={reply}>{(use) => <Told recording={recording} use={use} />}</Await>
    </section>
  )
}

function Told({ recording, use }: { readonly recording: string; readonly use: UseOfRecording }) {
  const { t } = useWords()
  const may = useMay()
  const [rushing, setRushing] = useState(false)
  const [marking, setMarking] = useState(false)
  const [key, setKey] = useState(freshId)
  const rush = useAct('lookInEmergency', {
    stale: ['useOfRecording', 'listRequests', 'listRecordings'],
    done: () => {
      setRushing(false)
      setKey(freshId())
    },
  })
  const asks = !use.look.may || !use.copy.may || !use.provide.may
  return (
    <div className="lead-in stack">
      {!use.rulesChosen && <p className="muted small">{t(own.noRules)}</p>}
      {use.rulesChosen &&
        (['look', 'copy', 'provide'] as const).map((deed) => (
          <OfDeed key={deed} name={t(own[deed])} permitted={use[deed]} />
        ))}
      <div className="row">
        {asks && use.rulesChosen && may('askRequest') && <Ask recording={recording} />}
        {use.emergency && <Action onAct={() => setRushing(true)}>{t(own.emergency)}</Action>}
        {use.marks && <Action onAct={() => setMarking(true)}>{t(own.mark)}</Action>}
      </div>
      {use.secrets.map((one) => (
        <OfSecret key={one.mark} recording={recording} secret={one} marks={use.marks} />
      ))}
      <details open>
        <summary className="small">
          {t(own.lookers)} · {use.lookers.length}
        </summary>
        {use.lookers.length === 0 && <p className="muted small">{t(own.noLookers)}</p>}
        {use.lookers.slice(0, 20).map((one) => (
          <div className="small" key={`${one.at} ${one.by} ${one.what}`}>
            <Time at={one.at} to="minute" /> {one.by} {t(whats[one.what])}{' '}
            {one.right && <span className="muted">{t(rights[one.right])}</span>}
            {one.reason !== undefined && <span> “{one.reason}”</span>}
            {one.sought.length > 0 && (
              <div className="muted">
                {t(own.sought, { places: one.sought.map((at) => positionDigits(at)).join('、') })}
              </div>
            )}
          </div>
        ))}
      </details>
      {rushing && (
        <Confirm
          title={t(own.emergency)}
          act={t(own.emergency)}
          busy={rush.isPending}
          error={rush.error}
          onClose={() => setRushing(false)}
          onConfirm={(reason) => rush.mutate({ body: { recordings: [recording], reason, key } })}
        >
          <p>{t(own.emergencyAsk)}</p>
        </Confirm>
      )}
      {marking && <MarkSecret recording={recording} onClose={() => setMarking(false)} />}
    </div>
  )
}

function OfDeed({ name, permitted }: { readonly name: string; readonly permitted: Permitted }) {
  const { t } = useWords()
  return (
    <div className="small">
      <b>{name}</b>{' '}
      {permitted.may ? (
        <>
          <Tag tone="qing">{t(own.may)}</Tag> {t(rights[permitted.by])}
        </>
      ) : (
        <>
          <Tag tone="zhe">{t(own.not)}</Tag> {t(permitted.why)}
        </>
      )}{' '}
      {permitted.citation && <Cited citations={[permitted.citation]} />}
    </div>
  )
}

function OfSecret({
  recording,
  secret,
  marks,
}: {
  readonly recording: string
  readonly secret: UseOfRecording['secrets'][number]
  readonly marks: boolean
}) {
  const { t } = useWords()
  const [lifting, setLifting] = useState(false)
  const lift = useAct('liftSecret', { stale: ['useOfRecording'], done: () => setLifting(false) })
  return (
    <div className="small">
      <Tag tone={secret.counts ? 'zhu' : undefined}>{t(secretNames[secret.kind])}</Tag> {secret.marked.by}{' '}
      <Time at={secret.marked.at} to="minute" /> “{secret.reason}”{' '}
      {secret.kind !== 'privacy' && (
        <span className="muted">{t(own.readers, { names: secret.readers.join('、') })}</span>
      )}
      {secret.until && (
        <>
          {' → '}
          <Time at={secret.until} to="minute" />
        </>
      )}
      {secret.lifted ? (
        <>
          {' '}
          {t(own.lifted)}：{secret.lifted.by} “{secret.lifted.reason}”
        </>
      ) : (
        marks && (
          <Action kind="plain" onAct={() => setLifting(true)}>
            {t(own.lift)}
          </Action>
        )
      )}
      {lifting && (
        <Confirm
          title={t(own.lift)}
          act={t(own.lift)}
          busy={lift.isPending}
          error={lift.error}
          onClose={() => setLifting(false)}
          onConfirm={(reason) => lift.mutate({ params: { id: recording, mark: secret.mark }, body: { reason } })}
        />
      )}
    </div>
  )
}
