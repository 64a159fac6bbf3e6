import type { CoverageFinding, LaneRecording } from '@liuhen/contract/activities'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useMay, whose } from '../../api/index.ts'
import { Action, Cited, Tag } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { Explain } from './explain.tsx'
import type { LaneActivity } from './lanes.ts'
import { weightNames, weightTone, words } from './words.ts'

/** What is wrong, by which article, what to do about it now, and the way to do it. */
export function Finding({
  finding,
  activity,
  recordings = [],
  here = false,
}: {
  readonly finding: CoverageFinding
  readonly activity?: Pick<LaneActivity, 'row' | 'coverage'>
  readonly recordings?: readonly LaneRecording[]
  /** On the page of the activity itself, where everything else is at hand. */
  readonly here?: boolean
}) {
  const { t } = useWords()
  const may = useMay()
  const [explaining, setExplaining] = useState(false)
  const isRunning = finding.weight === 'awaited' && activity?.coverage.awaiting?.running === true
  const door = activity && !here && (
    <Link className="button" to="/activities/$id" params={{ id: activity.row.id }}>
      {t(finding.act === 'complete' ? words.complete : words.look)}
    </Link>
  )
  return (
    <div className="to-do">
      <div>
        <Tag tone={weightTone[finding.weight]}>{t(isRunning ? words.ongoing : weightNames[finding.weight])}</Tag>{' '}
        <b>{t(finding.message)}</b>
        <div>{t(finding.todo)}</div>
        {finding.citations.length > 0 && (
          <div className="small">
            <Cited citations={finding.citations} />
          </div>
        )}
      </div>
      {activity &&
        !explaining &&
        (finding.act === 'explain' ? (
          <Action
            onAct={() => setExplaining(true)}
            why={may('explainActivityGap') ? undefined : t(whose('explainActivityGap'))}
          >
            {t(words.explain)}
          </Action>
        ) : (
          finding.act !== undefined && door
        ))}
      {activity && explaining && (
        <Explain finding={finding} activity={activity} recordings={recordings} onClose={() => setExplaining(false)} />
      )}
    </div>
  )
}
