import { readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import {
  checkDisclosure,
  type DisclosureProof,
  MANIFEST,
  MANIFEST_NOTE,
  openSiteManifest,
  SiteManifest,
} from '@liuhen/core/disclosures'
import { Failure, hexOf, text, type Text } from '@liuhen/core/kernel'
import { OversightManifest, openOversightManifest } from '@liuhen/core/oversight'
import { parseVerifierKey } from '@liuhen/core/ledger'
import { crypto } from './crypto.ts'

/** What was found of a folder of the public site, or of what a supervising authority took away. */
export interface SiteReport {
  readonly of: 'public-site' | 'oversight'
  readonly standing: 'proven' | 'uncompared' | 'failed'
  readonly files: number
  readonly published: number
  readonly builtAt?: string
  readonly problems: readonly { readonly file: string; readonly message: Text }[]
}

/** Whether a folder is a public site, or what a supervising authority took away: it has a manifest and the note that signs it. */
export async function isSite(path: string): Promise<boolean> {
  const found = await Promise.all([MANIFEST, MANIFEST_NOTE].map((one) => stat(join(path, one)).catch(() => undefined)))
  return found.every((one) => one?.isFile() === true)
}

/**
 * Checks a site that was carried over: the manifest is the bureau’s by its key, every file is as it says and none is there
 * besides, and every publication is in the log as it stands. Without a key nothing says whose it is.
 */
export async function verifySite(folder: string, keys: readonly string[]): Promise<SiteReport> {
  const { sha256, sm3, verify } = crypto
  const trusted = keys.map((line) => parseVerifierKey(sha256, line))
  const problems: { file: string; message: Text }[] = []
  const manifestText = await readFile(join(folder, MANIFEST), 'utf8')
  const json = jsonOf(manifestText)
  const oversight = OversightManifest.safeParse(json)
  const manifest = oversight.success ? oversight : SiteManifest.safeParse(json)
  const of = oversight.success ? 'oversight' : 'public-site'
  const open = oversight.success ? openOversightManifest : openSiteManifest
  const failed = (file: string, thrown: unknown): void => {
    if (!(thrown instanceof Failure)) throw thrown
    for (const { message } of thrown.obstacles) problems.push({ file, message })
  }
  if (!manifest.success)
    return {
      of,
      standing: 'failed',
      files: 0,
      published: 0,
      problems: [{ file: MANIFEST, message: text('清单不合规格', 'The manifest is not of its format') }],
    }
  if (trusted.length > 0)
    await open(manifestText, await readFile(join(folder, MANIFEST_NOTE), 'utf8'), {
      keys: trusted,
      verify,
      sha256,
    }).catch((thrown: unknown) => failed(MANIFEST_NOTE, thrown))
  const { files } = manifest.data
  const there = new Set(await filesBelow(folder))
  for (const [path, { sha256: wanted }] of Object.entries(files)) {
    if (!there.has(path)) problems.push({ file: path, message: text('缺失', 'It is missing') })
    else if (hexOf(sha256(await readFile(join(folder, path)))) !== wanted)
      problems.push({
        file: path,
        message: text('与清单不一致，被改动过', 'It is not what the manifest says: it was changed'),
      })
  }
  for (const path of there)
    if (!Object.hasOwn(files, path) && path !== MANIFEST && path !== MANIFEST_NOTE)
      problems.push({
        file: path,
        message: text('清单里没有，是后来加进去的', 'It is not in the manifest: it was added'),
      })
  const proofs = [...there].filter((one) => one.startsWith('proofs/') && Object.hasOwn(files, one))
  if (trusted.length > 0)
    for (const path of proofs) {
      const proof = jsonOf(await readFile(join(folder, path), 'utf8')) as DisclosureProof
      await checkDisclosure(proof, { keys: trusted, verify, sha256, sm3 }).catch((thrown: unknown) =>
        failed(path, thrown),
      )
    }
  return {
    of,
    standing: problems.length > 0 ? 'failed' : trusted.length > 0 ? 'proven' : 'uncompared',
    files: Object.keys(files).length,
    published: proofs.length,
    builtAt: manifest.data.builtAt,
    problems,
  }
}

const jsonOf = (words: string): unknown => {
  try {
    return JSON.parse(words)
  } catch {
    return undefined
  }
}

async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((one) => !one.isDirectory())
    .map((one) => relative(folder, join(one.parentPath, one.name)).split(sep).join('/'))
}

const OVERSEEN: Readonly<Partial<Record<SiteReport['standing'], Text>>> = {
  proven: text(
    '【符】监督资料与签名的清单一致，签名的是您给出的公钥',
    'SOUND: what was taken away for supervision is as it was signed, by the key you gave',
  ),
  failed: text(
    '【不符】监督资料与签名的清单不一致',
    'ALTERED: what was taken away for supervision is not as it was signed',
  ),
}

const SAYS: Readonly<Record<SiteReport['standing'], Text>> = {
  proven: text(
    '【符】整个公示网站与签名的清单一致，每一件公示都在日志里',
    'SOUND: the whole site is as it was signed, and every publication is in the log',
  ),
  uncompared: text(
    '【待核】文件与清单一致，是谁做的还没有核对：请用 --key 给出该局公布的公钥',
    'NOT COMPARED: the files are as the manifest says; give the key the bureau publishes with --key',
  ),
  failed: text('【不符】公示网站与签名的清单不一致', 'ALTERED: the site is not as it was signed'),
}

export const printedSite = (
  { of, standing, files, published, builtAt, problems }: SiteReport,
  language: 'zh' | 'en',
): string =>
  `${[
    ((of === 'oversight' ? OVERSEEN[standing] : undefined) ?? SAYS[standing])[language],
    language === 'zh'
      ? `${files} 个文件，${of === 'oversight' ? '' : `${published} 件公示，`}生成于 ${builtAt ?? ''}`
      : `${files} files, ${of === 'oversight' ? '' : `${published} publications, `}built ${builtAt ?? ''}`,
    ...problems.map((one) => `  · ${one.file}: ${one.message[language]}`),
  ].join('\n')}\n`
