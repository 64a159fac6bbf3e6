import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { text } from '@liuhen/core/kernel'
import { PACKAGE_FORMAT, PLACES } from '@liuhen/core/evidence-package'
import type { VerifyReport } from '@liuhen/core/evidence-package'
import { verify } from '../verify/index.ts'
import { outcomeOf } from './attack.ts'
import type { Attack, Outcome } from './attack.ts'
import { stranger, strangerNamed } from './forger.ts'
import type { Forger } from './forger.ts'
import { remakePackage } from './remake.ts'
import type { Target } from './sandbox.ts'

/** The folder of one evidence package of recordings that was made here, relative to the data folder. */
function packageIn({ data }: Target): string | undefined {
  const folder = join(data, 'packages')
  const names = existsSync(folder) ? readdirSync(folder) : []
  const name = names.find((one) => existsSync(join(folder, one, 'bagit.txt')) && isOfRecordings(join(folder, one)))
  return name === undefined ? undefined : join('packages', name)
}

/** Whether it holds no volume: a forger who makes a package anew makes one of recordings. */
function isOfRecordings(folder: string): boolean {
  const { format } = JSON.parse(readFileSync(join(folder, PLACES.index), 'utf8')) as { readonly format?: unknown }
  return format === PACKAGE_FORMAT
}

/** As somebody verifies it who has the bureau's key from elsewhere. */
async function reportOn({ data }: Target, folder: string): Promise<VerifyReport> {
  let out = ''
  const quiet = { write: () => true }
  await verify([join(data, folder), '--key', join(data, 'keys', 'log.pub'), '--json'], {
    stdout: { write: (words) => (out += words) },
    stderr: quiet,
  })
  return JSON.parse(out) as VerifyReport
}

const onPackage = (
  name: string,
  title: ReturnType<typeof text>,
  codes: readonly string[],
  act: (
    target: Target,
    files: { readonly folder: string; readonly originals: readonly string[] },
  ) => boolean | void | Promise<void>,
): Attack => ({
  name,
  title,
  codes,
  async run(target): Promise<Outcome | undefined> {
    const folder = packageIn(target)
    if (folder === undefined) return undefined
    const originals = readdirSync(join(target.data, folder, 'data', 'originals')).map(
      (one) => `${folder}/data/originals/${one}`,
    )
    if ((await reportOn(target, folder)).standing !== 'proven')
      throw new Error('the package was not proven to begin with')
    if ((await act(target, { folder, originals })) === false) return undefined
    const { checks } = await reportOn(target, folder)
    return outcomeOf(
      checks.flatMap((check) => (check.ok ? [] : [check])),
      codes,
    )
  },
})

/** Makes the whole package anew, by a key that is not the bureau's. */
const remadeBy =
  (forgerFor: (target: Target) => Forger) =>
  async (target: Target, { folder }: { readonly folder: string }): Promise<void> => {
    const root = join(target.data, folder)
    for (const one of readdirSync(root, { recursive: true, withFileTypes: true }))
      if (one.isFile()) target.ownFile(relative(target.data, join(one.parentPath, one.name)))
    await remakePackage(root, forgerFor(target))
  }

/** Attacks on an evidence package, which `liuhen verify` is to notice. */
export const onPackages: readonly Attack[] = [
  onPackage(
    'change-package',
    text('改动证据包里的原件', 'Change an original in an evidence package'),
    ['digest-differs', 'original-differs'],
    (target, { originals: [one] }) => {
      const path = target.ownFile(one as string)
      const bytes = readFileSync(path)
      const at = bytes.length >> 1
      bytes[at] = (bytes[at] as number) ^ 1
      writeFileSync(path, bytes)
    },
  ),
  onPackage(
    'swap-in-package',
    text('对调证据包里的两份原件', 'Swap two originals in an evidence package'),
    ['digest-differs', 'original-differs'],
    (target, { originals: [one, other] }) => {
      if (one === undefined || other === undefined) return false
      const place = (path: string): string => join(target.data, path)
      renameSync(place(one), place(`${one}.swap`))
      renameSync(place(other), place(one))
      renameSync(place(`${one}.swap`), place(other))
    },
  ),
  onPackage(
    'remake-package',
    text(
      '换掉原件，用自己的密钥把整个证据包重做一遍',
      'Put in another original and make the whole package anew with a key of one’s own',
    ),
    ['key-other'],
    remadeBy(() => strangerNamed('elsewhere.example/log')),
  ),
  onPackage(
    'remake-package-same-name',
    text(
      '换掉原件，用与该局同名的密钥把整个证据包重做一遍',
      'Put in another original and make the whole package anew with a key that bears the bureau’s name',
    ),
    ['key-other'],
    remadeBy(stranger),
  ),
]
