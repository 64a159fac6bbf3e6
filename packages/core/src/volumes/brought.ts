import { type Citation, type Obstacle, type Text, text } from '../kernel/index.ts'
import type { Lack } from './lacks.ts'
import type { KeptMaterial, VolumeState } from './state.ts'

/** The paper of the rules that somebody says a stored file is, and that nobody else has found it to be. */
export const isClaimed = ({ rule, withdrawn, confirmed }: KeptMaterial): boolean =>
  rule !== undefined && withdrawn === undefined && confirmed === undefined

/**
 * The paper of the rules that a stored file counts as. That it is one is a claim of who stored it, and counts as none until
 * somebody else has looked at each of its pages.
 */
export const countsAs = ({ rule, withdrawn, confirmed }: KeptMaterial): string | undefined =>
  withdrawn === undefined && confirmed !== undefined ? rule : undefined

/** Pages that this person has not opened yet. */
export function unseenBy({ pages, seen = [] }: Pick<KeptMaterial, 'pages' | 'seen'>, actor: string): readonly number[] {
  const opened = new Set(seen.filter((one) => one.by === actor).map((one) => one.page))
  return Array.from({ length: pages }, (_, at) => at + 1).filter((page) => !opened.has(page))
}

const one = (is: boolean, code: string, zh: string, en: string, citation?: Citation): readonly Obstacle[] =>
  is ? [{ code, message: text(zh, en), ...(citation && { citation }) }] : []

/** What is in the way of opening a page of a stored file. */
export function seeing(
  state: VolumeState | undefined,
  { material, page }: { readonly material: string; readonly page: number },
): readonly Obstacle[] {
  const found = state?.materials.find(({ id }) => id === material)
  return [
    ...one(found === undefined, 'material-unknown', '卷里没有这份材料', 'There is no such paper in it'),
    ...one(
      found !== undefined && page > found.pages,
      'no-such-page',
      `《${found?.title ?? ''}》只有 ${found?.pages ?? 0} 页`,
      `“${found?.title ?? ''}” has ${found?.pages ?? 0} pages`,
    ),
  ]
}

/** Whether opening a page is put on record: by somebody else than who stored it, while it is a claim, and once. */
export function isSeenNow(
  { materials, takenIn }: VolumeState,
  { material, page }: { readonly material: string; readonly page: number },
  actor: string,
): boolean {
  const found = materials.find(({ id }) => id === material)
  if (found === undefined || takenIn !== undefined || !isClaimed(found) || found.filed.by === actor) return false
  return unseenBy(found, actor).includes(page)
}

/** What is in the way of confirming that a stored file is the paper it is said to be. */
export function confirming(
  state: VolumeState | undefined,
  material: string,
  actor: string,
  citation: Citation | undefined,
): readonly Obstacle[] {
  const found = state?.materials.find(({ id }) => id === material)
  if (found === undefined) return one(true, 'material-unknown', '卷里没有这份材料', 'There is no such paper in it')
  const own = found.filed.by === actor
  const unseen = unseenBy(found, actor)
  return [
    ...one(found.withdrawn !== undefined, 'material-withdrawn', '已经撤出', 'It was withdrawn'),
    ...one(
      found.confirmed !== undefined,
      'material-confirmed',
      '已经有人逐页核对过',
      'Somebody has looked at it page by page already',
    ),
    ...one(
      found.rule === undefined,
      'material-claims-nothing',
      '存入时没有说它是制度里的哪一种文书，没有要核对的',
      'Nobody said that it is a paper of the rules: there is nothing to confirm',
    ),
    ...one(
      own,
      'confirmed-by-another',
      `《${found.title}》是您存入的：它是不是这份文书，由逐页看过的另一人核对`,
      `You stored “${found.title}”: whether it is that paper is for somebody else to say who has looked at each page`,
      citation,
    ),
    ...one(
      !own && unseen.length > 0,
      'pages-unseen',
      `第 ${unseen.join('、')} 页您还没有打开看过：逐页看过才能核对`,
      `You have not opened page ${unseen.join(', ')}: who confirms it has looked at each`,
      citation,
    ),
  ]
}

/** A file that somebody says is a paper of the case, with who says so and the articles of that paper. */
export interface Claimed {
  readonly material: KeptMaterial
  readonly by: string
  /** The name of the paper by the rules. */
  readonly paper: Text
  readonly citations: readonly Citation[]
}

/** Papers brought in that nobody but who stored them has looked at, each with the article of the paper they are said to be. */
export const unconfirmed = (claims: readonly Claimed[]): readonly Lack[] =>
  claims.map(({ material: { id, title, pages }, by, paper, citations: [citation, ...also] }) => ({
    code: 'material-unconfirmed',
    message: text(
      `存入的《${title}》：${by}说它是《${paper.zh}》，还没有第二人逐页核对（共 ${pages} 页）`,
      `“${title}” was brought in: ${by} says it is “${paper.en}”, and nobody else has looked at its ${pages} page(s)`,
    ),
    at: { material: id },
    ...(citation && { citation }),
    ...(also.length > 0 && { also }),
  }))
