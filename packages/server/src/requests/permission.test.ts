import { Role, roles } from '@liuhen/core/access'
import { CalendarDate, type Instant } from '@liuhen/core/kernel'
import { rulesOn } from '@liuhen/core/policy'
import { type AccessLaw, accessLaw, type Deed, type Facts, type Grant, LAWLESS, mayUse } from '@liuhen/core/requests'
import { beforeAll, expect, test } from 'vitest'
import { readPacks } from '../packs/index.ts'

const DAY = CalendarDate.parse('2026-11-20')
const NOW = '2026-11-20T02:00:00.000Z' as Instant
const AFTER = '2026-11-21T02:00:00.000Z' as Instant

/**
 * What a reader of the articles would write on one page: which deeds take an approval, and who looks without one. It knows
 * nothing of the program but the names of roles.
 */
const page: Readonly<
  Record<
    string,
    {
      readonly approval: readonly Deed[]
      readonly own?: true
      readonly ofTheirUnit?: readonly Role[]
      readonly ofTheBureau?: readonly Role[]
    }
  >
> = {
  nothing: { approval: [] },
  // 18: 公安局、检察院、法院; 24(3): 私自复制, 传播、泄露. Of looking by its own people nothing is printed.
  'jilin-2017': { approval: ['copy', 'provide'] },
  // 44: 可实时调阅; 46(5): 擅自泄露.
  'changsha-county-2023': { approval: ['provide'] },
  // 18: 调阅、复制经单位负责人批准; 12: 说明中断; 20: 抽查; 19: 未经批准不得对外提供.
  'jinzhong-2022-recording': {
    approval: ['look', 'copy', 'provide'],
    own: true,
    ofTheirUnit: ['team-leader'],
    ofTheBureau: ['legal-section'],
  },
  // 12: 经承办机构主要负责人同意; 8: 统一保管; 16: 抽查; 11, 13.
  'yanzhou-2019': {
    approval: ['look', 'copy', 'provide'],
    own: true,
    ofTheirUnit: ['team-leader'],
    ofTheBureau: ['legal-section', 'inspection-section', 'custodian'],
  },
  // 16: 未经批准，不得查阅; 9: 统一存储; 22: 抽检、回放检查; 24(3).
  'yongqing-2022': {
    approval: ['look', 'copy', 'provide'],
    own: true,
    ofTheirUnit: ['legal-officer'],
    ofTheBureau: ['information-centre', 'office'],
  },
}
/** 行政处罚法 46, 57, 58: who handles, reviews or decides a case sees its evidence, and copies it into the file. */
const ofTheCase: readonly Role[] = ['officer', 'legal-section', 'legal-officer', 'head', 'deputy-head']

const grant = (use: Grant['use'], more: Partial<Grant> = {}): Grant => ({
  request: 'r',
  use,
  until: AFTER,
  left: 1,
  running: false,
  ...more,
})
/** What was granted, and which deeds that opens. */
const grants: Readonly<Record<string, readonly [grant: Grant | undefined, opens: readonly Deed[]]>> = {
  none: [undefined, []],
  look: [grant('look'), ['look']],
  copy: [grant('copy'), ['look', 'copy']],
  provide: [grant('provide'), ['look', 'copy', 'provide']],
  'entered by themselves, agreed to by nobody': [grant('provide', { claim: true }), ['provide']],
  'to a person concerned': [grant('look', { person: true }), ['look']],
  'over now': [grant('provide', { until: NOW, running: true }), []],
  'used up': [grant('provide', { left: 0 }), []],
  'in its last use': [grant('provide', { left: 0, running: true }), ['look', 'copy', 'provide']],
}
const marks: Readonly<Record<string, readonly [marked: Facts['secrets'], shuts: readonly Deed[]]>> = {
  none: [[], []],
  'a secret of others': [[{ kind: 'business', readers: ['other'] }], ['look', 'copy', 'provide']],
  private: [[{ kind: 'privacy', readers: [] }], ['provide']],
}
const yesNo = [false, true] as const
const deeds: readonly Deed[] = ['look', 'copy', 'provide']

