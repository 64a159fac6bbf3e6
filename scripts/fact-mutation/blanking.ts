import { parseAst } from 'vitest/node'
import type { Gathered } from './gathered.ts'

/** One thing gathered: a member of an object or a list, by its place in the source. */
export interface Blank {
  readonly name: string
  readonly start: number
  readonly end: number
  readonly of: 'object' | 'list'
}

/** What there is to blank in a source. Throws RangeError where it has none of a function that is named. */
export function blanksIn({ file: path, functions }: Gathered, source: string): Blank[] {
  const found: Blank[] = []
  const missing = new Set(functions)
  const placeOf = (at: number): string => {
    const lines = source.slice(0, at).split('\n')
    return `${lines.length}:${(lines.at(-1) as string).length + 1}`
  }
  const visit = (node: unknown, within: string | undefined): void => {
    if (Array.isArray(node)) return node.forEach((one) => visit(one, within))
    if (!isNode(node)) return
    const name = nameOf(node)
    const inside = name !== undefined && functions.includes(name) ? name : within
    missing.delete(name ?? '')
    if (inside !== undefined)
      for (const { start, end } of membersOf(node)) {
        const words = source.slice(start, end).replaceAll(/\s+/g, ' ')
        const short = words.length > 70 ? `${words.slice(0, 69)}…` : words
        found.push({
          name: `${placeOf(start)} ${inside}: ${short}`,
          start,
          end,
          of: node.type === 'ArrayExpression' ? 'list' : 'object',
        })
      }
    for (const value of Object.values(node)) visit(value, inside)
  }
  visit(parseAst(source, { lang: 'ts' }), undefined)
  if (missing.size > 0) throw new RangeError(`${path} has no ${[...missing].join(', ')}`)
  return found
}

/** The source with a switch around each of them: it is left out while `globalThis.blanked` is its number. */
export function switched(source: string, blanks: readonly Blank[]): string {
  const cuts = blanks.flatMap(({ start, end, of }, number) => {
    const [open, close] = of === 'object' ? ['{', '}'] : ['[', ']']
    return [
      { at: start, order: -end, text: `...(globalThis.blanked === ${number} ? ${open}${close} : ${open} ` },
      { at: end, order: -start, text: ` ${close})` },
    ]
  })
  // Of those that begin together the longer is outside; those inside end first.
  const sorted = cuts.toSorted((a, b) => a.at - b.at || a.order - b.order)
  let [result, done] = ['', 0]
  for (const { at, text } of sorted) {
    result += source.slice(done, at) + text
    done = at
  }
  return result + source.slice(done)
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
}

const isNode = (value: unknown): value is Node & Record<string, unknown> =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string'

function nameOf(node: Node & Record<string, unknown>): string | undefined {
  const named = node.type === 'VariableDeclarator' || node.type === 'FunctionDeclaration' ? node['id'] : undefined
  const key = node.type === 'MethodDefinition' ? node['key'] : undefined
  const name = (named ?? key) as { readonly name?: string } | undefined
  return name?.name
}

/**
 * Members of an object, and spread members of a list, that hold something gathered: no constant, and none that would be
 * blanked again by way of what it consists of.
 */
function membersOf(node: Node & Record<string, unknown>): Node[] {
  if (node.type === 'ArrayExpression')
    return (node['elements'] as Node[]).filter((one) => one?.type === 'SpreadElement')
  if (node.type !== 'ObjectExpression') return []
  const members = node['properties'] as (Node & { readonly value?: Value; readonly argument?: Value })[]
  return members.filter(({ value, argument }) => {
    if (value)
      return !isConstant(value) && !(value.type === 'ArrayExpression' && value.elements?.[0]?.type === 'SpreadElement')
    const only = argument?.type === 'LogicalExpression' ? argument.right?.properties : undefined
    return only?.length !== 1
  })
}

interface Value extends Node {
  readonly elements?: readonly Node[]
  readonly expression?: Value
  readonly right?: { readonly properties?: readonly Node[] }
}

function isConstant(value: Value): boolean {
  if (value.type === 'TSAsExpression' && value.expression) return isConstant(value.expression)
  return value.type === 'Literal' || (value.type === 'ArrayExpression' && value.elements?.length === 0)
}
