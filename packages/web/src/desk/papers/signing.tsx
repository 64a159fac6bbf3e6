import type { PaperView, PlaceView } from '@liuhen/contract/papers'
import { beijing } from '@liuhen/core/kernel'
import { useState } from 'react'
import { useAct, useReply } from '../../api/index.ts'
import {
  Action,
  AreaField,
  FormDialog,
  ProblemNote,
  Restored,
  TextField,
  useDraft,
  useDrafted,
  useFieldProblems,
} from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { type Drawn, Handwriting, Pad } from './pad.tsx'
import { Scan } from './scan.tsx'
import { type DialogProps, STALE, whoOf } from './signing-parts.ts'
import { words } from './words.ts'

type Doing = { readonly what: 'hand' | 'password' | 'refuse' | 'scan'; readonly place: PlaceView }

/** Page by page: who signs where, who has, and who would not. */
export function Signing({ view }: { readonly view: PaperView }) {
  const { t } = useWords()
  const [doing, setDoing] = useState<Doing>()
  const { frozen } = view
  if (!frozen || frozen.places.length === 0) return null
  const pages = Map.groupBy(frozen.places, (one) => one.page)
  const close = () => setDoing(undefined)
  return (
    <section className="sheet pad" aria-label={t(words.pages)}>
      <h3>{t(words.pages)}</h3>
      {[...pages].map(([page, places]) => (
        <div key={page} className="page-of-places">
          {frozen.pages > 1 && <h4>{t(words.page, { n: page })}</h4>}
          <ul>
            {places.map((one) => (
              <li key={one.slot}>
                <Place view={view} place={one} onDo={(what) => setDoing({ what, place: one })} />
              </li>
            ))}
          </ul>
        </div>
      ))}
      {doing?.what === 'hand' && <ByHand view={view} place={doing.place} onClose={close} />}
      {doing?.what === 'password' && <ByPassword view={view} place={doing.place} onClose={close} />}
      {doing?.what === 'scan' && <Scan view={view} place={doing.place} onClose={close} />}
      {doing?.what === 'refuse' && <Refusal view={view} place={doing.place} onClose={close} />}
    </section>
  )
}

function Place({
  view,
  place,
  onDo,
}: {
  readonly view: PaperView
  readonly place: PlaceView
  readonly onDo: (what: Doing['what']) => void
}) {
  const { t } = useWords()
  const { mark, label, name } = place
  return (
    <div className="place">
      <span>
        <b>{label}</b> {name}
      </span>
      {mark?.is === 'signed' && (
        <span className="small">
          {mark.strokes !== undefined && <Strokes view={view} place={place} />}
          {t(words.signedBy, { name: mark.name, at: beijing(mark.at).slice(0, 16) })}{' '}
          {mark.scan !== undefined && (
            <a href={`/api/papers/${view.row.id}/scans/${place.slot}/${place.page}`} target="_blank" rel="noreferrer">
              {t(words.scanned)}
            </a>
          )}
          {mark.strokes !== undefined && <span className="muted">{t(words.before, { by: mark.by })}</span>}
        </span>
      )}
      {mark?.is === 'refused' && (
        <span className="small">
          {t(words.refusedBy, { name: mark.name, reason: mark.reason ?? '', witness: mark.witness ?? '' })}
        </span>
      )}
      {!mark && view.row.stands === 'signing' && (
        <span className="row">
          {place.how === 'hand' && view.writes && (
            <>
              <Action kind="primary" onAct={() => onDo('hand')}>
                {t(words.sign)}
              </Action>
              <Action kind="plain" onAct={() => onDo('scan')}>
                {t(words.scan)}
              </Action>
              <Action kind="plain" onAct={() => onDo('refuse')}>
                {t(words.refuse)}
              </Action>
            </>
          )}
          {place.mine && (
            <Action kind="primary" onAct={() => onDo('password')}>
              {t(words.signMine)}
            </Action>
          )}
        </span>
      )}
    </div>
  )
}

function Strokes({ view, place: { slot, page, mark } }: { readonly view: PaperView; readonly place: PlaceView }) {
  const { data } = useReply('paperStrokes', { params: { id: view.row.id, slot, page } })
  return data ? <Handwriting strokes={data.strokes} label={mark?.name ?? ''} /> : null
}

/** What is signed: which page of which bytes. */
function Means({ view, place }: Pick<DialogProps, 'view' | 'place'>) {
  const { t } = useWords()
  const digest = (view.frozen?.sha256 ?? '').slice(0, 16)
  return <p className="muted small">{t(words.signMeans, { digest, n: place.page })}</p>
}

