import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { DiscPlan, DiscRequest } from '@liuhen/contract/discs'
import type { Viewer } from '@liuhen/core/access'
import { because, Denied, Refused } from '@liuhen/core/kernel'
import type { Handlers } from '../platform/served.ts'
import { burnDisc, imageIsWhole, readDisc } from './burn.ts'
import { actOn, discOf, type Discs, makeAnew, makeDiscs, mayTake } from './commands.ts'
import { discsDue } from './due.ts'
import { imagePath } from './image.ts'
import { labelOf } from './label.ts'
import { lendDisc, takeBackDisc } from './lend.ts'
import { planOf } from './plan.ts'
import { discViews, register } from './views.ts'

const signedIn = (viewer: Viewer | undefined): Viewer => {
  if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
  return viewer
}

export function discsHandlers(here: Discs): Partial<Handlers> {
  const one = async (id: string) => {
    const [view] = await discViews(here.db, here.clock.now(), [await discOf(here.db, id)])
    if (!view) throw new Error('a disc without a view')
    return view
  }
  return {
    planDiscs: async ({ body }) => planView(here, body),
    makeDiscs: async ({ viewer, body }) => {
      const made = await makeDiscs(here, signedIn(viewer), body)
      return Promise.all(made.map(one))
    },
    listDiscs: async ({ query }) => {
      const now = here.clock.now()
      const [discs, due] = await Promise.all([
        register(here.db, now, query.recording),
        query.recording === undefined ? discsDue(here.db, await here.law.book(here.db), now) : [],
      ])
      return { discs, due, burner: here.burner !== undefined }
    },
    discsUnderWay: async () => [...here.underWay.values()],
    discImage: async ({ params, query, viewer, actor }) => {
      const { state } = await discOf(here.db, params.id)
      const { image, serial } = state
      if (!image)
        throw because(Refused, 'disc-without-image', '这张光盘的映像没有做成', 'There is no image of this disc')
      await mayTake(here, signedIn(viewer), image.package, state.recordings, { under: query.request })
      await imageIsWhole(here, serial, image)
      await here.looks.note(actor, 'look', { kind: 'DiscTaken/1', body: { disc: params.id, bytes: image.bytes } })
      const headers = {
        'content-type': 'application/octet-stream',
        'content-length': String(image.bytes),
        'content-disposition': `attachment; filename="${serial}.iso"`,
      }
      return new Response(Readable.toWeb(createReadStream(imagePath(here, serial))) as ReadableStream, { headers })
    },
    discLabel: async ({ params, viewer }) => {
      await here.leaving.readable(signedIn(viewer), (await discOf(here.db, params.id)).state.recordings)
      const { pdf, fileName } = await labelOf(here, params.id)
      return new Response(Buffer.from(pdf), {
        headers: { 'content-type': 'application/pdf', 'content-disposition': `inline; filename="${fileName}"` },
      })
    },
    burnDisc: async ({ params, viewer, body }) => {
      await burnDisc(here, signedIn(viewer), params.id, body)
      return one(params.id)
    },
    sayDiscBurnt: async ({ params, actor, body: { place, nextCheck, note } }) => {
      const { image } = (await discOf(here.db, params.id)).state
      if (image) await here.leaving.confirmed(image.package)
      const burnt = { how: 'said', ...(note !== undefined && { note }) } as const
      await actOn(here, params.id, actor, { do: 'burnt', burnt, place, nextCheck })
      return one(params.id)
    },
    readDisc: async ({ params, viewer, body }) => {
      await readDisc(here, signedIn(viewer), params.id, body.nextCheck)
      return one(params.id)
    },
    checkDisc: async ({ params, actor, body: { whole, note, nextCheck } }) => {
      await actOn(here, params.id, actor, {
        do: 'check',
        checked: { how: 'said', whole, note },
        ...(nextCheck && { nextCheck }),
      })
      return one(params.id)
    },
    moveDisc: async ({ params, actor, body }) => {
      await actOn(here, params.id, actor, { do: 'move', place: body.place })
      return one(params.id)
    },
    lendDisc: async ({ params, viewer, body }) => {
      await lendDisc(here, signedIn(viewer), params.id, body)
      return one(params.id)
    },
    takeBackDisc: async ({ params, actor, body }) => {
      await takeBackDisc(here, actor, params.id, params.loan, body.condition)
      return one(params.id)
    },
    discGone: async ({ params, actor, body }) => {
      await actOn(here, params.id, actor, { do: 'gone', ...body })
      return one(params.id)
    },
    makeDiscAnew: async ({ params, viewer, body }) =>
      one(await makeAnew(here, signedIn(viewer), params.id, body.reason)),
  }
}

async function planView(here: Discs, body: DiscRequest): Promise<DiscPlan> {
  const plan = await planOf(here, await here.law.book(here.db), body)
  return {
    discs: plan.discs.map((recordings, i) => ({ recordings: [...recordings], bytes: plan.bytes[i] ?? 0 })),
    asItIs: plan.folder !== undefined,
    obstacles: plan.obstacles.map(({ code, message, recording, citation }) => ({
      code,
      message,
      ...(recording !== undefined && { recording }),
      ...(citation && { article: citation.article }),
    })),
  }
}
