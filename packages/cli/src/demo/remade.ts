import { cp, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { inFours } from '@liuhen/core/evidence-package'
import type { KeyMark, VerifyReport } from '@liuhen/core/evidence-package'
import { remakePackage, strangerNamed } from '../attack/index.ts'
import { headlineOf, picture } from '../verify/index.ts'
import { liuhen } from './children.ts'

export interface Remade {
  readonly folder: string
  /** It looks otherwise than the genuine one, without a key and with it, and is not taken for it. */
  readonly isTold: boolean
}

interface Place {
  /** Where the copy goes. */
  readonly folder: string
  /** The file with the bureau's published key. */
  readonly key: string
  readonly say: (zh: string, en: string) => void
  readonly line: (line: string) => void
}

/** Somebody makes the package anew with another film and a key of their own that bears the bureau's name; both are verified. */
export async function remade(genuine: string, { folder: parent, key, say, line }: Place): Promise<Remade> {
  const folder = join(parent, basename(genuine))
  await cp(genuine, folder, { recursive: true })
  const [origin = ''] = (await readFile(key, 'utf8')).split('+')
  await remakePackage(folder, strangerNamed(origin))
  say(
    '有人换掉一份原件，用自己的同名密钥把整个证据包重做一遍：摘要、事件、日志、签名互不矛盾',
    'Somebody puts in another film and makes the whole package anew, with a key of the bureau’s name: nothing in it contradicts',
  )
  const verified = async (...args: readonly string[]) => {
    const { code, result } = await liuhen(['verify', ...args], {}, line)
    return { code, report: result as VerifyReport }
  }
  const ours = await verified(genuine, '--key', key)
  const alone = await verified(folder)
  const theirs = await verified(folder, '--key', key)
  const shown = (zh: string, en: string, { code, report }: typeof ours): void => {
    line(`${zh}  ·  ${en}  (${code})`)
    for (const one of headlineOf(report, ({ zh: words }) => words)) line(`    ${one}`)
  }
  shown('真包，用该局公布的公钥', 'Genuine, with the published key', ours)
  shown('重做的包，没有公钥', 'Made anew, without a key', alone)
  shown('重做的包，用该局公布的公钥', 'Made anew, with the published key', theirs)
  const [mark, other] = [ours.report.key?.mark, alone.report.key?.mark]
  if (mark && other) for (const one of beside(mark, other)) line(one)
  const isTold =
    ours.code === 0 &&
    alone.code === 3 &&
    theirs.code === 1 &&
    theirs.report.verdict === 'foreign' &&
    mark !== undefined &&
    other !== undefined &&
    mark.characters !== other.characters &&
    picture(mark).join() !== picture(other).join()
  say(
    isTold ? '重做的包一眼可辨：密钥印记不同，比对公钥后整包标为他人所做' : '重做的包没有被认出来',
    isTold
      ? 'The package made anew is told at a glance: another mark of the key, and somebody else’s as a whole once compared'
      : 'THE PACKAGE MADE ANEW WAS NOT TOLD FROM THE GENUINE ONE',
  )
  return { folder, isTold }
}

/** Two marks of keys side by side, as they look in a terminal. */
function beside(mark: KeyMark, other: KeyMark): string[] {
  const [one, two] = [mark, other].map((each) => picture({ ...each, characters: '' }).map((row) => row.trimEnd()))
  return [
    '  真包的密钥 genuine    重做的密钥 made anew',
    ...(one ?? []).map((row, y) => `${row.padEnd(22)}${two?.[y] ?? ''}`),
    `  ${inFours(mark.characters)}   ${inFours(other.characters)}`,
  ]
}
