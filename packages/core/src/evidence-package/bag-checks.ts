import { text } from '../kernel/index.ts'
import { BAG_DECLARATION, bagInfoText, readManifest, readOxum } from './bag.ts'
import type { Findings } from './findings.ts'
import type { PackageIndex } from './package-index.ts'
import { PLACES, SINCE_2, TAG_PLACES } from './paths.ts'
import type { FileDigests } from './source.ts'

export type FoundDigests = ReadonlyMap<string, FileDigests>

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
  readonly sha512: ReadonlyMap<string, string>
  readonly sm3: ReadonlyMap<string, string>
  readonly tags: ReadonlyMap<string, string>
  readonly tags512: ReadonlyMap<string, string>
  /** What any of the lists of `data/` names; undefined when none is there. */
  readonly payload: ReadonlySet<string> | undefined
}

/** What every package has, whether its lists name it or not. */
const REQUIRED: readonly string[] = Object.values(PLACES)

const isPayload = (path: string): boolean => path.startsWith('data/')

function manifestOf(bag: Bag, path: string, findings: Findings): ReadonlyMap<string, string> {
  const words = bag.texts.get(path)
  if (words === undefined) return new Map()
  const { lines, wrongLine } = readManifest(words, path.includes('sha512') ? 128 : 64)
  if (wrongLine !== undefined)
    findings.fail(
      'altered',
      'manifest-malformed',
      text(`第 ${wrongLine} 行不合清单格式`, `Line ${wrongLine} is not a manifest line`),
      path,
    )
  return lines
}

/** Reads the lists of digests and finds what they list and is not there, or is there and not listed. */
export function checkListing(bag: Bag, version: PackageIndex['version'], findings: Findings): Manifests {
  const declaration = bag.texts.get(PLACES.declaration)
  if (declaration !== undefined && declaration !== BAG_DECLARATION)
    findings.fail(
      'altered',
      'bag-declaration',
      text('不是 BagIt 1.0 的声明', 'Not the declaration of BagIt 1.0'),
      PLACES.declaration,
    )

  const list = (path: string): ReadonlyMap<string, string> => manifestOf(bag, path, findings)
  const [sha256, sm3, tags] = [list(PLACES.manifest), list(PLACES.sm3), list(PLACES.tagManifest)]
  const [sha512, tags512] = version === 1 ? [sha256, tags] : [list(PLACES.manifest512), list(PLACES.tagManifest512)]
  for (const path of new Set([...sha256.keys(), ...sm3.keys(), ...sha512.keys()]))
    if (!isPayload(path))
      findings.fail(
        'altered',
        'manifest-malformed',
        text('清单列了 data/ 以外的文件', 'The manifest lists a file outside data/'),
        path,
      )

  const required = REQUIRED.filter((path) => version !== 1 || !SINCE_2.includes(path))
  const payload = new Set([sha256, sha512, sm3].flatMap((lines) => [...lines.keys()]))
  const listed = new Set([...payload, ...(bag.partial ? [] : [...tags.keys(), ...tags512.keys()])])
  const wanted = bag.partial
    ? [...listed].filter((path) => /^data\/(originals|redacted)\//.test(path))
    : [...listed, ...required]
  for (const path of new Set(wanted))
    if (!bag.files.has(path))
      findings.fail('incomplete', 'file-missing', text('应当有，这里没有', 'Should be here, and is not'), path)
  const allowed = new Set([...listed, ...required])
  for (const path of bag.files.keys()) {
    if (allowed.has(path) || (bag.partial && !isPayload(path))) continue
    findings.fail('altered', 'file-unlisted', text('清单上没有这个文件', 'This file is not listed'), path)
  }
  const isThere = (path: string): boolean => bag.texts.has(path)
  const lists = [
    ...(isThere(PLACES.manifest) ? [sha256] : []),
    ...(isThere(PLACES.manifest512) && version !== 1 ? [sha512] : []),
    ...(isThere(PLACES.sm3) ? [sm3] : []),
  ]
  checkSameList(lists, payload, findings)
  if (version !== 1 && !bag.partial) {
    const tagLists = [
      ...(isThere(PLACES.tagManifest) ? [tags] : []),
      ...(isThere(PLACES.tagManifest512) ? [tags512] : []),
    ]
    checkSameList(tagLists, new Set([...TAG_PLACES, ...tags.keys(), ...tags512.keys()]), findings)
    for (const path of [...tags.keys(), ...tags512.keys()])
      if (!TAG_PLACES.includes(path)) findings.fail('altered', 'lists-disagree', OTHER_LIST, path)
  }
  return { sha256, sha512, sm3, tags, tags512, payload: lists.length === 0 ? undefined : payload }
}

const OTHER_LIST = text('几份摘要清单列的文件不同', 'The lists of digests list different files')

/** Every list that is there names all of these. */
function checkSameList(
  lists: readonly ReadonlyMap<string, string>[],
  named: ReadonlySet<string>,
  findings: Findings,
): void {
  for (const path of named)
    if (lists.some((lines) => !lines.has(path))) findings.fail('altered', 'lists-disagree', OTHER_LIST, path)
}

/** Compares what was read with what the lists say. */
export function checkDigests(bag: Bag, lists: Manifests, found: FoundDigests, findings: Findings): void {
  for (const [path, digests] of found) {
    const [wanted, wanted512, list] = isPayload(path)
      ? [lists.sha256.get(path), lists.sha512.get(path), PLACES.manifest]
      : [lists.tags.get(path), lists.tags512.get(path), PLACES.tagManifest]
    const wantedSm3 = lists.sm3.get(path)
    const differing = [
      ...(wanted !== undefined && wanted !== digests.sha256 ? [`SHA-256, ${list}`] : []),
      ...(wanted512?.length === 128 && wanted512 !== digests.sha512 ? [`SHA-512, ${list.replace('256', '512')}`] : []),
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

/** The bag's own note of what it is and how large: since the second version it has one spelling. */
export function checkInfo(bag: Bag, index: PackageIndex | undefined, findings: Findings): void {
  const words = bag.texts.get(PLACES.info)
  if (words === undefined || bag.partial) return
  const payload = [...bag.files].filter(([path]) => isPayload(path))
  const bytes = payload.reduce((sum, [, size]) => sum + size, 0)
  const oxum = readOxum(words)
  const isCounted = oxum?.files === payload.length && oxum.bytes === bytes
  if (!isCounted && !(oxum !== undefined && findings.failed('file-missing'))) {
    const zh = `写明的总字节数和文件数（${oxum?.bytes}.${oxum?.files}）与实有的（${bytes}.${payload.length}）不符`
    const en = `Payload-Oxum says ${oxum?.bytes}.${oxum?.files}; there are ${bytes}.${payload.length}`
    findings.fail('altered', 'oxum', text(zh, en), PLACES.info)
  }
  if (index === undefined || index.version === 1 || oxum === undefined) return
  const wanted = bagInfoText({ organization: index.bureau, identifier: index.id, madeAt: index.madeAt, ...oxum })
  if (words !== wanted)
    findings.fail(
      'altered',
      'bag-info',
      text('说明行与目录不符，或多出、缺少', 'Its lines are not those of the index, or too many or too few'),
      PLACES.info,
    )
}
