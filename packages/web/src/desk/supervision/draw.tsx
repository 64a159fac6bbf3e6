import type { DrawItem, DrawRow } from '@liuhen/contract/supervision'
import { beijing, dayOf, instantOf } from '@liuhen/core/kernel'
import { footageLabels, type ScoringLabel, scoringLabels } from '@liuhen/core/supervision'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useAct, useMay, useReply } from '../../api/index.ts'
import {
  Action,
  AreaField,
  Await,
  DateField,
  Dialog,
  Facts,
  ProblemNote,
  SelectField,
  Tag,
  TextField,
  Time,
  Restored,
  useDraft,
  useDrafted,
} from '../../parts/index.ts'
import { clockIn, durationIn, useWords } from '../../words/index.ts'
import { millisecondsIn } from './check-form.tsx'
import { DrawnCases } from './drawn-cases.tsx'
import { Heading, SupervisionFrame } from './frame.tsx'
import { ArticleField } from './article-field.tsx'
import { words } from './words.ts'

/** One spot check: its seed, and its sample to be played and judged one by one. */
export function DrawPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  const reply = useReply('showDraw', { params: { id } }, { every: 10_000 })
  return (
    <SupervisionFrame title={words.draws} lead={words.blind}>
      <Await reply={reply}>
        {({ draw, items, cases }) => (
          <>
            <Seed draw={draw} />
            {draw.of === 'cases' ? (
              <DrawnCases draw={draw} cases={cases} />
            ) : (
              <Sample draw={draw} items={items} onPlayed={() => void reply.refetch()} />
            )}
          </>
        )}
      </Await>
    </SupervisionFrame>
  )
}

function Seed({ draw }: { readonly draw: DrawRow }) {
  const { t } = useWords()
  const may = useMay()
  const kept = useDraft(`draw-seed ${draw.id}`, t(words.outsideNumber))
  const [number, setNumber] = useDrafted(kept, 'number', '')
  const act = useAct('drawSample', { stale: ['showDraw', 'listDraws', 'workbench'] })
  const { drawn, sealed, outside } = draw
  return (
    <section className="sheet pad">
      <Facts
        of={[
          [t(words.period), `${draw.firstDay} – ${draw.lastDay}`],
          [t(words.strata), t(words.population, { n: draw.count, m: draw.strata })],
          [t(words.digest), <code key="digest">{draw.digest}</code>],
          ...(drawn
            ? ([
                [t(words.checkpoint), drawn.size],
                [t(words.seed), <code key="seed">{drawn.seed}</code>],
              ] as const)
            : []),
          ...(outside
            ? ([[t(words.outsideNumber), `${outside.name} ${outside.on} ${drawn?.outside ?? ''}`]] as const)
            : []),
        ]}
      />
      {!drawn && may('drawSample') && (
        <>
          {outside && <TextField label={t(words.outsideNumber)} value={number} onValue={setNumber} />}
          <Action
            kind="primary"
            busy={act.isPending}
            why={sealed ? undefined : t(words.notSealed)}
            onAct={() =>
              act.mutate({ params: { id: draw.id }, body: number.trim() === '' ? {} : { outside: number.trim() } })
            }
          >
            {t(words.draw)}
          </Action>
          <ProblemNote error={act.error} />
        </>
      )}
      {drawn && (
        <p className="small" style={{ marginTop: 12 }}>
          <a href={`/api/draws/${draw.id}/file`} download>
            {t(words.drawFile)}
          </a>{' '}
          <span className="muted">{t(words.drawFileHint)}</span>
        </p>
      )}
    </section>
  )
}

interface SampleProps {
  readonly draw: DrawRow
  readonly items: readonly DrawItem[]
  /** Called where more of one was played: what of it went out the server knows. */
  readonly onPlayed: () => void
}

function Sample({ draw, items, onPlayed }: SampleProps) {
  const { t, language } = useWords()
  const may = useMay()
  const [open, setOpen] = useState<string>()
  if (!draw.drawn) return null
  const item = items.find((one) => one.recording === open)
  return (
    <section className="sheet">
      <Heading>{t(words.sampleOf, { n: items.length, m: draw.reviewed })}</Heading>
      {items.map((one, at) => (
        <div className="task" key={one.recording}>
          <div className="due">
            {at + 1}
            <small>{durationIn(one.length, language)}</small>
          </div>
          <div className="task-text">
            <b>{one.unit?.name}</b> <Time at={one.start} to="minute" />{' '}
            {one.review && <Tag tone={one.review.findings.length > 0 ? 'zhe' : 'qing'}>{t(words.reviewed)}</Tag>}
            <div className="muted small">
              {gapsIn(one.stratum, t)}{' '}
              {one.review && (
                <>
                  · {one.review.by} · {one.review.officer?.name}
                </>
              )}
              {one.shows === 'waiting' && <> · {t(words.waiting)}</>}
              {one.shows === 'nothing' && <> · {t(words.unplayable)}</>}
            </div>
          </div>
          {may('reviewItem') && !one.review && (
            <Action kind="primary" why={one.own ? t(words.own) : undefined} onAct={() => setOpen(one.recording)}>
              {t(words.review)}
            </Action>
          )}
        </div>
      ))}
      {item && <ReviewDialog draw={draw.id} item={item} onPlayed={onPlayed} onClose={() => setOpen(undefined)} />}
    </section>
  )
}

/** How many interruptions nobody has explained, where the sample was drawn by them; its text is in spec/draw.md. */
function gapsIn(stratum: string, t: ReturnType<typeof useWords>['t']): string {
  const [, n] = /(?:^|\/)g([0-3])$/.exec(stratum) ?? []
  if (n === undefined) return ''
  return n === '3' ? t(words.gapsMany) : t(words.gapsOf, { n })
}

