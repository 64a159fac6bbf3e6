/**
 * `liuhen <command>`. Answers 0 only when all is well, 1 when something is not, 2 when the call was wrong, 70 when there
 * is a bug, 130 when it was told to end.
 */
import { text } from '@liuhen/core/kernel'
import { commands } from './commands.ts'
import type { Command } from './commands.ts'
import { asksJson, helpOf, isUsage, languageOf, problemOf, sentencesOf, tell } from './terminal/index.ts'
import type { Language } from './terminal/index.ts'

const [WRONG_CALL, BUG] = [2, 70]

const WORDS = {
  usage: text('用法: liuhen <命令> [选项]', 'Usage: liuhen <command> [options]'),
  commands: text('命令:', 'Commands:'),
  more: text('liuhen <命令> --help 显示该命令的选项', 'liuhen <command> --help shows the options of a command'),
  bug: text(
    '程序出错，以下内容请交给维护人员：',
    'This is a bug. Please give the following to whoever maintains Liuhen:',
  ),
}

async function overview(language: Language): Promise<string> {
  const names = Object.keys(commands)
  const width = Math.max(...names.map((name) => name.length))
  const lines = await Promise.all(
    Object.entries(commands).map(
      async ([name, load]) => `  ${name.padEnd(width)}  ${(await load()).manual.about[language]}`,
    ),
  )
  return [WORDS.usage[language], '', WORDS.commands[language], ...lines, '', WORDS.more[language], ''].join('\n')
}

/** Whether help is asked for, before anything that `--` sets apart. */
const asksHelp = (args: readonly string[]): boolean =>
  args.slice(0, args.includes('--') ? args.indexOf('--') : undefined).some((arg) => arg === '--help' || arg === '-h')

async function main([name, ...args]: readonly string[]): Promise<number> {
  const language = languageOf(name?.startsWith('-') ? [name, ...args] : args)
  if (name === undefined || name === 'help' || asksHelp([name])) {
    process.stdout.write(await overview(language))
    return name === undefined ? WRONG_CALL : 0
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (load === undefined) {
    process.stderr.write(tell([text(`没有命令 ${name}`, `There is no command ${name}`)], language))
    process.stderr.write(await overview(language))
    return WRONG_CALL
  }
  const command = await load()
  if (asksHelp(args)) {
    process.stdout.write(helpOf(command.manual, language))
    return 0
  }
  return run(command, args, language)
}

async function run(command: Command, args: readonly string[], language: Language): Promise<number> {
  try {
    return await command.run(args)
  } catch (thrown) {
    const sentences = sentencesOf(thrown)
    if (sentences === undefined) throw thrown
    process.stderr.write(tell(sentences, language))
    if (asksJson(args)) process.stdout.write(problemOf(thrown) ?? '')
    if (!isUsage(thrown)) return 1
    process.stderr.write(`\n${helpOf(command.manual, language)}`)
    return WRONG_CALL
  }
}

// Whoever reads may have read enough, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (thrown) {
  const reason = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  process.stderr.write(`${WORDS.bug[languageOf(process.argv)]}\n${reason}\n`)
  process.exitCode = BUG
}
