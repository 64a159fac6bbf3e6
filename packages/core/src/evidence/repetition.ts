/**
 * An upper bound of the ways a backtracking matcher may try one starting place: the product of how many lengths each
 * repetition can take. Repeating a group is counted as without bound, since that is where matching time explodes.
 * Optional pieces (`?`) count two. `longest` is the length of the longest subject.
 */
export function repetitionCost(source: string, longest: number): number {
  let cost = 1
  let at = 0
  let afterGroup = false
  while (at < source.length) {
    const character = source[at] as string
    if (character === '\\') {
      at += source[at + 1] === 'k' || source[at + 1] === 'p' || source[at + 1] === 'P' ? spanOf(source, at) : 2
      afterGroup = false
    } else if (character === '[') {
      at = endOfClass(source, at)
      afterGroup = false
    } else if (character === '(') {
      at += /^\(\?(?:<[A-Za-z_$][\w$]*>|[:=!]|<[=!])/.exec(source.slice(at))?.[0].length ?? 1
      afterGroup = false
    } else {
      const repeat = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(at))?.[0]
      if (repeat) {
        cost *= waysOf(repeat, longest, afterGroup)
        at += repeat.length
        afterGroup = false
      } else {
        afterGroup = character === ')'
        at += 1
      }
    }
  }
  return cost
}

function waysOf(repeat: string, longest: number, group: boolean): number {
  if (repeat.startsWith('?')) return 2
  if (group) return Infinity
  if (repeat.startsWith('*') || repeat.startsWith('+')) return longest
  const [, least, comma, most] = /^\{(\d+)(,?)(\d*)\}/.exec(repeat) as RegExpExecArray
  if (!comma) return 1
  return most === '' ? longest : Math.max(1, Number(most) - Number(least) + 1)
}

const spanOf = (source: string, at: number): number => /^\\.(?:[<{][^>}]*[>}])?/.exec(source.slice(at))?.[0].length ?? 2

function endOfClass(source: string, from: number): number {
  let at = from + 1
  while (at < source.length && source[at] !== ']') at += source[at] === '\\' ? 2 : 1
  return at + 1
}
