import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PASSWORD } from './bureau.ts'
import { liuhen } from './children.ts'
import type { Drawing } from './told.ts'
import { signIn } from './visitor.ts'
import { taken, until } from './wait.ts'

/** Invented: a list as a bureau has it of whom it inspects. */
const OBJECTS = Array.from(
  { length: 12 },
  (_, i) => `示例街第 ${i + 1} 饭店,SL-${i + 1},示例市示例区示例街 ${i + 1} 号`,
).join('\n')

/**
 * One 双随机 draw: the legal section freezes the list of objects and that of the officers, a later checkpoint fixes the seed,
 * and the file of the draw is drawn again offline.
 */
export async function drawInspections({ url, data, key, say, line }: Drawing): Promise<{
  /** Drawn again offline it was the same, signed by the bureau's key. */
  readonly inspectionDrawVerified: boolean
}> {
  const legal = await signIn(url, 'suzy', PASSWORD)
  const { call } = legal
  say(
    '法制科设置一次双随机检查：冻结检查对象和执法人员两份名录，由以后签署的检查点定种子',
    'The legal section sets up a random inspection: the lists of objects and officers are frozen, and a later checkpoint fixes the seed',
  )
  const params = await call.freezeInspectionLists({
    body: { title: '餐饮油烟双随机检查（示例）', objects: OBJECTS, take: { objects: 2, officers: 2 } },
  })
  await until(async () => (await call.showInspectionDraw({ params })).draw.sealed)
  await call.drawInspection({ params, body: {} })
  const { drawn, objects } = await call.showInspectionDraw({ params })
  const file = join(data, 'sample-draw', 'inspections.json')
  await until(async () => {
    const answer = await taken(legal, url, `/api/inspection-draws/${params.id}/file`)
    if (answer.ok) await writeFile(file, await answer.text())
    return answer.ok
  })
  const { code } = await liuhen(['draw', '--verify', file, '--key', key], {}, line)
  const [named, officers] = [drawn.objects, drawn.officers].map((all) => all.map((one) => one.name).join('、'))
  say(
    `从 ${objects.length} 个检查对象中抽出 ${named}，由 ${officers} 检查；离线重抽${code === 0 ? '与记录一致' : '与记录不符'}`,
    `Of ${objects.length} objects ${named} were drawn, for ${officers} to inspect; drawn again offline: ${code === 0 ? 'the same' : 'ANOTHER draw'}`,
  )
  return { inspectionDrawVerified: code === 0 }
}