function ByHand({ view, place, onClose }: DialogProps) {
  const { t, say } = useWords()
  const title = t(words.signTitle, { who: whoOf(place), n: place.page })
  const kept = useDraft(`paper-sign ${view.row.id} ${place.slot}`, title)
  const [name, setName] = useDrafted(kept, 'name', place.name ?? '')
  // A hand that signs signs now: nothing of it is kept for later.
  const [drawn, setDrawn] = useState<Drawn>([])
  const [pressed, setPressed] = useState(false)
  const act = useAct('signPaper', {
    stale: [...STALE],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const send = () => {
    setPressed(true)
    if (name.trim() === '' || drawn.length === 0 || act.isPending) return
    const strokes = { format: 'liuhen-strokes/1' as const, strokes: drawn }
    const { slot, page } = place
    act.mutate({ params: { id: view.row.id }, body: { how: 'strokes', slot, page, name: name.trim(), strokes } })
  }
  return (
    <FormDialog title={title} onClose={onClose} onSubmit={send} act={t(words.toSign)} busy={act.isPending} wide>
      <Restored draft={kept} />
      <Means view={view} place={place} />
      <TextField
        label={t(words.signerName)}
        value={name}
        onValue={setName}
        maxLength={120}
        wrong={pressed && name.trim() === '' ? say('fillIn') : undefined}
      />
      <Pad value={drawn} onValue={setDrawn} />
      {pressed && drawn.length === 0 && <div className="wrong">{t(words.penEmpty)}</div>}
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}

/** All one's own places of the paper at once: the password is asked once, and each page is signed by itself. */
function ByPassword({ view, place, onClose }: DialogProps) {
  const { t, say } = useWords()
  const [password, setPassword] = useState('')
  const [pressed, setPressed] = useState(false)
  const act = useAct('signPaper', { stale: [...STALE], done: onClose })
  const problem = useFieldProblems(act.error)
  const kept = useDraft(`paper-sign ${view.row.id} own`, t(words.signMine))
  const pages = (view.frozen?.places ?? []).flatMap((one) => (one.slot === place.slot && !one.mark ? [one.page] : []))
  const send = () => {
    setPressed(true)
    if (password === '' || act.isPending) return
    act.mutate({ params: { id: view.row.id }, body: { how: 'password', slot: place.slot, pages, password } })
  }
  return (
    <FormDialog
      title={t(words.signTitle, { who: whoOf(place), n: pages.join('、') })}
      onClose={onClose}
      onSubmit={send}
      act={t(words.toSign)}
      busy={act.isPending}
    >
      <Restored draft={kept} />
      <Means view={view} place={place} />
      <TextField
        label={t(words.password)}
        type="password"
        autoComplete="current-password"
        value={password}
        onValue={setPassword}
        hint={t(words.passwordHint)}
        wrong={problem('password') ?? (pressed && password === '' ? say('fillIn') : undefined)}
      />
      <ProblemNote error={act.error} except={['password']} />
    </FormDialog>
  )
}

/** On every page where that place is still empty: who refuses, refuses the paper. */
function Refusal({ view, place, onClose }: DialogProps) {
  const { t, say } = useWords()
  const title = t(words.refuseTitle, { who: whoOf(place) })
  const kept = useDraft(`paper-refuse ${view.row.id} ${place.slot}`, title)
  const [typed, setTyped] = useDrafted(kept, 'typed', { name: '', reason: '', witness: '' })
  const [pressed, setPressed] = useState(false)
  const act = useAct('refuseSignature', {
    stale: [...STALE],
    done: () => {
      kept.forget()
      onClose()
    },
  })
  const pages = (view.frozen?.places ?? []).flatMap((one) => (one.slot === place.slot && !one.mark ? [one.page] : []))
  const lacks = Object.values(typed).some((one) => one.trim() === '')
  const send = () => {
    setPressed(true)
    if (lacks || act.isPending) return
    act.mutate({ params: { id: view.row.id }, body: { slot: place.slot, pages, ...typed } })
  }
  const wrong = (said: string) => (pressed && said.trim() === '' ? say('fillIn') : undefined)
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      onSubmit={send}
      act={t(words.refuseAct)}
      busy={act.isPending}
      kind="grave"
    >
      <Restored draft={kept} />
      <TextField
        label={t(words.personName)}
        value={typed.name}
        wrong={wrong(typed.name)}
        onValue={(name) => setTyped({ ...typed, name })}
      />
      <AreaField
        label={t(words.reason)}
        value={typed.reason}
        wrong={wrong(typed.reason)}
        onValue={(reason) => setTyped({ ...typed, reason })}
      />
      <TextField
        label={t(words.witness)}
        value={typed.witness}
        wrong={wrong(typed.witness)}
        onValue={(witness) => setTyped({ ...typed, witness })}
      />
      <ProblemNote error={act.error} />
    </FormDialog>
  )
}
