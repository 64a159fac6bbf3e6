import { expect, test } from 'vitest'
import { verifyPackage } from '../packages/core/src/evidence-package/index.ts'
import type { PackageSource } from '../packages/core/src/evidence-package/index.ts'
import { because, Malformed } from '../packages/core/src/kernel/index.ts'
import { sha256, sm3, verify } from '../scripts/node-crypto.ts'
import { BUREAU, digestsOf, makePackage, sha512 } from '../scripts/package-in-memory.ts'
import type { Contents } from '../scripts/package-in-memory.ts'
import { alteredPackages, KINDS } from './altered-packages.ts'
import { REDACTED_KINDS } from './altered-redacted.ts'
import { VOLUME_KINDS } from './altered-volumes.ts'
import { judge } from './second-verifier/index.ts'

const sourceOf = (contents: Contents): PackageSource => {
  const bytesAt = (path: string): Uint8Array => contents.get(path) ?? new Uint8Array()
  return {
    list: () => Promise.resolve([...contents].map(([path, bytes]) => ({ path, bytes: bytes.length }))),
    readText: async (path) => {
      try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytesAt(path))
      } catch {
        throw because(Malformed, 'not-utf-8', '不是 UTF-8 文字', 'Not UTF-8')
      }
    },
    readBytes: (path) => Promise.resolve(bytesAt(path)),
    digest: async (path) =>
      ({ ...digestsOf(bytesAt(path)), sha512: sha512(bytesAt(path)), bytes: bytesAt(path).length }) as never,
  }
}

const altered = alteredPackages(640)

test('a verifier written anew from the text alone agrees on every altered package', async () => {
  expect(Object.keys({ ...KINDS, ...VOLUME_KINDS, ...REDACTED_KINDS }).length).toBeGreaterThanOrEqual(215)
  expect(altered.length).toBeGreaterThanOrEqual(300)
  const disagreed: unknown[] = []
  const seen = new Map<string, number>()
  for (const { kind, contents, keys } of altered) {
    const report = await verifyPackage(sourceOf(contents), { sha256, sm3, verify }, { trustedKeys: keys })
    const second = judge(contents, keys)
    const [ours, theirs] = [report, second].map(({ verdict, standing }) => `${verdict} ${standing}`)
    seen.set(ours ?? '', (seen.get(ours ?? '') ?? 0) + 1)
    const codes = report.checks.flatMap((check) => (check.ok ? [] : [`${check.code} ${check.file ?? ''}`]))
    if (ours !== theirs) disagreed.push({ kind, ours, theirs, codes, found: second.found })
  }
  expect(disagreed).toEqual([])
  for (const one of [
    'sound proven',
    'sound originals',
    'sound uncompared',
    'foreign failed',
    'altered failed',
    'unreadable failed',
    'incomplete failed',
  ])
    expect([one, seen.get(one) ?? 0]).toEqual([one, expect.toSatisfy((n: number) => n > 0)])
})

test('no change to a package leaves it proven, but for what an operating system adds and who else signs', () => {
  const harmless = [
    'as it was made',
    'what an operating system leaves',
    'a witness signs too',
    'an older key signs too',
    'a volume without recordings',
    'redacted: with a volume',
  ]
  const proven = altered.filter(({ contents }) => judge(contents, [BUREAU.line]).standing === 'proven')
  const sorted = (contents: Contents): string => JSON.stringify([...contents].map(String).sort())
  const plain = [makePackage(), makePackage({ volume: true }), makePackage({ redacted: true })].map(sorted)
  const changed = proven.filter(({ contents }) => !plain.includes(sorted(contents)))
  expect([...new Set(changed.map((one) => one.kind))].filter((kind) => !harmless.includes(kind))).toEqual([])
})
