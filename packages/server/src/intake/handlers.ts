import { tusPath } from '@liuhen/contract/intake'
import { scopeOf, type Viewer, within } from '@liuhen/core/access'
import { millisecondsOf } from '@liuhen/core/kernel'
import { Looks } from '../ledger/index.ts'
import { findPerson } from '../people/index.ts'
import type { Handlers, Served } from '../platform/served.ts'
import { begin, beginDocking, type Intake, ownUpload, room, settle, type Sender, type Settling } from './commands.ts'
import { inPieces } from './pieces.ts'
import { uploadOf } from './store.ts'
import { giveUp } from './unfinished.ts'
import { tusServer } from './tus.ts'
import { notYours, quarantine, receipt, stateOf, uploads } from './views.ts'

const HOUR = 3_600_000

/** What the browser of a telephone says of itself; it may lie, and gains nothing by it. */
const isPhone = ({ headers }: Request): boolean =>
  headers.get('sec-ch-ua-mobile') === '?1' || /Mobile|Android|iPhone/.test(headers.get('user-agent') ?? '')

const senderOf = (actor: string, request?: Request): Sender =>
  actor.startsWith('station:')
    ? { actor, station: actor.slice('station:'.length), how: 'docked' }
    : { actor, how: request && isPhone(request) ? 'phone' : 'browser' }

/** Whoever may look at a recording may have its receipt. */
async function maySee(here: Intake, viewer: Viewer, recording: string): Promise<boolean> {
  const row = await here.db
    .selectFrom('recordings')
    .select(['unit', 'officer', 'sender', 'asked_unit'])
    .where('id', '=', recording)
    .executeTakeFirst()
  return (
    row !== undefined &&
    within(scopeOf(viewer), {
      unit: row.unit ?? undefined,
      officer: row.officer ?? undefined,
      sender: row.sender ?? undefined,
      asked: row.asked_unit ?? undefined,
    })
  )
}

type Brought = Pick<Served<'uploadPatch'>, 'request' | 'incoming' | 'actor'>

/** The same request, whose body is read from the connection itself: web streams copy each of its small parts anew. */
function bodyInPieces({ request, incoming }: Brought): Request {
  const { url, method, headers } = request
  if (incoming === undefined || (method !== 'POST' && method !== 'PATCH')) return request
  const given = { method, headers, body: asWebStream(inPieces(incoming)), duplex: 'half' as const }
  return new Request(url, given)
}

const asWebStream = (pieces: AsyncGenerator<Uint8Array<ArrayBuffer>>): ReadableStream<Uint8Array<ArrayBuffer>> =>
  new ReadableStream(
    {
      async pull(controller) {
        const next = await pieces.next()
        if (next.done) controller.close()
        else controller.enqueue(next.value)
      },
      async cancel() {
        await pieces.return(undefined)
      },
    },
    { highWaterMark: 0 },
  )

/** Everything the counter does for intake. */
export function intakeHandlers(here: Intake, settling: Settling): Partial<Handlers> {
  const senders = new WeakMap<Request, Sender>()
  const looks = new Looks(here)
  const tus = tusServer(
    tusPath,
    here.staging,
    {
      begin: (id, declared, request) =>
        begin(here, id, declared, senders.get(request) ?? { actor: 'system', how: 'browser' }),
      upload: async (id) => {
        const { bytes, state } = await uploadOf(here.db, id)
        return { bytes, arriving: state === 'arriving' }
      },
      more: () => room(here),
      complete: (id) => settling.complete(id),
    },
    here.clock,
  )
  const protocol = async (served: Brought): Promise<Response> => {
    const request = bodyInPieces(served)
    senders.set(request, senderOf(served.actor, request))
    return tus.handleWeb(request as never) as unknown as Promise<Response>
  }
  const ownProtocol = async (served: Brought & { params: { id: string } }) => {
    await ownUpload(here, served.params.id, senderOf(served.actor))
    return protocol(served)
  }
  return {
    clock: async () => ({ now: here.clock.now() }),
    beginDocking: async ({ actor, body }) => {
      const { docking, device } = await beginDocking(here, senderOf(actor), body)
      if (!device) return { docking }
      const holder = device.state.holdings.find((one) => one.to === undefined)
      const person = holder && (await findPerson(here.db, holder.person))
      return { docking, device: { id: device.id, number: device.state.number, ...(person && { holder: person.name }) } }
    },
    uploadOptions: protocol,
    uploadCreate: protocol,
    uploadHead: ownProtocol,
    uploadPatch: ownProtocol,
    uploadState: async ({ params, actor }) =>
      stateOf(here.db, here.staging, await ownUpload(here, params.id, senderOf(actor))),
    giveUpUpload: async ({ params, actor }) => {
      await giveUp(here, await ownUpload(here, params.id, senderOf(actor)))
      return {}
    },
    listUploads: async ({ viewer, actor }) => {
      const scope = viewer && scopeOf(viewer)
      const all = scope !== undefined && 'all' in scope
      return uploads(here.db, here.staging, new Date(millisecondsOf(here.clock.now()) - HOUR), all ? undefined : actor)
    },
    receipt: async ({ params, actor, viewer }) => {
      const upload = await uploadOf(here.db, params.id)
      if (upload.sender !== actor) {
        const { recording } = upload
        if (!viewer || recording === null || !(await maySee(here, viewer, recording))) throw notYours()
        // Its sender is owed it; of anybody else it is a look at the recording.
        await looks.note(actor, 'look', { kind: 'RecordingLooked/1', body: { recording, what: 'receipt' } })
      }
      return receipt(here.db, params.id)
    },
    listQuarantine: async ({ viewer }) => (viewer ? quarantine(here.db, viewer) : []),
    settleQuarantine: ({ params, body, actor }) => settle(here, params.id, actor, body),
  }
}
