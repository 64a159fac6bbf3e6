import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sealedCiphers } from '../packages/core/src/sealed-blob/index.ts'
import { DigestWorkers, FileVault, openKeyRing, SealedVault, type Vault } from '../packages/server/src/vault/index.ts'
import { type Figure, megabytes, randomFile, timed } from './measure.ts'

const PARTS = 400
const PART_BYTES = 65_536

/** An encrypted vault against one in the clear: a file kept, read whole, and read in parts at random places as a player does. */
export async function sealingFigures(folder: string, bytes: number): Promise<Figure[]> {
  const root = join(folder, 'sealing')
  await mkdir(root, { recursive: true })
  const workers = new DigestWorkers()
  try {
    const passphrase = join(root, 'passphrase')
    await writeFile(passphrase, 'a passphrase for measuring only\n')
    const figures: Figure[] = []
    const plain: number[] = []
    for (const cipher of ['in the clear', ...sealedCiphers] as const) {
      const files = new FileVault(join(root, cipher), workers)
      const vault: Vault =
        cipher === 'in the clear'
          ? files
          : new SealedVault(
              files,
              await openKeyRing(join(root, 'keys', 'vault.json'), cipher, passphrase),
              workers,
              join(root, 'opened'),
            )
      const staged = join(root, 'staged')
      await randomFile(staged, bytes)
      const digests = await workers.follow(staged).finish(bytes)
      const [putting] = await timed(() => vault.put(staged, digests, bytes))
      const drain = async (range?: { from: number; to: number }): Promise<void> => {
        for await (const _piece of await vault.read(digests.sha256, range)) continue
      }
      await drain()
      const [reading] = await timed(() => drain())
      const [ranging] = await timed(async () => {
        for (let n = 0; n < PARTS; n++) {
          const from = Math.floor(((n * 7919) % PARTS) * (bytes / PARTS))
          await drain({ from, to: Math.min(bytes, from + PART_BYTES) - 1 })
        }
      })
      if (plain.length === 0) plain.push(putting, reading, ranging)
      const [put = 1, read = 1, range = 1] = plain
      figures.push(
        {
          name: `${cipher}: kept, once it is staged and on the disk`,
          value: megabytes(bytes, putting),
          ratio: put / putting,
        },
        { name: `${cipher}: read whole, from memory`, value: megabytes(bytes, reading), ratio: read / reading },
        {
          name: `${cipher}: parts of 64 KiB at random places`,
          value: `${(PARTS / ranging).toFixed(0)} /s`,
          ratio: range / ranging,
        },
      )
      await rm(staged, { force: true })
    }
    return figures
  } finally {
    await workers.close()
    await rm(root, { recursive: true, force: true })
  }
}
