import type { PaperView, PlaceView } from '@liuhen/contract/papers'

/** What is another once somebody has signed or refused. */
export const STALE = ['showPaper', 'listPapers'] as const

/** What every dialog at a place to sign is told. */
export interface DialogProps {
  readonly view: PaperView
  readonly place: PlaceView
  readonly onClose: () => void
}

/** Who signs there, in the words of the paper. */
export const whoOf = ({ label, name }: PlaceView): string => [label, name].filter(Boolean).join(' ')
