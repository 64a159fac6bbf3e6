import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from '@liuhen/core/kernel'
import {
  common,
  helpOf,
  isUsage,
  languageOf,
  manual,
  readOptions,
  sentencesOf,
  sizeOf,
  tell,
} from '../terminal/index.ts'
import type { Streams } from '../audit/index.ts'
import { crash } from './crash.ts'
import type { CrashReport } from './crash.ts'

export const crashTestManual = manual({
  usage: 'crash-test [--kills N] [--seed S] [--json]',
  about: text(
    '断电试验：一边上传、办案、签批一边反复强行终止服务，最后核对每一份回执、每一条流水、每一个文件，办案的每一步不丢、不重、不留半截',
    'Kills the server again and again while files come in and cases are entered and signed, then looks for every receipt, event and file it acknowledged, and for any step that is there twice or by half',
  ),
  options: {
    kills: { kind: 'number', value: 'N', about: text('终止多少次，缺省 50', 'how often to kill it, 50 unless given') },
    seed: { kind: 'number', value: 'S', about: text('随机种子，用于重现', 'seed of chance, to do the same again') },
    keep: { kind: 'flag', about: text('保留试验用的数据目录', 'keep the data folder of the trial') },
    ...common,
  },
  operands: [0, 0],
})

/** `liuhen crash-test`. Answers the exit status: 0 when nothing was lost and the audit is clean. */
export async function crashTest(args: readonly string[], streams: Streams = process): Promise<number> {
  const language = languageOf(args)
  if (args.includes('--help')) {
    streams.stdout.write(helpOf(crashTestManual, language))
    return 0
  }
  let folder: string | undefined
  try {
    const { kills = 50, seed = Date.now() % 1_000_000, keep, json } = readOptions(crashTestManual, args)
    folder = await mkdtemp(join(tmpdir(), 'liuhen-crash-'))
    const onKill = (kill: number, files: number): void => {
      if (kill % 10 === 0 || kill === kills) streams.stderr.write(`${kill}/${kills} · ${files} ✓\n`)
    }
    const report = await crash({ folder, kills, seed, onKill })
    if (keep) streams.stderr.write(`${folder}\n`)
    else await rm(folder, { recursive: true, force: true })
    streams.stdout.write(json ? `${summaryOf(report)}\n` : printed(report)[language])
    return report.lost.length === 0 && report.audit.clean ? 0 : 1
  } catch (thrown) {
    const sentences = sentencesOf(thrown)
    if (sentences === undefined) throw thrown
    streams.stderr.write(tell(sentences, language) + (isUsage(thrown) ? helpOf(crashTestManual, language) : ''))
    if (folder !== undefined) streams.stderr.write(`${folder}\n`)
    return 2
  }
}

function summaryOf({ lost, audit, ...counts }: CrashReport): string {
  const { clean, differences } = audit
  return JSON.stringify({ ...counts, lost: lost.length, what: lost, audit: clean ? 'clean' : 'differs', differences })
}

function printed(report: CrashReport): { zh: string; en: string } {
  const { kills, whole, seed, files, bytes, receipts, events, resumed, begunAgain, lost, audit } = report
  const { cases, acts, approvals, signatures, again } = report
  const sound = lost.length === 0 && audit.clean
  const found = [...lost, ...audit.differences.map(({ code, place }) => `${place} [${code}]`)].map(
    (one) => `  ✗ ${one}\n`,
  )
  return {
    zh: `${sound ? '【符】没有丢失' : '【不符】'}：强行终止 ${kills} 次（其中 ${whole} 次连同数据库），文件 ${files} 个 ${sizeOf(bytes)}，回执 ${receipts} 份，其他事件 ${events} 条，案件 ${cases} 件、行为 ${acts} 项、审批 ${approvals} 份、签署 ${signatures} 次（重发 ${again} 次），续传 ${resumed} 次，重新开始 ${begunAgain} 次，丢失 ${lost.length}（种子 ${seed}）\n${found.join('')}`,
    en: `${sound ? 'NOTHING LOST' : 'DIFFERS'}: killed ${kills} times (${whole} with the database), ${files} files ${sizeOf(bytes)}, ${receipts} receipts, ${events} other events, ${cases} cases with ${acts} acts, ${approvals} approvals and ${signatures} signatures (sent again ${again}), resumed ${resumed}, begun again ${begunAgain}, lost ${lost.length} (seed ${seed})\n${found.join('')}`,
  }
}
