import type { Device } from '@liuhen/contract/devices'
import { beijing } from '@liuhen/core/kernel'
import { useAct, useMay, whose } from '../../api/index.ts'
import {
  Action,
  Copy,
  ProblemNote,
  Restored,
  Tag,
  TextField,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** The key a docking station signs in with. */
export function StationKey({ device }: { readonly device: Device }) {
  const { t } = useWords()
  const may = useMay()
  const act = useAct('issueStationKey', { stale: ['showDevice'] })
  return (
    <div className="sheet pad">
      <div className="row between" style={{ marginBottom: 8 }}>
        <h3>{t(words.key)}</h3>
        <Tag>{t(device.hasKey ? words.keyIssued : words.keyNone)}</Tag>
      </div>
      {act.data ? (
        <div className="note zhe">
          <code>{act.data.key}</code> <Copy value={act.data.key} />
          <p>{t(words.keyOnce)}</p>
        </div>
      ) : (
        <Action
          busy={act.isPending}
          why={may('issueStationKey') ? undefined : t(whose('issueStationKey'))}
          onAct={() => act.mutate({ params: { id: device.id } })}
        >
          {t(words.issueKey)}
        </Action>
      )}
      <ProblemNote error={act.error} bare />
      {device.signing && <SigningKey device={device} signing={device.signing} />}
    </div>
  )
}

/** The key with which the station signs what it read, and whether somebody has compared it with the station. */
function SigningKey({
  device,
  signing: { fingerprint, vouched },
}: {
  readonly device: Device
  readonly signing: NonNullable<Device['signing']>
}) {
  const { t } = useWords()
  const may = useMay()
  const kept = useDraft(`signing key ${device.id}`, t(words.signing))
  const [shown, setShown] = useDrafted(kept, 'shown', '')
  const act = useAct('vouchSigningKey', { stale: ['showDevice'], done: () => kept.forget() })
  const problem = useFieldProblems(act.error)
  return (
    <form
      noValidate
      style={{ marginTop: 16 }}
      onSubmit={(event) => {
        event.preventDefault()
        if (!act.isPending) act.mutate({ params: { id: device.id }, body: { fingerprint: shown } })
      }}
    >
      <div className="row between">
        <h3>{t(words.signing)}</h3>
        <Tag tone={vouched ? 'qing' : 'zhe'}>{t(vouched ? words.compared : words.unvouched)}</Tag>
      </div>
      {vouched ? (
        <p className="small">
          <code>{fingerprint}</code> {t(words.vouched, { by: vouched.by, at: beijing(vouched.at).slice(0, 16) })}
        </p>
      ) : (
        <>
          <Restored draft={kept} />
          <TextField
            label={t(words.shown)}
            value={shown}
            onValue={setShown}
            hint={t(words.signingHint)}
            wrong={problem('fingerprint')}
          />
          <ProblemNote error={act.error} except={['fingerprint']} />
          <Action submit busy={act.isPending} why={may('vouchSigningKey') ? undefined : t(whose('vouchSigningKey'))}>
            {t(words.vouch)}
          </Action>
        </>
      )}
    </form>
  )
}
