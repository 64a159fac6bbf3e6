import { readFile } from 'node:fs/promises'
import { compilePattern, defaultPatterns, NamePattern } from '@liuhen/core/evidence'
import { because, Malformed } from '@liuhen/core/kernel'
import { z } from 'zod'

/** What a docking station's key looks like; anything else was pasted wrong. */
const KEY = /^[\w.~+/-]{16,256}=*$/

/** The station's key, from the file or else from `LIUHEN_STATION_KEY`. Throws Malformed saying how to get one. */
export async function stationKey(
  file: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const said =
    file === undefined ? environment['LIUHEN_STATION_KEY'] : await readFile(file, 'utf8').catch(() => undefined)
  const key = said?.trim() ?? ''
  if (KEY.test(key)) return key
  throw because(
    Malformed,
    'station-key',
    '没有采集站密钥：请信息中心在“设备”页为本采集站生成密钥，存入文件后用 --key-file 指定，或设环境变量 LIUHEN_STATION_KEY',
    'There is no station key: have the information centre make one for this docking station on the devices page, keep it in a file and give --key-file, or set LIUHEN_STATION_KEY',
  )
}

/** The bureau's own file-name patterns before the usual ones. Throws Malformed naming the one that is wrong. */
export async function patternsIn(file: string | undefined): Promise<readonly NamePattern[]> {
  if (file === undefined) return defaultPatterns
  const read = z.union([z.array(NamePattern), NamePattern]).safeParse(await jsonIn(file))
  if (!read.success)
    throw because(
      Malformed,
      'patterns-malformed',
      `${file} 不是文件名规则：应为 {id, title:{zh,en}, pattern}，或这样的数组`,
      `${file} holds no file name patterns: {id, title: {zh, en}, pattern}, or an array of these`,
    )
  const own = [read.data].flat()
  own.forEach(compilePattern)
  return [...own, ...defaultPatterns]
}

async function jsonIn(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown
  } catch {
    return undefined
  }
}

/** What `--leave` names: patterns for file names with `*` and `?`, separated by commas, matched without regard to case. */
export function leaving(patterns: string | undefined): (name: string) => boolean {
  const all = (patterns ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const words = one.replace(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
      return new RegExp(`^${words.replaceAll('*', '[^]*').replaceAll('?', '[^]')}$`, 'iu')
    })
  return (name) => all.some((one) => one.test(name))
}
