import type { Device } from '@liuhen/contract/devices'
import type { DeviceAct, FaultReport } from '@liuhen/core/devices'
import { instantOf } from '@liuhen/core/kernel'
import { useAct, useReply } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Choose,
  Confirm,
  DateField,
  Dialog,
  ProblemNote,
  SelectField,
  Tag,
  TextField,
  useFieldProblems,
  Restored,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { fieldOf, momentOfField } from '../activities/times.ts'
import { actWords, findingWords, words } from './words.ts'

interface Doing {
  readonly device: Device
  readonly onClose: () => void
}
const stale = ['showDevice', 'listDevices', 'workbench'] as const

/** Issues the device, or lends it, to somebody of its own unit. */
export function PersonDialog({ device, act, onClose }: Doing & { readonly act: 'issue' | 'lend' }) {
  const { t } = useWords()
  const kept = useDraft(`${act} ${device.id}`, `${t(actWords[act])} ${device.number}`)
  const [person, setPerson] = useDrafted<string | undefined>(kept, 'person', undefined)
  const colleagues = useReply('listColleagues')
  const issue = useAct('issueDevice', { stale, done: onClose })
  const lend = useAct('lendDevice', { stale, done: onClose })
  const chosen = act === 'issue' ? issue : lend
  const options = (colleagues.data ?? [])
    .filter((one) => one.unit === device.unit.id && one.id !== device.holder?.id)
    .map((one) => ({ value: one.id, label: one.name }))
  return (
    <Confirm
      draft={kept}
      title={`${t(actWords[act])} ${device.number}`}
      act={t(actWords[act])}
      busy={chosen.isPending}
      error={chosen.error}
      withoutReason={act === 'issue'}
      why={person === undefined ? t(words.noPerson) : undefined}
      onClose={onClose}
      onConfirm={(reason) => {
        const params = { id: device.id }
        if (person === undefined) return
        if (act === 'issue') issue.mutate({ params, body: { holder: person } })
        else lend.mutate({ params, body: { borrower: person, reason } })
      }}
    >
      <Choose label={t(words.person)} hint={t(words.sameUnit)} value={person} onValue={setPerson} options={options} />
    </Confirm>
  )
}

/** Fault, battery, storage and clock before a shift; the result is told at once. */
export function CheckDialog({ device, onClose }: Doing) {
  const { t, say } = useWords()
  const kept = useDraft(`check ${device.id}`, `${t(actWords.check)} ${device.number}`)
  const [working, setWorking] = useDrafted(kept, 'working', true)
  const [battery, setBattery] = useDrafted(kept, 'battery', '')
  const [space, setSpace] = useDrafted(kept, 'space', '')
  const [clock, setClock] = useDrafted(kept, 'clock', '')
  const act = useAct('checkDevice', { stale, done: () => kept.forget() })
  const problem = useFieldProblems(act.error)
  const whole = (value: string) => /^\d+$/.test(value.trim())
  const ready = whole(battery) && Number(battery) <= 100 && whole(space) && /^-?\d*(\.\d+)?$/.test(clock.trim())
  const submit = () => {
    if (!ready || act.isPending) return
    const seconds = clock.trim()
    act.mutate({
      params: { id: device.id },
      body: {
        working,
        battery: Number(battery),
        freeSpace: Number(space),
        ...(seconds !== '' && { clock: { offset: Math.round(Number(seconds) * 1000), error: 1000 } }),
      },
    })
  }
  if (act.data)
    return (
      <Dialog
        title={`${t(actWords.check)} ${device.number}`}
        onClose={onClose}
        footer={
          <Action kind="primary" onAct={onClose}>
            {say('close')}
          </Action>
        }
      >
        {act.data.passed ? (
          <Tag tone="qing">{t(words.passed)}</Tag>
        ) : (
          <div className="note zhe">
            <b>{t(words.failed)}</b>
            <ul>
              {act.data.findings.map((one) => (
                <li key={one}>{findingWords[one] ? t(findingWords[one]) : one}</li>
              ))}
            </ul>
          </div>
        )}
      </Dialog>
    )
  return (
    <Dialog
      title={`${t(actWords.check)} ${device.number}`}
      onClose={onClose}
      onSubmit={submit}
      footer={
        <>
          <Action onAct={onClose}>{say('cancel')}</Action>
          <Action submit kind="primary" busy={act.isPending} why={ready ? undefined : say('fillIn')}>
            {say('save')}
          </Action>
        </>
      }
    >
      <Restored draft={kept} />
      <label className="check" style={{ marginBottom: 12 }}>
        <input type="checkbox" checked={working} onChange={(event) => setWorking(event.target.checked)} />
        {t(words.works)}
      </label>
      <div className="pair">
        <TextField
          label={t(words.battery)}
          value={battery}
          onValue={setBattery}
          inputMode="numeric"
          wrong={problem('battery')}
        />
        <TextField
          label={t(words.space)}
          value={space}
          onValue={setSpace}
          inputMode="numeric"
          wrong={problem('freeSpace')}
        />
      </div>
      <TextField label={t(words.clockSeconds)} hint={t(words.clockHint)} value={clock} onValue={setClock} />
      <ProblemNote error={act.error} except={['battery', 'freeSpace']} />
    </Dialog>
  )
}

