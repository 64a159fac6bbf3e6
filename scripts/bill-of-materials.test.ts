import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { allComponents, cycloneDx, licencesPage, pageFile, programs, programsBeside } from './bill-of-materials.ts'

const root = join(import.meta.dirname, '..')
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  packages: Record<string, { version?: string; link?: boolean; dev?: boolean }>
}

/** What may run at a bureau together with what is Apache-2.0; the last three are of programs that are started, not linked. */
const FITTING = [
  [
    'MIT',
    'MIT-0',
    'ISC',
    '0BSD',
    'Apache-2.0',
    '(MIT OR Apache-2.0)',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'BlueOak-1.0.0',
    'Unlicense',
    'Python-2.0',
  ],
  ['OFL-1.1', 'GPL-2.0-only', 'GPL-2.0-or-later', 'LGPL-2.0-or-later'],
].flat()

test('the bill of materials names every package that is installed, each with its digest and a licence that fits', () => {
  const all = allComponents()
  const bill = cycloneDx('0', all) as { components: { purl: string; scope: string; hashes?: object[] }[] }
  const named = new Map(bill.components.map((one) => [one.purl, one]))
  const installed = Object.entries(lock.packages).filter(([path, one]) => path.includes('node_modules/') && !one.link)
  expect(installed.length).toBeGreaterThan(200)
  for (const [path, { version, dev }] of installed) {
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const found = named.get(`pkg:npm/${name.replace('@', '%40')}@${version}`)
    expect(found?.hashes, path).toHaveLength(1)
    if (dev !== true && found?.scope === 'excluded') expect(lock.packages[path]).toMatchObject({ devOptional: true })
  }
  expect(new Set(named.keys()).size).toBe(bill.components.length)
  for (const one of all) {
    if (one.dev) expect(one.licence, one.name).not.toBe('')
    else expect(FITTING, `${one.name}: ${one.licence}`).toContain(one.licence)
  }
})

test('the bill names every program of the system that is installed with it', () => {
  const installer = readFileSync(join(root, 'scripts/run.cjs'), 'utf8')
  const asked = [...installer.matchAll(/^ {4}\[\(\) => .*, '([a-z0-9-]+)'\],$/gm)].map((found) => found[1])
  expect(asked.length).toBeGreaterThan(4)
  const known = [...programs, ...programsBeside].map((one) => one.name)
  expect(asked.filter((one) => !known.includes(one as string))).toEqual([])
})

test('the page of licences is of the packages there are: npm run sbom makes it', () => {
  expect(readFileSync(pageFile, 'utf8')).toBe(licencesPage(allComponents()))
})
