import { useParams } from '@tanstack/react-router'
import { useReply } from '../../api/index.ts'
import { Await, PageHeader } from '../../parts/index.ts'
import { VolumeOfCase } from './of-case.tsx'
import { ScoreOfCase } from './score.tsx'

/** One volume by itself: for whoever keeps files, and handles no case. */
export function VolumePage() {
  const { id = '' } = useParams({ strict: false })
  const reply = useReply('showVolume', { params: { id } })
  return (
    <Await reply={reply}>
      {(view) => (
        <>
          <PageHeader title={view.case.title}>{view.number}</PageHeader>
          <div className="stack">
            <VolumeOfCase caseId={id} />
            <ScoreOfCase caseId={id} />
          </div>
        </>
      )}
    </Await>
  )
}
