import { type DiscRequest } from '@liuhen/contract/discs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { EVERY_ITEM, type Item, media, smallestFor, spread } from '@liuhen/core/discs'
import { obstaclesToStatement, PLACES, readIndex } from '@liuhen/core/evidence-package'
import { type Citation, dayOf, type Obstacle, text } from '@liuhen/core/kernel'
import type { RecordingState } from '@liuhen/core/recordings'
import { packageFolder } from '../packages/index.ts'
import type { Book } from '../packs/index.ts'
import { recordingOf } from '../recordings/index.ts'
import { approvedCopy } from '../redactions/index.ts'
import type { Discs } from './commands.ts'

/** An obstacle, and the recording it is about where it is about one. */
export type Hindrance = Obstacle & { readonly recording?: string }

export interface Plan {
  readonly discs: readonly (readonly string[])[]
  readonly bytes: readonly number[]
  /** The package that was made before is burnt as it is. */
  readonly folder?: string
  readonly purpose: string
  readonly recipient: string
  /** Of the recordings those that go as their redacted copies, with the redaction. */
  readonly redacted: ReadonlyMap<string, string>
  readonly obstacles: readonly Hindrance[]
}

/** 最高人民法院关于行政诉讼证据若干问题的规定 art. 12 (2) and (3). */
const COURT: Citation = {
  article: 'national/litigation-evidence/12',
  quote: '注明制作方法、制作时间、制作人和证明对象等',
}
const WRITTEN_DOWN: Citation = { ...COURT, quote: '声音资料应当附有该声音内容的文字记录' }
/** Where nobody is named it is the file that a disc goes into. */
export const INTO_THE_FILE = '附卷'

/** What would be made of a request, and everything that stands in the way of it. Throws Missing. */
export async function planOf(here: Discs, book: Book, request: DiscRequest): Promise<Plan> {
  const made = request.package === undefined ? undefined : await packageFolder(here.packages, request.package)
  const recordings = [...new Set(made?.recordings ?? request.recordings ?? [])]
  const rows = await Promise.all(recordings.map((one) => recordingOf(here.db, one)))
  const redacted = await here.leaving.redacted(recordings, request.request)
  const items = await Promise.all(
    rows.map(async ({ id, state }): Promise<Item> => {
      const redaction = redacted.get(id)
      const bytes = redaction === undefined ? bytesOf(state) : (await approvedCopy(here.db, redaction)).bytes
      return { recording: id, bytes }
    }),
  )
  const { discs, tooLarge } = spread(items, request.medium)
  const purpose = request.purpose || made?.purpose || ''
  const recipient = request.recipient || made?.recipient || INTO_THE_FILE
  const size = made && (await folderSize(made.path))
  // What was silenced stands in the transcript: it does not go with a redacted copy.
  const heard = rows.filter(({ id, state }) => !redacted.has(id) && isHeardOnly(state)).map((one) => one.id)
  // It goes on the disc as it is where it says what is asked for and holds all that a disc has to.
  const fits =
    size !== undefined &&
    size <= media[request.medium].bytes &&
    // Where a copy has been approved since, the one that was made before is not what goes.
    [...redacted.keys()].every((one) => made?.redacted.includes(one)) &&
    purpose === made?.purpose &&
    recipient === made.recipient &&
    !request.caseNumber &&
    (heard.length === 0 || (await holdsTranscripts(made.path, heard)))
  const sizes = new Map(items.map(({ recording, bytes }) => [recording, bytes]))
  return {
    discs: fits ? [recordings] : discs,
    bytes: fits ? [size] : discs.map((one) => one.reduce((sum, id) => sum + (sizes.get(id) ?? 0) + EVERY_ITEM, 0)),
    ...(fits && made && { folder: made.path }),
    purpose,
    recipient,
    redacted,
    obstacles: [
      ...(recordings.length === 0 && !(fits && made?.case_id) ? [nothingChosen] : []),
      // Made anew it would hold the recordings alone.
      ...(made?.case_id && !fits ? [volumeNeedsItsDisc] : []),
      ...withoutStatement(book, here.clock.now(), purpose),
      ...rows.flatMap(({ id, file_name, state }) => notWrittenDown(id, file_name, state)),
      ...tooLarge.map(({ recording, bytes }) =>
        tooLargeFor(request, recording, rows.find((one) => one.id === recording)?.file_name ?? '', bytes),
      ),
    ],
  }
}