const laws = new Map<string, AccessLaw>()
beforeAll(async () => {
  const library = await readPacks()
  for (const pack of Object.keys(page)) {
    const undated = { effective: { 'yongqing-2022': CalendarDate.parse('2022-06-01') } }
    const set = { packs: ['national', pack], settings: {}, ...(pack === 'yongqing-2022' && undated) }
    laws.set(pack, pack === 'nothing' ? LAWLESS : accessLaw(rulesOn(library, set, DAY)))
  }
})

test('role × deed × pack × relation × grant × secret: no cell differs from what the articles read', () => {
  let cells = 0
  const differ: string[] = []
  for (const [pack, says] of Object.entries(page))
    for (const role of Object.keys(roles) as Role[])
      for (const deed of deeds)
        for (const known of yesNo)
          for (const own of yesNo)
            for (const unit of yesNo)
              for (const ofCase of yesNo)
                for (const [granted, [one, opens]] of Object.entries(grants))
                  for (const [marked, [secrets, shuts]] of Object.entries(marks)) {
                    const free = !says.approval.includes(deed)
                    const duty =
                      (deed === 'look' &&
                        ((says.own === true && own) ||
                          (unit && says.ofTheirUnit?.includes(role) === true) ||
                          says.ofTheBureau?.includes(role) === true)) ||
                      (deed !== 'provide' && ofCase && ofTheCase.includes(role))
                    const expected = !shuts.includes(deed) && ((free ? known : duty) || opens.includes(deed))
                    const found = mayUse(deed, {
                      law: laws.get(pack) ?? LAWLESS,
                      viewer: { person: 'me', roles: [role] },
                      relation: { known, own, unit, case: ofCase },
                      grants: one ? [one] : [],
                      secrets,
                      at: NOW,
                    })
                    cells++
                    if (found.may !== expected)
                      differ.push(
                        [pack, role, deed, { known, own, unit, ofCase }, granted, marked]
                          .map((each) => JSON.stringify(each))
                          .join(' '),
                      )
                  }
  expect(differ.slice(0, 10)).toEqual([])
  expect(cells).toBeGreaterThan(80_000)
})

test('a refusal says how to ask and quotes the article that wants the approval', () => {
  const refused = mayUse('look', {
    law: laws.get('yanzhou-2019') as AccessLaw,
    viewer: { person: 'me', roles: ['deputy-head'] },
    relation: { known: true, own: false, unit: true, case: false },
    grants: [],
    secrets: [],
    at: NOW,
  })
  expect(refused).toMatchObject({
    may: false,
    why: { code: 'look-not-granted', citation: { article: 'yanzhou-2019/12' } },
  })
})

test('a person concerned is shown no more than the redacted copy, an authority the recording', () => {
  const facts: Facts = {
    law: laws.get('changsha-county-2023') as AccessLaw,
    viewer: { person: 'me', roles: ['custodian'] },
    relation: { known: true, own: false, unit: true, case: false },
    grants: [grant('copy', { person: true })],
    secrets: [],
    at: NOW,
    under: 'r',
  }
  for (const deed of ['look', 'copy'] as const) {
    expect(mayUse(deed, facts)).toMatchObject({ may: true, request: 'r' })
    expect(mayUse(deed, { ...facts, masked: true })).toMatchObject({ may: false, why: { code: 'shown-masked' } })
    expect(mayUse(deed, { ...facts, masked: true, grants: [grant('copy')] })).toMatchObject({ may: true })
  }
})

test('under a request that somebody names, that one counts and no right of their own', () => {
  const facts: Facts = {
    law: laws.get('jilin-2017') as AccessLaw,
    viewer: { person: 'me', roles: ['custodian'] },
    relation: { known: true, own: false, unit: true, case: false },
    grants: [],
    secrets: [],
    at: NOW,
  }
  expect(mayUse('look', facts)).toEqual({ may: true, by: 'role' })
  expect(mayUse('look', { ...facts, under: 'r' })).toMatchObject({ may: false, why: { code: 'request-not-granted' } })
  expect(mayUse('look', { ...facts, under: 'r', grants: [grant('look')] })).toMatchObject({ may: true, request: 'r' })
  expect(mayUse('copy', { ...facts, under: 'r', grants: [grant('look')] })).toMatchObject({ may: false })
})
