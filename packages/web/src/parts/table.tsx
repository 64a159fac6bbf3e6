import type { ReactNode } from 'react'

export interface Column<R> {
  readonly key: string
  readonly head: string
  readonly cell: (row: R) => ReactNode
  readonly right?: boolean
  /** The cell that leads the row when it folds into lines on a phone. */
  readonly lead?: boolean
}

/** A list of rows. On a phone each row folds into lines with the column's name before each value. */
export function Table<R>({
  rows,
  columns,
  rowKey,
  caption,
}: {
  readonly rows: readonly R[]
  readonly columns: readonly Column<R>[]
  readonly rowKey: (row: R) => string
  /** Read aloud, not shown. */
  readonly caption: string
}) {
  const look = (column: Column<R>) =>
    [column.right && 'right', column.lead && 'lead'].filter(Boolean).join(' ') || undefined
  return (
    <div className="table-frame">
      <table className="list folds">
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={look(column)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((column) => (
                <td key={column.key} data-label={column.head} className={look(column)}>
                  <div>{column.cell(row)}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
