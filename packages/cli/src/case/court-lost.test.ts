import { approvedBy, done, soundActs, soundBut, told } from '../../../core/src/case/trial.ts'
import type { Act } from '@liuhen/core/procedure'
import { expect, test } from 'vitest'
import { checked } from './trial.ts'
import type { Answer } from './trial.ts'

/** How bureaus have lost in court; each must be refused with its article, or stand with a mark that is told. */
const NATIONAL = '--set statement.term=5'
const COUNTY = `--pack changsha-county-2023 ${NATIONAL} --set approval.case-handling.approver=["法制员","行政执法机关负责人"]`
const CITY = `--pack jinzhong-2022-legal-review ${NATIONAL}`

const actIn = (answer: Answer, act: string) =>
  answer.acts.findLast((one) => one.act === act) ?? expect.fail(`no ${act}`)
const obstacleIn = (answer: Answer, act: string, code: string) =>
  actIn(answer, act).obstacles.find((one) => one.code === code) ??
  expect.fail(
    `${act}: ${actIn(answer, act)
      .obstacles.map((one) => one.code)
      .join()}`,
  )

test.each([NATIONAL, COUNTY])('an ordinary case with nothing wrong in it passes (%s)', async (options) => {
  const { answer, status } = await checked(told(soundActs), options)
  expect(answer.acts.filter((one) => one.verdict !== 'allowed')).toEqual([])
  expect([answer.sound, status]).toEqual([true, 0])
})

const scale = done('measure-taken', '2026-03-03', {
  id: 'scale',
  by: ['a', 'b'],
  place: '夜市',
  at: '19:00',
  until: '19:10',
})
const paper = {
  'certificate-shown': true,
  'rights-told': true,
  'record-made': true,
  'decision-handed-over': true,
  'inventory-handed-over': true,
  'party-signed': true,
  'keeper-signed': true,
  'witness-signed': true,
  'daily-necessities': false,
  goods: '电子秤一台',
  'goods-count': 1,
}

test('1: a scale taken without approval, record, decision and list is no measure at all', async () => {
  const { answer, status } = await checked(told([scale]), COUNTY)
  const found = actIn(answer, 'measure-taken')
  expect([found.verdict, status]).toEqual(['refused', 1])
  const articles = found.obstacles.flatMap((one) => one.articles)
  for (const article of ['18', '24']) expect(articles).toContain(`national/coercion-law/${article}`)
  expect(articles).toContain('changsha-county-2023/16')
})

test('1: nor one that is never lifted: its clock runs from the first minute, and the case closes over nothing', async () => {
  const taken = {
    ...scale,
    recorded: [{ at: '19:00', until: '19:10' }],
    says: paper,
    approvals: approvedBy('2026-03-03', '机关负责人'),
  }
  const { answer } = await checked(
    told([...soundActs.slice(0, 4), taken, ...soundActs.slice(4)]),
    `${NATIONAL} --on 2026-04-20`,
  )
  expect(actIn(answer, 'measure-taken').verdict).toBe('allowed')
  expect(answer.due).toContainEqual(
    expect.objectContaining({ period: 'national/period-sealing', last: '2026-04-02', state: 'overdue' }),
  )
  expect(answer.sound).toBe(false)
  expect(obstacleIn(answer, 'case-closed', 'step-closing-measures').articles).toContain('national/coercion-law/28')
  expect(answer.next.find((one) => one.act === 'measure-lifted')?.state).toBe('open-late')
})

const seizedAndFiled = [
  ...soundActs.slice(0, 5),
  {
    ...scale,
    on: '2026-03-06' as never,
    recorded: [{ at: '19:00', until: '19:10' }],
    says: paper,
    approvals: approvedBy('2026-03-06', '法制员', '执法队主要负责人', '行政执法机关负责人', '机关负责人'),
  },
]
const lengthenedTo = (dueOn: string) =>
  done('measure-extended', '2026-03-30', {
    of: 'scale',
    dueOn: dueOn as never,
    approvals: approvedBy('2026-03-30', '行政执法机关负责人', '机关负责人'),
  })
const SEALING = '--set sealing.term={"count":30,"unit":"calendar-day"}'

