import type { UploadState } from '@liuhen/contract/intake'

/**
 * How far one file is, in order. `sealing`: preserved, its receipt not yet sealed. Only `kept` means that it is safe to
 * let go of the original; `quarantined`, `failed` and `stopped` are ends that somebody must look at.
 */
export type Stage =
  | 'waiting'
  | 'digesting'
  | 'sending'
  | 'checking'
  | 'sealing'
  | 'kept'
  | 'quarantined'
  | 'failed'
  | 'stopped'

export const ended = (stage: Stage): boolean => ['kept', 'quarantined', 'failed', 'stopped'].includes(stage)

export function stageOf({ state, sealed }: Pick<UploadState, 'state' | 'sealed'>): Stage {
  if (state === 'quarantined') return 'quarantined'
  if (state === 'preserved' || state === 'repeated') return sealed ? 'kept' : 'sealing'
  return 'checking'
}
