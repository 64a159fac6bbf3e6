import { bytesOfHex, text } from '../kernel/index.ts'
import { checkDigests, checkInfo, checkListing } from './bag-checks.ts'
import type { Bag, FoundDigests } from './bag-checks.ts'
import { companionPaths, companionScript, eventPaths } from './companion.ts'
import { Findings } from './findings.ts'
import { checkIndex, checkMethod, checkReadable, checkStatement } from './index-checks.ts'
import { checkItem } from './item-checks.ts'
import type { SealedFacts } from './item-facts.ts'
import { checkSignature, keysOf } from './key-checks.ts'
import type { SignedLog } from './key-checks.ts'
import { charactersOf } from './key-mark.ts'
import { readIndex } from './package-index.ts'
import type { PackageIndex } from './package-index.ts'
import { checkPaper } from './paper-checks.ts'
import { PLACES, TEXT_LIMIT } from './paths.ts'
import { digestAll } from './progress.ts'
import type { Reading } from './progress.ts'
import { gapsBefore, untoldBefore } from './remarks.ts'
import type { ItemReport, SealReport, Standing, VerifyReport, VolumeReport } from './report.ts'
import { checkSeal } from './seal-checks.ts'
import { notProvenBy, provenBy } from './sentences.ts'
import { sentenceOf, survey } from './source.ts'
import type { PackageCrypto, PackageSource } from './source.ts'
import { checkTakes } from './take-checks.ts'
import { checkVolume } from './volume-checks.ts'
import { volumeEventPaths } from './volume-index.ts'

export interface VerifyOptions extends Reading {
  /** Verifier key lines obtained elsewhere than from the package. With any, one of them must have signed. */
  readonly trustedKeys?: readonly string[]
  /** Only originals were handed over, with the package's text files: nothing else is asked for. */
  readonly partial?: boolean
}

/**
 * Verifies an evidence package, spec/package.md section 7: one procedure for the offline page and the command line.
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
    return unjudged(findings.checks, 'unreadable')
  }

  const partial = options.partial === true
  const { texts, index } = await textsOf(source, files, findings)
  const bag: Bag = { files, texts, partial }
  const version = index?.version ?? 2
  const lists = checkListing(bag, version, findings)
  checkReadable(bag, index, findings)
  if (index !== undefined) checkIndex(index, lists, findings)
  checkInfo(bag, index, findings)
  const keys = keysOf(bag, crypto, options.trustedKeys ?? [], findings)
  const around = { bag, crypto, findings }
  const signed = await checkSignature(PLACES.checkpoint, keys, around)
  const seal = version === 1 || partial ? undefined : await checkSignature(PLACES.sealCheckpoint, keys, around)
  if (signed !== undefined) findings.pass('signature', text('检查点签名有效', 'The signature on the checkpoint holds'))
  const found = await digestAll(source, files, options, findings)
  checkDigests(bag, lists, found, findings)
  const statement = checkStatement(bag, index, found, findings)
  checkCompanion(bag, index, findings)

  const checked = (index?.items ?? []).map((item) => checkItem(item, { ...around, version, found, signed }))
  const facts = sealedFacts(checked)
  if (index !== undefined && index.version !== 1) {
    if (statement !== undefined) checkMethod(statement, facts, findings)
    checkTakes(index, facts, findings)
  }
  const isWhole = index !== undefined && index.version !== 1 && !partial
  const { volume: told } = index ?? {}
  const volume =
    isWhole && told !== undefined
      ? await checkVolume({ volume: told, items: index.items }, { ...around, source, found, signed })
      : undefined
  if (isWhole) await checkPaperOf(source, bag, found, findings)
  const isComplete = !findings.failed('file-missing')
  const sealIndex = isWhole
    ? checkSeal({ ...around, isComplete, index, statement, found, seal, items: signed })
    : undefined
  if (sealIndex !== undefined)
    findings.passUnless(
      ['package-differs'],
      'seal',
      text('证据包与封存记录一致', 'The package is the one that was sealed'),
    )

  const items = reportsOf(checked, index, facts, findings)
  const { verdict } = findings
  const log = seal ?? signed
  const isSealed = sealIndex !== undefined
  const standing = standingOf(verdict === 'sound', isSealed, [signed, ...(isWhole ? [seal] : [])])
  const judged = volume && (verdict === 'foreign' ? foreign(volume) : volume)
  const outcome = { index, items, volume: judged, signed: log, partial, standing, isSealed }
  return {
    ...unjudged(findings.checks, verdict),
    standing,
    ...(index === undefined ? {} : { package: summaryOf(index) }),
    ...(isWhole ? sealReport(found, sealIndex, crypto) : {}),
    ...(statement === undefined ? {} : { statement }),
    items,
    ...(judged === undefined ? {} : { volume: judged }),
    proven: provenBy(outcome),
    notProven: notProvenBy(outcome),
    ...(log === undefined ? {} : { key: log.key, log: logOf(log) }),
    files: found.size,
    bytes: [...found.values()].reduce((sum, one) => sum + one.bytes, 0),
  }
}

function standingOf(isSound: boolean, isSealed: boolean, logs: readonly (SignedLog | undefined)[]): Standing {
  if (!isSound) return 'failed'
  if (!logs.every((one) => one?.key.trust === 'outside')) return 'uncompared'
  return isSealed ? 'proven' : 'originals'
}

/** The same where somebody else vouches for all of it. */
const foreign = (volume: VolumeReport): VolumeReport => ({
  ...volume,
  papers: volume.papers.map((one) => ({ ...one, state: 'foreign' as const })),
  approvals: volume.approvals.map((one) => ({ ...one, state: 'foreign' as const })),
})

