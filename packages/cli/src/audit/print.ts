import { beijing } from '@liuhen/core/kernel'
import { visible } from '@liuhen/core/evidence-package'
import { sizeOf, spanOf } from '../terminal/index.ts'
import type { Language } from '../terminal/index.ts'
import type { AuditResult } from './audit.ts'
import type { Finding } from './findings.ts'

/** The result for a person at a terminal: every difference, and the notes counted by what they say. */
export function printed(result: AuditResult, language: Language, milliseconds: number): string {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en)
  const { at, clean, events, blobs, bytes, checkpoint, count, differences, notes } = result
  const lines = [
    clean
      ? say(
          '【符】流水、存证日志、检查点、查询表和全部文件一致',
          'CLEAN: journal, log, checkpoints, read models and files agree',
        )
      : say(`【不符】发现 ${count} 处不一致`, `DIFFERS: ${count} differences were found`),
    say(
      `${beijing(at)}  事件 ${events} 条 · 文件 ${blobs} 个，${sizeOf(bytes)} · 检查点 ${checkpoint} · 用时 ${spanOf(milliseconds)}`,
      `${beijing(at)}  ${events} events · ${blobs} files, ${sizeOf(bytes)} · checkpoint ${checkpoint} · took ${spanOf(milliseconds)}`,
    ),
  ]
  const line = ({ code, place, message }: Finding): string => `  ✗ ${place}  ${message[language]}  [${code}]`
  if (differences.length > 0) lines.push('', ...differences.map(line))
  if (count > differences.length)
    lines.push(say(`  …… 另有 ${count - differences.length} 处未列出`, `  … and ${count - differences.length} more`))
  const kinds = Map.groupBy(notes, (one) => one.code)
  if (kinds.size > 0) lines.push('', say('提示（不影响结论）', 'Notes, which are not against the record'))
  for (const [code, [first, ...more]] of kinds) {
    const others = more.length > 0 ? say(`，等 ${more.length + 1} 处`, `, and ${more.length} more`) : ''
    lines.push(`  · ${first?.message[language]}: ${first?.place}${others}  [${code}]`)
  }
  lines.push(
    '',
    clean
      ? say(
          '本次审计不能发现：持有私钥的人整体改写了日志和本机的一切。请用 --outside 与在外保存的回执核对。',
          'What this cannot see: a holder of the private key who rewrote the log and everything on this machine. Hold it against receipts kept elsewhere with --outside.',
        )
      : say(
          '请保持现场，不要修改数据目录；先备份整个目录，再通知审计管理员。',
          'Leave everything as it is: copy the whole data folder first, then tell the audit administrator.',
        ),
  )
  return `${lines.map(visible).join('\n')}\n`
}
