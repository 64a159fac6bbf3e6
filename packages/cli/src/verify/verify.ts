import { readFile, realpath, stat } from 'node:fs/promises'
import { resolve, sep } from 'node:path'
import { because, Malformed, Missing, Refused, text } from '@liuhen/core/kernel'
import { unjudged, verifyPackage } from '@liuhen/core/evidence-package'
import type { Check, Progress, Standing, VerifyReport } from '@liuhen/core/evidence-package'
import { common, languageOf, manual, readOptions, unasked } from '../terminal/index.ts'
import { crypto } from './crypto.ts'
import { DigestPool } from './digest-pool.ts'
import { folderSource } from './folder-source.ts'
import { imageSource, isImage } from './image/image-source.ts'
import { printed } from './print.ts'
import { verifyReceipt } from './receipt.ts'
import { isSite, printedSite, verifySite } from './site.ts'
import { zipSource } from './zip-source.ts'

export const verifyManual = manual({
  usage: 'verify <package folder or disc | package.zip | disc.iso | file.receipt.json | public site> [options]',
  about: text(
    '离线核验证据包、光盘映像、回执、公示网站或监督导出的文件夹，不需要服务器',
    'Verifies an evidence package, an image of a disc, a receipt, the folder of the public site or of an export, without a server',
  ),
  operands: [1, 1],
  options: {
    key: {
      kind: 'list',
      value: 'KEY',
      about: text('可信的公钥，或公钥文件', 'a trusted verifier key, or a file of them'),
    },
    ...common,
  },
})

/** Where the command writes; the process unless a test looks on. */
export interface Streams {
  readonly stdout: { write(words: string): unknown }
  readonly stderr: { write(words: string): unknown; readonly isTTY?: boolean }
}

/**
 * `liuhen verify`: says whether a package is what was sealed, without server, database or network. Answers the exit
 * status: 0 only when it is sound and a key given with `--key` vouches for the whole of it; 3 when it holds together but
 * nobody has looked whose it is, or only its originals are vouched for; 1 when it is not sound; 2 when the question could
 * not be put.
 */
export async function verify(args: readonly string[], streams: Streams = process): Promise<number> {
  const language = languageOf(args)
  const pool = new DigestPool()
  try {
    const asked = readOptions(verifyManual, args)
    // The launcher may have been called from another folder than the one this runs in.
    const path = resolve(process.env['LIUHEN_CWD'] ?? process.cwd(), asked.operands[0] as string)
    await refuseOwnKeys(path, asked.key)
    const keys = (await Promise.all(asked.key.map(keyLines))).flat()
    if (await isSite(path)) {
      const site = await verifySite(path, keys)
      streams.stdout.write(asked.json ? `${JSON.stringify(site)}\n` : printedSite(site, language))
      return STATUSES[site.standing]
    }
    const report = await reportOn(path, keys, pool, progressTo(streams.stderr))
    streams.stdout.write(asked.json ? `${JSON.stringify(report)}\n` : printed(report, language))
    return STATUSES[report.standing]
  } catch (thrown) {
    return unasked(thrown, { manual: verifyManual, args, streams })
  } finally {
    await pool.close()
  }
}

const STATUSES: Record<Standing, number> = { proven: 0, failed: 1, originals: 3, uncompared: 3 }

/** A key that lies in what is to be verified was put there by whoever made it: it vouches for nothing. Throws Refused. */
async function refuseOwnKeys(path: string, given: readonly string[]): Promise<void> {
  const real = (one: string): Promise<string | undefined> =>
    realpath(resolve(process.env['LIUHEN_CWD'] ?? process.cwd(), one)).catch(() => undefined)
  const folder = await real(path)
  for (const one of given) {
    const file = await real(one)
    if (folder === undefined || file === undefined || !file.startsWith(`${folder}${sep}`)) continue
    throw because(
      Refused,
      'key-of-the-package',
      `${one} 就在要核验的包里：随包来的公钥谁都能自造一把，证明不了是谁做的。请用该局另外公布的公钥`,
      `${one} lies in the package that is verified: whoever made that could make any key, so it vouches for nobody. Give the key that the bureau publishes elsewhere`,
    )
  }
}

/** A key is given as its line, or as a file that holds such lines. */
export async function keyLines(given: string): Promise<readonly string[]> {
  const file = resolve(process.env.LIUHEN_CWD ?? process.cwd(), given)
  const read = await readFile(file, 'utf8').catch(() => undefined)
  // A key is a name, a number and the key itself with + between them; what has none was meant as a file.
  if (read === undefined && given !== '' && !given.includes('+'))
    throw because(Missing, 'key-file-missing', `没有公钥文件 ${given}`, `There is no file ${given} with a key`)
  const lines = (read ?? given).split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  if (lines.length > 0) return lines
  throw because(Malformed, 'no-key', `${given}：里面没有公钥`, `${given}: there is no key in it`)
}

async function reportOn(
  path: string,
  trustedKeys: readonly string[],
  pool: DigestPool,
  onProgress: (progress: Progress) => void,
): Promise<VerifyReport> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw because(Missing, 'nothing-there', `找不到 ${path}`, `There is nothing at ${path}`)
  if (path.endsWith('.receipt.json')) return await verifyReceipt(path, trustedKeys, pool)
  const options = { trustedKeys, onProgress, parallel: pool.threads }
  if (found.isDirectory()) return await verifyPackage(folderSource(path, pool), crypto, options)
  // A drive is neither file nor folder, and is read as the image that was burnt.
  const packed = !found.isFile() || (await isImage(path)) ? imageSource : zipSource
  const zip = await packed(path, pool).catch((thrown: unknown) => {
    if (thrown instanceof Malformed) return thrown
    throw thrown
  })
  if (zip instanceof Malformed) return refusal(zip)
  try {
    return await verifyPackage(zip, crypto, options)
  } finally {
    zip.close()
  }
}

/** What a zip or image that has not one reading only is reported as. */
function refusal({ obstacles }: Malformed): VerifyReport {
  const checks = obstacles.map(({ code, message }): Check => ({ code, ok: false, means: 'unreadable', message }))
  return unjudged(checks, 'unreadable')
}

/** One line that is written over, on a terminal only, five times a second at most. */
function progressTo(stderr: Streams['stderr']): (progress: Progress) => void {
  if (stderr.isTTY !== true) return () => undefined
  let [last, began] = [0, performance.now()]
  return ({ doneBytes, totalBytes }) => {
    const now = performance.now()
    const isDone = doneBytes >= totalBytes
    if (now - last < 200 && !isDone) return
    last = now
    const left = Math.ceil((((now - began) / 1000) * (totalBytes - doneBytes)) / Math.max(1, doneBytes))
    const percent = Math.floor((100 * doneBytes) / Math.max(1, totalBytes))
    stderr.write(
      isDone
        ? '\r\u001b[K'
        : `\r\u001b[K${percent}%  ${(doneBytes / 1e6).toFixed(0)} / ${(totalBytes / 1e6).toFixed(0)} MB  ${left} s`,
    )
  }
}
