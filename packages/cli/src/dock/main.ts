import { join, resolve } from 'node:path'
import { text } from '@liuhen/core/kernel'
import { agreed, common, languageOf, manual, readOptions, Screen, usage } from '../terminal/index.ts'
import type { Given, Language } from '../terminal/index.ts'
import { counterAt } from './counter.ts'
import { dock } from './dock.ts'
import type { DockRequest } from './dock.ts'
import { conclusionOf, isWell, summaryOf } from './docking.ts'
import type { Docking } from './docking.ts'
import { Presentation } from './presentation.ts'
import { introduce } from './introduction.ts'
import { leaving, patternsIn, stationKey } from './settings.ts'
import { defaultState, DockState } from './state.ts'
import { endSignal } from './signals.ts'
import { watch } from './watch.ts'

/** Where the server is unless said otherwise. */
export const SERVER = 'http://127.0.0.1:8040'

export const dockManual = manual({
  usage: 'dock <folder> [options]',
  about: text(
    '采集一张存储卡或一个文件夹：读设备信息、测时钟、上传、核对回执；随时可以中断，再次运行会接着采集',
    'Docks a card or a folder: asks the camera, measures its clock, uploads, checks the receipts. It may be stopped at any time; run again and it goes on',
  ),
  operands: [0, 1],
  options: {
    server: {
      kind: 'text',
      value: 'URL',
      about: text(
        `服务器地址，缺省为 LIUHEN_SERVER 或 ${SERVER}`,
        `the server; LIUHEN_SERVER or ${SERVER} unless given`,
      ),
    },
    'key-file': {
      kind: 'text',
      value: 'FILE',
      about: text(
        '采集站密钥所在文件，缺省为 LIUHEN_STATION_KEY',
        "holds the docking station's key; LIUHEN_STATION_KEY unless given",
      ),
    },
    introduce: {
      kind: 'flag',
      about: text(
        '安装时用：只报送本站的签名公钥，显示供人核对的指纹，不采集',
        'at installation: only tells the signing key of this station and shows the fingerprint to compare; docks nothing',
      ),
    },
    camera: {
      kind: 'text',
      value: '"CMD"',
      about: text('读取设备信息和时钟的厂商程序', "the vendor's program that tells who the camera is and its clock"),
    },
    device: {
      kind: 'text',
      value: 'NUMBER',
      about: text(
        '设备编号，缺省由设备或文件名得出',
        'the device number; the camera or its file names tell it unless given',
      ),
    },
    pattern: {
      kind: 'text',
      value: 'FILE',
      about: text('本局的文件名规则（JSON）', "the bureau's own file name patterns (JSON)"),
    },
    leave: {
      kind: 'text',
      value: '"*.LOG,…"',
      about: text(
        '卡上确定不用采集的文件，逗号分隔，可用 * 和 ?；像录音录像的仍会指出',
        'files on the card that need not be docked, separated by commas, with * and ?; what looks like a recording is told all the same',
      ),
    },
    clear: {
      kind: 'flag',
      about: text('核对回执后从卡上清除已固化的文件', 'remove from the card what is proven to be preserved'),
    },
    watch: {
      kind: 'flag',
      about: text('一直守着文件夹，来一个采一个', 'keep watching the folder and dock what arrives'),
    },
    still: {
      kind: 'number',
      value: 'S',
      about: text(
        '守候时，文件静止几秒才采集，缺省 5',
        'with --watch: seconds a file must rest before it is docked; 5',
      ),
    },
    parallel: {
      kind: 'number',
      value: 'N',
      about: text('同时上传几个文件，缺省 3', 'how many files are sent at once; 3'),
    },
    patience: {
      kind: 'number',
      value: 'S',
      about: text(
        '服务器连不上或磁盘满时最多等几秒，缺省 600',
        'seconds to bear with a server that is away or full; 600',
      ),
    },
    receipts: { kind: 'text', value: 'DIR', about: text('回执存放目录', 'where receipts are kept') },
    state: {
      kind: 'text',
      value: 'DIR',
      about: text('断点续传记录的目录', 'where progress is remembered between runs'),
    },
    ...common,
  },
})

type Asked = Given<typeof dockManual>
const MOST_AT_ONCE = 16

/** `liuhen dock`. Answers the exit status: 0 when everything on the card is preserved (and cleared, if that was wanted). */
export async function dockCommand(args: readonly string[]): Promise<number> {
  const asked = readOptions(dockManual, args)
  const language = languageOf(args)
  const presentation = new Presentation(new Screen(process.stderr), language)
  using end = endSignal()
  const request = await requestOf(asked, language, presentation, end.signal)
  if (asked.introduce) {
    process.stdout.write(`${(await introduce(request))[language]}\n`)
    return 0
  }
  const finish = (done: Docking): Docking => {
    presentation.concluded(done)
    process.stdout.write(asked.json ? `${JSON.stringify(summaryOf(done))}\n` : `${conclusionOf(done)[language]}\n`)
    return done
  }
  if (!asked.watch) return isWell(finish(await dock(request))) ? 0 : end.signal.aborted ? 130 : 1
  let well = true
  await watch({
    folder: request.folder,
    still: (asked.still ?? 5) * 1000,
    every: 1000,
    say: (words) => presentation.say(words),
    signal: end.signal,
    dockThese: async (only) => {
      const done = finish(await dock({ ...request, only }))
      well &&= isWell(done)
      return done
    },
  })
  return well ? 0 : 1
}

async function requestOf(
  asked: Asked,
  language: Language,
  presentation: Presentation,
  signal: AbortSignal,
): Promise<DockRequest> {
  const { operands, camera, device, parallel = 3, patience = 600 } = asked
  if (operands.length === 0 && !asked.introduce)
    throw usage('请给出存储卡或文件夹的位置', 'Give the folder or card to dock')
  if (parallel < 1 || parallel > MOST_AT_ONCE)
    throw usage(`--parallel 应在 1 到 ${MOST_AT_ONCE} 之间`, `--parallel goes from 1 to ${MOST_AT_ONCE}`)
  const counter = counterAt(
    asked.server ?? (process.env['LIUHEN_SERVER'] || SERVER),
    await stationKey(asked['key-file']),
  )
  const stateFolder = resolve(asked.state ?? defaultState())
  return {
    folder: resolve(operands[0] ?? '.'),
    counter,
    state: await DockState.open(stateFolder, counter.url),
    receipts: resolve(asked.receipts ?? join(stateFolder, 'receipts')),
    patterns: await patternsIn(asked.pattern),
    leave: leaving(asked.leave),
    parallel,
    patience: patience * 1000,
    mayClear: (proven) => mayClear(asked, proven, language),
    reporter: presentation,
    signal,
    ...(camera !== undefined && { camera }),
    ...(device !== undefined && { device }),
  }
}

/** Without `--clear` a person at the terminal is asked; nobody else can say yes. */
async function mayClear(asked: Asked, proven: number, language: Language): Promise<boolean> {
  if (asked.clear) return true
  if (asked.watch || asked.json || !process.stdin.isTTY || !process.stderr.isTTY) return false
  return agreed(
    text(
      `${proven} 个文件已在服务器固化，回执核对无误。现在从卡上清除吗？`,
      `${proven} files are preserved on the server and their receipts hold. Clear them from the card now?`,
    ),
    language,
  )
}
