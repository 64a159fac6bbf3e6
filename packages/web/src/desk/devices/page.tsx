import type { Device, FaultAddress } from '@liuhen/contract/devices'
import { Link, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay, useReply } from '../../api/index.ts'
import { Action, Await, Cited, Facts, PageHeader, Steps, Tag, Time } from '../../parts/index.ts'
import { offsetIn, useWords } from '../../words/index.ts'
import { DeviceActions } from './actions.tsx'
import { CardSheet } from './card.tsx'
import { CareSheet } from './care.tsx'
import { careWords, yuan } from './care-words.ts'
import { FixedCameraSheet } from './fixed.tsx'
import { DeviceForm } from './form.tsx'
import { FaultSheet } from './fault.tsx'
import { useHistory } from './history.ts'
import { StationKey } from './key.tsx'
import { LastCheck } from './list.tsx'
import { conditionTone, conditionWords, kindWords, words } from './words.ts'

/** One device: what it is, who answers for it, what can be done with it now, and all that happened with it. */
export function DevicePage() {
  const { id } = useParams({ from: '/desk/devices/$id' })
  const reply = useReply('showDevice', { params: { id } })
  const steps = useHistory(reply.data?.history ?? [])
  const { say } = useWords()
  return (
    <Await reply={reply}>
      {({ device, fault, report, care, keepers }) => (
        <>
          <Head device={device} />
          <div className="columns">
            <div className="stack">
              <FixedCameraSheet device={device} />
              {report && <FaultSheet device={device} report={report} fault={fault} />}
              <DeviceActions key={device.condition} device={device} />
              {keepers && device.kind !== 'docking-station' && <CardSheet device={device} keepers={keepers} />}
              {device.kind !== 'docking-station' && <CareSheet device={device} care={care} />}
              <div className="sheet pad">
                <h3 style={{ marginBottom: 6 }}>{say('history')}</h3>
                <Steps of={steps} whole />
              </div>
            </div>
            <div className="stack">
              <DeviceFactsSheet device={device} fault={fault} />
              {device.kind === 'docking-station' && <StationKey device={device} />}
            </div>
          </div>
        </>
      )}
    </Await>
  )
}

function Head({ device }: { readonly device: Device }) {
  const { t, say } = useWords()
  const may = useMay()
  const [changing, setChanging] = useState(false)
  return (
    <>
      <PageHeader
        title={device.number}
        aside={[t(kindWords[device.kind]), device.model].filter(Boolean).join(' · ')}
        actions={
          <>
            {may('listRecordings') && (
              <Link className="button" to="/recordings" search={{ device: device.id }}>
                {say('recordings')}
              </Link>
            )}
            {may('changeDevice') && <Action onAct={() => setChanging(true)}>{t(words.change)}</Action>}
          </>
        }
      >
        <Tag tone={conditionTone[device.condition]}>{t(conditionWords[device.condition])}</Tag>{' '}
        <Tag>{device.unit.name}</Tag>
      </PageHeader>
      {changing && <DeviceForm device={device} onClose={() => setChanging(false)} />}
    </>
  )
}

function DeviceFactsSheet({ device, fault }: { readonly device: Device; readonly fault: FaultAddress | undefined }) {
  const { t, say, language } = useWords()
  const { lastDocked, identity } = device
  return (
    <div className="sheet pad">
      <Facts
        of={[
          [t(words.faultTo), fault && <FaultTo key="fault" {...fault} />],
          [t(words.holder), device.holder?.name ?? <span className="muted">{t(words.noHolder)}</span>],
          [
            t(words.docked),
            lastDocked ? (
              <>
                <Time at={lastDocked.at} /> · {t(words.files, { n: lastDocked.files })}
              </>
            ) : (
              <span className="muted">{t(words.never)}</span>
            ),
          ],
          [
            t(words.offset),
            lastDocked?.clock ? (
              <>
                {offsetIn(lastDocked.clock, language)}
                <div className="muted small">
                  <Time at={lastDocked.clock.at} />
                </div>
              </>
            ) : (
              <span className="muted">{say('clockUnmeasured')}</span>
            ),
          ],
          [t(words.check), <LastCheck key="check" device={device} />],
          [t(words.since), device.inServiceSince],
          [t(careWords.price), device.price === undefined ? undefined : yuan(device.price)],
          [t(words.idCode), identity?.idCode],
          [t(words.serial), identity?.serial],
        ]}
      />
    </div>
  )
}

function FaultTo({ to, citations }: FaultAddress) {
  return (
    <>
      {to.join('、')}
      <div className="small">
        <Cited citations={citations} />
      </div>
    </>
  )
}
