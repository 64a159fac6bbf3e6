import { text } from '@liuhen/core/kernel'
import { common, languageOf, manual, readOptions, usage } from '../terminal/index.ts'
import { askCamera } from './camera.ts'
import { clocksOf } from '@liuhen/core/intake'
import { serverSamples } from './dock.ts'
import { counterAt } from './counter.ts'
import { SERVER } from './main.ts'
import { Patience } from './patience.ts'
import { endSignal } from './signals.ts'

export const clockManual = manual({
  usage: 'clock --camera "CMD" [options]',
  about: text(
    '读出设备信息，测量设备时钟与服务器时间相差多少',
    "Tells who the camera is and how far its clock is from the server's",
  ),
  operands: [0, 0],
  options: {
    camera: {
      kind: 'text',
      value: '"CMD"',
      about: text('读取设备信息和时钟的厂商程序', "the vendor's program that answers for the camera"),
    },
    server: {
      kind: 'text',
      value: 'URL',
      about: text(
        `服务器地址，缺省为 LIUHEN_SERVER 或 ${SERVER}`,
        `the server; LIUHEN_SERVER or ${SERVER} unless given`,
      ),
    },
    ...common,
  },
})

/** `liuhen clock`. Answers the exit status. */
export async function clockCommand(args: readonly string[]): Promise<number> {
  const asked = readOptions(clockManual, args)
  const language = languageOf(args)
  if (asked.camera === undefined)
    throw usage('请用 --camera 给出读取设备的程序', "Give the camera's program with --camera")
  using end = endSignal()
  const camera = await askCamera(asked.camera, end.signal)
  const counter = counterAt(asked.server ?? (process.env['LIUHEN_SERVER'] || SERVER), '')
  const waiting = new Patience({ limit: 0, signal: end.signal, say: () => undefined })
  const { station, camera: measured, recorded } = clocksOf(await serverSamples(counter, waiting), camera.samples)
  const { identity, battery } = camera
  if (asked.json)
    process.stdout.write(`${JSON.stringify({ identity, battery: battery ?? null, station, measured, recorded })}\n`)
  else {
    const line = (name: string, one: { offset: number; error: number } | undefined): string =>
      one === undefined
        ? ''
        : `${name}  ${one.offset > 0 ? '+' : ''}${(one.offset / 1000).toFixed(3)} s ± ${(one.error / 1000).toFixed(3)} s\n`
    process.stdout.write(`${camera.number ?? camera.names[0] ?? '?'}  ${identity.userName ?? ''}  ${battery ?? '?'}%\n`)
    process.stdout.write(line(text('设备比服务器', 'camera minus server')[language], recorded))
    process.stdout.write(line(text('设备比本机', 'camera minus station')[language], measured))
    process.stdout.write(line(text('本机比服务器', 'station minus server')[language], station))
  }
  return 0
}
