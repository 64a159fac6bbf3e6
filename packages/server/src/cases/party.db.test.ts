import type { CalendarDate, Obstacle } from '@liuhen/core/kernel'
import type { Party } from '@liuhen/core/procedure'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal, type TrialTeam, trialTeam } from './trial.ts'
import { CHARGE } from './trial-ordinary.ts'

let team: TrialTeam
beforeAll(async () => {
  team = await trialTeam()
})
afterAll(() => team[Symbol.asyncDispose]())

interface Identified {
  readonly party: Party
  readonly document: string
  readonly reason?: string
}
const [ONE, OTHER] = ['430121198505010014', '430121199001010023'] as const
const party = (name: string, idNumber?: string): Identified['party'] => ({
  kind: 'citizen',
  name,
  ...(idNumber !== undefined && { idNumber }),
})
const document = '居民身份证原件'
const identify = (id: string, body: Identified) => team.officer.identifyParty({ params: { id }, body })
const shown = (id: string) => team.officer.showCase({ params: { id } })

/** A violation of today, for a fine on the spot. */
async function stopped(who?: Identified['party']): Promise<string> {
  const id = await team.lead({ procedure: 'simple', party: who as never })
  await team.done(id, 'violation-ended', { by: [] })
  await team.done(id, 'violation-discovered', { by: [] })
  return id
}
const fined = (id: string) =>
  team.done(id, 'penalty-on-the-spot', {
    place: '星沙路',
    at: '10:00',
    until: '10:15',
    says: {
      ...CHARGE,
      'fine-amount': 200,
      'certificate-shown': true,
      'rights-told': true,
      'defence-made': false,
      numbered: true,
      'decision-handed-over': true,
      'party-signed': true,
    },
  })

test('whom a lead did not know is identified later, by a document; a number that cannot be is refused at its field', async () => {
  const id = await stopped()
  expect((await shown(id)).party).toBeUndefined()
  const miscopied = `${ONE.slice(0, -1)}${ONE.endsWith('0') ? '1' : '0'}`
  const wrong = async (who: Identified['party']) => {
    const thrown = await identify(id, { party: who, document }).catch((error: unknown) => error)
    return (thrown as { problem: { obstacles: readonly Obstacle[] } }).problem.obstacles
  }
  expect(await wrong(party('孙某', miscopied))).toMatchObject([
    { code: 'party-number', field: 'party.idNumber', message: { zh: expect.stringContaining('校验码不对') } },
  ])
  expect(await wrong({ ...party('孙某', ONE), born: '1985-05-02' as CalendarDate })).toMatchObject([
    { code: 'party-number', field: 'party.born' },
  ])
  // The day of birth is that of the number. Full width and small letters are the keyboard's.
  await identify(id, { party: party('孙某', ` ${ONE.replaceAll('0', '０').toLowerCase()}`), document })
  const { party: known, identified, row } = await shown(id)
  expect(row.party).toBe('孙某')
  expect(known).toEqual({
    kind: 'citizen',
    name: '孙某',
    born: '1985-05-01',
    idNumber: '430121********0014',
  })
  expect(identified).toMatchObject({ document })
  expect(await refusal(identify(id, { party: party('孙某', OTHER), document }))).toEqual({
    'party-changed-without-reason': undefined,
  })
  await identify(id, { party: party('孙某某', ONE), document, reason: '姓名登记有误' })
  expect(
    await refusal(team.outsider.identifyParty({ params: { id }, body: { party: party('钱某', OTHER), document } })),
  ).toHaveProperty('case-unknown')
  await fined(id)
  expect(await refusal(identify(id, { party: party('钱某', OTHER), document, reason: '认错了人' }))).toEqual({
    'party-decided': undefined,
  })
})

test('two people of one name are two; one person under two names is one, and is not fined twice for a day', async () => {
  // Not the number of the case before, which was fined today.
  const mine = '430121198505010030'
  await fined(await stopped(party('李某', mine)))
  // Of the same name, with a number of their own.
  await fined(await stopped(party('李某', OTHER)))
  const renamed = await stopped(party('李大某', mine))
  expect(await refusal(fined(renamed))).toEqual({ 'step-once-across': 'national/penalty-law/29' })
  // Where one of them has no number, the name is all there is.
  const nameless = await stopped({ ...party('李某'), born: '1979-01-01' as CalendarDate })
  expect(await refusal(fined(nameless))).toEqual({ 'step-once-across': 'national/penalty-law/29' })
})
