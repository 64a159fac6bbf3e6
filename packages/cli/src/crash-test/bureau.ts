import type { BodyOf, Client, Table } from '@liuhen/contract'
import type { CalendarDate } from '@liuhen/core/kernel'
import { setUpPasswordIn, signIn, visitor } from '../demo/visitor.ts'

const PASSWORD = 'Correct-Horse-7'
const OFFICE_PASSWORD = 'Correct-Horse-8'
/** The instruments it runs on, besides the law. */
export const PACKS = ['changsha-county-2023']
export const TEAM_PASSWORD = 'Correct-Horse-9'

/** What a trial bureau has: somebody to register devices, a camera, and a docking station with its key. */
export interface TrialBureau {
  readonly centre: Client
  /** The number files of the camera carry. */
  readonly camera: string
  /** The docking station's key. */
  readonly key: string
  /** Adds people of the bureau's unit, whom the security administrator confirms, and who sign in. */
  readonly hire: (people: readonly Hired[]) => Promise<readonly Member[]>
}

export type Hired = Omit<BodyOf<Table['addPerson']>, 'unit'>

/** Somebody of the bureau, signed in; they sign what they approve with {@link TEAM_PASSWORD}. */
export interface Member {
  readonly id: string
  readonly name: string
  readonly userName: string
  /** Their session, which outlives every server. */
  readonly cookie: string
}

/** Those who take a case from its lead to its filing. */
export type Team = Readonly<Record<'officer' | 'colleague' | 'legal' | 'leader' | 'head', Member>>

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
      rules: { packs: PACKS, from: '2026-01-01' as CalendarDate },
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
  const hire = async (people: readonly Hired[]): Promise<readonly Member[]> => {
    const added: Omit<Member & { readonly temporary: string }, 'cookie'>[] = []
    for (const one of people) {
      const { id, password } = await system.addPerson({ body: { ...one, unit } })
      added.push({ id, name: one.name, userName: one.userName, temporary: password })
    }
    await security.confirmProposals({ body: { of: added.map((one) => ({ person: one.id, kind: 'roles' })) } })
    const members: Member[] = []
    for (const { temporary, ...one } of added) {
      const { cookie } = await signIn(url, one.userName, temporary, TEAM_PASSWORD)
      members.push({ ...one, cookie: cookie() })
    }
    return members
  }
  return { centre, camera: 'DSJ-01', key, hire }
}

const CERTIFIED = { validFrom: '2025-01-01' as CalendarDate, validTo: '2099-12-31' as CalendarDate }

/** Hires whoever a case needs until it is filed. */
export async function hireTeam({ hire }: TrialBureau): Promise<Team> {
  const [officer, colleague, legal, leader, head] = (await hire([
    { name: '甲队员', userName: 'officer', roles: ['officer'], certificate: { number: '4301-01', ...CERTIFIED } },
    { name: '乙队员', userName: 'colleague', roles: ['officer'], certificate: { number: '4301-02', ...CERTIFIED } },
    { name: '丙法制', userName: 'legal', roles: ['legal-officer'], reviewerSince: CERTIFIED.validFrom },
    { name: '丁队长', userName: 'leader', roles: ['team-leader'], certificate: { number: '4301-04', ...CERTIFIED } },
    { name: '戊局长', userName: 'head', roles: ['head'] },
  ])) as [Member, Member, Member, Member, Member]
  return { officer, colleague, legal, leader, head }
}

/** Signs in again, on a later day of that server, whoever makes its packages. */
export const centreAgain = async (url: string): Promise<Client> => (await signIn(url, 'centre', OFFICE_PASSWORD)).call
