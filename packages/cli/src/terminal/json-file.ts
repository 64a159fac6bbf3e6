import { createReadStream } from 'node:fs'
import { basename, resolve } from 'node:path'
import { because, Malformed, Missing } from '@liuhen/core/kernel'

/** A year of a large bureau is a tenth of it; what is longer is refused before it is taken into memory. */
const MOST_BYTES = 64 << 20
/** Objects, lists and their items: a recording has some twenty of them. */
const MOST_PARTS = 8_000_000

/** What was parsed from a file, and the name it is spoken of by. */
export interface JsonFile {
  readonly file: string
  readonly json: unknown
}

/** A JSON file by its path from where the command was called. Throws Missing, and Malformed where it is no JSON or too large. */
export async function readJson(path: string): Promise<JsonFile> {
  const file = basename(path)
  try {
    const bytes = await readBounded(resolve(process.env['LIUHEN_CWD'] ?? process.cwd(), path), file)
    return { file, json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown }
  } catch (thrown) {
    if (thrown instanceof SyntaxError)
      throw because(
        Malformed,
        'not-json',
        `${file}：不是 JSON（${thrown.message}）`,
        `${file}: is not JSON (${thrown.message})`,
      )
    if (thrown instanceof TypeError)
      throw because(Malformed, 'not-utf8', `${file}：不是 UTF-8 文本`, `${file}: is not UTF-8 text`)
    if (!['ENOENT', 'ENOTDIR', 'EISDIR'].includes((thrown as NodeJS.ErrnoException).code ?? '')) throw thrown
    throw because(Missing, 'file-missing', `没有文件 ${path}`, `There is no file ${path}`)
  }
}

/** The bytes of a file or a pipe, no more of them than may be. Throws Malformed beyond. */
async function readBounded(path: string, file: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  let [length, parts] = [0, 0]
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    length += chunk.length
    // Commas and brackets, in words or not: more of them than this cannot be a report that was meant.
    for (const byte of chunk) if (byte === COMMA || byte === BRACE || byte === BRACKET) parts++
    if (length > MOST_BYTES || parts > MOST_PARTS)
      throw because(
        Malformed,
        'file-too-large',
        `${file}：太大，至多 ${MOST_BYTES >> 20} MB、${MOST_PARTS / 10_000} 万项；请按月或按单位分开`,
        `${file}: is too large, at most ${MOST_BYTES >> 20} MB and ${MOST_PARTS / 1_000_000} million parts; split it by month or unit`,
      )
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const [COMMA, BRACKET, BRACE] = [0x2c, 0x5b, 0x7b]
