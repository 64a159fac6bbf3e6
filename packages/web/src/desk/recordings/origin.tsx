import type { OriginView, RecordingView } from '@liuhen/contract/recordings'
import { DeviceKind, deviceKinds } from '@liuhen/core/devices'
import { lazy, Suspense, useState } from 'react'
import { useMay } from '../../api/index.ts'
import { Action, Facts, Time } from '../../parts/index.ts'
import { offsetIn, text, useWords } from '../../words/index.ts'

const own = {
  title: text('来源', 'Origin'),
  how: text('怎么来的', 'How it came'),
  docked: text('采集站 {by} 读出', 'Docked by station {by}'),
  fromCard: text('采集站 {by} 从存储卡读取', 'Read from a card by station {by}'),
  asked: text('设备身份由采集站向设备读取', 'the station asked the device who it is'),
  notAsked: text('没有询问设备', 'the device itself was not asked'),
  signed: text('采集站已签名', 'signed by the station'),
  unsigned: text('采集站没有签名', 'not signed by the station'),
  browser: text('{by} 从浏览器上传，没有经过采集站', '{by} uploaded it in a browser; it was not docked'),
  phone: text('{by} 用手机上传，没有经过采集站', '{by} uploaded it from a phone; it was not docked'),
  unconfirmed: text(
    '来源没有核实：在有人核实之前，这份音像不补任何缺口，不算履行任何录制要求。',
    'Nobody has confirmed where it is from: until somebody does, it closes no gap and meets no duty to record.',
  ),
  rejected: text(
    '经核实，所称来源不属实：这份音像不补任何缺口，不算履行任何录制要求，也不再列入待办。原件照常保存。',
    'It was found not to be from where it is claimed to be: it closes no gap, meets no duty to record, and waits for nobody. The original is kept like any other.',
  ),
  rejectedBy: text('{by} 核实来源不属实：{reason}', '{by} found its claimed origin untrue: {reason}'),
  overrule: text('改为确认来源', 'Confirm its origin after all'),
  reject: text('来源不属实', 'Not from there'),
  confirm: text('确认来源', 'Confirm its origin'),
  confirmed: text('{by} 已核实来源：{reason}', '{by} confirmed its origin: {reason}'),
  asWhose: text('确认为 {device} {officer}', 'as {device} {officer}'),
  nobody: text(
    '可由所称单位的负责人、法制员，或法制、督察部门核实。',
    'The leader or legal officer of the unit claimed can confirm it, or the legal and inspection sections.',
  ),
} as const

const whats = {
  device: text('设备', 'Device'),
  officer: text('录制人', 'Recorder'),
  clock: text('时钟偏差', 'Clock offset'),
  'device-time': text('录制时间', 'Recording time'),
  kind: text('设备种类', 'Kind of device'),
} as const

/** Who says so; whoever sends a file can only claim. */
const says = {
  station: text('采集站测得', 'measured by the station'),
  register: text('台账登记', 'by the register of devices'),
  file: text('文件名所写', 'by the file’s name'),
  sender: text('送来的人所称', 'claimed by whoever sent it'),
} as const

/** It brings a large part with it that the page itself does not need. */
const ConfirmDialog = lazy(() => import('./confirm-origin.tsx').then((all) => ({ default: all.ConfirmOrigin })))
const RejectDialog = lazy(() => import('./reject-origin.tsx').then((all) => ({ default: all.RejectOrigin })))

/** How it came, who says what of it, and, where nobody can tell yet, what speaks against it and who can confirm it. */
export function Origin({ view }: { readonly view: RecordingView }) {
  const { t } = useWords()
  const { origin } = view
  return (
    <section className="sheet pad" id="origin">
      <h3>{t(own.title)}</h3>
      {origin.unconfirmed && <Unconfirmed view={view} />}
      <Facts of={[[t(own.how), <Came key="how" origin={origin} />], ...origin.claims.map((one) => claim(one, t))]} />
      {origin.confirmation && <Confirmed confirmation={origin.confirmation} />}
    </section>
  )
}

type Say = ReturnType<typeof useWords>['t']

const claim = (one: OriginView['claims'][number], t: Say): readonly [string, React.ReactNode] => [
  t(whats[one.what]),
  <span key={`${one.what} ${one.says} ${one.value}`}>
    {one.clock ? (
      <Offset clock={one.clock} />
    ) : one.what === 'kind' ? (
      t(deviceKinds[DeviceKind.parse(one.value)])
    ) : (
      one.value
    )}{' '}
    <span className={one.says === 'sender' ? 'zhe small' : 'muted small'}>{t(says[one.says])}</span>
  </span>,
]

function Offset({ clock }: { readonly clock: NonNullable<OriginView['claims'][number]['clock']> }) {
  const { language } = useWords()
  return <>{offsetIn(clock, language)}</>
}

function Came({ origin: { how, by, asked, signed } }: { readonly origin: OriginView }) {
  const { t } = useWords()
  if (how !== 'docked') return <>{t(own[how], { by })}</>
  return (
    <>
      {t(asked ? own.docked : own.fromCard, { by })}
      <div className="muted small">
        {t(asked ? own.asked : own.notAsked)} · {t(signed ? own.signed : own.unsigned)}
      </div>
    </>
  )
}

function Unconfirmed({ view }: { readonly view: RecordingView }) {
  const { t } = useWords()
  const may = useMay()
  const [open, setOpen] = useState<'confirm' | 'reject'>()
  const close = () => setOpen(undefined)
  const { doubts, against, rejection } = view.origin
  return (
    <div className="flag-item">
      <p className={rejection ? 'zhu' : 'zhe'}>{t(rejection ? own.rejected : own.unconfirmed)}</p>
      {rejection && (
        <div className="said">
          {t(own.rejectedBy, { by: rejection.by, reason: rejection.reason })}
          <div className="muted small">
            <Time at={rejection.at} to="minute" />
          </div>
        </div>
      )}
      <ul className="small">
        {doubts.map((one) => (
          <li key={one.code}>{t(one.message)}</li>
        ))}
      </ul>
      {!may('confirmProvenance') && <p className="muted small">{t(own.nobody)}</p>}
      {may('confirmProvenance') && against.length === 0 && (
        <div className="row">
          <Action kind={rejection ? undefined : 'primary'} onAct={() => setOpen('confirm')}>
            {t(rejection ? own.overrule : own.confirm)}
          </Action>
          {!rejection && may('rejectProvenance') && <Action onAct={() => setOpen('reject')}>{t(own.reject)}</Action>}
        </div>
      )}
      {may('confirmProvenance') &&
        against.map((one) => (
          <p key={one.code} className="muted small">
            {t(one.message)}
          </p>
        ))}
      {open === 'confirm' && (
        <Suspense>
          <ConfirmDialog view={view} onClose={close} />
        </Suspense>
      )}
      {open === 'reject' && (
        <Suspense>
          <RejectDialog view={view} onClose={close} />
        </Suspense>
      )}
    </div>
  )
}

function Confirmed({ confirmation }: { readonly confirmation: NonNullable<OriginView['confirmation']> }) {
  const { t } = useWords()
  const { at, by, reason, device, officer } = confirmation
  return (
    <div className="said">
      {t(own.confirmed, { by, reason })}
      <div className="muted small">
        {(device ?? officer) !== undefined && t(own.asWhose, { device: device ?? '', officer: officer ?? '' })}{' '}
        <Time at={at} to="minute" />
      </div>
    </div>
  )
}
