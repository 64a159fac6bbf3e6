import { type Text, text } from '../kernel/index.ts'
import { classNames } from '../packs/index.ts'
import type { Kept, SigningRole } from './events.ts'
import type { DisposalStands } from './disposal.ts'
import { roles } from '../access/index.ts'

/** How long it is kept, in one sentence. */
export function keptText({ class: of, until, forGood }: Pick<Kept, 'class' | 'until' | 'forGood'>): Text {
  const kind = classNames[of]
  if (forGood) return text(`${kind.zh}，没有写到何时为止`, `${kind.en}, with no end written`)
  if (until !== undefined) return text(`${kind.zh}，保管到 ${until}`, `${kind.en}, kept until ${until}`)
  return text(`${kind.zh}，到何时为止还算不出`, `${kind.en}; until when cannot be told yet`)
}

export const standsNames: Readonly<Record<DisposalStands, Text>> = {
  appraising: text('待鉴定', 'To be appraised'),
  approving: text('待批准', 'To be approved'),
  'undo-window': text('撤销期内', 'Can be undone'),
  'carrying-out': text('正在销毁', 'Being carried out'),
  done: text('已销毁', 'Carried out'),
  undone: text('未销毁', 'Not carried out'),
}

export const signingRoleName = (role: SigningRole): Text => roles[role]
