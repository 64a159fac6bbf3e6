import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { type Obstacle, text } from '@liuhen/core/kernel'

/** Words that every guess at a password of this house begins with. */
const OURS = ['liuhen', 'chengguan', 'zhifa', 'zongzhi', 'woaini', 'mima', 'zhongguo', 'admin', 'guanliyuan']
/** What is beyond this adds nothing to how hard it is to guess. */
const LOOKED_AT = 64
/** zxcvbn's highest score: more than ten thousand million guesses. */
const LEAST = 4

let factory: Promise<ZxcvbnFactory> | undefined

/** Loaded at the first password that is chosen: the lists take 40 MB and a third of a second. */
async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  const options = { dictionary: { ...dictionary, ours: OURS }, graphs: adjacencyGraphs, maxLength: LOOKED_AT }
  return new ZxcvbnFactory(options)
}

/**
 * What is wrong with a password that meets the rules and is guessed early all the same: it is on the lists of known ones, or
 * made of one, of a row of keys, of a date, or of what is known of its owner (`about`: names, the bureau's).
 */
export async function knownObstacles(password: string, about: readonly string[], field: string): Promise<Obstacle[]> {
  factory ??= load()
  const { score } = (await factory).check(password, about.filter(Boolean))
  if (score >= LEAST) return []
  const message = text(
    '这个密码太容易被猜到：它在常见密码表里，或由常见密码、键盘顺序、日期、姓名稍加改动而成。请换成几个不相干的词连在一起',
    'This password is guessed early: it is on the lists of known ones, or little more than one, a row of keys, a date or a name. Take several words that have nothing to do with each other',
  )
  return [{ code: 'password-known', message, field }]
}
