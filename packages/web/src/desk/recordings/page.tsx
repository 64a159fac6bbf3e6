import './page.css'
import './player.css'
import type { RecordingView } from '@liuhen/contract/recordings'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useCallback, useEffect, useState } from 'react'
import { useAct, useMay } from '../../api/index.ts'
import { Action, Await, PageHeader, Tag } from '../../parts/index.ts'
import { durationIn, missing, text, useWords } from '../../words/index.ts'
import { CasesOfRecording } from '../cases/of-recording.tsx'
import { Keeping } from '../retention/section.tsx'
import { searchAt, useAddress, useMoment } from './address.ts'
import { stateWords } from './filters.ts'
import { flagWords } from './flags.ts'
import { Gaps, nameOf } from './gaps.tsx'
import { Markers } from './markers.tsx'
import { Annotations, Flags, Story } from './notes.tsx'
import { frameRateOf } from './medium.ts'
import { type Playback, usePlayback } from './playback.ts'
import { Origin } from './origin.tsx'
import { Provenance } from './provenance.tsx'
import { useRecording } from './queries.ts'
import { Rules } from './rules.tsx'
import { isNoted, type Passage, passageAfter } from './running.ts'
import { foundAltered } from './sentences.ts'
import { Stage } from './stage.tsx'
import { Takes } from './takes.tsx'
import { TakenStills } from './taken-stills.tsx'
import { Timeline } from './timeline.tsx'
import { between, clockRange, dayDigits } from './times.ts'
import { Transcript } from './transcript.tsx'
import { Use } from './use.tsx'
import { VerificationNote } from './verification.tsx'
import { Wholeness } from './wholeness.tsx'

const own = {
  title: text('{officer} · {device}', '{officer} · {device}'),
  segments: text('{count} 段', '{count} segments'),
  kept: text('已固化 · 可验证', 'Preserved · verifiable'),
  sealing: text('已固化 · 正在封入日志', 'Preserved · being sealed'),
  unexplained: text('{missing} · 待说明', '{missing} · to be explained'),
  differs: text('核验不一致', 'Verified: it differs'),
  verify: text('立即核验', 'Verify now'),
} as const

/** 音像: one recording, its take, what proves it, and who did what to it. To open it is to look at it: journalled. */
export function RecordingPage() {
  const { id } = useParams({ strict: false })
  const reply = useRecording(id ?? '')
  return <Await reply={reply}>{(view) => <Opened view={view} opening={id !== undefined && id !== view.id} />}</Await>
}

/** Whether it is as it was preserved, as far as is known: a check that failed stands here until one succeeds. */
function Kept({ view }: { readonly view: RecordingView }) {
  const { t } = useWords()
  if (foundAltered(view.history)) return <Tag tone="zhu">{t(own.differs)}</Tag>
  return view.log.index === undefined ? <Tag>{t(own.sealing)}</Tag> : <Tag tone="qing">{t(own.kept)}</Tag>
}

interface OpenedProps {
  readonly view: RecordingView
  /** Another recording has been asked for and is not here yet. */
  readonly opening: boolean
}

