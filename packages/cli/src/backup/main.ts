import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { beijing, Failure, instantOf, text } from '@liuhen/core/kernel'
import { audit, folderOf } from '../audit/index.ts'
import { common, languageOf, manual, readOptions, sizeOf } from '../terminal/index.ts'
import { backUp, readNote, refuseTaken } from './backup.ts'
import { copyFolder, keepOnDisk } from './copy.ts'

const data = {
  kind: 'text',
  value: 'DIR',
  about: text('数据目录，缺省 ./data', 'the data folder, ./data unless given'),
} as const

export const backupManual = manual({
  usage: 'backup PLACE [--data DIR] [--json]',
  about: text(
    '把数据目录完整复制到 PLACE，服务器可以照常运行；只用于自带的数据库',
    'Copies the whole data folder to PLACE while the server may go on; for the database it brings itself',
  ),
  operands: [1, 1],
  options: { data, ...common },
})

export const restoreManual = manual({
  usage: 'restore PLACE --data DIR [--outside PATH]… [--json]',
  about: text(
    '把 PLACE 的备份放进一个新的数据目录，并审计全部内容',
    'Puts the back-up at PLACE into a new data folder, and audits all of it',
  ),
  operands: [1, 1],
  options: {
    data: { kind: 'text', value: 'DIR', about: text('新的数据目录', 'the new data folder') },
    outside: {
      kind: 'list',
      value: 'PATH',
      about: text(
        '在外保存的回执或检查点：备份之后的会被指出',
        'receipts or checkpoints kept elsewhere: those later than the back-up are told',
      ),
    },
    ...common,
  },
})

const fromCaller = (path: string): string => resolve(process.env['LIUHEN_CWD'] ?? process.cwd(), path)

const saidOf = (error: unknown): string =>
  (error instanceof Failure ? (error.obstacles[0]?.message.zh ?? error.message) : String(error)).slice(0, 500)

/** What came of it is left where the server tells whoever looks after the machine; where it cannot be, nothing else fails by it. */
async function leaveNote(
  folder: string,
  note: { readonly at: string; readonly ok: boolean; readonly said?: string },
): Promise<void> {
  await mkdir(join(folder, 'run'), { recursive: true })
    .then(() => writeFile(join(folder, 'run', 'backup.json'), `${JSON.stringify(note)}\n`))
    .catch(() => undefined)
}

/** `liuhen backup`. Answers the exit status. */
export async function backupCommand(args: readonly string[]): Promise<number> {
  const given = readOptions(backupManual, args)
  const place = fromCaller(given.operands[0] ?? '')
  const folder = folderOf(given.data)
  const at = instantOf(Date.now())
  const note = await backUp(folder, place, Date.now()).catch(async (error: unknown) => {
    await leaveNote(folder, { at, ok: false, said: saidOf(error) })
    throw error
  })
  await leaveNote(folder, { at, ok: true })
  const said = text(
    `备份完成：${place}，${sizeOf(note.bytes)}，存证日志至少 ${note.size} 条。请把它另存到别处，并定期试着恢复`,
    `Backed up to ${place}: ${sizeOf(note.bytes)}, ${note.size} entries of the log at least. Keep it elsewhere, and restore it now and then to see that it can be`,
  )
  process.stdout.write(given.json ? `${JSON.stringify({ backup: place, ...note })}\n` : `${said[languageOf(args)]}\n`)
  return 0
}

/** `liuhen restore`. Answers the exit status of the audit that ends it. */
export async function restoreCommand(args: readonly string[]): Promise<number> {
  const given = readOptions(restoreManual, args)
  const [from, to] = [fromCaller(given.operands[0] ?? ''), fromCaller(given.data ?? 'data')]
  const note = await readNote(from)
  await refuseTaken(to)
  await copyFolder(from, to, (path) => path === 'backup.json')
  // The server puts on record that it goes on from here; whatever came after the back-up is not in it.
  await mkdir(join(to, 'run'), { recursive: true, mode: 0o700 })
  await writeFile(join(to, 'run', 'restored.json'), `${JSON.stringify({ backedUpAt: note.at, size: note.size })}\n`)
  keepOnDisk(to)
  const said = text(
    `已从 ${beijing(note.at).slice(0, 16)} 的备份恢复到 ${to}。此后收存的内容不在其中：采集站里没有回执的卡请不要清除，已有回执的请用 --outside 核对。正在审计…`,
    `Restored to ${to} from the back-up of ${beijing(note.at).slice(0, 16)}. What came later is not in it: clear no card without a receipt, and hold the receipts there are against it with --outside. Auditing…`,
  )
  if (!given.json) process.stdout.write(`${said[languageOf(args)]}\n`)
  const outside = given.outside.flatMap((path) => ['--outside', path])
  const language = given.lang === undefined ? [] : ['--lang', given.lang]
  return audit(['--data', to, ...outside, ...language, ...(given.json ? ['--json'] : [])])
}
