/** `liuhen doctor`: whether this machine has what Liuhen needs, and what to do where it has not. */
import { resolve } from 'node:path'
import { text } from '@liuhen/core/kernel'
import { common, languageOf, manual, readOptions } from '../terminal/index.ts'
import { checkData, checkFonts, checkNode, checkProgram, checkRoom, checkServer, checkWalls } from './checks.ts'

export const doctorManual = manual({
  usage: 'doctor [options]',
  about: text(
    '检查本机是否具备运行条件，缺什么、怎么办',
    'Checks that this machine has what is needed, and says what to do',
  ),
  operands: [0, 0],
  options: {
    data: {
      kind: 'text',
      value: 'DIR',
      about: text('数据目录，缺省为 LIUHEN_DATA 或 ./data', 'the data folder; LIUHEN_DATA or ./data unless given'),
    },
    server: { kind: 'text', value: 'URL', about: text('这台服务器必须有回答', 'this server must answer') },
    ...common,
  },
})

/** Answers the exit status: 0 when everything that is needed is there. */
export async function doctorCommand(args: readonly string[]): Promise<number> {
  const asked = readOptions(doctorManual, args)
  const language = languageOf(args)
  const data = resolve(asked.data ?? (process.env['LIUHEN_DATA'] || './data'))
  const findings = [
    checkNode(),
    ...(await Promise.all([
      checkProgram('ffmpeg', 'FFMPEG', ['-version'], 'ffmpeg'),
      checkProgram('ffprobe', 'FFPROBE', ['-version'], 'ffmpeg'),
      checkFonts(),
      checkProgram('qpdf', 'QPDF', ['--version'], 'qpdf'),
      checkWalls(),
      checkProgram('chromium', 'CHROMIUM', ['--version'], 'chromium', true),
      checkRoom(data),
      checkData(data),
      checkServer(asked.server, data),
    ])),
  ]
  const isWell = findings.every((one) => one.ok || one.optional)
  if (asked.json) process.stdout.write(`${JSON.stringify({ well: isWell, findings })}\n`)
  else
    for (const { name, ok, optional, found, remedy } of findings) {
      const mark = ok ? '✓' : optional ? '–' : '✗'
      process.stdout.write(`${mark} ${name[language]}  ${ok ? found : (remedy?.[language] ?? '')}\n`)
    }
  return isWell ? 0 : 1
}
