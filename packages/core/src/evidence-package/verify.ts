import { text } from '../kernel/index.ts'
import { checkDigests, checkListing } from './bag-checks.ts'
import type { Bag } from './bag-checks.ts'
import { companionPaths, companionScript } from './companion.ts'
import { Findings } from './findings.ts'
import { checkIndex, checkStatement } from './index-checks.ts'
import { checkItem } from './item-checks.ts'
import { readJson } from './json.ts'
import { checkSignature } from './key-checks.ts'
import { PackageIndex } from './package-index.ts'
import { PLACES, TEXT_LIMIT } from './paths.ts'
import { digestAll } from './progress.ts'
import type { Reading } from './progress.ts'
import { gapsBefore } from './remarks.ts'
import type { ItemReport, VerifyReport } from './report.ts'
import { notProvenBy, provenBy } from './sentences.ts'
import { sentenceOf, survey } from './source.ts'
import type { PackageCrypto, PackageSource } from './source.ts'

export interface VerifyOptions extends Reading {
  /** Verifier key lines obtained elsewhere than from the package. With any, one of them must have signed. */
  readonly trustedKeys?: readonly string[]
  /** Only originals were handed over, with the package's text files: nothing else is asked for. */
  readonly partial?: boolean
}

/**
 * Verifies an evidence package, spec/package.md section 6: one procedure for the offline page and the command line.
 * Whatever the package holds, the answer is a report. Throws Malformed when a trusted key is none, and what the signal
 * was aborted with.
 */
export async function verifyPackage(
  source: PackageSource,
  crypto: PackageCrypto,
  options: VerifyOptions = {},
): Promise<VerifyReport> {
  const findings = new Findings()
  const files = survey(await source.list(), findings)
  if (!files.has(PLACES.index) && !files.has(PLACES.declaration) && !files.has(PLACES.manifest)) {
    const zh = '这里没有证据包：找不到 bagit.txt、manifest-sha256.txt 和 data/index.json。请选择证据包的整个文件夹'
    const en =
      'There is no evidence package here: no bagit.txt, manifest-sha256.txt or data/index.json. Choose its whole folder'
    findings.fail('unreadable', 'not-a-package', text(zh, en))
    return bare(findings)
  }

  const bag: Bag = { files, texts: await textsOf(source, files, findings), partial: options.partial === true }
  const lists = checkListing(bag, findings)
  const index = checkIndex(bag, lists, findings)
  const statement = checkStatement(bag, findings)
  const signed = await checkSignature(bag, crypto, options.trustedKeys ?? [], findings)
  const found = await digestAll(source, files, options, findings)
  checkDigests(bag, lists, found, findings)
  checkCompanion(bag, index, findings)

  const items = (index?.items ?? []).map((item): ItemReport => {
    const report = checkItem(item, { bag, found, checkpoint: signed?.checkpoint, crypto, findings })
    return { ...report, remarks: [...report.remarks, ...gapsBefore(item.number, index?.takes ?? [])] }
  })
  if (items.length > 0 && items.every((one) => one.state === 'same')) {
    const n = items.length
    findings.pass('originals', text(`${n} 个原件都与封存的事件一致`, `All ${n} originals equal their sealed events`))
  }

  const verdict = findings.verdict
  const outcome = { index, items, signed, partial: bag.partial, isSound: verdict === 'sound' }
  return {
    ...bare(findings),
    ...(index === undefined ? {} : { package: summaryOf(index) }),
    ...(statement === undefined ? {} : { statement }),
    items,
    proven: provenBy(outcome),
    notProven: notProvenBy(outcome),
    ...(signed === undefined ? {} : { key: signed.key, log: logOf(signed.checkpoint) }),
    files: found.size,
    bytes: [...found.values()].reduce((sum, one) => sum + one.bytes, 0),
  }
}

const logOf = ({ origin, size }: { origin: string; size: number }): { origin: string; size: number } => ({
  origin,
  size,
})

const summaryOf = ({ id, bureau, madeAt, madeBy, takes }: PackageIndex): NonNullable<VerifyReport['package']> => ({
  id,
  bureau,
  madeAt,
  madeBy,
  takes,
})

const bare = (findings: Findings): VerifyReport => ({
  format: 'liuhen-verify-report/1',
  verdict: findings.verdict,
  checks: findings.checks,
  items: [],
  proven: [],
  notProven: [],
  files: 0,
  bytes: 0,
})

/** The text files, each read if it is there. */
async function textsOf(
  source: PackageSource,
  files: ReadonlyMap<string, number>,
  findings: Findings,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>()
  const read = async (path: string): Promise<void> => {
    const bytes = files.get(path)
    if (bytes === undefined || texts.has(path)) return
    if (bytes > TEXT_LIMIT) {
      findings.fail(
        'unreadable',
        'text-too-long',
        text('文件大得不合理，没有读取', 'Unreasonably large; not read'),
        path,
      )
      return
    }
    try {
      texts.set(path, await source.readText(path, TEXT_LIMIT))
    } catch (thrown) {
      const { zh, en } = sentenceOf(thrown)
      findings.fail('unreadable', 'text-unreadable', text(`读不出文字：${zh}`, `Cannot be read as text: ${en}`), path)
    }
  }
  const { page: _page, statementPaper: _paper, ...shared } = PLACES
  for (const path of Object.values(shared)) await read(path)
  const index = readJson(PackageIndex, texts.get(PLACES.index))
  for (const item of index?.items ?? []) {
    await read(item.event)
    await read(item.proof)
  }
  return texts
}

/** The page reads the package's text files from manifest.js, so that must say what the files say. */
function checkCompanion(bag: Bag, index: PackageIndex | undefined, findings: Findings): void {
  const script = bag.texts.get(PLACES.companion)
  if (script === undefined || index === undefined || bag.partial) return
  const paths = companionPaths(index.items)
  if (paths.some((path) => !bag.texts.has(path))) return
  if (script !== companionScript(Object.fromEntries(paths.map((path) => [path, bag.texts.get(path) ?? '']))))
    findings.fail(
      'altered',
      'companion-differs',
      text('manifest.js 与包内文件不一致', 'manifest.js does not say what the files say'),
      PLACES.companion,
    )
}
