import type { Device } from '@liuhen/contract/devices'
import { useAct, useMay, whose } from '../../api/index.ts'
import { Action, Copy, ProblemNote, Tag } from '../../parts/index.ts'
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
    </div>
  )
}
