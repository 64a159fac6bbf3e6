import { Corrupt } from '@liuhen/core/kernel'
import type { Text } from '@liuhen/core/kernel'
import { poolReader } from '../audit/index.ts'
import { DigestPool } from '../verify/digest-pool.ts'
import type { Attack } from './attack.ts'
import { onBlobs } from './on-blobs.ts'
import { onJournal } from './on-journal.ts'
import { onLog } from './on-log.ts'
import { onPackages } from './on-packages.ts'
import { onReadModels } from './on-read-models.ts'
import { onWarrants } from './on-warrants.ts'
import { onReceipts } from './receipts.ts'
import { openSandbox } from './sandbox.ts'
import type { Sandbox } from './sandbox.ts'

export const attacks: readonly Attack[] = [
  ...onBlobs,
  ...onJournal,
  ...onWarrants,
  ...onReadModels,
  ...onLog,
  ...onReceipts,
  ...onPackages,
]

/** How one attack went. */
export interface Tried {
  readonly name: string
  readonly title: Text
  readonly detected: boolean
  /** All codes it was found by. */
  readonly by: readonly string[]
  readonly said: Text | undefined
}

export interface AttackReport {
  readonly tried: readonly Tried[]
  /** Those there was nothing to do to: no package had been made, or there was one recording only. */
  readonly passedOver: readonly Pick<Attack, 'name' | 'title'>[]
  /** Where the copy was kept. */
  readonly folder: string
}

export interface AttackOptions {
  readonly data: string
  readonly keep: boolean
  readonly onTried?: (tried: Tried) => void
  /** For trials: other attacks than all of them. */
  readonly only?: readonly Attack[]
}

/**
 * Makes every attack on a copy of the data folder, each on a state of its own, and has it looked for. Throws Refused while
 * the server runs, Corrupt when the untouched copy is not clean: then nothing that is found would mean anything.
 */
export async function attackFolder({ data, keep, onTried, only = attacks }: AttackOptions): Promise<AttackReport> {
  const pool = new DigestPool()
  let sandbox: Sandbox | undefined
  try {
    sandbox = await openSandbox(data, poolReader(pool))
    await refuseUnclean(sandbox)
    const tried: Tried[] = []
    const passedOver: Attack[] = []
    for (const attack of only) {
      const outcome = await sandbox.fresh((target) => attack.run(target))
      if (outcome === undefined) {
        passedOver.push(attack)
        continue
      }
      const { name, title, codes } = attack
      const one = { name, title, ...outcome, detected: outcome.by.some((code) => codes.includes(code)) }
      onTried?.(one)
      tried.push(one)
    }
    return { tried, passedOver, folder: sandbox.folder }
  } finally {
    await Promise.all([pool.close(), sandbox?.close({ keep })])
  }
}

async function refuseUnclean(sandbox: Sandbox): Promise<void> {
  const { clean, differences } = await sandbox.fresh((target) => target.audit())
  if (clean) return
  throw new Corrupt([
    {
      code: 'not-clean-before',
      message: {
        zh: '未动手之前审计就有不一致，试验没有意义。请先运行 liuhen audit 查明：',
        en: 'The audit finds differences before anything was done, so trying means nothing. Run liuhen audit first:',
      },
    },
    ...differences.slice(0, 20).map(({ code, place, message: { zh, en } }) => ({
      code,
      message: { zh: `${place}：${zh}`, en: `${place}: ${en}` },
    })),
  ])
}
