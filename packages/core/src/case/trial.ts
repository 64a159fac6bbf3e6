import type { z } from 'zod'
import { CaseTold } from '../procedure/index.ts'
import type { Act } from '../procedure/index.ts'

type Given = z.input<typeof CaseTold>
type GivenAct = Given['acts'][number]

const since = { from: '2020-01-01' as never }

/** People of an invented bureau, for tests: two officers, two more, and those who approve, review and decide. */
export const trialPeople: NonNullable<Given['people']> = {
  a: { name: '张甲', certificate: since, posts: ['承办人', '办案人员'] },
  b: { name: '李乙', certificate: since },
  c: { name: '王丙', certificate: since },
  aux: { name: '赵协' },
  team: { name: '周队', certificate: since, posts: ['执法队主要负责人', '执法队负责人', '承办机构负责人'] },
  law: { name: '吴法', reviewer: since, posts: ['法制员', '法制人员'] },
  deputy: { name: '郑副', leader: since, posts: ['局分管负责人'] },
  head: {
    name: '冯局',
    leader: since,
    posts: [
      '机关负责人',
      '行政机关负责人',
      '行政执法机关负责人',
      '行政执法局负责人',
      '行政执法机关正职负责人或者主持工作的负责人',
    ],
  },
}

const POSTS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(trialPeople).flatMap(([id, { posts = [] }]) => posts.map((post) => [post, id])),
)

/** The approvals of that chain, all on that day. */
export const approvedBy = (on: string, ...posts: readonly string[]) =>
  posts.map((post) => ({ post, by: POSTS[post] ?? 'head', on: on as never }))

/** `done('case-filed', '2026-03-05', { says: … })` */
export const done = (act: Act, on: string, more: Partial<GivenAct> = {}): GivenAct => ({
  act,
  on: on as never,
  ...more,
})

const film = (at: string, until: string) => ({ at, until, recorded: [{ at, until }] })
const handedOver = { ...film('10:00', '10:05'), place: '当事人住所' }
const charge = { 'found-facts': '占道堆放建筑材料', provision: '某条例第十条第一款', 'penalty-kind': '罚款' }

/** An ordinary case with nothing wrong in it, act by act, by the law alone and by 长沙县's instrument. */
export const soundActs: readonly GivenAct[] = [
  done('violation-ended', '2026-03-02'),
  done('violation-discovered', '2026-03-03'),
  done('lead-registered', '2026-03-03', { says: { source: '检查' } }),
  done('site-inspected', '2026-03-03', {
    by: ['a', 'b'],
    place: '星沙路',
    ...film('09:30', '10:10'),
    says: { 'certificate-shown': true, 'rights-told': true, 'pages-signed': true },
  }),
  done('case-filed', '2026-03-05', {
    by: ['a', 'b'],
    says: { jurisdiction: true, 'penalty-due': true, 'suspected-provision': '某条例第十条' },
    approvals: approvedBy('2026-03-05', '承办人', '法制人员', '承办机构负责人', '行政执法机关负责人'),
  }),
  done('questioned', '2026-03-06', {
    by: ['a', 'b'],
    place: '办案区',
    ...film('14:00', '14:50'),
    says: { 'certificate-shown': true, 'pages-signed': true, 'work-area': true },
  }),
  done('investigation-ended', '2026-03-10', { by: ['a', 'b'], says: { 'evidence-listed': true } }),
  done('handling-approved', '2026-03-11', {
    says: { ...charge, 'fine-amount': 2000 },
    approvals: approvedBy('2026-03-11', '法制员', '行政执法机关负责人', '机关负责人'),
  }),
  done('notice-served', '2026-03-12', {
    by: ['a', 'b'],
    ...handedOver,
    says: { method: 'direct', 'other-signed': false, 'rights-told': true, ...charge, 'fine-amount': 2000 },
  }),
  done('penalty-decided', '2026-03-24', {
    says: { ...charge, 'fine-amount': 2000, 'remedy-text': true, 'statement-adopted': true },
  }),
  done('decision-served', '2026-03-25', {
    by: ['a', 'b'],
    ...handedOver,
    says: { method: 'direct', 'other-signed': false },
  }),
  done('fine-paid', '2026-04-01', { says: { 'proof-kept': true } }),
  done('performed', '2026-04-01', { says: { 'receipts-add-up': true, 'own-duties-done': true } }),
  done('case-closed', '2026-04-02', {
    approvals: approvedBy('2026-04-02', '办案人员', '执法队负责人', '行政机关负责人'),
  }),
  done('archived', '2026-04-20', { says: { 'index-complete': true, 'discs-explained': true } }),
]

/** A case of these acts, ordinary and neither major nor complex unless told. */
export const told = (acts: readonly GivenAct[], more: Partial<Given> = {}): CaseTold =>
  CaseTold.parse({
    format: 'liuhen-case/1',
    party: { kind: 'citizen', born: '1980-05-01' },
    people: trialPeople,
    acts,
    ...more,
    facts: { major: false, complex: false, 'hearing-due': false, ...more.facts },
  })

/** The sound case with some acts changed, taken out (`undefined`) or put in before another. */
export const soundBut = (changes: Partial<Readonly<Record<Act, Partial<GivenAct> | undefined>>>): readonly GivenAct[] =>
  soundActs.flatMap((one) => {
    if (!(one.act in changes)) return [one]
    const change = changes[one.act]
    if (change === undefined) return []
    return [{ ...one, ...change, says: { ...(one.says as object), ...(change.says as object) } }]
  })
