import { beijing, Failure, type Text, text } from '@liuhen/core/kernel'
import { parseVerifierKey, type VerifierKey } from '@liuhen/core/ledger'
import { checkInspectionDraw, isInspectionDraw, type ListsFrozen } from '@liuhen/core/inspections'
import { checkDraw, type DrawCheck, type DrawProven } from '@liuhen/core/supervision'
import {
  common,
  languageOf,
  manual,
  POPULATION,
  readJson,
  readOptions,
  sentencesOf,
  tell,
  unasked,
  usage,
} from '../terminal/index.ts'
import { crypto, keyLines } from '../verify/index.ts'

export const drawManual = manual({
  usage: 'draw --verify FILE [--key KEY]',
  about: text(
    '离线重抽一次抽查或者双随机检查并与记录比对，不需要服务器',
    'Draws a spot check or a random inspection again from its file and compares, without a server',
  ),
  operands: [0, 0],
  options: {
    verify: { kind: 'text', value: 'FILE', about: text('抽查文件', 'the file of the draw') },
    key: {
      kind: 'list',
      value: 'KEY',
      about: text('可信的公钥，或公钥文件', 'a trusted verifier key, or a file of them'),
    },
    ...common,
  },
})

/**
 * 0 when drawn again it is the same and the key given signed it; 3 when it holds together and no key was given; 1 when it
 * does not hold; 2 when it could not be asked.
 */
export async function drawCommand(args: readonly string[]): Promise<number> {
  const given = readOptions(drawManual, args)
  if (given.verify === undefined) throw usage('请用 --verify 给出抽查文件', 'Give the file of the draw with --verify')
  const language = languageOf(args)
  const put = await question(given.verify, given.key).catch((thrown: unknown) =>
    unasked(thrown, { manual: drawManual, args, streams: process }),
  )
  if (put === 2) return put
  const { json, keys, compared } = put
  try {
    const found = await checked(json, { keys, ...crypto }, compared)
    process.stderr.write(tell(found.sentences, language))
    if (given.json) process.stdout.write(`${JSON.stringify(found.report)}\n`)
    return compared ? 0 : 3
  } catch (thrown) {
    const said = sentencesOf(thrown)
    if (!said || !(thrown instanceof Failure)) throw thrown
    process.stderr.write(tell([text('【不符】', 'NOT AS DRAWN'), ...said], language))
    if (given.json) process.stdout.write(`${JSON.stringify({ draw: 'altered', code: thrown.obstacles[0]?.code })}\n`)
    return 1
  }
}

/** The file and the keys it is held against: those given, else the one it names itself. Throws what stands in the way of asking. */
async function question(file: string, given: readonly string[]) {
  const { json } = await readJson(file, POPULATION)
  const told = (json as { key?: unknown } | null)?.key
  const lines = (await Promise.all(given.map(keyLines))).flat()
  const keys = keysOf(lines.length > 0 ? lines : typeof told === 'string' ? [told] : [])
  return { json, keys, compared: lines.length > 0 }
}

const keysOf = (lines: readonly string[]): VerifierKey[] => lines.map((one) => parseVerifierKey(crypto.sha256, one))

/** Either kind of draw, drawn again: what is told of it, in sentences and for programs. */
async function checked(json: unknown, check: DrawCheck, compared: boolean) {
  if (isInspectionDraw(json)) {
    const found = await checkInspectionDraw(json, check)
    return told(found, compared, aboutLists(found.freezing), {
      objects: found.freezing.objects.length,
      officers: found.freezing.officers.length,
    })
  }
  const found = await checkDraw(json, check)
  const { firstDay, lastDay, count } = found.freezing
  const [drawn, { strata }] = [found.drawing.sample.length, found]
  const about = text(
    `${firstDay} 至 ${lastDay}：${count} 份分 ${strata} 层，抽出 ${drawn} 份`,
    `${firstDay} to ${lastDay}: ${count} in ${strata} strata, ${drawn} drawn`,
  )
  return told(found, compared, about, { firstDay, lastDay })
}

const aboutLists = ({ title, objects, officers, take }: ListsFrozen): Text =>
  text(
    `“${title}”：从 ${objects.length} 个检查对象中抽出 ${take.objects} 个，从 ${officers.length} 名执法人员中抽出 ${take.officers} 名`,
    `“${title}”: ${take.objects} of ${objects.length} objects and ${take.officers} of ${officers.length} officers`,
  )

type Found = Pick<DrawProven, 'drawing' | 'frozenAt' | 'drawnAt' | 'strata' | 'seal'> & {
  readonly freezing: Pick<DrawProven['freezing'], 'count' | 'outside'>
}

const told = (found: Found, compared: boolean, about: Text, more: object) => ({
  sentences: sentences(found, compared, about),
  report: { ...report(found, compared), ...more },
})

const report = ({ freezing, drawing, strata, seal }: Found, compared: boolean) => ({
  draw: compared ? 'sound' : 'uncompared',
  log: seal.origin,
  population: freezing.count,
  strata,
  sample: drawing.sample.length,
  checkpoint: drawing.checkpoint.size,
})

function sentences({ freezing, drawing, frozenAt, drawnAt, seal }: Found, compared: boolean, about: Text): Text[] {
  const { outside } = freezing
  return [
    compared
      ? text(
          '【符】重抽结果与记录一致，签名的是您给出的公钥',
          'SOUND: drawn again it is the same, signed by the key you gave',
        )
      : text(
          '【待核】前后一致，是谁做的还没有核对：请用 --key 给出该局公布的公钥',
          'NOT COMPARED: it holds together, and nobody has looked whose it is: give the published key with --key',
        ),
    about,
    text(
      `总体于 ${beijing(frozenAt)} 冻结，样本于 ${beijing(drawnAt)} 抽取（日志 ${seal.origin}，检查点 ${drawing.checkpoint.size}）`,
      `Frozen ${beijing(frozenAt)}, drawn ${beijing(drawnAt)} (log ${seal.origin}, checkpoint ${drawing.checkpoint.size})`,
    ),
    ...(outside
      ? [
          text(
            `外部数字：${outside.name}（${outside.on}）${drawing.outside ?? ''}，请另行核对`,
            `Outside number: ${outside.name} (${outside.on}) ${drawing.outside ?? ''}; compare it with what was published`,
          ),
        ]
      : []),
  ]
}
