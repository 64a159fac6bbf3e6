import { type CalendarDate, type Citation, type Obstacle, startOf, text } from '@liuhen/core/kernel'
import { holding, type Keeping, type Kept, longer, type RetentionState } from '@liuhen/core/retention'
import type { Book } from '../packs/index.ts'
import { packagesHolding } from '../packages/index.ts'
import type { Db } from '../platform/database/index.ts'
import { recordedWhen } from './extend.ts'
import { packagesWith } from './handed-out.ts'
import { inputsOf, Keeper } from './inputs.ts'
import { inUseOf } from './in-use.ts'

/** What stands of the keeping of one recording, and why it cannot be disposed of now: nothing where it can. */
export interface Standing {
  readonly now: Keeping
  readonly kept: Kept | undefined
  readonly state: RetentionState | undefined
  readonly blocks: readonly Obstacle[]
}

export const citationOf = (kept: Kept | undefined): { readonly citation?: Citation } => {
  const [first] = kept?.citations ?? []
  return first ? { citation: { article: first.article, ...(first.quote !== undefined && { quote: first.quote }) } } : {}
}

/**
 * Everything in the way of disposing of these recordings today, each by itself. `together`: with what else on one list, for
 * a package that holds several goes only with all of them. `list`: the list they are on, which is not in its own way.
 */
export async function standingOf(
  db: Db,
  book: Book,
  today: CalendarDate,
  recordings: readonly string[],
  { together = recordings, list }: { readonly together?: readonly string[]; readonly list?: string } = {},
): Promise<ReadonlyMap<string, Standing>> {
  const rows = await recordedWhen(db, recordings)
  const names = await namesOf(db, recordings)
  const keeper = new Keeper(book, today)
  const [found, retentions, lists, packages, goneToo, inUse] = await Promise.all([
    inputsOf(db, rows),
    db
      .selectFrom('retentions')
      .select(['id', 'state'])
      .where('id', 'in', [...recordings])
      .execute(),
    listsOf(db, recordings),
    packagesWith(db, recordings),
    disposedAmong(db, recordings),
    inUseOf(db, recordings, startOf(today)),
  ])
  const states = new Map(retentions.map(({ id, state }) => [id, state]))
  const gone = new Set([...together, ...goneToo])
  const keepsCopy = keptByLaw(book, today)
  return new Map(
    recordings.map((id) => {
      const name = names.get(id) ?? id
      const state = states.get(id)
      const inputs = found.get(id)
      if (!inputs)
        return [id, { now: { waitsFor: [], open: [] }, kept: state?.kept, state, blocks: [disposedAlready(name)] }]
      const keeping = keeper.of(inputs.inputs)
      const kept = state?.kept && keeping.kept ? longer(state.kept, keeping.kept) : (state?.kept ?? keeping.kept)
      const open = inputs.cases.filter((one) => one.open)
      const other = lists.get(id)?.find((one) => one !== list)
      const blocks: Obstacle[] = [
        ...termBlocks(name, kept, keeping, today, open.length > 0),
        ...open.map((one) =>
          block(
            'in-open-case',
            `${name} 属于没有归档的案件“${one.title}”，归档以前不得销毁`,
            `${name} is part of the case "${one.title}", which is not archived: until it is, nothing of it is disposed of`,
            citationOf(kept),
          ),
        ),
        ...(state ? holding(state) : []).map((one) =>
          block('held', `${name} 被暂停处置：${one.reason}`, `${name} is under a hold: ${one.reason}`),
        ),
        ...(other === undefined
          ? []
          : [block('on-another-list', `${name} 已经在另一份销毁清单上`, `${name} is on another list of disposal`)]),
        ...(inUse.get(id) ?? []).map(({ code, zh, en }) => block(code, `${name} ${zh}`, `${name} ${en}`)),
        ...packages
          .filter((one) => one.recordings.includes(id))
          .flatMap((one) => {
            if (one.taken && keepsCopy)
              return [
                block(
                  'copy-kept-by-law',
                  `${name} 在对外提供的证据包或者光盘里（交${one.recipient}），按制度复制留存，不得销毁`,
                  `${name} is in a package or on a disc that was handed out (to ${one.recipient}), and what is handed out is kept as a copy`,
                  { citation: keepsCopy },
                ),
              ]
            if (one.recordings.every((each) => gone.has(each))) return []
            return [
              block(
                'in-package-with-others',
                `${name} 在交${one.recipient}的证据包里，包里还有没有列入的音像：请一并列入，或者等它们期满`,
                `${name} is in a package for ${one.recipient} together with recordings that are not on the list: list them too, or wait for them`,
              ),
            ]
          }),
      ]
      return [id, { now: keeping, kept, state, blocks }]
    }),
  )
}

