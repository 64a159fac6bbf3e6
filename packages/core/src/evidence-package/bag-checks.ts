import { text } from '../kernel/index.ts'
import type { Digests } from '../kernel/index.ts'
import { BAG_DECLARATION, readManifest, readOxum } from './bag.ts'
import type { Findings } from './findings.ts'
import { PLACES } from './paths.ts'

export type FoundDigests = ReadonlyMap<string, Digests & { readonly bytes: number }>

/** The package as it lies there: what there is, what it says, and what its files hash to. */
export interface Bag {
  readonly files: ReadonlyMap<string, number>
  readonly texts: ReadonlyMap<string, string>
  /** Set where only some files were handed over, next to the text files that came with the page. */
  readonly partial: boolean
}

/** The manifests as far as they can be read. */
export interface Manifests {
  readonly sha256: ReadonlyMap<string, string>
  readonly sm3: ReadonlyMap<string, string>
  readonly tags: ReadonlyMap<string, string>
}

/** What every package has, whether its lists name it or not. */
const REQUIRED: readonly string[] = Object.values(PLACES)

const isPayload = (path: string): boolean => path.startsWith('data/')

function manifestOf(bag: Bag, path: string, findings: Findings): ReadonlyMap<string, string> {
  const words = bag.texts.get(path)
  if (words === undefined) return new Map()
  const { lines, wrongLine } = readManifest(words)
  if (wrongLine !== undefined)
    findings.fail(
      'altered',
      'manifest-malformed',
      text(`第 ${wrongLine} 行不合清单格式`, `Line ${wrongLine} is not a manifest line`),
      path,
    )
  return lines
}

/** Reads the three lists of digests and finds what they list and is not there, or is there and not listed. */
export function checkListing(bag: Bag, findings: Findings): Manifests {
  const declaration = bag.texts.get(PLACES.declaration)
  if (declaration !== undefined && declaration !== BAG_DECLARATION)
    findings.fail(
      'altered',
      'bag-declaration',
      text('不是 BagIt 1.0 的声明', 'Not the declaration of BagIt 1.0'),
      PLACES.declaration,
    )

  const sha256 = manifestOf(bag, PLACES.manifest, findings)
  const sm3 = manifestOf(bag, PLACES.sm3, findings)
  const tags = manifestOf(bag, PLACES.tagManifest, findings)
  for (const path of [...sha256.keys(), ...sm3.keys()])
    if (!isPayload(path))
      findings.fail(
        'altered',
        'manifest-malformed',
        text('清单列了 data/ 以外的文件', 'The manifest lists a file outside data/'),
        path,
      )

  const listed = new Set([...sha256.keys(), ...(bag.partial ? [] : tags.keys())])
  const wanted = bag.partial
    ? [...listed].filter((path) => path.startsWith('data/originals/'))
    : [...listed, ...REQUIRED]
  for (const path of new Set(wanted))
    if (!bag.files.has(path))
      findings.fail('incomplete', 'file-missing', text('应当有，这里没有', 'Should be here, and is not'), path)
  for (const path of bag.files.keys()) {
    if (listed.has(path) || path === PLACES.tagManifest || (bag.partial && !isPayload(path))) continue
    findings.fail('altered', 'file-unlisted', text('清单上没有这个文件', 'This file is not listed'), path)
  }
  checkSameList(sha256, sm3, findings)
  return { sha256, sm3, tags }
}

function checkSameList(
  sha256: ReadonlyMap<string, string>,
  sm3: ReadonlyMap<string, string>,
  findings: Findings,
): void {
  const one = [...sha256.keys()].filter((path) => !sm3.has(path))
  const other = [...sm3.keys()].filter((path) => !sha256.has(path))
  for (const path of [...one, ...other])
    findings.fail(
      'altered',
      'lists-disagree',
      text('两份摘要清单列的文件不同', 'The two lists of digests list different files'),
      path,
    )
}

/** Compares what was read with what the lists say. */
export function checkDigests(bag: Bag, lists: Manifests, found: FoundDigests, findings: Findings): void {
  for (const [path, digests] of found) {
    const [wanted, list] = isPayload(path)
      ? [lists.sha256.get(path), PLACES.manifest]
      : [lists.tags.get(path), PLACES.tagManifest]
    const wantedSm3 = lists.sm3.get(path)
    const differing = [
      ...(wanted !== undefined && wanted !== digests.sha256 ? [`SHA-256, ${list}`] : []),
      ...(wantedSm3 !== undefined && wantedSm3 !== digests.sm3 ? [`SM3, ${PLACES.sm3}`] : []),
    ]
    if (differing.length > 0) {
      // The list is named too: no other list holds the digest of the last one, so it may be what was altered.
      const names = differing.join('; ')
      findings.fail(
        'altered',
        'digest-differs',
        text(`内容与清单不符（${names}）`, `Not the bytes listed (${names})`),
        path,
      )
    }
  }
  checkOxum(bag, lists, findings)
  const listing = [
    'manifest-malformed',
    'file-missing',
    'file-unlisted',
    'lists-disagree',
    'path-hostile',
    'path-twice',
    'file-special',
  ]
  const n = found.size
  findings.passUnless(
    [...listing, 'digest-differs', 'file-unreadable'],
    'files',
    bag.partial
      ? text(`交来的 ${n} 个文件与清单一致`, `The ${n} files handed over are as listed`)
      : text(
          `清单所列文件齐全，没有多余，${n} 个文件逐一相符`,
          `Every listed file is here, none besides, all ${n} as listed`,
        ),
  )
}

function checkOxum(bag: Bag, lists: Manifests, findings: Findings): void {
  const words = bag.texts.get(PLACES.info)
  if (words === undefined) return
  const oxum = readOxum(words)
  if (oxum === undefined) {
    findings.fail('altered', 'oxum', text('没有写明总字节数（Payload-Oxum）', 'No Payload-Oxum'), PLACES.info)
    return
  }
  if (bag.partial) return
  const payload = [...bag.files].filter(([path]) => isPayload(path))
  const bytes = payload.reduce((sum, [, size]) => sum + size, 0)
  if (oxum.files !== lists.sha256.size || (oxum.bytes !== bytes && !findings.failed('file-missing'))) {
    const zh = `应有 ${oxum.files} 个文件 ${oxum.bytes} 字节，实有 ${payload.length} 个 ${bytes} 字节`
    const en = `Should be ${oxum.files} files of ${oxum.bytes} bytes; there are ${payload.length} of ${bytes}`
    findings.fail('altered', 'oxum', text(zh, en), PLACES.info)
  }
}
