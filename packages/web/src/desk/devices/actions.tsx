import type { EndpointName } from '@liuhen/contract'
import type { Device } from '@liuhen/contract/devices'
import { type DeviceAct, conditionObstacles } from '@liuhen/core/devices'
import { useState } from 'react'
import { useMay, whose } from '../../api/index.ts'
import { Action } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { ChargeDialog } from './charge.tsx'
import { CheckDialog, FaultDialog, PersonDialog, ReasonDialog } from './dialogs.tsx'
import { actWords, words } from './words.ts'

const endpointOf = {
  check: 'checkDevice',
  fault: 'reportFault',
  issue: 'issueDevice',
  return: 'returnDevice',
  lend: 'lendDevice',
  'end-loan': 'endLoan',
  'to-repair': 'sendToRepair',
  'from-repair': 'endRepair',
  lose: 'loseDevice',
  find: 'findDevice',
  retire: 'retireDevice',
} as const satisfies Record<DeviceAct, EndpointName>
const acts = Object.keys(endpointOf) as DeviceAct[]

/** What can be done with the device now: open acts first, then the closed ones of the person's own with their reasons. */
export function DeviceActions({ device }: { readonly device: Device }) {
  const { t } = useWords()
  const may = useMay()
  const [doing, setDoing] = useState<DeviceAct>()
  const [seeing, setSeeing] = useState(false)
  const close = () => setDoing(undefined)
  const own = acts.filter((act) => may(endpointOf[act]))
  const obstacle = (act: DeviceAct) => conditionObstacles(device, act)[0]?.message
  const open = own.filter((act) => obstacle(act) === undefined)
  const closed = own.filter((act) => obstacle(act) !== undefined)
  const sentence = closed[0] && obstacle(closed[0])
  return (
    <div className="sheet pad">
      <h3 style={{ marginBottom: 10 }}>{t(words.actions)}</h3>
      <div className="row">
        {open.map((act) => (
          <Action key={act} kind={act === 'lose' || act === 'retire' ? 'grave' : undefined} onAct={() => setDoing(act)}>
            {t(actWords[act])}
          </Action>
        ))}
        {may('seeCharge') && obstacle('check') === undefined && device.kind !== 'docking-station' && (
          <Action onAct={() => setSeeing(true)}>{t(words.charge)}</Action>
        )}
        {closed.map((act) => (
          <button key={act} type="button" className="button" aria-disabled aria-describedby="closed-acts">
            {t(actWords[act])}
          </button>
        ))}
      </div>
      <p className="muted small" id="closed-acts" style={{ marginTop: 8 }}>
        {own.length === 0 ? t(whose('checkDevice')) : sentence && t(words.closed, { why: t(sentence) })}
      </p>
      {seeing && <ChargeDialog device={device} onClose={() => setSeeing(false)} />}
      {(doing === 'issue' || doing === 'lend') && <PersonDialog device={device} act={doing} onClose={close} />}
      {doing === 'check' && <CheckDialog device={device} onClose={close} />}
      {doing === 'fault' && <FaultDialog device={device} onClose={close} />}
      {doing !== undefined && !['issue', 'lend', 'check', 'fault'].includes(doing) && (
        <ReasonDialog
          device={device}
          act={doing as Exclude<DeviceAct, 'issue' | 'lend' | 'check' | 'fault'>}
          onClose={close}
        />
      )}
    </div>
  )
}
