import './redactions.css'
import { pathOf, table } from '@liuhen/contract'
import type { RecordingView } from '@liuhen/contract/recordings'
import type { Box, Mute, ProposedBox, RedactionPlan } from '@liuhen/core/redactions'
import { Link, useParams } from '@tanstack/react-router'
import { useCallback, useRef, useState, useSyncExternalStore } from 'react'
import { useAct, useMay, useReply } from '../../api/index.ts'
import { Action, Await, PageHeader, ProblemNote, Restored, useDraft, useDrafted } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { mediumOf, shapeOf } from '../recordings/medium.ts'
import { Canvas } from './canvas.tsx'
import { PartsList } from './parts-list.tsx'
import { Proposals } from './proposals.tsx'
import { Version } from './versions.tsx'
import { words } from './words.ts'

/** 遮挡: what must not show or be heard of one recording is drawn on its picture; below, each version and how far it is. */
export function RedactionPage() {
  const { t } = useWords()
  const { id = '' } = useParams({ strict: false })
  const reply = useReply('showRecording', { params: { id } })
  return (
    <>
      <PageHeader
        title={t(words.title)}
        actions={
          <Link className="button" to="/recordings/$id" params={{ id }}>
            {t(words.back)}
          </Link>
        }
      >
        {t(words.lead)}
      </PageHeader>
      <Await reply={reply}>{(view) => <Editor key={view.id} view={view} />}</Await>
    </>
  )
}

const EMPTY: RedactionPlan = { boxes: [], mutes: [] }

function Editor({ view }: { readonly view: RecordingView }) {
  const { t } = useWords()
  const may = useMay()
  const kept = useDraft(`redaction ${view.id}`, t(words.title))
  const [plan, setPlan] = useDrafted<RedactionPlan>(kept, 'plan', EMPTY)
  const [of, setOf] = useDrafted<string | undefined>(kept, 'of', undefined)
  const [selected, setSelected] = useState<number>()
  const [watching, setWatching] = useState<string>()
  const [proposed, setProposed] = useState<readonly ProposedBox[]>([])
  const media = useRef<HTMLVideoElement>(null)
  const position = useMoment(media)
  const length = view.length ?? 0
  const now = (): number => Math.round((media.current?.currentTime ?? 0) * 1000)
  const list = useReply('listRedactions', { params: { id: view.id } }, { every: 2000 })
  const done = () => {
    kept.forget()
    setOf(undefined)
    setPlan(EMPTY)
    setSelected(undefined)
  }
  const save = useAct('drawRedaction', { stale: ['listRedactions'], done })
  const change = useAct('changeRedaction', { stale: ['listRedactions'], done })
  const draws = may('drawRedaction')
  const setBox = (at: number, box: Box) => setPlan((before) => ({ ...before, boxes: withOne(before.boxes, at, box) }))
  const removeBox = (at: number) => {
    setSelected(undefined)
    setPlan((before) => ({ ...before, boxes: before.boxes.filter((_, i) => i !== at) }))
  }
  const draw = (drawn: Pick<Box, 'x' | 'y' | 'width' | 'height'>) => {
    setSelected(plan.boxes.length)
    const box: Box = { ...drawn, from: now(), to: Math.max(now() + 1, Math.round(length)), reason: 'privacy' }
    setPlan((before) => ({ ...before, boxes: [...before.boxes, box] }))
  }
  const mute = () => {
    const one: Mute = { from: now(), to: Math.min(Math.round(length), now() + 3000), reason: 'privacy' }
    setPlan((before) => ({ ...before, mutes: [...before.mutes, one] }))
  }
  const seek = (from: number): void => {
    if (media.current) media.current.currentTime = from / 1000
  }
  const isFilm = mediumOf(view) === 'video'
  const source = watching ? pathOf(table.redactedCopy, { id: watching }) : pathOf(table.viewCopy, { id: view.id })
  return (
    <div className="redact">
      <section className="sheet redact-stage">
        <div
          className={isFilm ? 'redact-picture' : 'redact-sound'}
          style={isFilm ? { aspectRatio: shapeOf(view) } : {}}
        >
          <video key={source} ref={media} src={source} preload="metadata" playsInline aria-label={t(words.picture)} />
          {isFilm && draws && !watching && (
            <Canvas
              boxes={plan.boxes}
              proposed={proposed}
              position={position}
              selected={selected}
              onSelect={setSelected}
              onDraw={draw}
              onChange={setBox}
              onRemove={removeBox}
            />
          )}
        </div>
        <Transport media={media} position={position} length={length} />
        {watching ? (
          <Action onAct={() => setWatching(undefined)}>{t(words.edit)}</Action>
        ) : (
          draws && (
            <>
              {isFilm && <p className="small muted">{t(words.draw)}</p>}
              <div className="row redact-acts">
                {isFilm && (
                  <Action onAct={() => draw({ x: 400, y: 400, width: 200, height: 200 })}>{t(words.addBox)}</Action>
                )}
                <Action onAct={mute}>{t(words.addMute)}</Action>
              </div>
              <p className="small muted">{t(words.keysHint)}</p>
              {isFilm && (
                <Proposals
                  source={source}
                  length={length}
                  proposed={proposed}
                  onPropose={setProposed}
                  onAccept={(boxes) => setPlan((before) => ({ ...before, boxes: [...before.boxes, ...boxes] }))}
                  onSeek={seek}
                />
              )}
            </>
          )
        )}
      </section>
      <div className="stack">
        {draws && (
          <section className="sheet pad">
            <Restored draft={kept} />
            {plan.boxes.length + plan.mutes.length === 0 && <p className="muted small">{t(words.none)}</p>}
            <PartsList
              of={plan.boxes}
              name="box"
              length={length}
              position={now}
              selected={selected}
              onSeek={(at, from) => {
                setSelected(at)
                seek(from)
              }}
              onChange={setBox}
              onRemove={removeBox}
            />
            <PartsList
              of={plan.mutes}
              name="mute"
              length={length}
              position={now}
              onSeek={(_at, from) => seek(from)}
              onChange={(at, one) => setPlan((before) => ({ ...before, mutes: withOne(before.mutes, at, one) }))}
              onRemove={(at) => setPlan((before) => ({ ...before, mutes: before.mutes.filter((_, i) => i !== at) }))}
            />
            <div className="row redact-acts">
              <Action
                kind="primary"
                busy={save.isPending || change.isPending}
                onAct={() =>
                  of
                    ? change.mutate({ params: { id: of }, body: plan })
                    : save.mutate({ params: { id: view.id }, body: plan })
                }
              >
                {t(words.save)}
              </Action>
              {of && (
                <Action onAct={() => save.mutate({ params: { id: view.id }, body: plan })}>
                  {t(words.saveAnother)}
                </Action>
              )}
            </div>
            <ProblemNote error={save.error ?? change.error} />
          </section>
        )}
        <section className="sheet pad">
          <h3>{t(words.versions)}</h3>
          <Await reply={list} lines={2}>
            {(all) =>
              all.length === 0 ? (
                <p className="muted small">{t(words.noVersions)}</p>
              ) : (
                all.map((one) => (
                  <Version
                    key={one.id}
                    one={one}
                    onWatch={() => setWatching(one.id)}
                    onEdit={() => {
                      setWatching(undefined)
                      setOf(one.id)
                      setPlan(one.plan)
                    }}
                  />
                ))
              )
            }
          </Await>
        </section>
      </div>
    </div>
  )
}