type Checked = readonly ReturnType<typeof checkItem>[]

const sealedFacts = (checked: Checked): ReadonlyMap<number, SealedFacts> =>
  new Map(checked.flatMap(({ report, facts }) => (facts === undefined ? [] : [[report.item.number, facts]])))

function reportsOf(
  checked: Checked,
  index: PackageIndex | undefined,
  facts: ReadonlyMap<number, SealedFacts>,
  findings: Findings,
): readonly ItemReport[] {
  const isForeign = findings.verdict === 'foreign'
  const untold = untoldBefore(index?.takes ?? [], facts)
  const items = checked.map(({ report }): ItemReport => ({
    ...report,
    ...(isForeign ? { state: 'foreign' } : {}),
    remarks: [
      ...report.remarks,
      ...gapsBefore(report.item.number, index?.takes ?? []),
      ...[untold.get(report.item.number)].filter((one) => one !== undefined),
    ],
  }))
  if (items.length > 0 && items.every((one) => one.state === 'same')) {
    const n = items.filter((one) => one.item.redacted === undefined).length
    const m = items.length - n
    if (n > 0)
      findings.pass('originals', text(`${n} 个原件都与封存的事件一致`, `All ${n} originals equal their sealed events`))
    if (m > 0)
      findings.pass(
        'redacted',
        text(
          `${m} 个遮挡副本都与其渲染、批准的事件一致`,
          `All ${m} redacted copies equal the events by which they were rendered and approved`,
        ),
      )
  }
  return items
}

async function checkPaperOf(source: PackageSource, bag: Bag, found: FoundDigests, findings: Findings): Promise<void> {
  const [index, paper] = [found.get(PLACES.index), found.get(PLACES.statementPaper)]
  if (index === undefined || paper === undefined) return
  if (paper.bytes > TEXT_LIMIT) return tooLong(PLACES.statementPaper, findings)
  checkPaper(await source.readBytes(PLACES.statementPaper, TEXT_LIMIT), index.sha256, findings)
}

function sealReport(
  found: FoundDigests,
  logIndex: number | undefined,
  { sha256 }: PackageCrypto,
): { readonly seal?: SealReport } {
  const index = found.get(PLACES.index)
  if (index === undefined) return {}
  const characters = charactersOf(sha256, bytesOfHex(index.sha256))
  return { seal: { indexSha256: index.sha256, characters, ...(logIndex === undefined ? {} : { logIndex }) } }
}

const logOf = ({ checkpoint: { origin, size } }: SignedLog): { origin: string; size: number } => ({ origin, size })

const summaryOf = ({
  version,
  id,
  bureau,
  madeAt,
  madeBy,
  takes,
}: PackageIndex): NonNullable<VerifyReport['package']> => ({ version, id, bureau, madeAt, madeBy, takes })

/** A report of what could not be looked into any further. */
export const unjudged = (checks: VerifyReport['checks'], verdict: VerifyReport['verdict']): VerifyReport => ({
  format: 'liuhen-verify-report/2',
  verdict,
  standing: 'failed',
  checks,
  items: [],
  proven: [],
  notProven: [],
  files: 0,
  bytes: 0,
})

const tooLong = (path: string, findings: Findings): void =>
  findings.fail('unreadable', 'text-too-long', text('文件大得不合理，没有读取', 'Unreasonably large; not read'), path)

/** The text files, each read if it is there, and the index that says which there are. */
async function textsOf(
  source: PackageSource,
  files: ReadonlyMap<string, number>,
  findings: Findings,
): Promise<{ readonly texts: ReadonlyMap<string, string>; readonly index: PackageIndex | undefined }> {
  const texts = new Map<string, string>()
  const read = async (path: string): Promise<void> => {
    const bytes = files.get(path)
    if (bytes === undefined || texts.has(path)) return
    if (bytes > TEXT_LIMIT) return tooLong(path, findings)
    try {
      texts.set(path, await source.readText(path, TEXT_LIMIT))
    } catch (thrown) {
      const { zh, en } = sentenceOf(thrown)
      findings.fail('unreadable', 'text-unreadable', text(`读不出文字：${zh}`, `Cannot be read as text: ${en}`), path)
    }
  }
  const { page: _page, statementPaper: _paper, ...shared } = PLACES
  for (const path of Object.values(shared)) await read(path)
  const index = readIndex(texts.get(PLACES.index))
  for (const path of index?.items.flatMap(eventPaths) ?? []) await read(path)
  if (index?.volume !== undefined) for (const path of volumeEventPaths(index.volume)) await read(path)
  return { texts, index }
}

/** The page reads the package's text files from manifest.js, so that must say what the files say. */
function checkCompanion(bag: Bag, index: PackageIndex | undefined, findings: Findings): void {
  const script = bag.texts.get(PLACES.companion)
  if (script === undefined || index === undefined || bag.partial) return
  const paths = companionPaths(index)
  if (paths.some((path) => !bag.texts.has(path))) return
  if (script !== companionScript(Object.fromEntries(paths.map((path) => [path, bag.texts.get(path) ?? '']))))
    findings.fail(
      'altered',
      'companion-differs',
      text('manifest.js 与包内文件不一致', 'manifest.js does not say what the files say'),
      PLACES.companion,
    )
}