/** Which device of the unit took the place of this one. */
export function OtherDevice({
  device,
  value,
  onValue,
}: {
  readonly device: Device
  readonly value: string | undefined
  readonly onValue: (value: string | undefined) => void
}) {
  const { t } = useWords()
  const devices = useReply('listDevices')
  return (
    <Choose
      label={t(words.which)}
      value={value}
      onValue={onValue}
      options={(devices.data ?? [])
        .filter((one) => one.id !== device.id && one.unit.id === device.unit.id)
        .map((one) => ({ value: one.id, label: [one.number, one.holder?.name].filter(Boolean).join(' · ') }))}
    />
  )
}

/** What went wrong, and what was done instead. */
export function FaultDialog({ device, onClose }: Doing) {
  const { t, say } = useWords()
  const kept = useDraft(`fault ${device.id}`, `${t(actWords.fault)} ${device.number}`)
  const [fault, setFault] = useDrafted(kept, 'fault', '')
  const [since, setSince] = useDrafted(kept, 'since', () => fieldOf(instantOf(Date.now())))
  const [instead, setInstead] = useDrafted<FaultReport['instead']>(kept, 'instead', 'other-device')
  const [other, setOther] = useDrafted<string | undefined>(kept, 'other', undefined)
  const act = useAct('reportFault', {
    stale,
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const problem = useFieldProblems(act.error)
  const why =
    fault.trim().length < 2
      ? say('fillIn')
      : instead === 'other-device' && other === undefined
        ? t(words.noDevice)
        : undefined
  return (
    <Dialog
      title={`${t(actWords.fault)} ${device.number}`}
      onClose={onClose}
      onSubmit={() => {
        if (why !== undefined || act.isPending) return
        const otherDevice = instead === 'other-device' && other !== undefined && { otherDevice: other }
        const at = momentOfField(since)
        const body = { fault: fault.trim(), instead, ...otherDevice, ...(at && { since: at }) }
        act.mutate({ params: { id: device.id }, body })
      }}
      footer={
        <>
          <Action onAct={onClose}>{say('cancel')}</Action>
          <Action submit kind="primary" busy={act.isPending} why={why}>
            {say('save')}
          </Action>
        </>
      }
    >
      <Restored draft={kept} />
      <AreaField label={t(words.fault)} value={fault} onValue={setFault} maxLength={500} />
      <DateField
        label={t(words.failedAt)}
        hint={t(words.failedAtHint)}
        time
        value={since}
        onValue={setSince}
        wrong={problem('since')}
      />
      <SelectField
        label={t(words.instead)}
        value={instead}
        onValue={(value) => setInstead(value === 'stopped' || value === 'undecided' ? value : 'other-device')}
        options={[
          { value: 'other-device', label: t(words.otherDevice) },
          { value: 'stopped', label: t(words.stopped) },
          { value: 'undecided', label: t(words.undecided) },
        ]}
      />
      {instead === 'other-device' && <OtherDevice device={device} value={other} onValue={setOther} />}
      <ProblemNote error={act.error} except={['since']} />
    </Dialog>
  )
}

/** The acts that want a reason, or nothing but a yes. */
export function ReasonDialog({
  device,
  act,
  onClose,
}: Doing & { readonly act: Exclude<DeviceAct, 'issue' | 'lend' | 'check' | 'fault'> }) {
  const { t, say } = useWords()
  const kept = useDraft(`${act} ${device.id}`, `${t(actWords[act])} ${device.number}`)
  const [extra, setExtra] = useDrafted(kept, 'extra', '')
  const options = { stale, done: onClose }
  const all = {
    return: useAct('returnDevice', options),
    'end-loan': useAct('endLoan', options),
    'to-repair': useAct('sendToRepair', options),
    'from-repair': useAct('endRepair', options),
    lose: useAct('loseDevice', options),
    find: useAct('findDevice', options),
    retire: useAct('retireDevice', options),
  }
  const params = { id: device.id }
  const run = {
    return: () => all.return.mutate({ params }),
    'end-loan': () => all['end-loan'].mutate({ params }),
    'to-repair': (reason: string) => all['to-repair'].mutate({ params, body: { where: extra.trim(), reason } }),
    'from-repair': (done: string) => all['from-repair'].mutate({ params, body: { done } }),
    lose: (reason: string) => all.lose.mutate({ params, body: { reason } }),
    find: (reason: string) => all.find.mutate({ params, body: { reason } }),
    retire: (reason: string) => all.retire.mutate({ params, body: { reason, approver: extra.trim() } }),
  }
  const label = act === 'to-repair' ? words.where : act === 'retire' ? words.approver : undefined
  const hint = { return: words.returnHint, 'end-loan': words.endLoanHint, retire: words.retireHint }[act as 'return']
  return (
    <Confirm
      draft={kept}
      title={`${t(actWords[act])} ${device.number}`}
      act={t(actWords[act])}
      grave={act === 'retire' || act === 'lose'}
      busy={all[act].isPending}
      error={all[act].error}
      withoutReason={act === 'return' || act === 'end-loan'}
      reasonLabel={act === 'from-repair' ? t(words.repaired) : say('reason')}
      why={label && extra.trim() === '' ? `${say('fillIn')} · ${t(label)}` : undefined}
      onClose={onClose}
      onConfirm={run[act]}
    >
      {hint && <p style={{ marginBottom: 12 }}>{t(hint)}</p>}
      {label && <TextField label={t(label)} value={extra} onValue={setExtra} maxLength={40} />}
    </Confirm>
  )
}