test.each([
  [`${COUNTY} ${SEALING}`, ['行政强制法第二十五条', '长沙县']],
  [NATIONAL, ['行政强制法第二十五条']],
])('1: nor one that is lengthened beyond thirty days and thirty (%s)', async (options, texts) => {
  const { answer } = await checked(told([...seizedAndFiled, lengthenedTo('2026-05-06')]), `${options} --on 2026-04-20`)
  const obstacle = obstacleIn(answer, 'measure-extended', 'step-extension-limit')
  expect(actIn(answer, 'measure-extended').verdict).toBe('refused')
  expect(obstacle.articles).toContain('national/coercion-law/25')
  for (const words of texts) expect(obstacle.message.zh).toContain(words)
  const { answer: to } = await checked(
    told([...seizedAndFiled, lengthenedTo('2026-05-05')]),
    `${options} --on 2026-04-20`,
  )
  expect(actIn(to, 'measure-extended').obstacles).toEqual([])
  expect(to.due.find((one) => one.period.endsWith('/period-sealing'))).toMatchObject({
    last: '2026-05-05',
    state: 'running',
  })
  const { answer: short } = await checked(
    told([...seizedAndFiled, lengthenedTo('2026-04-12')]),
    `${options} --on 2026-04-20`,
  )
  expect(short.due.find((one) => one.period.endsWith('/period-sealing'))).toMatchObject({
    last: '2026-04-12',
    state: 'overdue',
  })
})

test('9: an appraisal that is not over stops the time for the case, and is told beside it; a suspension without a ground stops nothing', async () => {
  const upTo = soundActs.slice(0, 6)
  const appraised = [...upTo, done('appraisal-commissioned', '2026-03-10', { by: ['a', 'b'] })]
  const { answer } = await checked(told(appraised), `${COUNTY} --on 2026-07-01`)
  expect(answer.due.find((one) => one.period.endsWith('/period-case'))).toMatchObject({ state: 'running' })
  const suspended = [
    ...upTo,
    done('investigation-suspended', '2026-03-10', { by: ['a', 'b'], says: { reasons: '下落不明' } }),
  ]
  const { answer: on } = await checked(told(suspended), `${COUNTY} --on 2026-07-01`)
  expect(obstacleIn(on, 'investigation-suspended', 'step-suspension-stops').message.zh).toContain('检验、检测')
  expect(on.due.find((one) => one.period.endsWith('/period-case'))).toMatchObject({ state: 'overdue' })
})

const BUILDING = { facts: { construction: true } }
const moreTime = (on: string, ...posts: readonly string[]) =>
  done('period-extended', on, { approvals: approvedBy(on, ...posts) })

test('9: the time for a case is lengthened as printed: by the head, again by joint discussion, and otherwise not', async () => {
  const upTo = soundActs.slice(0, 7)
  const first = moreTime('2026-05-20', '机关负责人')
  const again = moreTime('2026-06-20', '机关负责人')
  const { answer: none } = await checked(told([...upTo, first]), NATIONAL)
  expect(obstacleIn(none, 'period-extended', 'step-case-extension-printed').articles).toContain(
    'national/penalty-law/60',
  )
  const { answer: unsigned } = await checked(told([...upTo, moreTime('2026-05-20')], BUILDING), NATIONAL)
  expect(obstacleIn(unsigned, 'period-extended', 'step-case-extension-approved').articles).toEqual([
    'national/penalty-procedure-rules/29',
  ])
  const lastOf = async (...more: readonly ReturnType<typeof done>[]) => {
    const { answer } = await checked(told([...upTo, ...more], BUILDING), `${NATIONAL} --on 2026-07-01`)
    return answer.due.find((one) => one.period === 'national/period-case-construction')?.last
  }
  expect(await lastOf(first)).toBe('2026-07-03')
  const { answer: alone } = await checked(told([...upTo, first, again], BUILDING), NATIONAL)
  expect(obstacleIn(alone, 'period-extended', 'step-case-extension-again').articles).toEqual([
    'national/penalty-procedure-rules/29',
  ])
  const together = done('deliberated', '2026-06-18', {
    by: ['head', 'deputy'],
    says: { minutes: true, 'opinions-signed': true },
  })
  expect(await lastOf(first, together, again)).toBe('2026-09-01')
  const { answer: third } = await checked(
    told(
      [
        ...upTo,
        first,
        together,
        again,
        { ...together, on: '2026-08-01' as never },
        moreTime('2026-08-02', '机关负责人'),
      ],
      BUILDING,
    ),
    NATIONAL,
  )
  expect(obstacleIn(third, 'period-extended', 'step-case-extension-printed').message.zh).toContain('延长')
})

