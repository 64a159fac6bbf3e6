import type { Device } from '@liuhen/contract/devices'
import { DeviceCondition, DeviceKind } from '@liuhen/core/devices'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay, useReply } from '../../api/index.ts'
import {
  Action,
  Await,
  Choose,
  type Column,
  Empty,
  PageHeader,
  SearchInput,
  Table,
  Tag,
  Time,
} from '../../parts/index.ts'
import { offsetIn, useWords } from '../../words/index.ts'
import { CsvActions } from '../import/csv-actions.tsx'
import { careWords } from './care-words.ts'
import { Maintenance } from './care.tsx'
import { DeviceForm } from './form.tsx'
import { conditionTone, conditionWords, findingWords, kindWords, words } from './words.ts'

/** The register: which devices there are, who has them, and how their clocks are. */
export function DeviceList() {
  const { t, say } = useWords()
  const may = useMay()
  const devices = useReply('listDevices')
  const [registering, setRegistering] = useState(false)
  const faulty = devices.data?.filter((one) => one.condition === 'faulty' || one.condition === 'at-repair').length ?? 0
  return (
    <>
      <PageHeader
        title={say('devices')}
        actions={
          <>
            <CsvActions what="devices" stale={['listDevices']} />
            {may('registerDevice') && (
              <Action kind="primary" onAct={() => setRegistering(true)}>
                {t(words.register)}
              </Action>
            )}
          </>
        }
      >
        {devices.data && t(words.lead, { n: devices.data.length, faulty })}
      </PageHeader>
      <div className="sheet">
        <Await reply={devices}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty title={t(words.noneYet)}>{t(words.noneYetHint)}</Empty>
            ) : (
              <Register rows={rows} />
            )
          }
        </Await>
      </div>
      {registering && <DeviceForm onClose={() => setRegistering(false)} />}
    </>
  )
}

function Register({ rows }: { readonly rows: readonly Device[] }) {
  const { t, say } = useWords()
  const [find, setFind] = useState('')
  const [unit, setUnit] = useState<string>()
  const [condition, setCondition] = useState<string>()
  const [kind, setKind] = useState<string>()
  const units = [...new Map(rows.map((one) => [one.unit.id, one.unit.name]))]
  const shown = rows.filter(
    (one) =>
      (unit === undefined || one.unit.id === unit) &&
      (condition === undefined || one.condition === condition) &&
      (kind === undefined || one.kind === kind) &&
      [one.number, one.model, one.holder?.name].some((part) => part?.toLowerCase().includes(find.trim().toLowerCase())),
  )
  return (
    <>
      <div className="filters">
        <SearchInput label={t(words.find)} value={find} onValue={setFind} />
        <Choose
          compact
          label={say('unit')}
          value={unit}
          onValue={setUnit}
          options={units.map(([value, label]) => ({ value, label }))}
        />
        <Choose
          compact
          label={t(words.condition)}
          value={condition}
          onValue={setCondition}
          options={DeviceCondition.options.map((value) => ({ value, label: t(conditionWords[value]) }))}
        />
        <Choose
          compact
          label={t(words.kind)}
          value={kind}
          onValue={setKind}
          options={DeviceKind.options.map((value) => ({ value, label: t(kindWords[value]) }))}
        />
      </div>
      {shown.length === 0 ? (
        <Empty title={say('nothingFound')} mark="无" />
      ) : (
        <Table caption={say('devices')} rows={shown} rowKey={(one) => one.id} columns={useColumns()} />
      )}
    </>
  )
}

/** A docking station is held by nobody and is not docked itself. */
const docks = (device: Device): boolean => device.kind !== 'docking-station'

/** Nor is a fixed camera in anybody's hands. */
const isCarried = (device: Device): boolean => docks(device) && device.kind !== 'surveillance'

function useColumns(): Column<Device>[] {
  const { t, say, language } = useWords()
  return [
    {
      key: 'number',
      head: say('number'),
      lead: true,
      cell: (one) => (
        <>
          <Link to="/devices/$id" params={{ id: one.id }}>
            <b>{one.number}</b>
          </Link>
          <div className="muted small">{[t(kindWords[one.kind]), one.model].filter(Boolean).join(' · ')}</div>
          {one.fixed && one.fixed.lacks.length > 0 && <Tag tone="zhe">{t(words.fixedLacks)}</Tag>}
        </>
      ),
    },
    { key: 'unit', head: say('unit'), cell: (one) => one.unit.name },
    {
      key: 'condition',
      head: t(words.condition),
      cell: (one) => <Tag tone={conditionTone[one.condition]}>{t(conditionWords[one.condition])}</Tag>,
    },
    {
      key: 'holder',
      head: t(words.holder),
      cell: (one) => one.holder?.name ?? (isCarried(one) && <span className="muted">{t(words.noHolder)}</span>),
    },
    {
      key: 'docked',
      head: t(words.docked),
      cell: (one) =>
        one.lastDocked ? (
          <Time at={one.lastDocked.at} />
        ) : (
          docks(one) && <span className="muted">{t(words.never)}</span>
        ),
    },
    {
      key: 'offset',
      head: t(words.offset),
      cell: (one) =>
        one.lastDocked?.clock
          ? offsetIn(one.lastDocked.clock, language)
          : docks(one) && <span className="muted">{say('clockUnmeasured')}</span>,
    },
    { key: 'check', head: t(words.check), cell: (one) => <LastCheck device={one} /> },
    {
      key: 'maintenance',
      head: t(careWords.maintenance),
      cell: (one) => docks(one) && <Maintenance device={one} />,
    },
  ]
}

export function LastCheck({ device }: { readonly device: Device }) {
  const { t, say } = useWords()
  const check = device.lastCheck
  if (!check) return <span className="muted">{say('none')}</span>
  const found = check.findings.map((one) => (findingWords[one] ? t(findingWords[one]) : one)).join('、')
  return (
    <>
      <Time at={check.at} to="minute" />{' '}
      {check.passed ? <Tag>{t(words.passed)}</Tag> : <Tag tone="zhe">{found || t(words.failed)}</Tag>}
    </>
  )
}