const withOne = <T,>(all: readonly T[], at: number, one: T): T[] => all.map((before, i) => (i === at ? one : before))

/** Where it plays, in milliseconds, as often as the browser says so. */
function useMoment(media: { readonly current: HTMLVideoElement | null }): number {
  const subscribe = useCallback((listener: () => void) => {
    const frames = setInterval(listener, 100)
    return () => clearInterval(frames)
  }, [])
  return useSyncExternalStore(subscribe, () => Math.round((media.current?.currentTime ?? 0) * 1000))
}

interface TransportProps {
  readonly media: { readonly current: HTMLVideoElement | null }
  readonly position: number
  readonly length: number
}

function Transport({ media, position, length }: TransportProps) {
  const { t } = useWords()
  const paused = media.current?.paused ?? true
  const toggle = (): void => {
    const { current } = media
    if (!current) return
    if (current.paused) void current.play()
    else current.pause()
  }
  return (
    <div className="redact-transport">
      <Action onAct={toggle}>{paused ? t({ zh: '播放', en: 'Play' }) : t({ zh: '暂停', en: 'Pause' })}</Action>
      <input
        type="range"
        min={0}
        max={Math.max(1, length)}
        step={40}
        value={Math.min(position, Math.max(1, length))}
        aria-label={t({ zh: '播放位置', en: 'Position' })}
        onChange={(event) => {
          if (media.current) media.current.currentTime = Number(event.target.value) / 1000
        }}
      />
      <span className="small">{t(words.seconds, { n: (position / 1000).toFixed(1) })}</span>
    </div>
  )
}
