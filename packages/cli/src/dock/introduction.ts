import { createHash } from 'node:crypto'
import type { Client } from '@liuhen/contract'
import { fingerprintOf } from '@liuhen/core/devices'
import { text } from '@liuhen/core/kernel'
import type { Text } from '@liuhen/core/kernel'
import { counterAt } from './counter.ts'
import type { Counter } from './counter.ts'
import { DockState } from './state.ts'

interface Introducing {
  readonly counter: Counter
  readonly state: DockState
}

/** The station's fingerprint, for the person who compares it with what the server was told. */
const shownOf = (key: string): string => fingerprintOf((bytes) => createHash('sha256').update(bytes).digest(), key)

/** What is said while nobody has compared it. */
export const unvouched = (key: string): Text =>
  text(
    `本站的签名公钥还没有经第二人核对，在此以前读出的音像都要逐件核实来源。请发密钥以外的人到本站前，在“设备”页输入指纹：${shownOf(key)}`,
    `Nobody has compared this station's signing key yet: what it reads until then is asked about file by file. Somebody else than who gave it its key enters this fingerprint on the devices page: ${shownOf(key)}`,
  )

/** Tells the server the station's signing key, before anything is docked; what to compare, or that it was compared. */
export async function introduce({ counter, state }: Introducing): Promise<Text> {
  const { key } = await state.signer(counter)
  const { vouched } = await counter.client.tellSigningKey({ body: { publicKey: key } })
  return vouched
    ? text(`本站的签名公钥已经核对：${shownOf(key)}`, `This station's signing key was compared: ${shownOf(key)}`)
    : unvouched(key)
}

/** The same for a sample or a trial, in which that person compares it at once: not who gave the station its key. */
export async function introduceTo(
  compares: Client,
  { url, key, state }: { readonly url: string; readonly key: string; readonly state: string },
): Promise<void> {
  const counter = counterAt(url, key)
  const kept = await DockState.open(state, counter.url)
  await introduce({ counter, state: kept })
  const shown = shownOf((await kept.signer(counter)).key)
  const station = (await compares.listDevices()).find((one) => one.kind === 'docking-station')
  await compares.vouchSigningKey({ params: { id: station?.id ?? '' }, body: { fingerprint: shown } })
}
