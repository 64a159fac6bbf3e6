import type { ActivityView } from '@liuhen/contract/activities'
import { lazy, Suspense, useState } from 'react'
import { useMay, whose } from '../../api/index.ts'
import { Action } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { words } from './words.ts'

/** It brings a list of colleagues with it that the page itself does not need. */
const AmendDialog = lazy(async () => ({ default: (await import('./amend-dialog.tsx')).AmendDialog }))

/** Adds a place, colleagues or other times to what was registered, which stays as it is. */
export function Amend({ view }: { readonly view: ActivityView }) {
  const { t } = useWords()
  const may = useMay()
  const [open, setOpen] = useState(false)
  return (
    <div style={{ marginTop: 12 }}>
      <Action onAct={() => setOpen(true)} why={may('annotateActivity') ? undefined : t(whose('annotateActivity'))}>
        {t(words.amend)}
      </Action>
      {open && (
        <Suspense>
          <AmendDialog view={view} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  )
}
