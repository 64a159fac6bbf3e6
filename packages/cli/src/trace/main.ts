import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { because, beijing, Missing, type Text, text } from '@liuhen/core/kernel'
import { forWhomNames, useNames } from '@liuhen/core/requests'
import { folderOf, openPostgres } from '../audit/index.ts'
import { common, languageOf, manual, readOptions, tell } from '../terminal/index.ts'
import { digestOfFile, manifestOfZip } from './found-file.ts'
import { lookUp, type Traced } from './look-up.ts'
import { markInPictures } from './picture.ts'

export const traceManual = manual({
  usage: 'trace FILE [--data DIR] [--json]',
  about: text(
    '查明外流的文件来自哪一次提供：按字节，或者按画面里的标识（翻拍、录屏也可）',
    'Tells which hand-out a found file comes from: by its bytes, or by the mark in its picture, filmed off a screen or not',
  ),
  operands: [1, 1],
  options: {
    data: { kind: 'text', value: 'DIR', about: text('数据目录，缺省 ./data', 'the data folder, ./data unless given') },
    database: {
      kind: 'text',
      value: 'URL',
      about: text('自备 PostgreSQL 的连接地址', 'where the database is, when it is a PostgreSQL of your own'),
    },
    ...common,
  },
})

interface Streams {
  readonly stdout: { write(words: string): unknown }
  readonly stderr: { write(words: string): unknown }
}

/** 0 when it is known where the file comes from, 1 when it is not. It never guesses. */
export async function traceCommand(args: readonly string[], streams: Streams = process): Promise<number> {
  const given = readOptions(traceManual, args)
  const language = languageOf(args)
  const [operand = ''] = given.operands
  const file = resolve(process.env['LIUHEN_CWD'] ?? process.cwd(), operand)
  if (!existsSync(file)) throw because(Missing, 'no-file', `找不到文件 ${file}`, `There is no file ${file}`)
  const [digest, manifest] = [await digestOfFile(file), await manifestOfZip(file)]
  const postgres =
    given.database === undefined
      ? await openPostgres(folderOf(given.data))
      : { url: given.database, close: () => Promise.resolve() }
  try {
    const found = await lookUp(postgres.url, { digest, manifest, mark: () => markInPictures(file) })
    if (given.json) streams.stdout.write(`${JSON.stringify({ sha256: digest, known: found.length > 0, found })}\n`)
    else streams.stdout.write(tell(found.length === 0 ? [UNKNOWN] : found.flatMap(sentencesOf), language))
    return found.length === 0 ? 1 : 0
  } finally {
    await postgres.close()
  }
}

const UNKNOWN = text(
  '来源不明：没有交付过这样的字节，画面里也没有读到标识',
  'Unknown: no such bytes were handed out, and no mark is read in its picture',
)

const HOW: Readonly<Record<Traced['how'], Text>> = {
  digest: text('按字节查到', 'Found by its bytes'),
  package: text('按证据包查到', 'Found as a package'),
  mark: text('按画面里的标识查到', 'Found by the mark in its picture'),
}

const at = (moment: string): string => beijing(moment as never).slice(0, 16)

function sentencesOf({ how, request, made, handOut, taken }: Traced): Text[] {
  const [use, whom] = [useNames[request.use], forWhomNames[request.whom]]
  return [
    text(
      `${HOW[how].zh}：申请 ${request.id}（${use.zh}，${whom.zh}），申请人 ${request.requester}，事由：${request.reason}`,
      `${HOW[how].en}: request ${request.id} (${use.en}, ${whom.en}) of ${request.requester}, for: ${request.reason}`,
    ),
    text(
      `由 ${request.asked.by} 于 ${at(request.asked.at)} 登记`,
      `entered by ${request.asked.by} at ${at(request.asked.at)}`,
    ),
    ...(made
      ? [text(`副本由 ${made.by} 于 ${at(made.at)} 制作`, `the copies were made by ${made.by} at ${at(made.at)}`)]
      : []),
    ...(handOut
      ? [
          text(
            `交付 ${handOut.serial}，交 ${handOut.recipient}${handOut.received ? `，${handOut.received.name} 于 ${at(handOut.received.at)} 签收` : ''}`,
            `hand-out ${handOut.serial} to ${handOut.recipient}${handOut.received ? `, received by ${handOut.received.name} at ${at(handOut.received.at)}` : ''}`,
          ),
        ]
      : []),
    ...(handOut
      ? [
          text(
            `外泄的，请在“责任追究”页用“报告外泄”填交付编号 ${handOut.serial}，建立责任事项`,
            `if it leaked, report serial number ${handOut.serial} on the accountability page, and an item opens`,
          ),
        ]
      : []),
    ...taken.map((one) => text(`${one.by} 于 ${at(one.at)} 取走`, `taken by ${one.by} at ${at(one.at)}`)),
  ]
}