function Opened({ view, opening }: OpenedProps) {
  const { t, language } = useWords()
  const may = useMay()
  const length = view.length ?? between(view.row.start, view.row.end)
  const { playback, open, passage, answer } = useRunning(view, length, opening)
  const verify = useAct('verifyRecording', { stale: ['showRecording'] })
  const [gap, setGap] = useState<string>()
  useEffect(() => {
    if (gap) document.querySelector('#gaps')?.scrollIntoView({ block: 'nearest', behavior: 'smooth' })
  }, [gap])

  const { row } = view
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
          may('verifyRecording') &&
          !row.states.includes('disposed') && (
            <Action kind="primary" busy={verify.isPending} onAct={() => verify.mutate({ params: { id: view.id } })}>
              {t(own.verify)}
            </Action>
          )
        }
      >
        <span className="row">
          {!row.states.includes('disposed') && <Kept view={view} />}
          {view.gaps
            .filter((one) => !one.explained && (one.after === view.id || one.before === view.id))
            .map((one) => (
              <Tag key={nameOf(one)} tone="zhu">
                {t(own.unexplained, { missing: t(missing(one)) })}
              </Tag>
            ))}
          {row.states.includes('disposed') && <Tag tone="zhu">{t(stateWords.disposed)}</Tag>}
          {row.states.includes('failed') && <Tag tone="zhe">{t(stateWords.failed)}</Tag>}
          {row.states.includes('unconfirmed') && <Tag tone="zhu">{t(stateWords.unconfirmed)}</Tag>}
          {row.states.includes('rejected') && <Tag tone="zhu">{t(stateWords.rejected)}</Tag>}
          {row.flags.map((flag) => (
            <Tag key={flag} tone="zhe">
              {t(flagWords[flag].name)}
            </Tag>
          ))}
          {row.unit && <span>{row.unit.name}</span>}
        </span>
      </PageHeader>
      {verify.variables?.params.id === view.id && (
        <VerificationNote pending={verify.isPending} error={verify.error} result={verify.data} bytes={row.bytes} />
      )}
      <div className="columns">
        <div className="stack">
          <div className="sheet watch">
            <Stage
              view={view}
              playback={playback}
              opening={opening}
              passage={passage}
              onPassage={answer}
              onOpen={open}
            />
            {(length > 0 || row.takeSegments > 1) && (
              <Timeline view={view} playback={playback} onOther={open} onGap={(one) => setGap(nameOf(one))} />
            )}
          </div>
          <Gaps key={`gaps ${view.id}`} view={view} playback={playback} open={gap} onOpen={setGap} />
          <Wholeness view={view} onSeek={playback.seek} />
          <Markers key={`markers ${view.id}`} view={view} onSeek={playback.seek} />
          <TakenStills view={view} onSeek={playback.seek} />
          <Takes view={view} onOpen={open} />
        </div>
        <div className="stack" key={view.id}>
          <Use recording={view.id} />
          <Origin view={view} />
          <CasesOfRecording recording={view.id} />
          <Provenance view={view} />
          <Keeping recording={view.id} />
          <Rules view={view} />
          <Flags view={view} />
          <Transcript view={view} />
          <Annotations view={view} />
          <Story view={view} />
        </div>
      </div>
    </>
  )
}

interface Running {
  readonly playback: Playback
  readonly open: (recording: string, position?: number) => void
  /** What is about to be jumped. */
  readonly passage: Passage | undefined
  readonly answer: (go: boolean) => void
}

/** Plays a recording, and after it the next of its device and day, until somebody stops it. */
function useRunning(view: RecordingView, length: number, opening: boolean): Running {
  const navigate = useNavigate()
  const [passage, setPassage] = useState<Passage>()
  const from = useMoment()
  const end = useCallback(() => setPassage(passageAfter(view)), [view])
  const playback = usePlayback({ key: view.id, length, frameRate: frameRateOf(view), from }, end)
  const { playing, carryOn } = playback
  useAddress(view.id, playback, !opening)
  // Somebody has played on, or gone elsewhere, instead of waiting.
  useEffect(() => {
    if (playing) setPassage(undefined)
  }, [playing])
  useEffect(() => setPassage(undefined), [view.id])
  const go = useCallback(
    (recording: string, position: number, replace: boolean) =>
      void navigate({
        to: '/recordings/$id',
        params: { id: recording },
        search: searchAt(position),
        replace,
        resetScroll: false,
      }),
    [navigate],
  )
  const answer = useCallback(
    (on: boolean) => {
      if (on && passage) {
        carryOn(true)
        go(passage.to.recording, 0, true)
      } else setPassage(undefined)
    },
    [passage, carryOn, go],
  )
  useEffect(() => {
    if (passage && !isNoted(passage)) answer(true)
  }, [passage, answer])
  const open = (recording: string, position = 0) => {
    carryOn(playing)
    go(recording, position, false)
  }
  return { playback, open, passage: passage && isNoted(passage) ? passage : undefined, answer }
}
