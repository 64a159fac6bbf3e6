import { administrators, passwordObstacles } from '@liuhen/core/access'
import type { NewEvent } from '@liuhen/core/journal'
import { because, Refused, text } from '@liuhen/core/kernel'
import type { Obstacle } from '@liuhen/core/kernel'
import type { SetUp } from '@liuhen/contract/people'
import type { z } from 'zod'
import { uuidv7 } from '../platform/index.ts'
import { countAddress, forgetAddress } from './address-limit.ts'
import { bureauOf } from './bureau-of.ts'
import { giveFirst } from './credentials.ts'
import { knownObstacles } from './known-passwords.ts'
import type { People } from './people.ts'
import { alone } from './store.ts'

const PARTS = ['system', 'security', 'audit'] as const

/**
 * Founds the bureau, its topmost unit, its three administrators and its log: once, all or nothing, whoever else tries at
 * the same moment. Throws Refused when it was done already, when the set-up password is not right, and when something about
 * the three is wrong.
 */
export async function setUp(
  here: People,
  { setUpPassword, bureau, administrators: three, rules }: z.infer<typeof SetUp>,
  address: string,
): Promise<void> {
  if (await bureauOf(here.db)) throw done()
  await askPassword(here, setUpPassword, address)
  const obstacles = PARTS.flatMap((part) =>
    passwordObstacles(three[part].password, three[part].userName, `administrators.${part}.password`),
  )
  if (new Set(PARTS.map((part) => three[part].userName)).size < PARTS.length) obstacles.push(sameName())
  if (obstacles.length === 0)
    for (const part of PARTS) {
      const { name, userName, password } = three[part]
      const about = [name, userName, bureau.name, bureau.slug]
      obstacles.push(...(await knownObstacles(password, about, `administrators.${part}.password`)))
    }
  if (obstacles.length > 0) throw new Refused(obstacles)
  const hashes = await Promise.all(PARTS.map((part) => here.passwords.hash(three[part].password)))
  const at = here.clock.now()
  const [bureauId, unit] = [uuidv7(at), uuidv7(at)]
  // Before anything is made: rules that cannot be are refused with nothing left behind.
  const chosen = (rules && here.rules?.first(bureauId, at, rules)) ?? []
  const origin = await here.foundLog(bureau.slug)
  const sample = bureau.sample ?? false
  await here.db.transaction().execute(async (trx) => {
    // Whoever else tries at the same moment waits here, and finds it done.
    await alone(trx)
    if (await bureauOf(trx)) throw done()
    const founded = { name: bureau.name, slug: bureau.slug, origin, sample }
    const first = { version: 1, at, actor: 'system' }
    await here.record(trx, [
      { ...first, stream: `bureau:${bureauId}`, kind: 'BureauFounded/1', body: founded },
      {
        ...first,
        stream: `unit:${unit}`,
        kind: 'UnitAdded/1',
        body: { code: bureau.slug, name: bureau.name, kind: 'section' },
      },
    ])
    await here.record(trx, chosen)
    for (const [i, part] of PARTS.entries()) {
      const person = uuidv7(at)
      const stream = `person:${person}`
      const facts = {
        name: three[part].name,
        userName: three[part].userName,
        unit,
        roles: [administrators[i] as never],
      }
      const events: NewEvent[] = [
        { ...first, stream, kind: 'PersonAdded/1', body: facts },
        { ...first, version: 2, stream, kind: 'PasswordSet/1', body: { by: 'self', mustChange: false } },
      ]
      await here.record(trx, events)
      await giveFirst(trx, person, hashes[i] as string, at, true)
    }
  })
  // It opens nothing any more; what could not be removed now goes at the next start.
  await here.setUpPassword
    ?.remove()
    .catch((error: unknown) => here.log.alarm('the set-up password could not be removed', { error }))
}

/** Only whoever installed the server founds the bureau. Whoever guesses is limited as at sign-in. */
async function askPassword(here: People, given: string, address: string): Promise<void> {
  const counted = await countAddress(here, address, here.clock.now())
  try {
    // Without one the bureau is founded, and nobody comes this far.
    if (!here.setUpPassword) throw done()
    here.setUpPassword.check(given)
  } catch (error) {
    here.log.alarm('a set-up was refused', { address })
    throw error
  }
  await forgetAddress(here, counted)
}

const done = (): Error =>
  because(Refused, 'already-set-up', '已经完成初始设置，请直接登录', 'It has been set up already: please sign in')

const sameName = (): Obstacle => ({
  code: 'administrators-one-person',
  message: text('三个管理员的用户名不得相同', 'The three administrators have three different user names'),
  field: 'administrators',
})
