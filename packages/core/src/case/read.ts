import { Malformed, sentenceFor, text } from '../kernel/index.ts'
import type { Obstacle, Text } from '../kernel/index.ts'
import { CaseTold } from '../procedure/index.ts'

/** A hundred places are as many as a person can put right at one sitting. */
const MOST = 100

/** A case as it is told in a file (spec/case.md). Throws Malformed with a sentence for every place that is wrong. */
export function readCase({ file, json }: { readonly file: string; readonly json: unknown }): CaseTold {
  const read = CaseTold.safeParse(json, { reportInput: true })
  if (read.success) {
    if (read.data.acts.length > 0) return read.data
    throw new Malformed([
      at(file, ['acts'], text('没有一项行为，没有可判断的', 'there is no act, and nothing to judge')),
    ])
  }
  const wrong = read.error.issues.flatMap((issue): readonly Obstacle[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) =>
        at(file, [...issue.path, key], text('格式中没有这一项', 'the format has no such member')),
      )
    return [at(file, issue.path, sentenceFor(issue))]
  })
  throw new Malformed(wrong.slice(0, MOST))
}

function at(file: string, path: readonly PropertyKey[], { zh, en }: Text): Obstacle {
  const place = path
    .map((part, i) => (typeof part === 'number' ? `[${part}]` : `${i > 0 ? '.' : ''}${String(part)}`))
    .join('')
  const where = place === '' ? file : `${file} ${place}`
  return { code: 'member-wrong', message: text(`${where}：${zh}`, `${where}: ${en}`), field: `${file}#${place}` }
}
