import {
  clocksOf,
  type Declared,
  type Docked,
  readingBytes,
  type StationSignature,
  stationFileBytes,
} from '@liuhen/core/intake'
import {
  because,
  beijing,
  bytesOfBase64,
  canonical,
  type Instant,
  instantOf,
  type Json,
  millisecondsOf,
  Refused,
} from '@liuhen/core/kernel'
import { signingKeyOf } from '../devices/index.ts'
import { sql } from 'kysely'
import { verifyEd25519 } from '../ledger/index.ts'
import type { Db } from '../platform/database/index.ts'

/** A reading is of the docking that begins with it: what is older, or not yet, may be somebody's copy. */
const STALE = 3_600_000

/**
 * Refuses a docking that its station did not sign with the key it has told, and a clock that its own samples do not give.
 * A station that has never told a key is taken without a signature, and what it states is a claim like any other's.
 * `now`: the server's own clock.
 */
export async function checkReading(db: Db, station: string, said: Docked, now: Instant): Promise<void> {
  await checkSignature(db, station, said.signature, () => readingBytes(said))
  if (said.samples === undefined) return
  const last = said.samples.server.at(-1)
  if (last && Math.abs(millisecondsOf(now) - millisecondsOf(last.server)) > STALE)
    throw because(
      Refused,
      'reading-stale',
      `时钟读数是 ${beijing(last.server)} 的，不是这次采集读出的，没有采用；请重新采集`,
      `The clocks were read at ${beijing(last.server)} and not for this docking, and were not taken: dock again`,
      { field: 'samples' },
    )
  const { recorded } = clocksOf(said.samples.server, said.samples.camera)
  if (canonical((recorded ?? null) as Json) !== canonical((said.clock ?? null) as Json))
    throw because(
      Refused,
      'clock-not-measured',
      '所报的时钟偏差与读数算出的不一致，没有采用；请重新采集',
      'The clock offset is not what its samples give and was not taken: dock again',
      { field: 'clock' },
    )
}

/** The same for a file, which must moreover belong to a docking of that station, and be of the device asked there. */
export async function checkFile(db: Db, station: string, said: Declared): Promise<void> {
  await checkSignature(db, station, said.signature, () => stationFileBytes(said))
  if (said.docking === undefined || said.signature === undefined) return
  const reading = await readingOf(db, station, said.docking)
  const same = (one: 'clock' | 'identity'): boolean =>
    said[one] === undefined || canonical(said[one] as Json) === canonical((reading?.said[one] ?? null) as Json)
  if (!reading || !same('clock') || !same('identity'))
    throw because(
      Refused,
      'docking-other',
      '文件所属的采集不是这台采集站做的，或所报设备、时钟与那次采集测得的不同；请重新采集',
      'The docking this file names is not one of this station, or its device or clock is not the one read there: dock again',
      { field: 'docking' },
    )
}

/** What a station said of a docking of its own, and when. */
async function readingOf(db: Db, station: string, docking: string) {
  const found = await db.selectFrom('docking').select(['said', 'at']).where('id', '=', docking).executeTakeFirst()
  const said = found?.said as (Docked & { readonly station?: string }) | undefined
  return found && said?.station === station ? { said, at: found.at } : undefined
}

/** The docking that this very reading has begun already: sent twice, it is one, and nothing is dated anew by it. */
export async function dockingOf(db: Db, station: string, said: Docked, now: Instant): Promise<string | undefined> {
  if (said.signature === undefined) return undefined
  const found = await db
    .selectFrom('docking')
    .select('id')
    // Older ones are refused as stale before they are looked for.
    .where('at', '>', instantOf(millisecondsOf(now) - 2 * STALE))
    .where(sql<boolean>`said ->> 'station' = ${station}`)
    .where(sql<boolean>`said -> 'signature' ->> 'signature' = ${said.signature.signature}`)
    .executeTakeFirst()
  return found?.id
}

/**
 * Whether a docking is a reading of the device itself: its identity and looks at its clock, under the station's
 * signature, which {@link checkReading} has found to hold.
 */
export const isReading = ({ identity, samples, signature }: Docked): boolean =>
  identity !== undefined && samples?.camera !== undefined && signature !== undefined

/**
 * Whether this file is signed to be of a device that its station had itself asked; {@link checkFile} has let it in.
 * `unvouched`: read with a key that nobody had compared with the station by then, so that anybody may have made it up.
 */
export async function wasAsked(db: Db, station: string, said: Declared): Promise<boolean | 'unvouched'> {
  if (said.signature === undefined || said.identity === undefined || said.docking === undefined) return false
  const reading = await readingOf(db, station, said.docking)
  if (reading === undefined || !isReading(reading.said)) return false
  const { vouchedAt } = (await signingKeyOf(db, station)) ?? {}
  return (vouchedAt !== undefined && vouchedAt <= reading.at) || 'unvouched'
}

async function checkSignature(
  db: Db,
  station: string,
  given: StationSignature | undefined,
  bytes: () => Uint8Array,
): Promise<void> {
  const known = (await signingKeyOf(db, station))?.key
  if (known === undefined && given === undefined) return
  if (given !== undefined && known === given.key && holds(given, bytes())) return
  throw because(
    Refused,
    'station-signature',
    '采集站的签名缺失或不成立：不是登记的那把签名密钥，或者采集程序比服务器旧。请不要清除存储卡；先更新采集程序，更换过采集站或其状态目录的，由信息中心重新生成密钥',
    "The station's signature is missing or does not hold under the key it has told, or its program is older than the server. Do not clear the card; update the program first, and when the station or its state folder was replaced, the information centre gives it a new key",
  )
}

function holds({ key, signature }: StationSignature, bytes: Uint8Array): boolean {
  try {
    return verifyEd25519(bytesOfBase64(key), bytes, bytesOfBase64(signature)) === true
  } catch {
    // Not a point of the curve: no key at all.
    return false
  }
}