test('a step is shown as open only where nothing refuses it, known or still to be found out, and says what it has to tell', async () => {
  const heard = soundActs.slice(0, 9)
  const next = async (major: object, on = '2026-03-24') => {
    const facts = { complex: false, 'hearing-due': false, ...major }
    const { answer } = await checked({ ...told(heard), facts }, `${NATIONAL} --on ${on}`)
    return answer.next.find((one) => one.act === 'penalty-decided') ?? expect.fail('it does not come up')
  }
  const small = { major: false }
  expect(await next(small)).toMatchObject({ state: 'open', missing: [] })
  expect((await next(small)).tells).toContain('step-decision-content')
  expect(await next({})).toMatchObject({ state: 'blocked', missing: ['step-review-passed'] })
  expect(await next(small, '2026-03-16')).toMatchObject({ state: 'waiting', earliest: '2026-03-20' })
})

test('2: a shelter pulled down on an order to correct lacks every link of the chain', async () => {
  const acts = [
    done('correction-ordered', '2026-03-03', { dueOn: '2026-03-10' as never }),
    done('demolished', '2026-03-11', {
      at: '09:00',
      until: '11:00',
      by: ['a', 'b'],
      says: { 'household-supplies-cut': false },
    }),
  ]
  const { answer } = await checked(told(acts, { facts: { 'building-to-demolish': true } }), NATIONAL)
  const found = actIn(answer, 'demolished')
  expect(found.verdict).toBe('refused')
  const articles = found.obstacles.flatMap((one) => one.articles)
  for (const article of ['coercion-law/34', 'coercion-law/37', 'coercion-law/38', 'coercion-law/44', 'planning-law/68'])
    expect(articles).toContain(`national/${article}`)
  expect(found.obstacles.map((one) => one.code)).toContain('step-demolition-remedies')
})

const ENFORCING: readonly Act[] = [
  'demand-served',
  'court-applied',
  'execution-decided',
  'execution-served',
  'demolition-announced',
  'demolished',
  'substitute-decided',
  'substitute-reminded',
  'substitute-performed',
]

const GONE = {
  says: { 'remedy-outcome': 'annulled', revocation: 'revoked', reasons: '证据不足' },
  approvals: approvedBy('2026-06-01', '机关负责人'),
}

test.each(['decision-annulled', 'decision-revoked'] as const)(
  '2: of a decision that is gone (%s) nothing is served, published, collected or enforced, each with its article',
  async (gone) => {
    const served = soundActs.slice(0, 11)
    const then = (act: Act) =>
      done(act, '2026-08-03', { by: ['a', 'b'], says: { method: 'direct', 'paid-amount': 100 } })
    const all: readonly (readonly [string, string, readonly Act[]])[] = [
      ['step-execution-decision-stands', 'national/coercion-law/40', ENFORCING],
      ['step-collection-stands', 'national/penalty-law/66', ['fine-collected', 'deferral-granted', 'performed']],
      ['step-served-stands', 'national/penalty-law/48', ['decision-served', 'decision-published']],
    ]
    const acts = all.flatMap(([, , which]) => which)
    const { answer } = await checked(told([...served, done(gone, '2026-08-01', GONE), ...acts.map(then)]), NATIONAL)
    for (const [code, article, which] of all)
      for (const act of which)
        expect([act, obstacleIn(answer, act, code).articles]).toEqual([act, expect.arrayContaining([article])])
    const { answer: standing } = await checked(told([...served, ...acts.map(then)]), NATIONAL)
    for (const act of acts)
      expect(
        actIn(standing, act)
          .obstacles.map((one) => one.code)
          .filter((one) => one.endsWith('-stands')),
      ).toEqual([])
  },
)

