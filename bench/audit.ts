import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { liuhen } from '../packages/cli/src/demo/index.ts'
import { command, type Figure, megabytes, timed } from './measure.ts'

/** Audit of the data the ingest left against both digests of the same bytes by openssl, on the same number of cores. */
export async function auditFigures(data: string): Promise<Figure[]> {
  const cores = availableParallelism()
  const each = (digest: string): Promise<void> =>
    command('sh', [
      '-c',
      `find '${join(data, 'vault')}' -type f -print0 | xargs -0 -n 8 -P ${cores} openssl dgst -${digest}`,
    ])
  const [openssl] = await timed(async () => {
    await each('sha256')
    await each('sm3')
  })
  const [ours, { result }] = await timed(() => liuhen(['audit', '--data', data, '--fresh'], {}, () => undefined))
  const { bytes, audit } = result as { bytes: number; audit: string }
  return [
    { name: `openssl sha256 + sm3 over the vault, ${cores} cores`, value: megabytes(bytes, openssl) },
    {
      name: 'liuhen audit of the same, database and log included',
      value: megabytes(bytes, ours),
      ratio: openssl / ours,
      goal: '≥ 0.9',
      note: audit,
    },
  ]
}
