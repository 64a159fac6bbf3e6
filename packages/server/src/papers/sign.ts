import type { BodyOf, Table } from '@liuhen/contract'
import { Strokes } from '@liuhen/contract/papers'
import type { Viewer } from '@liuhen/core/access'
import { because, canonical, Corrupt, type Json, Malformed, Missing, Refused } from '@liuhen/core/kernel'
import { paperDecider, paperStream, type PaperState, unsigned } from '@liuhen/core/paper'
import { confirmIdentity } from '../people/index.ts'
import { actor, type Papers, writing } from './commands.ts'
import { keepBytes } from '../vault/index.ts'
import { read, sheetOfScan } from './marked.ts'
import { pagesDrawn } from '../typesetting/index.ts'
import { checkOpen, paperOf } from './store.ts'

/**
 * Signs places of a paper. An officer signs their own under their password at that moment, page by page; anybody else by hand,
 * before an officer of the case, or on paper, whose page is scanned in under the code that it bears. Throws Refused with what stands in the way.
 */
export async function signPaper(
  here: Papers,
  viewer: Viewer,
  session: string,
  id: string,
  body: BodyOf<Table['signPaper']>,
  device: string | undefined,
): Promise<{ left: number }> {
  const from = device === undefined ? {} : { device: device.slice(0, 300) }
  if (body.how === 'strokes') {
    await writing(here, viewer, id)
    const { slot, page, name, strokes } = body
    const drawn = new TextEncoder().encode(canonical(strokes as unknown as Json))
    const kept = await keepBytes(here, drawn)
    return signed(here, viewer, id, [{ slot, page, name, how: 'strokes', ...kept, ...from }])
  }
  if (body.how === 'scan') {
    const { paper } = await writing(here, viewer, id)
    const { slot, page, name, code, media, file } = body
    const bytes = Buffer.from(file, 'base64')
    if (!looksLike(media, bytes) || !endsAs(media, bytes))
      throw because(Malformed, 'scan-unreadable', '这个文件不是图片或者 PDF', 'This file is no picture and no PDF', {
        field: 'file',
      })
    // Before anything is kept of it: what is of another version is not taken in.
    const signature = { slot, page, name, how: 'scan' as const, code, ...from }
    const moment = { at: here.clock.now(), actor: actor(viewer) }
    const against = paperDecider.obstacles(paper.state, { do: 'sign', signature }, moment)
    if (against.length > 0) throw new Refused(against)
    await checkOnePage(here, paper.state.title, bytes)
    return signed(here, viewer, id, [{ ...signature, ...(await keepBytes(here, bytes)) }])
  }
  const { paper, case: row } = await paperOf(here.db, viewer, id)
  checkOpen(row)
  await confirmIdentity(here, viewer.person, session, body.password)
  const name = paper.state.frozen?.slots.find((one) => one.slot === body.slot)?.name ?? '执法人员'
  return signed(
    here,
    viewer,
    id,
    [...new Set(body.pages)].map((page) => ({ slot: body.slot, page, name, how: 'password', ...from })),
  )
}

/** By the bytes it begins with. */
const BEGINS = {
  'image/png': [0x89, 0x50, 0x4e, 0x47],
  'image/jpeg': [0xff, 0xd8, 0xff],
  'application/pdf': [0x25, 0x50, 0x44, 0x46],
} as const
const looksLike = (media: keyof typeof BEGINS, bytes: Buffer): boolean =>
  BEGINS[media].every((one, at) => bytes[at] === one)

/** By the bytes it ends with: what was cut off shows no signature. */
function endsAs(media: keyof typeof BEGINS, bytes: Buffer): boolean {
  const tail = bytes.subarray(-1024)
  if (media === 'application/pdf') return tail.includes('%%EOF') && bytes.includes('startxref')
  return media === 'image/png' ? tail.includes('IEND') : tail.includes(Buffer.from([0xff, 0xd9]))
}

