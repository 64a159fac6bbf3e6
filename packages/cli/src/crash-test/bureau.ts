import { createClient } from '@liuhen/contract'
import type { Client } from '@liuhen/contract'
import { codeOf } from './totp.ts'

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
export async function foundBureau(url: string): Promise<TrialBureau> {
  const administrator = (name: string, userName: string) => ({ name, userName, password: PASSWORD })
  await createClient(url, fetch).setUp({
    body: {
      bureau: { name: '青溪县城市管理局', slug: 'qingxi', sample: true },
      administrators: {
        system: administrator('宋系统', 'sysadmin'),
        security: administrator('安保全', 'secadmin'),
        audit: administrator('沈审计', 'auditor'),
      },
    },
  })
  const system = createClient(url, browser())
  await system.signIn({ body: { userName: 'sysadmin', password: PASSWORD } })
  const { secret } = await system.beginSecondFactor()
  await system.confirmSecondFactor({ body: { code: codeOf(secret, Date.now()) } })
  const unit = (await system.listUnits())[0]?.id as string
  const person = { name: '钟信息', userName: 'centre', unit, roles: ['information-centre' as const] }
  const { password } = await system.addPerson({ body: person })
  const centre = createClient(url, browser())
  await centre.signIn({ body: { userName: 'centre', password } })
  await centre.changePassword({ body: { old: password, fresh: OFFICE_PASSWORD } })
  await centre.registerDevice({ body: { number: 'DSJ-01', kind: 'body-camera', unit } })
  const { id } = await centre.registerDevice({ body: { number: 'ST-01', kind: 'docking-station', unit } })
  const { key } = await centre.issueStationKey({ params: { id } })
  return { centre, camera: 'DSJ-01', key }
}

/** Fetches as a browser does that keeps one cookie. */
function browser(): typeof fetch {
  let cookie = ''
  return async (input, init) => {
    const headers = new Headers(init?.headers)
    if (cookie !== '') headers.set('cookie', cookie)
    const response = await fetch(input, { ...init, headers })
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return response
  }
}