test('2: a decision made anew is served, and its periods run, before it is demanded and enforced', async () => {
  const charge = {
    'found-facts': '另一事实',
    provision: '某条例第十条第一款',
    'penalty-kind': '罚款',
    'fine-amount': 1000,
  }
  const demand = (on: string) =>
    done('demand-served', on, {
      by: ['a', 'b'],
      says: { method: 'direct', 'rights-told': true, 'demand-terms': '十日内缴纳' },
    })
  const anew = [
    ...soundActs.slice(0, 11),
    demand('2026-04-15'),
    done('decision-annulled', '2026-06-01', GONE),
    done('handling-approved', '2026-06-02', {
      says: charge,
      approvals: approvedBy('2026-06-02', '机关负责人', '法制员'),
    }),
    done('notice-served', '2026-06-03', { by: ['a', 'b'], says: { method: 'direct', 'rights-told': true, ...charge } }),
    done('penalty-decided', '2026-06-20', { says: { ...charge, 'remedy-text': true, 'statement-adopted': true } }),
  ]
  const check = async (...more: Parameters<typeof told>[0]) =>
    (await checked(told([...anew, ...more]), NATIONAL)).answer
  const unserved = await check(
    demand('2026-07-20'),
    done('execution-decided', '2026-08-20'),
    done('performed', '2026-08-21'),
  )
  for (const act of ['demand-served', 'execution-decided', 'performed'])
    expect(obstacleIn(unserved, act, 'step-served-anew').articles).toContain('national/penalty-law/61')
  const service = done('decision-served', '2026-06-22', { by: ['a', 'b'], says: { method: 'direct' } })
  const early = await check(service, demand('2026-07-01'))
  expect(actIn(early, 'demand-served').obstacles.map((one) => one.code)).toEqual([
    'step-demand-after-performance-period',
  ])
  const undemanded = await check(
    service,
    done('execution-decided', '2026-07-20', { says: { 'household-supplies-cut': false } }),
  )
  expect(obstacleIn(undemanded, 'execution-decided', 'step-execution-demand').articles).toContain(
    'national/coercion-law/35',
  )
  const well = await check(service, demand('2026-07-10'))
  expect(actIn(well, 'demand-served').verdict).toBe('allowed')
})

test('2: what is collected on the spot is held against the fine that was decided, not against what the receipt says of it', async () => {
  const on = '2026-03-12'
  const fined = (amount: number) => [
    done('violation-ended', on),
    done('violation-discovered', on),
    done('penalty-on-the-spot', on, {
      by: ['a', 'b'],
      at: '10:00',
      until: '10:10',
      says: {
        'certificate-shown': true,
        'rights-told': true,
        numbered: true,
        'decision-handed-over': true,
        'party-signed': true,
        'penalty-kind': '罚款',
        'fine-amount': amount,
      },
    }),
  ]
  const collected = async (fine: number, says: Readonly<Record<string, boolean | number>>) => {
    const more = { 'lawful-receipt': true, 'hard-to-enforce': false, 'party-asked': false, ...says }
    const acts = [
      ...fined(fine),
      done('fine-collected', on, { by: ['a', 'b'], at: '10:11', until: '10:12', says: more }),
    ]
    const { answer } = await checked(told(acts, { procedure: 'simple' }), NATIONAL)
    return actIn(answer, 'fine-collected').obstacles.map(({ code, articles }) => [code, articles[0]])
  }
  expect(await collected(150, { 'fine-amount': 100, 'paid-amount': 150 })).toEqual([
    ['step-collection-grounds', 'national/penalty-law/68'],
  ])
  expect(await collected(100, { 'fine-amount': 100, 'paid-amount': 150 })).toEqual([
    ['step-collection-amount', 'national/penalty-law/68'],
  ])
  expect(await collected(100, { 'paid-amount': 100 })).toEqual([])
  expect(await collected(150, { 'fine-amount': 150, 'paid-amount': 150, 'hard-to-enforce': true })).toEqual([])
})

test('3: a decision on the day of the notice is refused until the period is over or waived in writing', async () => {
  const early = soundBut({ 'penalty-decided': { on: '2026-03-12' as never } })
  const { answer } = await checked(told(early), NATIONAL)
  const found = obstacleIn(answer, 'penalty-decided', 'step-statement-period')
  expect(found.articles).toEqual(expect.arrayContaining(['national/penalty-law/45', 'national/penalty-law/62']))
  expect(actIn(answer, 'penalty-decided').verdict).toBe('refused')
  const waived = [
    ...early.slice(0, 9),
    done('rights-waived', '2026-03-12', { says: { 'party-signed': true } }),
    ...early.slice(9),
  ]
  expect(actIn((await checked(told(waived), NATIONAL)).answer, 'penalty-decided').verdict).toBe('allowed')
})

test('3: with a hearing due it is five working days, the last of them not over', async () => {
  const on = async (day: string) => {
    const acts = soundBut({ 'penalty-decided': { on: day as never } })
    return (await checked(told(acts, { facts: { 'hearing-due': true } }), NATIONAL)).answer
  }
  // Served on Thursday 12 March: the fifth working day is Thursday the 19th.
  const found = obstacleIn(await on('2026-03-19'), 'penalty-decided', 'step-hearing-period')
  expect(found.articles).toContain('national/penalty-law/64')
  expect(actIn(await on('2026-03-20'), 'penalty-decided').verdict).toBe('allowed')
})

