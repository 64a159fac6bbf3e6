import type { VolumeVerified } from '@liuhen/contract/volumes'
import type { Viewer } from '@liuhen/core/access'
import { because, Failure, Missing, type Sha256, text } from '@liuhen/core/kernel'
import { caseOf } from '../cases/index.ts'
import type { Volumes } from './commands.ts'
import { volumeState } from './store.ts'

/**
 * Reads the volume, each paper that was joined into it and each recording listed with it back from the disk, and compares
 * digests with those that were bound. Throws Missing where nothing is bound.
 */
export async function verifyVolume(here: Volumes, viewer: Viewer, id: string): Promise<VolumeVerified> {
  await caseOf(here.db, viewer, id)
  const { bound } = await volumeState(here.db, id)
  if (!bound) throw because(Missing, 'volume-unbound', '还没有立卷', 'It is not bound')
  const wrong: VolumeVerified['wrong'] = []
  const check = async (what: string, sha256: Sha256): Promise<void> => {
    try {
      const read = await here.vault.digest(sha256)
      if (read.sha256 !== sha256)
        wrong.push({ what, message: text('库里的内容与立卷时不同', 'what is kept is not what was bound') })
    } catch (thrown) {
      if (!(thrown instanceof Failure)) throw thrown
      wrong.push({ what, message: thrown.obstacles[0]?.message ?? text('读不出来', 'it cannot be read') })
    }
  }
  for (const one of bound.files) await check(one.part === 'main' ? '正卷' : '副卷', one.sha256)
  for (const one of bound.entries) {
    await check(one.title, one.sha256)
    if (one.sealed) await check(`${one.title}（盖章件）`, one.sealed.sha256)
  }
  for (const one of bound.recordings) await check(one.fileName, one.sha256)
  return {
    verified: wrong.length === 0,
    papers: bound.entries.length,
    pages: bound.files.reduce((sum, one) => sum + one.pages, 0),
    wrong,
  }
}
