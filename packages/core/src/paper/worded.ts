import { Missing, text } from '../kernel/index.ts'
import { ask, settingTitle, type Wording } from '../policy/index.ts'
import type { Around, Lack, Values } from './around.ts'
import { officersOn } from './derive.ts'

/** A text of the pack as it is printed on this paper, and what is missing for it. */
export function worded(
  which: Wording,
  around: Around,
  values: Values,
): { readonly words?: string; readonly lacks: readonly Lack[] } {
  try {
    const { value, open, rules } = ask(around.rules, { ask: 'wording', wording: which })
    const [citation] = rules.flatMap((one) => one.citations)
    const officers = officersOn(around, values)
      .map(({ name = '', certificate = '' }) => `${name}（证号 ${certificate}）`)
      .join('、')
    const words = value.text.replaceAll('{authority}', around.authority).replaceAll('{officers}', officers)
    return {
      words,
      lacks: open.map((key) => ({
        code: 'setting-open',
        message: text(
          `本局还没有填写“${settingTitle(around.rules, key).zh}”：请在“制度”里填好`,
          `The bureau has not decided "${settingTitle(around.rules, key).en}": enter it with the rules`,
        ),
        field: key,
        ...(citation && { citation }),
      })),
    }
  } catch (thrown) {
    if (!(thrown instanceof Missing)) throw thrown
    return {
      lacks: thrown.obstacles.map((one) => ({
        ...one,
        message: text(
          '所选制度里没有这份文书必须载明的文字：请同时选用国家规定（national）',
          'The instruments chosen have no text that this paper must state: choose the national law with them',
        ),
      })),
    }
  }
}