test('4: more than was notified, or on another clause, takes a new notice; every difference is told', async () => {
  const { answer } = await checked(
    told(soundBut({ 'penalty-decided': { says: { 'fine-amount': 5000, provision: '某条例第十一条' } } })),
    NATIONAL,
  )
  expect(actIn(answer, 'penalty-decided').verdict).toBe('refused')
  const clause = obstacleIn(answer, 'penalty-decided', 'step-as-notified')
  expect(clause.message.zh).toContain('“某条例第十条第一款”')
  expect(clause.message.zh).toContain('“某条例第十一条”')
  expect(clause.articles).toContain('national/penalty-law/44')
  expect(obstacleIn(answer, 'penalty-decided', 'step-no-heavier')).toMatchObject({
    articles: ['national/penalty-law/45'],
    message: { zh: expect.stringContaining('原为 2000，现为 5000') },
  })
})

test('5: a discussion two days after the decision, by section heads, is neither first nor theirs', async () => {
  const complex = { facts: { complex: true } }
  const late = [
    ...soundActs.slice(0, 10),
    done('deliberated', '2026-03-26', { by: ['team', 'law'], says: { minutes: true } }),
  ]
  const { answer } = await checked(told(late, complex), NATIONAL)
  expect(obstacleIn(answer, 'penalty-decided', 'step-deliberated-first').articles).toEqual(['national/penalty-law/57'])
  const meeting = actIn(answer, 'deliberated')
  expect(meeting.verdict).toBe('refused')
  expect(obstacleIn(answer, 'deliberated', 'step-deliberation-leaders').message.zh).toContain('周队、吴法')
  const before = [
    ...soundActs.slice(0, 9),
    done('deliberated', '2026-03-23', { by: ['head', 'deputy'], says: { minutes: true, 'opinions-signed': true } }),
    ...soundActs.slice(9),
  ]
  expect((await checked(told(before, complex), NATIONAL)).answer.sound).toBe(true)
})

test('6: one officer in two interviews whose times overlap in different places', async () => {
  const acts = [
    ...soundActs.slice(0, 6),
    done('questioned', '2026-03-06', {
      by: ['b', 'c'],
      place: '当事人店内',
      at: '14:30',
      until: '15:20',
      recorded: [{ at: '14:30', until: '15:20' }],
      says: { 'certificate-shown': true },
    }),
  ]
  const { answer } = await checked(told(acts), NATIONAL)
  const found = obstacleIn(answer, 'questioned', 'step-one-place')
  expect([actIn(answer, 'questioned').verdict, found.articles]).toEqual(['refused', ['national/penalty-law/42']])
  expect(found.message.zh).toContain('李乙 同一时间还在第 6 项里（询问，14:00–14:50）')
})

test('7: the record says 09:30 and its recording begins at 10:05: the difference is told in minutes', async () => {
  const { answer } = await checked(
    told(soundBut({ 'site-inspected': { recorded: [{ at: '10:05', until: '10:12' }] } })),
    NATIONAL,
  )
  expect(actIn(answer, 'site-inspected').verdict).toBe('noted')
  expect(obstacleIn(answer, 'site-inspected', 'step-record-times').message.zh).toContain(
    '开始相差 35 分钟，结束相差 2 分钟',
  )
})

test.each([
  [
    'without a witness',
    { recorded: [{ at: '10:00', until: '10:05' }], says: { 'refusal-noted': true, 'witness-signed': false } },
    'step-left-witness',
  ],
  [
    'without a recording',
    { recorded: { missing: true }, says: { 'refusal-noted': true, 'witness-signed': true } },
    'step-left-recorded',
  ],
])('8: left at the door %s is not served, and no period starts', async (_, how, code) => {
  const left = soundBut({ 'notice-served': { ...how, says: { ...how.says, method: 'left' } } as never })
  const { answer } = await checked(told(left), COUNTY)
  expect(actIn(answer, 'notice-served').verdict).toBe('refused')
  expect(obstacleIn(answer, 'notice-served', code).articles).toContain('changsha-county-2023/30')
  expect(answer.due.map((one) => one.period)).not.toContain('changsha-county-2023/period-statement')
  expect(obstacleIn(answer, 'penalty-decided', 'step-notice-first').message.zh).toContain('不能成立')
})