/** That it can be shown, and is one page: it is bound behind the page that it is of. Throws Malformed. */
async function checkOnePage(here: Papers, title: string, bytes: Buffer): Promise<void> {
  const found = await sheetOfScan(here, title, bytes)
    .then((pdf) => pagesDrawn({ title, pdf }))
    .catch((thrown: unknown) => {
      if (thrown instanceof Refused && thrown.obstacles.some((one) => MACHINE.includes(one.code))) throw thrown
      return undefined
    })
  if (found?.pages === 1 && found.empty.length === 0) return
  if (found?.pages === 1)
    throw because(
      Malformed,
      'scan-blank',
      '这一页看不到任何内容：请核对是不是扫了反面，重新扫描',
      'Nothing is to be seen on this page: was its back scanned? Scan it again',
      { field: 'file' },
    )
  throw found === undefined
    ? because(
        Malformed,
        'scan-unreadable',
        '这个文件打不开：请重新扫描，或者换一种格式',
        'This file cannot be opened: scan it again, or in another format',
        { field: 'file' },
      )
    : because(
        Malformed,
        'scan-of-many-pages',
        `这个 PDF 有 ${found.pages} 页：请逐页扫描、逐页登记`,
        `This PDF has ${found.pages} pages: scan and enter each page by itself`,
        { field: 'file' },
      )
}
/** What is amiss with this machine and not with the file. */
const MACHINE: readonly string[] = ['joiner-missing', 'font-missing', 'font-changed', 'typesetter-closed']

type Signing = Extract<Parameters<typeof paperStream.decider.decide>[1], { do: 'sign' }>['signature']

async function signed(
  { db, clock, journal }: Papers,
  viewer: Viewer,
  id: string,
  signatures: readonly Signing[],
): Promise<{ left: number }> {
  const moment = { at: clock.now(), actor: actor(viewer) }
  return db.transaction().execute(async (trx) => {
    let state: PaperState | undefined
    for (const signature of signatures)
      state = (await journal.act(trx, paperStream, id, { do: 'sign', signature }, moment)).state
    return { left: state ? unsigned(state).length : 0 }
  })
}

export async function refuseSignature(
  here: Papers,
  viewer: Viewer,
  id: string,
  { pages, ...told }: BodyOf<Table['refuseSignature']>,
): Promise<{ left: number }> {
  const { db, clock, journal } = here
  await writing(here, viewer, id)
  const moment = { at: clock.now(), actor: actor(viewer) }
  return db.transaction().execute(async (trx) => {
    let state: PaperState | undefined
    for (const page of new Set(pages))
      state = (await journal.act(trx, paperStream, id, { do: 'refuse', refusal: { ...told, page } }, moment)).state
    return { left: state ? unsigned(state).length : 0 }
  })
}

/** A page as it was signed with a pen and scanned in. Throws Missing, and Corrupt where the vault gives back something else. */
export async function scanOf(
  here: Papers,
  state: PaperState,
  { slot, page }: { readonly slot: string; readonly page: number },
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly media: keyof typeof BEGINS }> {
  const mark = state.marks.find((one) => one.is === 'signed' && one.slot === slot && one.page === page)
  if (mark?.is !== 'signed' || mark.how !== 'scan' || mark.sha256 === undefined)
    throw because(Missing, 'no-scan', '这一处没有扫描件', 'No page was scanned in for this place')
  const bytes = Buffer.from(await read(here, state.title, mark.sha256))
  const kinds: readonly (keyof typeof BEGINS)[] = ['image/png', 'image/jpeg', 'application/pdf']
  return { bytes: new Uint8Array(bytes), media: kinds.find((one) => looksLike(one, bytes)) ?? 'application/pdf' }
}

/** The strokes of one signature as they were drawn. Throws Missing, and Corrupt where the vault gives back something else. */
export async function strokesOf(
  { db, vault }: Papers,
  viewer: Viewer,
  { id, slot, page }: { readonly id: string; readonly slot: string; readonly page: number },
): Promise<Strokes> {
  const { paper } = await paperOf(db, viewer, id)
  const mark = paper.state.marks.find((one) => one.is === 'signed' && one.slot === slot && one.page === page)
  if (mark?.is !== 'signed' || mark.how !== 'strokes' || mark.sha256 === undefined)
    throw because(Missing, 'no-strokes', '这一处没有手写签名', 'Nobody has signed here by hand')
  const parts: Buffer[] = []
  for await (const part of await vault.read(mark.sha256)) parts.push(part as Buffer)
  const read = Strokes.safeParse(JSON.parse(Buffer.concat(parts).toString('utf8')))
  if (read.success) return read.data
  throw because(Corrupt, 'strokes-unreadable', '签名的笔迹读不出来', 'The strokes of this signature cannot be read')
}