const block = (code: string, zh: string, en: string, more: Partial<Obstacle> = {}): Obstacle => ({
  code,
  message: text(zh, en),
  ...more,
})

const disposedAlready = (name: string): Obstacle =>
  block(
    'recording-disposed',
    `${name} 已经依法销毁，或者没有这份音像`,
    `${name} was disposed of already, or there is no such recording`,
  )

function termBlocks(
  name: string,
  kept: Kept | undefined,
  { waitsFor }: Keeping,
  today: CalendarDate,
  isInOpenCase: boolean,
): Obstacle[] {
  const cited = citationOf(kept)
  if (kept?.forGood)
    return [
      block(
        'kept-for-long',
        `${name} 属于长期保存，没有写到何时为止`,
        `${name} is kept for the long term, with no end written`,
        cited,
      ),
    ]
  if (waitsFor.includes('rules'))
    return [
      block(
        'term-undecided',
        `${name} 保管多久，制度没有写、本局还没有定：确定以前一律不处置`,
        `How long ${name} is kept is not laid down and the bureau has not decided it: until then nothing is disposed of`,
        cited,
      ),
    ]
  if (waitsFor.includes('case') && !isInOpenCase)
    return [
      block(
        'kept-as-file',
        `${name} 与案卷同期保管，案件归档、期限定下以后才算得出`,
        `${name} is kept as long as the file of its case: until when is known once that is archived and its term decided`,
        cited,
      ),
    ]
  if (kept?.until === undefined)
    return isInOpenCase
      ? []
      : [block('term-unknown', `${name} 的保管期限还没有算出`, `How long ${name} is kept is not known yet`, cited)]
  if (kept.until < today) return []
  return [
    block(
      'term-runs',
      `${name} 要保管到 ${kept.until}，期满以前不得销毁`,
      `${name} is kept until ${kept.until} and is not disposed of before that is over`,
      cited,
    ),
  ]
}

/** That what is handed out is kept as a copy (复制留存), where the rules of today say so. */
function keptByLaw(book: Book, today: CalendarDate): Citation | undefined {
  for (const purpose of ['provide', 'provide-to-reconsideration-or-court'] as const) {
    const answer = book.ask(today, { ask: 'access', purpose })
    if (answer?.value.keepCopy) return book.citing(today, { ask: 'access', purpose }, 'keepCopy')[0] ?? { article: '' }
  }
  return undefined
}

async function namesOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('recordings')
    .select(['id', 'file_name'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((one) => [one.id, one.file_name]))
}

/** Lists that are still open and have these recordings on them. */
async function listsOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const rows = await db
    .selectFrom('disposals')
    .select(['id', 'recordings'])
    .where('stands', 'in', ['appraising', 'approving', 'undo-window', 'carrying-out'])
    .execute()
  return new Map(ids.map((id) => [id, rows.flatMap((one) => (one.recordings.includes(id) ? one.id : []))]))
}

/** Recordings of packages with these that are gone already. */
async function disposedAmong(db: Db, ids: readonly string[]): Promise<readonly string[]> {
  const others = (await packagesHolding(db, ids)).flatMap((one) => one.recordings)
  if (others.length === 0) return []
  const rows = await db
    .selectFrom('recordings')
    .select('id')
    .where('id', 'in', others)
    .where('disposed', '=', true)
    .execute()
  return rows.map((one) => one.id)
}
