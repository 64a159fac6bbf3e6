import type { Client } from '@liuhen/contract'
import type { CalendarDate } from '@liuhen/core/kernel'
import { setUpPasswordIn, signIn, visitor } from '../demo/visitor.ts'

const PASSWORD = 'Correct-Horse-7'
const OFFICE_PASSWORD = 'Correct-Horse-8'

/** What a trial bureau has: somebody to register devices, a camera, and a docking station with its key. */
export interface TrialBureau {
  readonly centre: Client
  /** The number files of the camera carry. */
  readonly camera: string
  /** The docking station's key. */
  readonly key: string
}

/** Sets up a bureau on a fresh server as its first visitors would. */
export async function foundBureau(url: string, data: string): Promise<TrialBureau> {
  const administrator = (name: string, userName: string) => ({ name, userName, password: PASSWORD })
  await visitor(url).call.setUp({
    body: {
      setUpPassword: await setUpPasswordIn(data),
      bureau: { name: '青溪县城市管理局', slug: 'qingxi', sample: true },
      administrators: {
        system: administrator('宋系统', 'sysadmin'),
        security: administrator('安保全', 'secadmin'),
        audit: administrator('沈审计', 'auditor'),
      },
      rules: { packs: ['changsha-county-2023'], from: '2026-01-01' as CalendarDate },
    },
  })
  const { call: system } = await signIn(url, 'sysadmin', PASSWORD)
  const unit = (await system.listUnits())[0]?.id as string
  const person = {
    name: '钟信息',
    userName: 'centre',
    unit,
    roles: ['information-centre' as const, 'team-leader' as const, 'office' as const],
  }
  const { id: added, password } = await system.addPerson({ body: person })
  const { call: security } = await signIn(url, 'secadmin', PASSWORD)
  await security.confirmProposals({ body: { of: [{ person: added, kind: 'roles' }] } })
  const { call: centre } = await signIn(url, 'centre', password, OFFICE_PASSWORD)
  await centre.registerDevice({ body: { number: 'DSJ-01', kind: 'body-camera', unit } })
  const { id } = await centre.registerDevice({ body: { number: 'ST-01', kind: 'docking-station', unit } })
  const { key } = await centre.issueStationKey({ params: { id } })
  return { centre, camera: 'DSJ-01', key }
}

/** Signs in again, on a later day of that server, whoever makes its packages. */
export const centreAgain = async (url: string): Promise<Client> => (await signIn(url, 'centre', OFFICE_PASSWORD)).call
