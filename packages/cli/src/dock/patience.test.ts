import { ProblemError } from '@liuhen/contract'
import type { Problem } from '@liuhen/contract'
import { text } from '@liuhen/core/kernel'
import { expect, test } from 'vitest'
import { Patience } from './patience.ts'

const problem = (kind: Problem['kind'], status: number, code = 'x'): ProblemError =>
  new ProblemError({ type: 'about:blank', title: '', status, kind, obstacles: [{ code, message: text('', '') }] })

const [AWAY, FULL, DENIED] = [problem('unreachable', 0), problem('refused', 409, 'disk-full'), problem('denied', 403)]

function patience(limit = 60_000) {
  const said: string[] = []
  const ending = new AbortController()
  const one = new Patience({ limit, first: 1, signal: ending.signal, say: (words) => said.push(words.en) })
  return { one, said, ending }
}

/** Fails with each of these in turn, then works. */
function failing(...errors: readonly Error[]) {
  let at = 0
  const act = async (): Promise<string> => {
    const error = errors[at++]
    if (error) throw error
    return 'done'
  }
  return { act, tries: () => at }
}

test('a server that is away is tried until it is back, and both are said once', async () => {
  const { one, said } = patience()
  expect(await one.until(failing(AWAY, AWAY, AWAY).act)).toBe('done')
  expect(said).toEqual([expect.stringContaining('cannot be reached'), expect.stringContaining('is back')])
})

test('a full disk is waited for and called so', async () => {
  const { one, said } = patience()
  expect(await one.until(failing(AWAY, FULL, FULL).act)).toBe('done')
  expect(said.filter((line) => line.includes('disk of the server is full'))).toHaveLength(1)
})

test('what trying again cannot help is not tried again', async () => {
  const denied = failing(DENIED)
  await expect(patience().one.until(denied.act)).rejects.toBe(DENIED)
  expect(denied.tries()).toBe(1)
  const bug = new TypeError('bug')
  await expect(patience().one.until(failing(bug).act)).rejects.toBe(bug)
})

test('a server that keeps failing inside is given up after three tries', async () => {
  const inside = problem('unexpected', 500)
  const broken = failing(inside, inside, inside, inside)
  await expect(patience().one.until(broken.act)).rejects.toBe(inside)
  expect(broken.tries()).toBe(3)
})

test('an outage that outlasts the limit is given up', async () => {
  await expect(patience(0).one.until(failing(...Array<Error>(50).fill(AWAY)).act)).rejects.toBe(AWAY)
})

test('being told to end ends the wait at once', async () => {
  const { one, ending } = patience()
  const reason = new Error('told to end')
  const waiting = one.until(async () => {
    ending.abort(reason)
    throw AWAY
  })
  await expect(waiting).rejects.toBe(reason)
})