type Holds = 'yes' | 'no' | 'not-here'

interface ReviewProps extends Pick<SampleProps, 'onPlayed'> {
  readonly draw: string
  readonly item: DrawItem
  readonly onClose: () => void
}

function ReviewDialog({ draw, item, onPlayed, onClose }: ReviewProps) {
  const { t, say } = useWords()
  const kept = useDraft(`draw-item ${draw} ${item.recording}`, t(words.verdict))
  const [scores, setScores] = useDrafted<Partial<Record<ScoringLabel, Holds>>>(kept, 'scores', {})
  const [said, setSaid] = useDrafted(kept, 'said', '')
  const [article, setArticle] = useDrafted(kept, 'article', '')
  const [moment, setMoment] = useDrafted(kept, 'moment', '')
  const [points, setPoints] = useDrafted(kept, 'points', '0')
  const [due, setDue] = useDrafted<string>(kept, 'due', dayOf(instantOf(Date.now())))
  const articles = useReply('scoringArticles')
  const act = useAct('reviewItem', {
    stale: ['showDraw', 'listDraws', 'listChecks', 'listFindings', 'workbench'],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const bad = footageLabels.find((one) => scores[one] === 'no')
  const proposed = articles.data?.find((one) => one.label === bad)?.citations ?? []
  const position = millisecondsIn(moment)
  const isTold = bad === undefined || (said.trim().length > 1 && article !== '' && position !== undefined)
  const canPlay = item.shows === 'video' || item.shows === 'audio' || item.shows === 'image'
  // Nothing is taken for granted: what nobody answered is no answer.
  const open = footageLabels.filter((one) => scores[one] === undefined)
  const why = canPlay && !item.played ? t(words.playFirst) : isTold && open.length === 0 ? undefined : say('fillIn')
  const source = `/api/draws/${draw}/items/${item.recording}/view-copy`
  const submit = () =>
    act.mutate({
      params: { id: draw, recording: item.recording },
      body: {
        scores: footageLabels.flatMap((label) => {
          const holds = scores[label]
          return holds === undefined ? [] : [{ label, holds }]
        }),
        ...(bad === undefined && said.trim().length > 1 && { words: said.trim() }),
        findings:
          bad === undefined
            ? []
            : [
                {
                  label: bad,
                  what: said.trim(),
                  article,
                  points: Number(points) || 0,
                  due: due as never,
                  ...(position !== undefined && { position }),
                },
              ],
      },
    })
  return (
    <Dialog
      wide
      title={`${item.unit?.name ?? ''} ${beijing(item.start).slice(0, 16)}`}
      onClose={onClose}
      onSubmit={() => why === undefined && submit()}
      footer={
        <>
          <Action onAct={onClose}>{say('cancel')}</Action>
          <Action submit kind="primary" busy={act.isPending} why={why}>
            {t(words.verdict)}
          </Action>
        </>
      }
    >
      <Restored draft={kept} />
      {item.shows === 'video' && (
        <video
          src={source}
          controls
          style={{ width: '100%', maxHeight: '40vh' }}
          onPause={onPlayed}
          onEnded={onPlayed}
        />
      )}
      {item.shows === 'audio' && <audio src={source} controls onPause={onPlayed} onEnded={onPlayed} />}
      {item.shows === 'image' && <img src={source} alt="" style={{ maxWidth: '100%' }} onLoad={onPlayed} />}
      {(item.shows === 'video' || item.shows === 'audio') && <Played item={item} />}
      {item.shows === 'waiting' && <p className="muted">{t(words.waiting)}</p>}
      {item.shows === 'nothing' && <p className="muted">{t(words.unplayable)}</p>}
      <div className="pair">
        {footageLabels.map((label) => (
          <SelectField
            key={label}
            label={t(scoringLabels[label].title)}
            value={scores[label] ?? ''}
            empty={say('choose')}
            onValue={(value) => setScores({ ...scores, [label]: value as Holds })}
            options={[
              { value: 'yes', label: t(words.holds) },
              { value: 'no', label: t(words.fails) },
              { value: 'not-here', label: t(words.notHere) },
            ]}
          />
        ))}
      </div>
      {open.length > 0 && (
        <Action
          kind="plain"
          onAct={() => setScores({ ...Object.fromEntries(open.map((label) => [label, 'yes' as const])), ...scores })}
        >
          {t(words.restHolds)}
        </Action>
      )}
      <AreaField
        label={t(bad === undefined ? words.words : words.problem)}
        value={said}
        onValue={setSaid}
        maxLength={2000}
      />
      {bad !== undefined && (
        <>
          <div className="pair">
            <ArticleField of={proposed} value={article} onValue={setArticle} />
            <TextField label={t(words.moment)} value={moment} onValue={setMoment} />
          </div>
          <div className="pair">
            <TextField label={t(words.points)} value={points} onValue={setPoints} inputMode="numeric" />
            <DateField label={t(words.due)} value={due} onValue={setDue} />
          </div>
        </>
      )}
      <ProblemNote error={act.error} />
    </Dialog>
  )
}

/** What of a film has been played, by what went out to this viewer's player. */
function Played({ item: { played, unplayed, length } }: { readonly item: DrawItem }) {
  const { t, language } = useWords()
  const left = unplayed.length > 0 ? unplayed : [{ from: 0, to: length }]
  const parts = left
    .slice(0, 3)
    .map(({ from, to }) => `${clockIn(from)}–${clockIn(to)}`)
    .join(language === 'zh' ? '、' : ', ')
  return (
    <p className="muted small" role="status">
      {played ? t(words.allPlayed) : t(words.notPlayed, { parts })}
    </p>
  )
}
