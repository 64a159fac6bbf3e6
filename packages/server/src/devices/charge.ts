import type { ReplyOf, Table } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import { type Charge, chargeFindings, type CheckLimits } from '@liuhen/core/devices'
import { dayOf, type Text, text } from '@liuhen/core/kernel'
import { runningFor } from '../activities/index.ts'
import type { Book } from '../packs/index.ts'
import { actOn, type Devices } from './commands.ts'

/** What a device shows while it records is kept with the activity that goes on; whoever tells it is warned of what is short. */
export async function seeCharge(
  here: Devices,
  book: Book,
  viewer: Viewer,
  id: string,
  { seen, limits }: { readonly seen: Charge; readonly limits: CheckLimits },
): Promise<ReplyOf<Table['seeCharge']>> {
  const [running] = (await runningFor(here.db, viewer)).filter((one) => one.people.includes(viewer.person))
  const day = dayOf(here.clock.now())
  await actOn(
    here,
    `person:${viewer.person}`,
    id,
    { do: 'see-charge', seen, limits, activity: running?.id },
    { faults: book.citingFaults(day)[0] },
  )
  const findings = chargeFindings(seen, limits)
  const citations = book.citing(day, { ask: 'device' }, 'check').map((one) => book.shelf.citationView(one))
  return { findings, warnings: findings.map((code) => ({ code, message: shortOf(code, seen), citations })) }
}

const shortOf = (code: string, { battery, freeSpace }: Charge): Text =>
  code === 'battery-low'
    ? text(
        `电量只剩 ${battery}%：马上更换电池或者接上电源，录不下去的，换一台设备`,
        `Only ${battery}% of the battery is left: change it or take another device before it stops`,
      )
    : text(
        `存储空间只剩 ${freeSpace} MiB：马上换卡或者换一台设备`,
        `Only ${freeSpace} MiB of room are left: change the card or take another device`,
      )
