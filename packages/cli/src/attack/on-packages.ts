import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from '@liuhen/core/kernel'
import type { VerifyReport } from '@liuhen/core/evidence-package'
import { verify } from '../verify/index.ts'
import { outcomeOf } from './attack.ts'
import type { Attack, Outcome } from './attack.ts'
import type { Target } from './sandbox.ts'

/** The folder of one evidence package that was made here, relative to the data folder. */
function packageIn({ data }: Target): string | undefined {
  const folder = join(data, 'packages')
  const names = existsSync(folder) ? readdirSync(folder) : []
  const name = names.find((one) => existsSync(join(folder, one, 'bagit.txt')))
  return name === undefined ? undefined : join('packages', name)
}

async function reportOn(path: string): Promise<VerifyReport> {
  let out = ''
  const quiet = { write: () => true }
  await verify([path, '--json'], { stdout: { write: (words) => (out += words) }, stderr: quiet })
  return JSON.parse(out) as VerifyReport
}

const onPackage = (
  name: string,
  title: ReturnType<typeof text>,
  codes: readonly string[],
  act: (target: Target, files: { readonly folder: string; readonly originals: readonly string[] }) => boolean | void,
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
    if ((await reportOn(join(target.data, folder))).verdict !== 'sound')
      throw new Error('the package was not sound to begin with')
    if (act(target, { folder, originals }) === false) return undefined
    const { checks } = await reportOn(join(target.data, folder))
    return outcomeOf(
      checks.flatMap((check) => (check.ok ? [] : [check])),
      codes,
    )
  },
})

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
]
