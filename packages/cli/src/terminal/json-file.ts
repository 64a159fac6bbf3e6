import { createReadStream } from 'node:fs'
import { basename, resolve } from 'node:path'
import { because, Malformed, Missing, readStrictJson } from '@liuhen/core/kernel'

/** How much a file may hold: bytes, and objects, lists and their items. */
interface Most {
  readonly bytes: number
  readonly parts: number
}
/** A year of a large bureau is a third of it, a recording having some twenty parts; read, it takes some 400 MB of memory. */
const REPORT: Most = { bytes: 20 << 20, parts: 2_500_000 }
/** Half a million files of which some are drawn; their list holds two words of each. */
export const POPULATION: Most = { bytes: 64 << 20, parts: 8_000_000 }

/** What was parsed from a file, and the name it is spoken of by. */
export interface JsonFile {
  readonly file: string
  readonly json: unknown
}

/**
 * A JSON file by its path from where the command was called. Throws Missing, and Malformed where it is no JSON, has more than
 * one reading, or is too large.
 */
export async function readJson(path: string, most = REPORT): Promise<JsonFile> {
  const file = basename(path)
  try {
    const bytes = await readBounded(resolve(process.env['LIUHEN_CWD'] ?? process.cwd(), path), file, most)
    return { file, json: parsed(file, new TextDecoder('utf-8', { fatal: true }).decode(bytes)) }
  } catch (thrown) {
    if (thrown instanceof SyntaxError)
      throw because(
        Malformed,
        'not-json',
        `${file}：不是 JSON（${placeIn(thrown.message)}）`,
        `${file}: is not JSON (${thrown.message})`,
      )
    if (thrown instanceof TypeError)
      throw because(Malformed, 'not-utf8', `${file}：不是 UTF-8 文本`, `${file}: is not UTF-8 text`)
    const code = (thrown as NodeJS.ErrnoException).code ?? ''
    if (code === 'EISDIR') throw because(Malformed, 'a-folder', `${path} 是目录，不是文件`, `${path} is a folder`)
    if (!['ENOENT', 'ENOTDIR'].includes(code)) throw thrown
    throw because(Missing, 'file-missing', `没有文件 ${path}`, `There is no file ${path}`)
  }
}

/** Where it stops being JSON, without the engine's own words. */
function placeIn(message: string): string {
  const [, line, column] = /line (\d+) column (\d+)/u.exec(message) ?? []
  if (line !== undefined) return `第 ${line} 行第 ${column} 个字符处`
  const [, position] = /position (\d+)/u.exec(message) ?? []
  return position === undefined ? '内容不完整' : `第 ${Number(position) + 1} 个字符处`
}

/** Throws SyntaxError, which says at which character it is no JSON; and Malformed. */
function parsed(file: string, text: string): unknown {
  try {
    return readStrictJson(text)
  } catch (thrown) {
    if (!(thrown instanceof Malformed)) throw thrown
    JSON.parse(text)
    const [{ message } = { message: { zh: '', en: '' } }] = thrown.obstacles
    throw because(Malformed, 'json-ambiguous', `${file}：${message.zh}`, `${file}: ${message.en}`)
  }
}

/** The bytes of a file or a pipe, no more of them than may be. Throws Malformed beyond. */
async function readBounded(path: string, file: string, most: Most): Promise<Buffer> {
  const chunks: Buffer[] = []
  let [length, parts] = [0, 0]
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    length += chunk.length
    // Commas and brackets, in words or not: more of them than this cannot be a report that was meant.
    for (const byte of chunk) if (byte === COMMA || byte === BRACE || byte === BRACKET) parts++
    if (length > most.bytes || parts > most.parts)
      throw because(
        Malformed,
        'file-too-large',
        `${file}：太大，至多 ${most.bytes >> 20} MB、${most.parts / 10_000} 万项；请按月或按单位分开`,
        `${file}: is too large, at most ${most.bytes >> 20} MB and ${most.parts / 1_000_000} million parts; split it by month or unit`,
      )
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const [COMMA, BRACKET, BRACE] = [0x2c, 0x5b, 0x7b]