test('9: a decision after seven months stands and is marked late, by the county’s sixty days', async () => {
  const shift = (day: string): string => day.replace(/^2026-0[34]/, '2026-10')
  const acts = soundActs.map((one) => (one.on >= '2026-03-12' ? { ...one, on: shift(one.on) as never } : one))
  const { answer, status } = await checked(told(acts.slice(0, 10)), COUNTY)
  const found = obstacleIn(answer, 'penalty-decided', 'step-case-period')
  expect([actIn(answer, 'penalty-decided').verdict, found.effect, status]).toEqual(['late', 'late', 1])
  expect(found.articles).toContain('changsha-county-2023/27')
  expect(answer.due).toContainEqual(
    expect.objectContaining({ period: 'changsha-county-2023/period-case', last: '2026-05-04', state: 'ended-late' }),
  )
})

const MATERIALS = {
  'proposal-attached': true,
  'report-attached': true,
  'draft-attached': true,
  'evidence-attached': true,
  'hearing-record-attached': true,
}
const POINTS = {
  'subject-lawful': true,
  'facts-clear': true,
  'procedure-lawful': true,
  'law-applied': true,
  'powers-exceeded': false,
  'papers-in-order': true,
  'crime-suspected': false,
}

const heard = (by: readonly string[]) => [
  ...soundActs.slice(0, 9),
  done('hearing-requested', '2026-03-13'),
  done('hearing-notified', '2026-03-16', {
    says: { method: 'direct' },
    recorded: [{ at: '10:00', until: '10:05' }],
    at: '10:00',
    until: '10:05',
  }),
  done('hearing-held', '2026-03-26', {
    by: [...by],
    place: '会议室',
    at: '09:00',
    until: '11:00',
    recorded: [{ at: '09:00', until: '11:00' }],
  }),
  done('review-submitted', '2026-03-27', { says: MATERIALS }),
  done('reviewed', '2026-03-30', { by: ['law'], says: { outcome: 'agreed', ...POINTS } }),
  ...soundBut({
    'penalty-decided': { on: '2026-04-01' as never, says: { 'hearing-answered': true } },
    'decision-served': { on: '2026-04-02' as never },
  }).slice(9, 11),
]

test('10: who questioned the party in the investigation does not chair its hearing', async () => {
  const due = { facts: { 'hearing-due': true } }
  const { answer } = await checked(told(heard(['b', 'law']), due), NATIONAL)
  expect(actIn(answer, 'hearing-held').verdict).toBe('refused')
  expect(obstacleIn(answer, 'hearing-held', 'step-hearing-chair')).toMatchObject({
    articles: ['national/penalty-law/64'],
    message: { zh: expect.stringContaining('李乙') },
  })
  expect(
    (await checked(told(heard(['deputy', 'c']), due), NATIONAL)).answer.acts.filter((one) => one.verdict !== 'allowed'),
  ).toEqual([])
})

test('11: a review passed by somebody without the qualification is none', async () => {
  const acts = [
    ...soundActs.slice(0, 9),
    done('review-submitted', '2026-03-13', { says: MATERIALS }),
    done('reviewed', '2026-03-16', { by: ['c'], says: { outcome: 'agreed', ...POINTS } }),
    ...soundActs.slice(9),
  ]
  const { answer } = await checked(told(acts, { facts: { major: true } }), CITY)
  expect(obstacleIn(answer, 'reviewed', 'step-reviewer-qualified').articles).toEqual(['national/penalty-law/58'])
  expect(obstacleIn(answer, 'penalty-decided', 'step-review-passed').articles).toEqual(['national/penalty-law/58'])
  expect(obstacleIn(answer, 'penalty-decided', 'step-review-agreed').articles).toEqual(['jinzhong-2022-legal-review/9'])
})

test('12: a decision that does not follow the record of its hearing is refused', async () => {
  const acts = heard(['deputy', 'c']).map((one) =>
    one.act === 'penalty-decided' ? { ...one, says: { ...(one.says as object), 'hearing-answered': false } } : one,
  )
  const { answer } = await checked(told(acts, { facts: { 'hearing-due': true } }), NATIONAL)
  expect(obstacleIn(answer, 'penalty-decided', 'step-hearing-record').articles).toEqual(['national/penalty-law/65'])
})
