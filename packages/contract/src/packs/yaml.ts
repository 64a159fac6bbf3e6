import type { Obstacle } from '@liuhen/core/kernel'
import { CORE_SCHEMA, load, YAMLException } from 'js-yaml'
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import type { z } from 'zod'

/** A file as it was found; its path is what a person is told. */
export interface TextFile {
  readonly path: string
  readonly text: string
}

type Issue = z.core.$ZodIssue
type Way = readonly PropertyKey[]

/**
 * Reads one YAML 1.2 file by its schema. What is wrong is added to `found`, each sentence naming file and line
 * (`packs/yanzhou-2019/rules.yaml:12`), and nothing is answered.
 */
export function readYaml<S extends z.ZodType>(file: TextFile, schema: S, found: Obstacle[]): z.output<S> | undefined {
  const quick = quickly(file)
  const fits = quick && schema.safeParse(quick.value)
  if (fits?.success) return fits.data
  const lines = new LineCounter()
  const document = parseDocument(file.text.replace(/^\ufeff/, ''), { lineCounter: lines, prettyErrors: false })
  const note = (offset: number, zh: string, en: string): void => {
    const place = `${file.path}:${Math.max(1, lines.linePos(offset).line)}`
    found.push({ code: 'file-malformed', message: { zh: `${place}：${zh}`, en: `${place}: ${en}` }, field: place })
  }
  for (const { pos, message } of document.errors) note(pos[0], `不是有效的 YAML（${message}）`, `not YAML: ${message}`)
  if (document.errors.length > 0) return undefined
  const value = plain(document)
  if (value instanceof Error) {
    note(0, `不是有效的 YAML（${value.message}）`, `not YAML: ${value.message}`)
    return undefined
  }
  const read = schema.safeParse(value, { reportInput: true })
  if (read.success) return read.data
  for (const issue of read.error.issues.flatMap((one) => told(one, []))) {
    const { zh, en } = sentence(issue)
    const where = issue.path.length === 0 ? '' : `${issue.path.map(String).join('.')} `
    note(offsetOf(document, issue.path), `${where}${zh}`, `${where}${en}`)
  }
  return undefined
}

/**
 * The values by a parser ten times as fast that knows no places: all packs in half a second instead of five, at every
 * start. What it or the schema does not accept is read again by the one that can say where.
 */
function quickly({ text }: TextFile): { readonly value: unknown } | undefined {
  try {
    return { value: load(text.replace(/^\ufeff/, ''), { schema: CORE_SCHEMA }) ?? [] }
  } catch (thrown) {
    if (thrown instanceof YAMLException) return undefined
    throw thrown
  }
}

/** On which line of a file something stands that its parsed value names, such as `rest.3.date`; 1 where it is not there. */
export function lineOf(file: TextFile, path: Way): number {
  const lines = new LineCounter()
  const document = parseDocument(file.text.replace(/^\ufeff/, ''), { lineCounter: lines, prettyErrors: false })
  return Math.max(1, lines.linePos(offsetOf(document, path)).line)
}

/** The values; an alias that grows without end is refused by the parser with a ReferenceError. */
function plain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? []
  } catch (thrown) {
    if (thrown instanceof ReferenceError) return thrown
    throw thrown
  }
}

/** Of a union, what is wrong with the branch that came nearest. */
function told(issue: Issue, before: Way): Issue[] {
  const path = [...before, ...issue.path]
  const branches = issue.code === 'invalid_union' ? issue.errors.filter((one) => one.length > 0) : []
  const near = branches.sort((a, b) => weight(a) - weight(b))[0]
  return near === undefined ? [{ ...issue, path }] : near.flatMap((one) => told(one, path))
}

/** A branch whose members fit but for one is nearer than one of another shape altogether. */
const weight = (issues: readonly Issue[]): number =>
  issues.reduce((sum, one) => sum + (one.code === 'unrecognized_keys' ? one.keys.length : 1), 0)

function offsetOf(document: Document, path: Way): number {
  let node: unknown = document.contents
  let offset = 0
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
      if (pair === undefined) break
      offset = (isScalar(pair.key) ? pair.key.range?.[0] : undefined) ?? offset
      node = pair.value
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(step)]
      if (!isMap(item) && !isSeq(item) && !isScalar(item)) break
      offset = item.range?.[0] ?? offset
      node = item
    } else break
  }
  return offset
}

const TYPES: Readonly<Record<string, string>> = {
  string: '文字（像数字的要加引号）',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '若干“名称: 值”',
  record: '若干“名称: 值”',
}

/** So many words can be read; of a longer vocabulary those are named that share a part with what was given. */
const FEW = 20

function choice(values: readonly string[], given: string): { zh: string; en: string } {
  if (values.length <= FEW) return { zh: `只能是 ${values.join('、')}`, en: `must be one of ${values.join(', ')}` }
  const parts = given.split('-')
  const near = values.filter((one) => one.split('-').some((part) => parts.some((own) => alike(part, own))))
  const [zh, en] = near.length > 0 ? [`，相近的有 ${near.join('、')}`, `; near it are ${near.join(', ')}`] : ['', '']
  return {
    zh: `“${given}”不在词表的 ${values.length} 个键之中${zh}`,
    en: `"${given}" is none of the ${values.length} keys of the vocabulary${en}`,
  }
}

const alike = (a: string, b: string): boolean => a === b || (a.length > 3 && a.slice(0, 4) === b.slice(0, 4))

function sentence(issue: Issue): { zh: string; en: string } {
  switch (issue.code) {
    case 'invalid_type':
      return {
        zh: `应为${TYPES[issue.expected] ?? issue.expected}`,
        en: `must be ${issue.expected === 'string' ? 'text (quote it where it looks like a number)' : `of type ${issue.expected}`}`,
      }
    case 'invalid_value':
      return choice(issue.values.map(String), String(issue.input))
    case 'unrecognized_keys':
      return { zh: `没有名为 ${issue.keys.join('、')} 的项`, en: `has no member called ${issue.keys.join(', ')}` }
    case 'too_small':
      return { zh: `太少，至少 ${issue.minimum}`, en: `is too small: at least ${issue.minimum}` }
    case 'too_big':
      return { zh: `太多，至多 ${issue.maximum}`, en: `is too big: at most ${issue.maximum}` }
    case 'invalid_format':
      return { zh: `写法不对（${issue.format}）`, en: `is not written as it must be (${issue.format})` }
    case 'invalid_union':
      return { zh: '不是任何一种已知的写法', en: 'is of no known shape' }
    default:
      return { zh: `不符合要求（${issue.message}）`, en: issue.message }
  }
}
