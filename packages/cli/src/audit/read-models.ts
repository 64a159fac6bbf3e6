import { caseStream } from '@liuhen/core/case'
import { canonical, dayOf } from '@liuhen/core/kernel'
import type { Instant, Json } from '@liuhen/core/kernel'
import type { Envelope } from '@liuhen/core/ledger'
import { takeColumnsOf } from '@liuhen/core/recordings'
import type { Grouped, TakeColumns } from '@liuhen/core/recordings'
import { folded, rowOf, type StreamType } from '@liuhen/core/stream'
import type { Audited } from './audit.ts'
import { checkPresence } from './presence.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** A type of stream whose rows are read. */
type Model = StreamType & { readonly table: NonNullable<StreamType['table']> }

/** Rows asked for at a time. */
const BATCH = 200

type Expected = Map<string, Readonly<Record<string, unknown>> | undefined>

/**
 * What screens and rules read of the declared types of stream, derived again from the events and compared, column by column. Events are given stream by
 * stream; only the one at hand, and a batch of rows, is kept in memory.
 */
export class ReadModels {
  readonly #audited: Audited
  readonly #expected: ReadonlyMap<Model, Expected>
  #stream = ''
  #events: Envelope[] = []

  constructor(audited: Audited) {
    this.#audited = audited
    const models = audited.types.filter((one): one is Model => one.table !== undefined)
    this.#expected = new Map(models.map((model) => [model, new Map()]))
  }

  async take(event: Envelope): Promise<void> {
    if (event.stream !== this.#stream) await this.#endStream()
    this.#stream = event.stream
    if (this.#modelOf(event.stream)) this.#events.push(event)
  }

  /** After the last event: compares what is left, and looks for rows that no event accounts for. */
  async finish(): Promise<void> {
    await this.#endStream()
    for (const model of this.#expected.keys()) {
      await this.#compare(model)
      await this.#strangers(model)
    }
    await checkTakes(this.#audited)
    if (this.#audited.types.some(({ prefix }) => prefix === caseStream.prefix)) await checkPresence(this.#audited)
  }

  async #endStream(): Promise<void> {
    const model = this.#modelOf(this.#stream)
    const events = this.#events
    this.#events = []
    if (!model || events.length === 0) return
    const id = this.#stream.slice(model.prefix.length + 1)
    if (!UUID.test(id))
      return this.#audited.findings.differs(
        'stream-name',
        this.#stream,
        '流水的名称不合规格',
        'The stream is not named as ours are',
      )
    const expected = this.#expected.get(model) as Expected
    expected.set(id, derived(model, id, events))
    if (expected.size >= BATCH) await this.#compare(model)
  }

  async #compare(model: Model): Promise<void> {
    const expected = this.#expected.get(model) as Expected
    const ids = [...expected.keys()]
    const found = await this.#audited.snapshot.all<{ id: string } & Record<string, unknown>>(
      `select * from ${model.table.name} where id = any($1::uuid[])`,
      [ids],
    )
    const rows = new Map(found.map((row) => [row.id, row]))
    for (const [id, columns] of expected) this.#compareRow(`${model.table.name} ${id}`, columns, rows.get(id))
    expected.clear()
  }

  #compareRow(
    place: string,
    expected: Readonly<Record<string, unknown>> | undefined,
    row: Readonly<Record<string, unknown>> | undefined,
  ): void {
    const { findings } = this.#audited
    if (expected === undefined)
      return (
        row && findings.differs('model-unaccounted', place, '流水中没有这一行的来历', 'No event accounts for the row')
      )
    if (row === undefined)
      return findings.differs(
        'model-missing',
        place,
        '流水中有它，但查询表中没有这一行：在页面上会看不到',
        'The events tell of it, but its row is gone: no page would show it',
      )
    const other = Object.keys(expected).filter((name) => !same(expected[name], row[name]))
    if (other.length > 0)
      findings.differs(
        'model-differs',
        place,
        `查询表中的 ${other.join('、')} 与流水推算的不一致：页面上显示的不可信`,
        `${other.join(', ')} in the row is not what the events lead to: what pages show of it is not to be trusted`,
      )
  }

  #modelOf(stream: string): Model | undefined {
    return [...this.#expected.keys()].find(({ prefix }) => stream.startsWith(`${prefix}:`))
  }

  async #strangers({ prefix, table: { name } }: Model): Promise<void> {
    const rows = this.#audited.snapshot.stream<{ id: string }>(
      `select id from ${name} where not exists
         (select from journal where stream = '${prefix}:' || ${name}.id and version = 1)`,
    )
    for await (const { id } of rows)
      this.#audited.findings.differs(
        'model-unaccounted',
        `${name} ${id}`,
        '流水中没有这一行的来历',
        'No event accounts for the row',
      )
  }
}

/** A body that is not of its shape is reported where the journal is checked; what would follow from it is nobody's guess. */
function derived(model: Model, id: string, events: readonly Envelope[]): Readonly<Record<string, unknown>> | undefined {
  try {
    const state = folded(model, events)
    return state && rowOf(model, id, events.at(-1)?.version ?? 0, state)
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) return undefined
    throw error
  }
}

const same = (a: unknown, b: unknown): boolean => {
  try {
    return canonical((a ?? null) as Json) === canonical((b ?? null) as Json)
  } catch {
    return false
  }
}

interface Row extends Grouped, TakeColumns {
  readonly device_key: string
  readonly start_at: Instant
}

/** The take of each recording and its interruptions, found again among those of its device and day. */
async function checkTakes({ snapshot, findings }: Audited): Promise<void> {
  const check = (day: readonly Row[]): void => {
    const columns = takeColumnsOf(day)
    for (const row of day) {
      const expected = columns.get(row.id) as TakeColumns
      const names = Object.keys(expected) as (keyof TakeColumns)[]
      const other = names.filter((name) => expected[name] !== row[name])
      if (other.length > 0)
        findings.differs(
          'take-differs',
          `recordings ${row.id}`,
          `${other.join('、')} 与同一设备当天的音像推算的不一致`,
          `${other.join(', ')} is not what the recordings of its device and day lead to`,
        )
    }
  }
  let day: Row[] = []
  const rows = snapshot.stream<Row>(`select * from recordings order by device_key collate "C", start_at, id`)
  for await (const row of rows) {
    const [first] = day
    if (first && (first.device_key !== row.device_key || dayOf(first.start_at) !== dayOf(row.start_at))) {
      check(day)
      day = []
    }
    day.push(row)
  }
  if (day.length > 0) check(day)
}
