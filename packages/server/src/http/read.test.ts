import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Endpoint } from '@liuhen/contract'
import { readInputs } from './read.ts'

const reason = z.string().trim().min(2)
const endpoint: Endpoint = {
  method: 'POST',
  path: '/api/trial',
  allow: ['officer'],
  title: 'Trial',
  body: z.object({ reason, about: z.array(z.object({ reason })).optional() }),
  reply: z.object({}),
}
const read = (body: unknown) => {
  const url = new URL('http://trial/api/trial')
  return readInputs(endpoint, new Request(url, { method: 'POST', body: JSON.stringify(body) }), url, {}, 1000)
}

test('a text in which nothing is seen is no reason, however deep it lies; what is seen stays as it was typed', async () => {
  for (const unseen of ['\u200b\u200b', '\u2060\ufeff', '\u3164\u00ad', '\u2800 \u200e'])
    for (const body of [{ reason: unseen }, { reason: '核对过', about: [{ reason: unseen }] }])
      await expect(read(body)).rejects.toMatchObject({ obstacles: [{ field: expect.stringMatching(/reason$/) }] })
  const joined = '核\u200d对过'
  expect((await read({ reason: joined, about: [{ reason: joined }] })).body).toEqual({
    reason: joined,
    about: [{ reason: joined }],
  })
})
