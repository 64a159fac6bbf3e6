import { type EndpointName, pathOf, table } from '@liuhen/contract'
import { lazy, Suspense, useState } from 'react'
import { useMay } from '../../api/index.ts'
import { Action } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'

const ImportDialog = lazy(async () => ({ default: (await import('./import-dialog.tsx')).ImportDialog }))

export type ImportKind = 'units' | 'people' | 'devices'

/** Import and export of a register as CSV, for those who may. */
export function CsvActions({ what, stale }: { readonly what: ImportKind; readonly stale: readonly EndpointName[] }) {
  const { say } = useWords()
  const may = useMay()
  const [open, setOpen] = useState(false)
  if (!may('importCsv')) return null
  return (
    <>
      <a className="button" href={pathOf(table.exportCsv, { what })} download>
        {say('exportCsv')}
      </a>
      <Action onAct={() => setOpen(true)}>{say('importCsv')}</Action>
      {open && (
        <Suspense>
          <ImportDialog what={what} stale={stale} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
