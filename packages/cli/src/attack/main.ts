import { text } from '@liuhen/core/kernel'
import { common, helpOf, languageOf, manual, readOptions, Screen, unasked } from '../terminal/index.ts'
import { folderOf } from '../audit/index.ts'
import type { Streams } from '../audit/index.ts'
import { attackFolder } from './attacks.ts'
import type { AttackReport, Tried } from './attacks.ts'

export const attackManual = manual({
  usage: 'attack --data DIR [--keep] [--json]',
  about: text(
    '篡改试验：在数据的副本上逐一篡改，看每一种是否被发现。原数据不受影响',
    'Tampers with a copy of the data in every way there is and shows whether each is found. The data itself is not touched',
  ),
  options: {
    data: {
      kind: 'text',
      value: 'DIR',
      about: text(
        '数据目录，缺省 ./data；服务须已停止',
        'the data folder, ./data unless given; its server must be stopped',
      ),
    },
    keep: { kind: 'flag', about: text('保留副本', 'keep the copy') },
    ...common,
  },
  operands: [0, 0],
})

/** `liuhen attack`. Answers the exit status: 0 only when every attack was found, 1 otherwise, 2 when none could be made. */
export async function attack(args: readonly string[], streams: Streams = process): Promise<number> {
  const language = languageOf(args)
  if (args.includes('--help')) {
    streams.stdout.write(helpOf(attackManual, language))
    return 0
  }
  try {
    const given = readOptions(attackManual, args)
    const screen = new Screen(given.json ? streams.stderr : { write: (words) => streams.stdout.write(words) })
    const onTried = (one: Tried): void => screen.line(lineOf(one)[language])
    const report = await attackFolder({ data: folderOf(given.data), keep: given.keep, onTried })
    if (given.keep) streams.stderr.write(`${report.folder}\n`)
    const summary = summaryOf(report)
    streams.stdout.write(given.json ? `${JSON.stringify(summary)}\n` : `${closing(report)[language]}\n`)
    return report.tried.length > 0 && report.tried.every((one) => one.detected) ? 0 : 1
  } catch (thrown) {
    return unasked(thrown, { manual: attackManual, args, streams })
  }
}

const summaryOf = ({ tried, passedOver }: AttackReport) => ({
  attacks: tried.map(({ name, detected, by, title, said }) => ({ name, detected, by, title, said })),
  passedOver: passedOver.map(({ name }) => name),
})

function lineOf({ title, detected, by, said }: Tried): { zh: string; en: string } {
  const codes = by.join(' ')
  return {
    zh: `  ${detected ? '✓ 已发现' : '✗ 未发现'}  ${title.zh}  —  ${said?.zh ?? ''}  [${codes}]`,
    en: `  ${detected ? '✓ found' : '✗ NOT FOUND'}  ${title.en}  —  ${said?.en ?? ''}  [${codes}]`,
  }
}

function closing({ tried, passedOver }: AttackReport): { zh: string; en: string } {
  const found = tried.filter((one) => one.detected).length
  const zh = passedOver.map((one) => one.title.zh).join('、')
  const en = passedOver.map((one) => one.title.en).join('; ')
  return {
    zh: `${tried.length} 种篡改，发现 ${found} 种${zh === '' ? '' : `；没有可供篡改的内容，未试：${zh}`}`,
    en: `${tried.length} attacks, ${found} found${en === '' ? '' : `; nothing here to try these on: ${en}`}`,
  }
}
