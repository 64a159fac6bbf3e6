import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { Sha256 } from '@liuhen/core/kernel'
import yauzl from 'yauzl'

/** SHA-256 of a file. */
export async function digestOfFile(path: string): Promise<Sha256> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return Sha256.parse(hash.digest('hex'))
}

const LIST = /^[^/]+\/tagmanifest-sha256\.txt$/

/** The digest that names a whole package, of its .zip; undefined where the file is no such .zip. */
export function manifestOfZip(path: string): Promise<Sha256 | undefined> {
  return new Promise((resolve) => {
    yauzl.open(path, { lazyEntries: true }, (failed, zip) => {
      if (failed) return resolve(undefined)
      zip.on('error', () => resolve(undefined))
      zip.on('end', () => resolve(undefined))
      zip.on('entry', (entry: yauzl.Entry) => {
        if (!LIST.test(entry.fileName)) return zip.readEntry()
        zip.openReadStream(entry, (broken, stream) => {
          if (broken) return resolve(undefined)
          const hash = createHash('sha256')
          pipeline(stream, hash).then(
            () => resolve(Sha256.parse(hash.digest('hex'))),
            () => resolve(undefined),
          )
          zip.close()
        })
      })
      zip.readEntry()
    })
  })
}
