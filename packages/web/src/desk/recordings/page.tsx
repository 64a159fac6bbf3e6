import './page.css'
import type { RecordingView } from '@liuhen/contract/recordings'
import { useNavigate, useParams, useRouterState } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useAct, useMay } from '../../api/index.ts'
import { Action, Await, PageHeader, Tag } from '../../parts/index.ts'
import { durationIn, missing, text, useWords } from '../../words/index.ts'
import { stateWords } from './filters.ts'
import { flagWords } from './flags.ts'
import { Gaps, nameOf } from './gaps.tsx'
import { Markers } from './markers.tsx'
import { Annotations, Flags, Story } from './notes.tsx'
import { usePlayback } from './playback.ts'
import { frameRateOf, Player } from './player.tsx'
import { Provenance } from './provenance.tsx'
import { useRecording } from './queries.ts'
import { Rules } from './rules.tsx'
import { foundAltered } from './sentences.ts'
import { Takes } from './takes.tsx'
import { Timeline } from './timeline.tsx'
import { between, clockRange, dayDigits } from './times.ts'
import { VerificationNote } from './verification.tsx'

const own = {
  title: text('{officer} · {device}', '{officer} · {device}'),
  segments: text('{count} 段', '{count} segments'),
  kept: text('已固化 · 可验证', 'Preserved · verifiable'),
  sealing: text('已固化 · 正在封入日志', 'Preserved · being sealed'),
  unexplained: text('{missing} · 待说明', '{missing} · to be explained'),
  differs: text('核验不一致', 'Verified: it differs'),
  verify: text('立即核验', 'Verify now'),
} as const

/** `#t=247.5`, seconds as in media fragments (W3C, Media Fragments URI 1.0): where to begin, in milliseconds. */
export function momentOf(hash: string): number {
  const seconds = /^#?t=(\d+(?:\.\d+)?)$/.exec(hash)?.[1]
  return seconds === undefined ? 0 : Math.round(Number(seconds) * 1000)
}

/** 音像: one recording, its take, what proves it, and who did what to it. To open it is to look at it: journalled. */
export function RecordingPage() {
  const { id } = useParams({ strict: false })
  const reply = useRecording(id ?? '')
  return <Await reply={reply}>{(view) => <Opened key={view.id} view={view} />}</Await>
}

/** Whether it is as it was preserved, as far as is known: a check that failed stands here until one succeeds. */
function Kept({ view }: { readonly view: RecordingView }) {
  const { t } = useWords()
  if (foundAltered(view.history)) return <Tag tone="zhu">{t(own.differs)}</Tag>
  return view.log.index === undefined ? <Tag>{t(own.sealing)}</Tag> : <Tag tone="qing">{t(own.kept)}</Tag>
}

function Opened({ view }: { readonly view: RecordingView }) {
  const { t, language } = useWords()
  const may = useMay()
  const navigate = useNavigate()
  const hash = useRouterState({ select: (state) => state.location.hash })
  const length = view.container?.duration ?? between(view.row.start, view.row.end)
  const playback = usePlayback(length, frameRateOf(view), momentOf(hash))
  const verify = useAct('verifyRecording', { stale: ['showRecording'] })
  const [gap, setGap] = useState<string>()
  useEffect(() => {
    if (gap) document.querySelector('#gaps')?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
  }, [gap])

  const { row } = view
  const open = (recording: string, position = 0) =>
    void navigate({
      to: '/recordings/$id',
      params: { id: recording },
      hash: position > 0 ? `t=${position / 1000}` : '',
    })
  const device = row.device?.number ?? view.arrival.deviceNumber
  const parts = [
    row.takeSegments > 1 && t(own.segments, { count: row.takeSegments }),
    length > 0 && durationIn(length, language),
  ]
  return (
    <>
      <PageHeader
        title={row.officer && device ? t(own.title, { officer: row.officer.name, device }) : view.arrival.fileName}
        aside={[`${dayDigits(row.start)} ${clockRange(row.start, row.end)}`, ...parts].filter(Boolean).join(' · ')}
        actions={
          may('verifyRecording') && (
            <Action kind="primary" busy={verify.isPending} onAct={() => verify.mutate({ params: { id: view.id } })}>
              {t(own.verify)}
            </Action>
          )
        }
      >
        <span className="row">
          <Kept view={view} />
          {view.gaps
            .filter((one) => !one.explained && (one.after === view.id || one.before === view.id))
            .map((one) => (
              <Tag key={nameOf(one)} tone="zhu">
                {t(own.unexplained, { missing: t(missing(one)) })}
              </Tag>
            ))}
          {row.states.includes('failed') && <Tag tone="zhe">{t(stateWords.failed)}</Tag>}
          {row.flags.map((flag) => (
            <Tag key={flag} tone="zhe">
              {t(flagWords[flag].name)}
            </Tag>
          ))}
          {row.unit && <span>{row.unit.name}</span>}
        </span>
      </PageHeader>
      <VerificationNote pending={verify.isPending} error={verify.error} result={verify.data} bytes={row.bytes} />
      <div className="columns">
        <div className="stack">
          <div className="sheet watch">
            <Player view={view} playback={playback} />
            {(length > 0 || row.takeSegments > 1) && (
              <Timeline view={view} playback={playback} onOther={open} onGap={(one) => setGap(nameOf(one))} />
            )}
          </div>
          <Gaps view={view} playback={playback} open={gap} onOpen={setGap} />
          <Markers view={view} onSeek={playback.seek} />
          <Takes view={view} onOpen={open} />
        </div>
        <div className="stack">
          <Provenance view={view} />
          <Rules view={view} />
          <Flags view={view} />
          <Annotations view={view} />
          <Story view={view} />
        </div>
      </div>
    </>
  )
}
