import { createHash } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { longTest } from '../../../../scripts/long-run.ts'
import { trialServer } from '../http/trial.ts'
import { declaredOf, metadataOf, soundFile } from '../intake/trial.ts'
import { startServer } from '../server.ts'
import { readConfig } from '../platform/index.ts'

longTest(
  'who takes the disk of a bureau with an encrypted vault has no recording, and who may look has it whole',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'liuhen-sealed-'))
    const passphraseFile = join(folder, 'passphrase')
    await writeFile(passphraseFile, 'a passphrase of one’s own, long\n')
    const vaultSealing = { cipher: 'sm4-gcm', passphraseFile } as const
    await using server = await trialServer({ config: { vaultSealing } })
    const station = await server.station()
    const centre = await server.as('information-centre')
    const bytes = soundFile(40_000)
    const camera = await station.reads({ number: 'DSJ-1' })
    const declared = camera.declare(declaredOf(bytes, { deviceNumber: 'DSJ-1' }))
    const sent = await fetch(`${server.url}/api/uploads`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${station.key}`,
        'tus-resumable': '1.0.0',
        'upload-length': String(bytes.length),
        'upload-metadata': metadataOf(declared),
        'content-type': 'application/offset+octet-stream',
      },
      body: new Uint8Array(bytes),
    })
    const id = sent.headers.get('location')?.split('/').at(-1) ?? ''
    const state = () => station.client.uploadState({ params: { id } })
    await expect.poll(async () => (await state()).state, { timeout: 120_000 }).toBe('preserved')
    const { recording } = await state()
    const address = `${server.url}/api/recordings/${recording}/original`
    const whole = Buffer.from(await (await centre.send(address)).arrayBuffer())
    expect(createHash('sha256').update(whole).digest('hex')).toBe(declared.sha256)
    const part = await centre.send(address, { headers: { range: 'bytes=1000-1999' } })
    expect(Buffer.from(await part.arrayBuffer())).toEqual(Buffer.from(bytes.subarray(1000, 2000)))
    // Its view copy is made, and neither of them lies in the clear.
    const made = async () => (await centre.showRecording({ params: { id: recording ?? '' } })).derivatives.length
    await expect.poll(made, { timeout: 120_000 }).toBeGreaterThan(0)
    const names = await readdir(join(server.data, 'vault'), { recursive: true, withFileTypes: true })
    const files = names.filter((one) => one.isFile())
    expect(files.length).toBeGreaterThan(1)
    for (const file of files) {
      expect(file.name).toMatch(/^[0-9a-f]{64}\.sealed$/)
      const lying = await readFile(join(file.parentPath, file.name))
      expect(lying.includes(Buffer.from(bytes.subarray(1000, 1064)))).toBe(false)
    }
    const unlocked = readConfig({ LIUHEN_DATA: server.data })
    await expect(startServer({ config: { ...unlocked, port: 0 } })).rejects.toThrow()
    await rm(folder, { recursive: true, force: true })
  },
)
