import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { Malformed, Missing } from '@liuhen/core/kernel'
import { afterAll, expect, test } from 'vitest'
import { states } from '../../../../scripts/proves.ts'
import { coverageCommand } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'liuhen-coverage-'))
afterAll(() => rmSync(folder, { recursive: true }))

const vectors = (name: string): { accepted: object[]; beside: object } =>
  JSON.parse(readFileSync(new URL(`../../../../spec/vectors/${name}`, import.meta.url), 'utf8')) as never
const NOW = '2026-11-22T00:00:00.000Z'

let files = 0
const file = (content: unknown): string => {
  const path = join(folder, `${files++}.json`)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

async function run(...args: readonly string[]): Promise<{ status: number; said: string }> {
  let said = ''
  const output = new Writable({
    write(words: Buffer, _encoding, done) {
      said += words.toString()
      done()
    },
  })
  const now = args.includes('--now') ? [] : ['--now', NOW]
  const status = await coverageCommand([...now, ...args, '--lang', 'zh'], output)
  return { status, said }
}

const person = { id: 'p1', kind: 'officer', certificates: [{ from: '2024-01-01', to: '2028-12-31' }] }
const act = {
  id: 'a1',
  type: 'site-inspection',
  start: '2026-11-21T01:00:00.000Z',
  end: '2026-11-21T01:30:00.000Z',
  officers: ['p1'],
}
const activities = file({ format: 'liuhen-activities/1', people: [person], activities: [act] })
const film = {
  id: 'r1',
  device: 'd1',
  recorder: 'p1',
  start: '2026-11-21T00:59:00.000Z',
  end: '2026-11-21T01:31:00.000Z',
  error: 900,
}
const recordingsFile = (more: object) =>
  file({ format: 'liuhen-recordings/1', recordings: [{ ...film, handedOver: '2026-11-21T03:00:00.000Z', ...more }] })

test('what is all recorded and handed over in time answers 0', async () => {
  const { status, said } = await run(activities, recordingsFile({}), '--pack', 'yanzhou-2019')
  expect(said).toContain('✓ a1  应录  已录 30:00')
  expect(status).toBe(0)
})

test('the shares a quarter is assessed by: recorded, recorded without a break, handed over in time', async () => {
  states('yanzhou-2019/16.3', 'yanzhou-2019/16.4', 'yanzhou-2019/16.5')
  const moment = (hour: number, minute: number) =>
    `2026-11-20T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:00.000Z`
  const acts = Array.from({ length: 10 }, (_, hour) => ({
    ...act,
    id: `a${hour}`,
    start: moment(hour, 0),
    end: moment(hour, 30),
  }))
  const filmed = (hour: number, from: number, to: number) => ({
    ...film,
    id: `r${hour}-${from}`,
    start: moment(hour, from),
    end: moment(hour, to),
    error: 0,
    handedOver: moment(20, 0),
  })
  const recordings = [
    // Seven whole, two interrupted without a word, one not at all; and what nobody had to film.
    ...[0, 1, 2, 3, 4, 5, 6].map((hour) => filmed(hour, 0, 30)),
    ...[7, 8].flatMap((hour) => [filmed(hour, 0, 10), filmed(hour, 20, 30)]),
    ...[10, 11, 12, 13, 14, 15, 16, 17].map((hour) => filmed(hour, 0, 30)),
    { ...filmed(18, 0, 30), handedOver: '2026-11-21T19:00:00.000Z' },
  ]
  const summary = async (activities: readonly object[]) => {
    const given = file({ format: 'liuhen-activities/1', people: [person], activities })
    const { said } = await run(given, file({ format: 'liuhen-recordings/1', recordings }), '--pack', 'yanzhou-2019')
    return said
  }
  expect(await summary(acts)).toContain('应录 10，有录制 9 (90%)，录全 7 (70%)')
  expect(await summary(acts)).toContain('20 个录制，按期移交 19/20 (95%)')
  expect(await summary(acts.slice(0, 9))).toContain('应录 9，有录制 9 (100%)，录全 7 (77%)')
})

test('three minutes missing answer 1, with the article, the stretch and what to do', async () => {
  const { status, said } = await run(
    activities,
    recordingsFile({ end: '2026-11-21T01:27:00.000Z' }),
    '--pack',
    'yanzhou-2019',
  )
  expect(status).toBe(1)
  expect(said).toMatch(/✗ a1 .*缺 2:59/)
  expect(said).toContain('[yanzhou-2019/5, yanzhou-2019/7]')
  expect(said).toContain('2026-11-21 09:27:00 – 2026-11-21 09:30:00')
  expect(said).toContain('怎么办')
})

test('what may still be handed over is awaited until the term is over, and is no fault before', async () => {
  const recordings = recordingsFile({ end: '2026-11-21T01:27:00.000Z', handedOver: undefined })
  const before = await run(activities, recordings, '--pack', 'yanzhou-2019')
  expect(before.said).toMatch(/… a1 .*等待采集 2:59/)
  expect(before.said).toContain('可以在 2026-11-22 09:30 以前移交')
  expect(before.said).not.toContain('✗ a1')
  expect(before.status).toBe(1)
  const after = await run(activities, recordings, '--pack', 'yanzhou-2019', '--now', '2026-11-22T01:30:00.001Z')
  expect(after.said).toMatch(/✗ a1 .*缺 2:59/)
})

test('a tolerance counts short stretches and holds them against nobody', async () => {
  const recordings = recordingsFile({ end: '2026-11-21T01:29:58.000Z' })
  expect((await run(activities, recordings, '--pack', 'yanzhou-2019')).status).toBe(1)
  const { status, said } = await run(activities, recordings, '--pack', 'yanzhou-2019', '--tolerance', '2')
  expect(status).toBe(0)
  expect(said).toMatch(/不超过 2 秒的缺口没有列出；连同它们共缺 0:01\n✓/)
})

test('a tolerance of a minute is refused: that is an interruption to every text', async () => {
  for (const seconds of ['6', '60', '99999'])
    await expect(run(activities, recordingsFile({}), '--pack', 'yanzhou-2019', '--tolerance', seconds)).rejects.toThrow(
      /5 seconds at most/,
    )
})

test('the report as JSON is one line with every activity, its parts and its findings', async () => {
  const [a, r] = [file(vectors('recordings.json').beside), file(vectors('recordings.json').accepted[0])]
  const { status, said } = await run(a, r, '--pack', 'yanzhou-2019', '--json')
  expect(said.trimEnd().split('\n')).toHaveLength(1)
  expect(JSON.parse(said)).toMatchObject({
    format: 'liuhen-coverage/1',
    now: NOW,
    sound: false,
    packs: ['yanzhou-2019'],
    notInForce: [],
    activities: [
      {
        activity: 'a1',
        level: 'must',
        required: true,
        recordings: ['r1', 'r2'],
        seconds: { required: 1800, missing: 0, awaited: 0 },
      },
      { activity: 'a2', level: 'none', required: false },
    ],
    summary: { activities: 2, required: 1, recordings: 3, handedOver: { of: 3, inTime: 1 } },
  })
  expect(status).toBe(1)
})

test('an instrument not in force when it was done asks nothing, and that is said', async () => {
  const old = { ...act, start: '2019-05-01T01:00:00.000Z', end: '2019-05-01T01:30:00.000Z' }
  const before = file({ format: 'liuhen-activities/1', people: [person], activities: [old] })
  const { status, said } = await run(
    before,
    file({ format: 'liuhen-recordings/1', recordings: [] }),
    '--pack',
    'yanzhou-2019',
  )
  expect(said).toContain('! yanzhou-2019 当时尚未施行 (2019-05-01 – 2019-05-01)')
  expect(status).toBe(0)
})

test('a pack that prints no first day answers 1 until the bureau gives it', async () => {
  const patrol = file({ format: 'liuhen-activities/1', people: [person], activities: [{ ...act, type: 'recheck' }] })
  const none = file({ format: 'liuhen-recordings/1', recordings: [] })
  expect((await run(patrol, none, '--pack', 'yongqing-2022')).status).toBe(1)
  expect((await run(patrol, none, '--pack', 'yongqing-2022', '--set', 'effective-from=2022-06-01')).status).toBe(0)
})

test('packs of two bureaus, one that is not there and one named twice are refused', async () => {
  const under = (...packs: string[]) => run(activities, recordingsFile({}), ...packs.flatMap((one) => ['--pack', one]))
  await expect(under('yanzhou-2019', 'jilin-2017')).rejects.toThrow(/two bureaus/)
  await expect(under('yanzhou-2020')).rejects.toThrow(Missing)
  await expect(under('yanzhou-2019', 'yanzhou-2019')).rejects.toThrow(/given twice/)
  await expect(under('jinzhong-2022-plan', 'jinzhong-2022-recording')).resolves.toBeDefined()
})

test('bad input names the file and every place in it', async () => {
  const bad = file({
    format: 'liuhen-activities/1',
    activities: [
      { ...act, end: act.start, remark: '' },
      { ...act, start: 'noon' },
    ],
  })
  const call = run(bad, file('{"format":'), '--pack', 'yanzhou-2019')
  await expect(call).rejects.toThrow(Malformed)
  await expect(call).rejects.toThrow(/is not JSON/)
  const twice = run(
    file('{"format":"liuhen-activities/1","activities":[],"activities":[{}]}'),
    file({}),
    '--pack',
    'yanzhou-2019',
  )
  await expect(twice).rejects.toThrow(/"activities" twice/)
  const both = run(
    bad,
    recordingsFile({ start: '2027-01-01T00:00:00.000Z', end: '2027-01-01T00:10:00.000Z' }),
    '--pack',
    'yanzhou-2019',
  )
  await expect(both).rejects.toThrow(
    /activities\[0\]\.remark: .*activities\[1\]\.start: .*recordings\[0\]\.start: it lies in the future/s,
  )
  await expect(run('/nowhere.json', activities, '--pack', 'yanzhou-2019')).rejects.toThrow(Missing)
  await expect(run(activities, activities)).rejects.toThrow(/--pack/)
  await expect(run(activities, recordingsFile({}), '--pack', 'nowhere-1999')).rejects.toThrow(/nowhere-1999/)
})

test('what goes against somebody says which words it rests on', async () => {
  const { said } = await run(activities, recordingsFile({ end: '2026-11-21T01:27:00.000Z' }), '--pack', 'yanzhou-2019')
  expect(said).toContain(
    'yanzhou-2019/5: “应当对执法过程进行全程不间断记录，自实施执法行为时开始，至执法行为结束时停止”',
  )
})

test('time that nobody is held to is not ticked off either', async () => {
  const old = { ...act, start: '2019-09-01T01:00:00.000Z', end: '2019-09-01T01:30:00.000Z' }
  const before = file({ format: 'liuhen-activities/1', people: [person], activities: [old] })
  const none = file({ format: 'liuhen-recordings/1', recordings: [] })
  const { status, said } = await run(before, none, '--pack', 'yanzhou-2019')
  expect(said).toContain('2019-11-28 才印发')
  expect(said).toMatch(/^· a1 {2}应录 {2}缺 30:00/m)
  expect(status).toBe(0)
})

test('a day that there is not, and a hand-over before the recording, are refused in a sentence each', async () => {
  const told = async (first: string, second: string): Promise<string> =>
    run(first, second, '--pack', 'yanzhou-2019').then(
      () => 'was accepted',
      (thrown: unknown) => (thrown as Malformed).obstacles.map((one) => one.message.zh).join('\n'),
    )
  const february = file({
    format: 'liuhen-activities/1',
    people: [person],
    activities: [{ ...act, start: '2026-02-30T01:00:00.000Z' }],
  })
  expect(await told(february, recordingsFile({}))).toMatch(/activities\[0\]\.start：没有这一天$/)
  const certificate = { from: '2026-02-29', to: '2026-12-31' }
  const leap = file({
    format: 'liuhen-activities/1',
    people: [{ ...person, certificates: [certificate] }],
    activities: [act],
  })
  expect(await told(leap, recordingsFile({}))).toMatch(/certificates\[0\]\.from：没有这一天$/)
  const handedOver = recordingsFile({ handedOver: '2026-11-21T00:30:00.000Z' })
  expect(await told(activities, handedOver)).toMatch(/recordings\[0\]\.handedOver：早于录制开始，请核对时间$/)
  const during = recordingsFile({ handedOver: '2026-11-21T01:29:00.000Z' })
  expect(await told(activities, during)).toMatch(/recordings\[0\]\.handedOver：早于录制结束，请核对时间$/)
  const disc = recordingsFile({ evidence: true, disc: '2026-11-21T01:29:00.000Z' })
  expect(await told(activities, disc)).toMatch(/recordings\[0\]\.disc：早于录制结束，请核对时间$/)
  await expect(
    run(activities, recordingsFile({}), '--pack', 'yanzhou-2019', '--now', '2026-02-30T00:00:00.000Z'),
  ).rejects.toThrow(/--now/)
})

test('a file too large to be a report is refused in one sentence before it is taken into memory', async () => {
  const refusal = async (path: string): Promise<readonly string[]> =>
    run(path, recordingsFile({}), '--pack', 'yanzhou-2019').then(
      () => [],
      (thrown: unknown) => (thrown as Malformed).obstacles.map((one) => one.message.zh),
    )
  const long = file(`{"format":"liuhen-activities/1","activities":[]}${' '.repeat(21 << 20)}`)
  expect(await refusal(long)).toEqual([expect.stringMatching(/太大，至多 20 MB、250 万项；请按月或按单位分开$/)])
  // Three million wrong items in a tenth of the length.
  const many = file(`{"format":"liuhen-activities/1","activities":[${'{},'.repeat(5_000_000)}{}]}`)
  expect(await refusal(many)).toEqual([expect.stringMatching(/太大/)])
}, 60_000)

test('of very much that is wrong no more is told than a person can read', async () => {
  const wrong = (activities: readonly unknown[]) =>
    file({ format: 'liuhen-activities/1', people: [person], activities })
  const told = async (path: string) =>
    run(path, recordingsFile({}), '--pack', 'yanzhou-2019').then(
      () => [],
      (thrown: unknown) => (thrown as Malformed).obstacles.map((one) => one.message.zh),
    )
  const many = await told(wrong(Array.from({ length: 50_000 }, (_, n) => ({ ...act, id: `a${n}`, remark: '' }))))
  expect(many).toHaveLength(101)
  expect(many[0]).toContain('activities[0].remark：格式中没有这一项')
  expect(many.at(-1)).toContain('还有更多处')
  const bloated = await told(wrong([{ ...act, officers: Array.from({ length: 50_000 }, () => '') }]))
  expect(bloated).toEqual([expect.stringMatching(/activities\[0\]：这一项太大，至多 2000 个成员$/)])
})