/** Whether a package was made after what is said in these was written down. */
async function holdsTranscripts(folder: string, recordings: readonly string[]): Promise<boolean> {
  const index = readIndex(await readFile(join(folder, PLACES.index), 'utf8'))
  return recordings.every((id) =>
    index?.items.some((item) => item.recording === id && item.views.some((view) => view.kind === 'transcript')),
  )
}

function isHeardOnly({ container }: RecordingState): boolean {
  const isSeen = container?.video !== undefined || container?.tracks?.some((one) => one.kind === 'picture') === true
  const isHeard = container?.audio !== undefined || container?.tracks?.some((one) => one.kind === 'sound') === true
  return isHeard && !isSeen
}

/** The original with all that goes along. */
const bytesOf = ({ arrival, derivatives }: RecordingState): number =>
  derivatives
    .filter(({ kind }) => kind === 'view-copy' || kind === 'track-copy' || kind === 'transcript')
    .reduce((sum, one) => sum + one.bytes, arrival.bytes)

/** Files as they lie on a disc, in whole sectors, with what the file systems need for each. */
async function folderSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const sizes = await Promise.all(
    entries.filter((one) => one.isFile()).map(async (one) => (await stat(join(one.parentPath, one.name))).size),
  )
  return sizes.reduce((sum, one) => sum + Math.ceil(one / 2048) * 2048 + 6 * 2048, 2 * 1024 * 1024)
}

const volumeNeedsItsDisc: Hindrance = {
  code: 'volume-does-not-fit',
  message: text(
    '这是一个案卷的归档证据包，只能原样刻录：所选光盘放不下，或者用途、接收方与制作时不同。请换更大的光盘，或者改用移动硬盘',
    'This is the archive package of a volume and is burnt as it is: it does not fit this disc, or purpose or recipient are others than it was made for. Choose a larger disc, or a drive',
  ),
  field: 'medium',
}

const nothingChosen: Hindrance = {
  code: 'nothing-chosen',
  message: text('没有选音像，也没有选证据包', 'Neither recordings nor a package were chosen'),
  field: 'recordings',
}

/** What the statement lacks. All but the object of proof is known by itself: who, when, how, from the record. */
function withoutStatement(book: Book, now: Parameters<typeof dayOf>[0], purpose: string): readonly Hindrance[] {
  const known = { method: '-', maker: '-', madeAt: now, extractor: '-', extractedAt: now }
  const asked = book.ask(dayOf(now), { ask: 'statement' })
  const isAsked = asked?.value.fields?.some((one) => one.key === 'disc-proves') === true
  const [citation = COURT] = isAsked ? asked.rules.flatMap((one) => one.citations).toReversed() : []
  return obstaclesToStatement({ ...known, object: purpose }).map((one) => ({
    ...one,
    field: 'purpose',
    citation,
  }))
}

/** What is only heard needs to be read too. */
function notWrittenDown(id: string, fileName: string, state: RecordingState): readonly Hindrance[] {
  if (!state.container)
    return [
      {
        code: 'not-read-yet',
        message: text(`${fileName} 还在读取，请稍后再试`, `${fileName} is still being read: try again soon`),
        recording: id,
      },
    ]
  if (!isHeardOnly(state) || state.derivatives.some((one) => one.kind === 'transcript')) return []
  return [
    {
      code: 'sound-without-transcript',
      message: text(
        `录音 ${fileName} 没有附声音内容的文字记录：请在音像页写好文字稿再刻盘`,
        `The sound recording ${fileName} has no transcript: write it on the page of the recording first`,
      ),
      citation: WRITTEN_DOWN,
      recording: id,
    },
  ]
}

function tooLargeFor({ medium }: DiscRequest, recording: string, fileName: string, bytes: number): Hindrance {
  const larger = smallestFor(bytes)
  const [zh, en] = larger
    ? [`请改用${media[larger].title.zh}`, `use ${media[larger].title.en}`]
    : ['没有放得下它的光盘，请用移动存储介质', 'no disc holds it: use a removable medium']
  return {
    code: 'recording-too-large',
    message: text(
      `${fileName} 一张 ${media[medium].title.zh} 放不下，音像不能拆到两张盘上：${zh}`,
      `${fileName} does not fit one ${media[medium].title.en}, and no recording is cut in two: ${en}`,
    ),
    field: 'medium',
    recording,
  }
}
