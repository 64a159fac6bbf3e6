import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text as contentOf } from 'node:stream/consumers'
import { Failure, Malformed, Missing, Refused } from '@liuhen/core/kernel'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { states } from '../../../../scripts/proves.ts'
import { readPackFolder } from '../packs/folder.ts'
import { isUsage } from '../terminal/index.ts'
import { deadlineCommand } from './index.ts'
import type { rowOf } from './print.ts'
import type { Reckoning } from './reckon.ts'

let folder: string
/** The packs that come along, read once; another folder is read when it is named. */
let ours: ReturnType<typeof readPackFolder>
const read = (named?: string) => (named === undefined ? ours : readPackFolder(named))
beforeAll(async () => {
  ours = readPackFolder()
  await ours
  folder = await mkdtemp(join(tmpdir(), 'liuhen-deadline-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function said(call: string): Promise<string> {
  const output = new PassThrough()
  const all = contentOf(output)
  try {
    expect(await deadlineCommand(call.split(' '), output, read)).toBe(0)
  } finally {
    output.end()
  }
  return all
}
const ended = async (call: string): Promise<Reckoning> => JSON.parse(await said(`${call} --json`)) as Reckoning
const listed = async (more = ''): Promise<ReturnType<typeof rowOf>[]> => {
  const { periods } = JSON.parse(await said(`--list --json${more}`)) as { periods: ReturnType<typeof rowOf>[] }
  return periods
}

const CHANGSHA = '--pack changsha-county-2023'

test.each([
  ['PAY --from 2026-09-18', '2026-10-08', 'national/penalty-law/67'],
  ['HEAR_REQ --from 2026-09-28', '2026-10-10', 'national/penalty-law/64'],
  ['EVREG --from 2026-02-10', '2026-02-26', 'national/penalty-law/56'],
  ['SEIZE --from 2026-01-20', '2026-02-19', 'national/coercion-law/25'],
  ['national/period-case --from 2026-03-05', '2026-06-03', 'national/penalty-law/60'],
  [`case ${CHANGSHA} --from 2026-03-05`, '2026-05-04', 'changsha-county-2023/27'],
  ['CUIGAO --from 2026-04-27', '2026-05-13', 'national/coercion-law/54'],
  ['REVIEW --from 2026-08-10', '2026-10-09', 'national/reconsideration-law/20'],
  ['SUE --from 2026-08-31', '2027-03-01', 'national/litigation-law/46'],
  ['COURT --pack national --from 2027-03-01', '2027-06-01', 'national/coercion-law/53'],
  ['PUBNOTICE --from 2026-09-01', '2026-10-01', 'national/civil-procedure-law/95'],
  ['DISCLOSE --from 2026-09-30', '2026-10-15', 'national/three-systems/publication'],
  ['HEAR_NOTICE --pack national --from 2026-10-15', '2026-09-30', 'national/penalty-law/64'],
  ['SERVE --from 2026-09-29', '2026-10-14', 'national/penalty-law/61'],
  ['CASH --from 2026-02-13', '2026-02-24', 'national/penalty-law/71'],
  ['WITHDRAW --from 2026-04-30', '2026-05-08', 'national/penalty-law/48'],
  ['EMERG --pack national --from 2026-10-03T22:15+08:00', '2026-10-04T14:15:00.000Z', 'national/coercion-law/19'],
])('%s ends on %s and names its article', async (call, last, article) => {
  const found = await ended(call)
  expect(found).toMatchObject({ last, provisional: last >= '2027' })
  expect(found.articles).toContain(article)
})

test('a case of the county ends on the sixtieth day, or thirty days on when the head approves', async () => {
  states('changsha-county-2023/27.1')
  expect((await ended(`case ${CHANGSHA} --from 2024-03-01`)).last).toBe('2024-04-30')
  expect((await ended(`case ${CHANGSHA} --from 2024-03-01 --extend`)).last).toBe('2024-05-30')
})

test('a case ends with the decision: one made on the fifty-ninth day is in time, whenever it is served', async () => {
  states('changsha-county-2023/27.3')
  const { last } = await ended(`case ${CHANGSHA} --from 2024-03-01`)
  const [decided, served] = ['2024-04-29', '2024-05-10']
  expect([decided <= last, served <= last]).toEqual([true, false])
  const row = (await listed(` ${CHANGSHA}`)).find((one) => one.id === 'changsha-county-2023/period-case')
  expect(row).toMatchObject({ start: { zh: '立案之日' }, end: { zh: '作出处理决定之日' } })
})

test('days that an appraisal and a hearing both take are left out of a case once', async () => {
  const call = `case ${CHANGSHA} --from 2024-04-15 --suspend 2024-05-01/2024-05-10 --suspend 2024-05-08/2024-05-12`
  expect(await ended(call)).toMatchObject({ suspendedDays: 12, last: '2024-06-26' })
})

test('a legal review skips the holiday and the weekends and counts the make-up workdays', async () => {
  states('jinzhong-2022-legal-review/6.1')
  const found = await ended('review --pack jinzhong-2022-legal-review --from 2026-09-25')
  const later = await ended('review --pack jinzhong-2022-legal-review --from 2026-09-21')
  expect(found.last).toBe('2026-10-15')
  expect(later).toMatchObject({ last: '2026-10-12', articles: ['jinzhong-2022-legal-review/6'] })
})

test('an extension is counted by what was approved, and asked for where the text prints no length', async () => {
  const review = 'review --pack jinzhong-2022-legal-review --from 2026-09-21'
  expect((await ended(`${review} --extend-by 3`)).last).toBe('2026-10-15')
  expect((await ended(`case ${CHANGSHA} --from 2026-03-05 --extend-by 10`)).last).toBe('2026-05-14')
  await expect(said(`${review} --extend`)).rejects.toThrow(/does not say by how much/)
  await expect(said(`case ${CHANGSHA} --from 2026-03-05 --extend-by 31`)).rejects.toThrow(/30 calendar days at most/)
  await expect(said(`case ${CHANGSHA} --from 2026-03-05 --extend-by 0`)).rejects.toThrow(Malformed)
})

test('a notice of hearing is served seven working days before, with the reading by calendar days beside it', async () => {
  const found = await ended(`hearing-notice ${CHANGSHA} --from 2026-10-15`)
  expect(found.last).toBe('2026-09-30')
  expect(found.otherReadings).toMatchObject([{ last: '2026-10-08' }])
})

test.each([`changsha-county-2023/period-court`, `COURT ${CHANGSHA}`])(
  'the court (%s): first the day on which it can really be asked, and the county’s own reading beside it',
  async (call) => {
    const found = await ended(`${call} --received 2026-08-31`)
    expect(found).toMatchObject({ opens: '2027-03-02', from: '2027-03-01', last: '2027-06-01', provisional: true })
    expect(found.articles).toContain('national/coercion-law/53')
    expect(found.otherReadings).toMatchObject([
      { id: 'changsha-county-2023/period-court', from: '2026-09-15', last: '2026-12-15' },
    ])
    const lines = (await said(`${call} --received 2026-08-31 --lang zh`)).split('\n')
    expect(lines[1]).toBe('可以申请的第一日: 2027-03-02')
    expect(lines.join()).toContain('第三十七条：“')
    expect(lines.join()).toContain('行政强制法第五十三条')
  },
)

test.each([
  'changsha-county-2023/period-court-after-remedies',
  'national/period-court-application',
  'national/period-court-application-on-the-spot',
  'national/period-court-application-deferred',
])('whatever time for the court is asked for by its start (%s), the first day for it stands in front', async (id) => {
  const call = `${id} ${CHANGSHA} --from 2026-08-31`
  expect(await ended(call)).toMatchObject({ opens: '2026-09-01', last: '2026-11-30' })
  expect((await said(`${call} --lang zh`)).split('\n')[1]).toBe('可以申请的第一日: 2026-09-01')
})

test('the demand, a deferral and reconsideration before a suit move the day of the court', async () => {
  const court = `COURT ${CHANGSHA} --received 2026-03-05`
  // Half a year ends on Saturday 5 September and is moved to Monday the 7th.
  expect(await ended(`${court} --demanded 2026-04-27`)).toMatchObject({ opens: '2026-09-08', last: '2026-12-07' })
  expect(await ended(`${court} --demanded 2026-09-14`)).toMatchObject({ opens: '2026-09-29', last: '2026-12-07' })
  expect(await ended(`${court} --deferred-to 2026-10-30`)).toMatchObject({ last: '2027-02-01' })
  expect(await ended(`${court} --decision on-the-spot`)).toMatchObject({
    opens: '2026-05-07',
    from: '2026-05-06',
    last: '2026-08-06',
  })
  const late = (await ended(`${court} --demanded 2026-12-01`)).explanation.map((one) => one.en).join()
  expect(late).toContain('The demand came too late')
  expect((await said(`${court} --demanded 2026-12-01 --lang en`)).split('\n')[1]).toMatch(/^There is no day for the/)
})

test('a deferral moves the court’s window only to later, and until it is over nobody may ask', async () => {
  const court = 'COURT --received 2026-09-18 --demanded 2026-11-20'
  const plain = await ended(court)
  for (const earlier of ['2026-10-31', '2026-12-31'])
    expect(await ended(`${court} --deferred-to ${earlier}`)).toMatchObject({ opens: plain.opens, last: plain.last })
  expect(await said(`${court} --deferred-to 2026-10-31 --lang zh`)).toContain('早于救济期限届满的 2027-03-18')
  expect(await ended(`${court} --deferred-to 2028-01-01`)).toMatchObject({
    from: '2028-01-01',
    opens: '2028-01-02',
    last: '2028-04-03',
  })
  const later = await said(`${court} --deferred-to 2028-01-01 --lang zh`)
  expect(later).toContain('延期、分期届满之日是 2028-01-01')
  expect(later).not.toContain('救济期限届满之日是 2028')
  for (const before of ['--deferred-to 2026-01-01', '--demanded 2026-09-01'])
    await expect(said(`COURT --received 2026-09-18 ${before}`)).rejects.toThrow(/before the decision was received/)
})

test('a limit on power leaves out no day without its reason; of another period the reason is asked for', async () => {
  const sealing = 'SEIZE --from 2026-09-18 --suspend 2026-09-25/2026-10-20'
  await expect(said(sealing)).rejects.toMatchObject({ obstacles: [{ code: 'suspension-unexplained' }] })
  const construction = 'period-case-construction --from 2026-03-05 --suspend 2026-03-10/2026-03-12 --lang zh'
  expect(await said(construction)).toContain('没有写明中止的事由：只有')
  expect(await said(`${sealing}/技术鉴定 --lang zh`)).not.toContain('没有写明中止的事由')
})

test('a suit is refused where reconsideration comes first, with the article', async () => {
  await expect(said('SUE --from 2026-03-05 --decision on-the-spot')).rejects.toMatchObject({
    obstacles: [{ code: 'reconsideration-first', citation: { article: 'national/reconsideration-law/23' } }],
  })
  await expect(said('SUE --from 2026-07-01 --decision information-refusal')).rejects.toThrow(Refused)
  await expect(said('SUE --from 2026-07-01 --decision failure-to-act')).rejects.toThrow(Refused)
  // Before 2024 there was a direct suit.
  expect((await ended('SUE --from 2023-12-29 --decision on-the-spot')).last).toBe('2024-07-01')
  expect(await said('SUE --from 2026-03-05 --lang zh')).toContain('复议前置：对当场作出的行政处罚决定')
})

test.each([
  ['EVREG', '--from 2026-02-10 --set evidence-preservation.term=8', '第五十六条', '第十五条'],
  ['SEIZE', '--from 2026-01-20 --set sealing.term=31', '第二十五条', '第十六条'],
  ['SEIZE', '--from 2026-01-20 --set sealing.term=30 --extend-by 31', '第二十五条', '第十六条'],
  ['SEIZE_EXT', '--from 2026-01-20 --set sealing.extension-term=31', '第二十五条', '第十六条'],
])('%s %s is capped by the law, and both texts are shown', async (name, rest, law, own) => {
  const thrown = await deadlineCommand(`${name} ${CHANGSHA} ${rest}`.split(' '), new PassThrough(), read).catch(
    (one: unknown) => one,
  )
  expect(thrown).toBeInstanceOf(Refused)
  const said = (thrown as Failure).obstacles.map((one) => one.message.zh).join()
  expect(said).toMatch(new RegExp(`(处罚法|强制法)${law}：`))
  expect(said).toMatch(new RegExp(`全过程记录制度》${own}：“`))
})

test.each([
  ['EVREG --from 2026-02-10 --extend', '行政处罚法第五十六条：'],
  ['EVREG --from 2026-02-10 --suspend 2026-02-11/2026-02-12', '行政处罚法第五十六条：'],
  ['SEIZE --from 2026-01-20 --extend-by 31', '行政强制法第二十五条：'],
  ['SEIZE --from 2026-01-20 --extend --again', '行政强制法第二十五条：'],
])('%s is refused in the words of the law', async (call, words) => {
  const thrown = await deadlineCommand(call.split(' '), new PassThrough(), read).catch((one: unknown) => one)
  expect(thrown).toBeInstanceOf(Refused)
  expect((thrown as Failure).obstacles[0]?.message.zh).toContain(words)
})

test('within the cap it is counted, and what the law leaves out of the count is left out under the county’s rule too', async () => {
  const sealing = `SEIZE ${CHANGSHA} --from 2026-03-02 --set sealing.term=30`
  expect((await ended(sealing)).last).toBe('2026-04-01')
  expect((await ended(`${sealing} --extend-by 30`)).last).toBe('2026-05-01')
  expect((await ended(`${sealing} --suspend 2026-03-10/2026-03-19/技术鉴定`)).last).toBe('2026-04-11')
  expect((await ended(`EVREG ${CHANGSHA} --from 2026-02-10 --set evidence-preservation.term=7`)).last).toBe(
    '2026-02-26',
  )
})

test('令55: ninety, thirty and sixty days, the second extension only after the first; only its own grounds stop the clock', async () => {
  const call = 'period-case-construction --from 2026-03-05'
  expect((await ended(call)).last).toBe('2026-06-03')
  expect((await ended(`${call} --extend`)).last).toBe('2026-07-03')
  expect((await ended(`${call} --extend --again`)).last).toBe('2026-09-01')
  expect((await ended(`${call} --extend --again-by 20`)).last).toBe('2026-07-23')
  await expect(said(`${call} --again`)).rejects.toThrow(/only after the first/)
  await expect(said(`${call} --extend --again-by 61`)).rejects.toThrow(/60 calendar days at most/)
  expect((await ended(`${call} --suspend 2026-03-10/2026-03-19/中止调查`)).last).toBe('2026-06-13')
  await expect(said(`${call} --suspend 2026-03-10/2026-03-19/公告送达`)).rejects.toThrow(/does not suspend/)
})

test('asking a third party stops the answer to a request for information', async () => {
  const call = 'national/period-information-reply --from 2026-09-30'
  expect((await ended(call)).last).toBe('2026-11-03')
  expect((await ended(`${call} --suspend 2026-10-12/2026-10-23`)).last).toBe('2026-11-17')
})

test('the term of a paper of supervision is typed from the paper', async () => {
  await expect(said('SUPERVISE --from 2026-03-05')).rejects.toThrow(/type it from there/)
  expect((await ended('SUPERVISE --from 2026-03-05 --stated 20wd')).last).toBe('2026-04-02')
  expect((await ended('SUPERVISE --from 2026-03-05 --stated 20d')).last).toBe('2026-03-25')
  await expect(said('PAY --from 2026-03-05 --stated 20d')).rejects.toThrow(Refused)
  await expect(said('SUPERVISE --from 2026-01-31 --stated 20d')).rejects.toThrow(/counts from 2026-02-01/)
})

test.each([
  ['PUBNOTICE', '2021-12-31', '2022-03-01', '2022-01-01', '2022-01-31', 'civil-procedure-law/95'],
  ['REVIEW', '2023-12-31', '2024-02-29', '2024-01-01', '2024-03-01', 'reconsideration-law/20'],
  ['REMAKE', '2026-06-30', '2026-08-29', '2026-07-01', '2026-08-30', 'reconsideration-rules/58'],
  ['LOGS', '2025-12-31', '2026-06-30', '2026-01-01', '2026-07-01', 'network-security-law/23'],
  [
    'national/period-reconsideration-answer',
    '2023-12-29',
    '2024-01-08',
    '2024-01-02',
    '2024-01-16',
    'reconsideration-law/48',
  ],
])(
  '%s: the day before, the old law answers; on its first day the new one',
  async (name, before, old, first, now, article) => {
    const [then, since] = [await ended(`${name} --from ${before}`), await ended(`${name} --from ${first}`)]
    expect([then.last, since.last]).toEqual([old, now])
    expect(since.articles).toContain(`national/${article}`)
    expect(then.articles).not.toContain(`national/${article}`)
  },
)

test.each([
  ['period-clue-construction', '2022-04-30', '2022-05-05'],
  ['period-self-correction', '2026-06-30', '2026-07-01'],
  ['period-limitation-environment', '2026-08-14', '2026-08-15'],
  ['PUBCAM_FILE', '2025-03-31', '2025-04-01'],
])('%s is not counted on %s, before there was such a law', async (name, before, first) => {
  await expect(said(`${name} --from ${before}`)).rejects.toThrow(Missing)
  await expect(said(`${name} --from ${first}`)).resolves.not.toBe('')
})

test('the list names every period of every pack with its articles, each under one id', async () => {
  const periods = await listed()
  expect(new Set(periods.map((one) => one.id)).size).toBe(periods.length)
  expect(periods.filter((one) => one.articles.length === 0)).toEqual([])
  expect(new Set(periods.map((one) => one.unit))).toEqual(
    new Set(['hour', 'working-day', 'calendar-day', 'month', 'year']),
  )
  expect(periods.find((one) => one.id === 'national/period-payment')).toMatchObject({
    pack: 'national',
    unit: 'calendar-day',
    count: 15,
    roll: 'forward',
    articles: ['national/penalty-law/67'],
  })
  expect(new Set((await listed(' --pack yanzhou-2019')).map((one) => one.pack))).toEqual(
    new Set(['national', 'yanzhou-2019']),
  )
})

test('whatever the list names can be asked by its id', async () => {
  const at = '2026-09-05'
  for (const { id, unit, count } of await listed(` --from ${at}`)) {
    if (count === null || id === 'changsha-county-2023/period-court') continue
    const found = await ended(`${id} --from ${unit === 'hour' ? `${at}T08:00` : at}`)
    expect(found.period).toBe(id)
  }
  const olds = (await listed()).filter((one) => one.validTo !== undefined)
  expect(olds.length).toBeGreaterThan(8)
  for (const { id, validTo } of olds) expect((await ended(`${id} --from ${validTo}`)).period).toBe(id)
})

test('a person reads the last day, every day passed over, and the article in its words', async () => {
  const lines = (await said(`case ${CHANGSHA} --from 2026-03-05 --suspend 2026-03-07/2026-03-07 --lang zh`)).split('\n')
  expect(lines).toContain('最后一日: 2026-05-05')
  expect(lines).toContain('  2026-03-07  中止期间，不计入')
  expect(lines).toContain('    案件办理的期限一般为60日')
  expect(await said('SUE --from 2026-08-31 --lang en')).toContain('Last day: 2027-03-01 (provisional)')
})

test('a moment without a zone is Beijing time', async () => {
  const call = 'EMERG --pack national --from 2026-10-03T22:15'
  expect(await ended(call)).toMatchObject({ last: '2026-10-04T14:15:00.000Z', local: '2026-10-04 22:15:00' })
})

test('a length that the bureau has set is counted, and without it the key is named', async () => {
  expect((await ended('national/period-statement --from 2026-09-28 --set statement.term=5')).last).toBe('2026-10-10')
  await expect(said('national/period-statement --from 2026-09-28')).rejects.toThrow(/statement\.term/)
})

test('the year that a bureau loads makes the day final; a bad file is refused by its line', async () => {
  const file = join(folder, '2027.yaml')
  const head = 'year: 2027\nstatus: loaded\nsource: { notice: 通知, published: 2026-11-20 }\nmakeUp: []\nrest:\n'
  await writeFile(file, `${head}  - { date: 2027-03-01, name: 补休 }\n`)
  expect(await ended(`SUE --from 2026-08-31 --calendar ${file}`)).toMatchObject({
    last: '2027-03-02',
    provisional: false,
  })
  await writeFile(file, `${head}  - { date: 2027-03-01, name: 补休 }\n  - { date: 2027-02-30, name: 春节 }\n`)
  await expect(said(`SUE --from 2026-08-31 --calendar ${file}`)).rejects.toThrow(/2027\.yaml:7 .*2027-02-30/)
  await expect(said(`SUE --from 2026-08-31 --calendar ${join(folder, 'none.yaml')}`)).rejects.toThrow(Missing)
})

test.each([
  ['', /Name a period/],
  ['PAY', /--from/],
  ['PAY --from 2026-02-30', /2026-02-30 is no date/],
  ['PAY --from 2026-03-05T25:00', /is no date or moment/],
  ['EMERG --pack national --from 2026-03-05', /needs the time of day/],
  ['nothing --from 2026-03-05', /no period nothing/],
  ['CASE --from 2026-03-05', /changsha-county-2023\/period-case.*national\/period-case/],
  [`case ${CHANGSHA} --from 2026-03-05 --suspend 2026-04-02`, /first day\/last day/],
  [`case ${CHANGSHA} --from 2026-03-05 --suspend 2026-04-02/2026-04-01`, /ends before it begins/],
  [`case ${CHANGSHA} --from 2026-03-05 --suspend 2026-04-31/2026-05-01`, /2026-04-31 is no date/],
  [
    `case ${CHANGSHA} --from 2026-03-05 --suspend 2025-04-01/2025-04-10`,
    /2025-04-10 lies outside the period \(2026-03-05 to/,
  ],
  [`case ${CHANGSHA} --from 2026-03-05 --suspend 2027-04-01/2027-04-10`, /lies outside the period/],
  ['PAY --from 1001-01-01', /not between/],
  ['PAY --from 2026-03-05 --set statement.term=soon', /--set/],
  ['PAY --from 2026-03-05 --set statement.term=5 --set statement.term=6', /given twice/],
  ['PAY --from 2026-03-05 --from 2026-03-06', /--from is given twice/],
  ['PAY --from 2026-03-05 --json --json', /--json is given twice/],
  [`PAY --from 2026-03-05 ${CHANGSHA} ${CHANGSHA}`, /given twice/],
  ['changsha-county-2023/period-court --from 2026-03-05', /--received/],
  ['SUPERVISE --from 2026-03-05 --stated twenty', /15wd/],
  ['SUE --from 2026-03-05 --decision fine', /on-the-spot/],
  ['PAY --from 2026-03-05 --decision on-the-spot', /the same for every kind of decision/],
  ['national/period-court-application --from 2026-03-05 --decision on-the-spot', /with --received/],
  ['PAY --from 2026-03-05 --demanded 2026-03-06', /for the application to the court/],
])('"%s" is a wrong call that says what is wrong', async (call, sentence) => {
  const thrown = await deadlineCommand(call === '' ? [] : call.split(' '), new PassThrough(), read).catch(
    (one: unknown) => one,
  )
  expect(isUsage(thrown)).toBe(true)
  expect((thrown as Failure).message).toMatch(sentence)
})

test.each([
  ['PAY --from 2026-03-05 --extend', Refused, /cannot be extended/],
  ['PAY --from 2026-03-05 --suspend 2026-03-07/2026-03-08', Refused, /Nothing suspends/],
  ['PAY --from 2026-03-05 --set colour=5', Refused, /setting colour/],
  ['PAY --from 2026-03-05 --pack yanzhou-2019 --pack jilin-2017', Refused, /two bureaus/],
  ['--list --pack yanzhou-2019 --pack jilin-2017', Refused, /two bureaus/],
  ['PAY --from 2026-03-05 --pack nowhere', Missing, /no pack nowhere/],
  ['PAY --from 2026-03-05 --packs /nowhere', Missing, /nowhere/],
] as const)('%s is refused with a sentence', async (call, kind, sentence) => {
  const thrown = await deadlineCommand(call.split(' '), new PassThrough(), read).catch((one: unknown) => one)
  expect(thrown).toBeInstanceOf(kind)
  expect(thrown).not.toBeInstanceOf(Malformed)
  expect((thrown as Failure).message).toMatch(sentence)
})
