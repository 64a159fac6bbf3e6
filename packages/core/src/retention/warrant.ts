import { type Obstacle, text } from '../kernel/index.ts'
import { folded, type Happened } from '../stream/index.ts'
import { disposalStands, disposalStream, type DisposalState, liveItems, suffice } from './disposal.ts'
import type { Warrant } from './events.ts'

/** The event that opens the vault's door, and nothing else does. */
export const WARRANT = 'DisposalBegun/1'

/**
 * What is wrong with a warrant, by what stands on its own stream before it: nothing only where a list was drawn up, every
 * item of it appraised for disposal by then, two people of different roles had signed, one of the legal section and neither
 * of them who drew it up or appraised, and the time to undo it was over. What a forger writes into the journal at the right
 * place and has sealed fails here.
 */
export function warrantFaults(before: readonly Happened[], warrant: Happened & { readonly body: Warrant }): Obstacle[] {
  const fault = (code: string, zh: string, en: string): Obstacle => ({ code, message: text(zh, en) })
  const state = folded(disposalStream, before) as DisposalState | undefined
  if (state === undefined)
    return [fault('warrant-without-list', '销毁令之前没有清单', 'There is no list before the warrant')]
  const { listed, signatures, approved } = state
  const signers = signatures.map((one) => one.by)
  const mayGo = new Set(liveItems(state).flatMap((one) => (one.appraised?.opinion === 'dispose' ? one.recording : [])))
  return [
    ...(disposalStands(state) === 'undo-window'
      ? []
      : [fault('warrant-out-of-turn', '清单当时没有获准销毁', 'The list was not approved at that time')]),
    ...(suffice(signatures)
      ? []
      : [
          fault(
            'warrant-unsigned',
            '没有两名职务不同的人签署，或者法制机构没有签',
            'It was not signed by two people of different roles, one of the legal section',
          ),
        ]),
    ...(signers.includes(listed.by) || state.items.some((one) => one.appraised && signers.includes(one.appraised.by))
      ? [fault('warrant-own-list', '签署人自己列的清单或者作的鉴定', 'Who signed drew the list up, or appraised it')]
      : []),
    ...(approved === undefined || warrant.at < approved.undoUntil
      ? [fault('warrant-early', '撤销期没有过就开始销毁', 'It began before the time to undo it was over')]
      : []),
    ...(warrant.body.items.every((one) => mayGo.has(one.recording))
      ? []
      : [
          fault(
            'warrant-beyond-list',
            '销毁令里有清单上没有、没有鉴定为可以销毁或者已经撤下的音像',
            'It names recordings that were not on the list, not appraised for disposal, or taken off',
          ),
        ]),
  ]
}
