import type { CopyMark, Instant, Sha256 } from '@liuhen/core/kernel'
import type { HandOut, RequestState } from '@liuhen/core/requests'
import { connected } from '../audit/index.ts'

/** A person and a moment. */
interface Stamp {
  readonly by: string
  readonly at: Instant
}

/** What a found copy comes from. */
export interface Traced {
  /** By its bytes, by those of the package it is, or by the mark in its picture. */
  readonly how: 'digest' | 'package' | 'mark'
  readonly request: {
    readonly id: string
    readonly use: RequestState['use']
    readonly whom: RequestState['whom']
    readonly requester: string
    readonly reason: string
    readonly asked: Stamp
  }
  /** Who had the copies made, and when. */
  readonly made?: Stamp
  readonly handOut?: {
    readonly serial: string
    readonly recipient: string
    readonly prepared: Stamp
    readonly received?: { readonly name: string; readonly at: Instant }
  }
  /** Who took the package or the recording off the server, and when. */
  readonly taken: readonly Stamp[]
}

/** What is known of a file that was found. */
export interface Clues {
  readonly digest: Sha256
  readonly manifest: Sha256 | undefined
  readonly mark: () => Promise<CopyMark | undefined>
}

type Client = Awaited<ReturnType<typeof connected>>
interface Row {
  readonly id: string
  readonly state: RequestState
}
interface HandOutRow {
  readonly id: string
  readonly state: HandOut
}

/** Everything the file may come from, the surest first; empty where nothing is known of it. A mark is looked for only where its bytes say nothing. */
export async function lookUp(url: string, { digest, manifest, mark }: Clues): Promise<readonly Traced[]> {
  const database = await connected(url)
  try {
    const names = await namesOf(database)
    const byPackage = manifest === undefined ? [] : await handOuts(database, names, 'package', 'manifest', manifest)
    if (byPackage.length > 0) return byPackage
    const bytes = await byBytes(database, names, digest)
    if (bytes.length > 0) return bytes
    const found = await mark()
    return found === undefined ? [] : await byMark(database, names, found, 'mark')
  } finally {
    await database.end()
  }
}

type Names = (actor: string) => string

async function namesOf(database: Client): Promise<Names> {
  const { rows } = await database.query<{ id: string; name: string }>('select id, name from people')
  const names = new Map(rows.map((one) => [`person:${one.id}`, one.name]))
  return (actor) => names.get(actor) ?? actor
}

const stamp = (names: Names, { by, at }: { readonly by: string; readonly at: Instant }): Stamp => ({
  by: names(by),
  at,
})

const requestOf = (names: Names, { id, state }: Row): Traced['request'] => {
  const { outsider } = state
  const requester = outsider ? [outsider.organisation, outsider.name].filter(Boolean).join(' ') : names(state.asked.by)
  return { id, use: state.use, whom: state.whom, requester, reason: state.reason, asked: stamp(names, state.asked) }
}

async function handOuts(
  database: Client,
  names: Names,
  how: Traced['how'],
  column: 'manifest' | 'digests',
  digest: Sha256,
): Promise<readonly Traced[]> {
  const condition = column === 'digests' ? 'digests @> array[$1]::text[]' : `state ->> 'manifest' = $1`
  const { rows } = await database.query<HandOutRow>(
    `select id, state from handouts where ${condition} order by prepared_at`,
    [digest],
  )
  return Promise.all(rows.map((row) => ofHandOut(database, names, how, row)))
}

async function ofHandOut(database: Client, names: Names, how: Traced['how'], row: HandOutRow): Promise<Traced> {
  const { serial, recipient, prepared, received, request } = row.state
  const { rows } = await database.query<Row>('select id, state from requests where id = $1', [request])
  const { rows: taken } = await database.query<Stamp>(
    `select actor as by, at from journal where kind = 'PackageTaken/1' and body ->> 'package' = $1 order by position`,
    [row.id],
  )
  const [of] = rows
  if (!of) throw new Error('a hand-out without its request')
  return {
    how,
    request: requestOf(names, of),
    handOut: {
      serial,
      recipient,
      prepared: stamp(names, prepared),
      ...(received && { received: { name: received.name, at: received.at } }),
    },
    taken: taken.map((one) => stamp(names, one)),
  }
}

/** Of a copy that was made for a request, that one; of an original, every hand-out it was in, and who took it under a request. */
async function byBytes(database: Client, names: Names, digest: Sha256): Promise<readonly Traced[]> {
  const { rows } = await database.query<{ mark: CopyMark }>(
    `select body ->> 'mark' as mark from journal
     where kind = 'DerivativeMade/1' and body ->> 'sha256' = $1 and body ? 'mark'`,
    [digest],
  )
  const [marked] = rows
  if (marked) return byMark(database, names, marked.mark, 'digest')
  const given = await handOuts(database, names, 'digest', 'digests', digest)
  const { rows: looks } = await database.query<Row & Stamp>(
    `select requests.id, requests.state, journal.actor as by, journal.at
     from journal join recordings on recordings.id::text = journal.body ->> 'recording'
       join requests on requests.id::text = journal.body ->> 'request'
     where journal.kind = 'RecordingLooked/1' and journal.body ->> 'what' = 'original' and recordings.sha256 = $1
     order by journal.position`,
    [digest],
  )
  const copied = looks.map((one): Traced => ({
    how: 'digest',
    request: requestOf(names, one),
    taken: [stamp(names, one)],
  }))
  return [...given, ...copied]
}

async function byMark(database: Client, names: Names, mark: CopyMark, how: Traced['how']): Promise<readonly Traced[]> {
  const { rows } = await database.query<Row>(`select id, state from requests where state -> 'marks' @> $1::jsonb`, [
    JSON.stringify([{ mark }]),
  ])
  const [of] = rows
  const made = of?.state.marks?.find((one) => one.mark === mark)
  if (!of || !made) return []
  const { rows: copies } = await database.query<{ sha256: string }>(
    `select body ->> 'sha256' as sha256 from journal where stream = any($1::text[]) and body ->> 'mark' = $2`,
    [made.recordings.map((one) => `recording:${one}`), mark],
  )
  const { rows: out } = await database.query<HandOutRow>(
    'select id, state from handouts where request = $1 and digests && $2::text[]',
    [of.id, copies.map((one) => one.sha256)],
  )
  const [handOut] = out
  const traced = handOut
    ? await ofHandOut(database, names, how, handOut)
    : { how, request: requestOf(names, of), taken: [] }
  return [{ ...traced, made: stamp(names, made) }]
}
