import type { PackDiff } from '@liuhen/contract/packs'
import { because, Missing } from '@liuhen/core/kernel'
import { diffPacks, type Pack } from '@liuhen/core/policy'
import type { Shelf } from '../shelf.ts'

interface Which {
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly against?: string | undefined
}

/**
 * What differs between two versions of a pack, the last two unless told, or from another pack. Throws Missing for a pack
 * or version that is not loaded, and when there is only one version and nothing to compare it with.
 */
export function packDiff(shelf: Shelf, id: string, { from, to, against }: Which): PackDiff {
  const versions = shelf.versions(id)
  const after = found(to === undefined ? versions.at(-1) : shelf.pack(id, to))
  const before = found(
    against !== undefined
      ? shelf.pack(against, from)
      : from !== undefined
        ? shelf.pack(id, from)
        : versions.filter(({ identity }) => identity.version < after.identity.version).at(-1),
  )
  return {
    before: named(before),
    after: named(after),
    changes: diffPacks(before, after).map(({ before: was, after: is, ...one }) => ({
      ...one,
      ...(was !== undefined && { before: was }),
      ...(is !== undefined && { after: is }),
    })),
  }
}

const named = ({ identity: { id, version, title } }: Pack): PackDiff['before'] => ({ id, version, title })

function found(pack: Pack | undefined): Pack {
  if (pack) return pack
  throw because(
    Missing,
    'version-unknown',
    '没有载入可以比较的版本',
    'There is no such version loaded to compare with',
    { field: 'pack' },
  )
}
