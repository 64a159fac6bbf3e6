import { lint } from '@liuhen/core/policy'
import { describe, expect, test } from 'vitest'
import { readPackFolder } from './folder.ts'

const documents = await readPackFolder()
const findings = lint(documents.packs, documents)

/** By a detector, or noted by a reader; either way under this id. */
const found = (pack: string, id: string) =>
  findings.find((one) => one.pack === pack && (one.id === `${pack}/${id}` || one.alsoSeenBy?.includes(id)))

const [J, C, Y, Q] = ['jilin-2017', 'changsha-county-2023', 'yanzhou-2019', 'yongqing-2022']
const [ZP, ZD, ZR, ZL] = ['plan', 'disclosure', 'recording', 'legal-review'].map((one) => `jinzhong-2022-${one}`)

/** The places of the instruments a careful reader stumbles over, each with the findings that must tell of it. */
const KNOWN: readonly (readonly [about: string, pack: string | undefined, ids: readonly string[]])[] = [
  ['art. 22 cites the penalty law by an old number', C, ['penalty-law-number', 'article-number-old/22']],
  ['art. 37 counts the court window from another day than its condition', C, ['court-window']],
  ['art. 21 does not say which seven days', C, ['seven-days-before', 'day-unit-unsaid/21']],
  ['arts. 27 and 39 do not say how days count', C, ['day-count', 'day-unit-unsaid/27', 'day-unit-unsaid/39']],
  ['art. 27 does not say what the time needed is', C, ['excluded-time']],
  ['art. 27 does not say how often 30 days may be granted', C, ['extension-once']],
  [
    'arts. 15 and 16 print no lengths',
    C,
    [
      'lengths-left-out',
      'length-unsaid/period-evidence-preservation',
      'length-unsaid/period-sealing',
      'length-unsaid/period-sealing-extension',
    ],
  ],
  ['art. 15 brackets the witness and shortens the measure', C, ['witness-in-brackets', 'terms/preservation']],
  ['art. 16 does not say from when the 24 hours run', C, ['urgent-approval-start']],
  ['four names for the head of the authority', C, ['names-of-the-head', 'roles/head']],
  ['four names for the head of a team', C, ['names-of-the-team-head', 'roles/team-head']],
  ['two names for the legal officer', C, ['names-of-the-legal-officer', 'roles/legal-officer']],
  [
    'art. 18 leaves the chain of approval to other rules',
    C,
    ['case-handling-chain', 'approver-unnamed/approval-case-handling'],
  ],
  ['art. 23 does not say when the discussion is held', C, ['collective-discussion-when', 'reference-outside/23']],
  ['art. 10 has no paper for not opening a case', C, ['no-paper-for-not-filing']],
  ['art. 21 has a hearing approved to which the party is entitled', C, ['approving-a-hearing']],
  ['art. 5 exempts what art. 7 demands', C, ['text-instead-of-film']],
  [
    'arts. 28 and 33 demand filming outside the list',
    C,
    [
      'mandates-outside-the-list',
      'outside-the-list/recording-simple-procedure',
      'outside-the-list/recording-service-notice-posting',
    ],
  ],
  ['art. 41 wants the disc before evidence is chosen', C, ['disc-within-a-day']],
  ['art. 41 does not say whether the exception moves the disc', C, ['exception-and-disc']],
  ['art. 39 does not define the end of the act', C, ['end-of-the-act']],
  ['art. 38 does not say whether simple cases are closed by form', C, ['closing-simple-cases']],
  ['art. 38 closes without the legal officer', C, ['closing-without-legal-officer']],
  ['art. 34 does not read well', C, ['authority-performs']],
  ['art. 44 names nobody who grants the party', C, ['who-grants-the-party', 'approver-unnamed/access-party']],
  [
    'a chapter without a name, two lost marks, no number',
    C,
    ['cosmetic', 'chapter-unnamed/第一章', 'punctuation/46', 'label-space/47', 'document-number-missing'],
  ],
  ['art. 9 can be read twice on harm', C, ['harm-done']],
  ['art. 41 does not define who records', C, ['recording-staff']],
  ['art. 22 mixes hearing and defence', C, ['change-without-hearing']],
  [
    'five numbers lost, two cut',
    ZL,
    [
      'numbers-lost',
      'label-lost/6',
      'label-lost/7',
      'label-lost/8',
      'label-lost/9',
      'label-lost/10',
      'numbers-cut',
      'label-lost/11',
      'label-lost/12',
      'label-twice/12',
    ],
  ],
  [
    'art. 6: ten working, review by two names, no start',
    ZL,
    ['ten-working', 'unit-cut/6', 'terms/review', 'start-of-review'],
  ],
  [
    'art. 6 does not say how long an extension is',
    ZL,
    ['length-of-extension', 'time-vague/6', 'extension-unsaid/period-review'],
  ],
  ['art. 9 does not say what a different opinion is', ZL, ['different-opinion']],
  ['arts. 2 and 12 call it measures', ZL, ['which-authority', 'self-name/2', 'self-name/12']],
  ['five kinds, four named', ZP, ['five-kinds']],
  [
    'brackets, marks and names lost in print',
    ZP,
    [
      'cited-number',
      'bracket/preamble',
      'title-mark-lost',
      'bracket/2',
      'group-leader',
      'members-without-name',
      'annex-titles',
      'bracket/4-4',
    ],
  ],
  ['the plan films more than its annex', ZP, ['service-wider-than-annex']],
  ['arts. 5 and 20 name two supervising sections', ZR, ['two-supervisors', 'roles/supervising-office']],
  ['art. 8 names one kind of sealing', ZR, ['sealing-of-what']],
  ['art. 17 attaches the carriers to item 5', ZR, ['carriers-in-item-five']],
  [
    'arts. 18 and 19 name no approver',
    ZR,
    ['who-approves-release', 'approver-unnamed/access-provide', 'approver-unnamed/access-publish-footage'],
  ],
  [
    'arts. 1, 4 and 6 lost characters and marks',
    ZD,
    ['purpose-word', 'purpose-cut/1', 'lawful-word', 'word-cut/4', 'punctuation/4', 'colon-lost', 'punctuation/6'],
  ],
  ['art. 6 excludes information, not documents', ZD, ['secrets-information-only']],
  ['in force before it was issued', Y, ['in-force-before-issued', 'effective-before-issue']],
  ['its parent rule is not loaded', Y, ['parent-rule', 'reference-outside/1']],
  [
    'arts. 4 and 6 differ on public notice',
    Y,
    ['public-notice-only-in-content', 'outside-the-list/recording-service-notice'],
  ],
  ['art. 10: exactly or at least three years', Y, ['three-years', 'retention-start/retention-everything-else']],
  ['art. 11 against arts. 13 and 14 on evidence', Y, ['evidence-exempt']],
  ['two names for the legal office, a leader unnamed', Y, ['legal-office-and-leader', 'roles/legal-office']],
  ['a word processor left its bookmark', Y, ['stray-bookmark', 'leftover/notice']],
  ['no day of issue', Q, ['no-day-of-issue', 'effective-missing']],
  ['art. 24 speaks of duty on the road', Q, ['road-duty', 'outside-the-list/recording-road-duty']],
  ['art. 16 names no approver', Q, ['who-approves-looking', 'approver-unnamed/access-look']],
  ['art. 8 makes recruitment a condition', Q, ['recruited-assistants']],
  ['art. 20 checks while recording', Q, ['check-while-recording']],
  ['the notice and the text differ in scope', J, ['pilot-scope']],
  ['arts. 2 and 9 list different things', J, ['inspection-not-listed', 'outside-the-list/recording-site-inspection']],
  ['art. 9 forbids a break in one item only', J, ['unbroken-only-for-minor']],
  ['art. 14 leaves classes out', J, ['retention-classes-missing', 'retention-gap']],
  ['art. 12 leaves classes out', Q, ['retention-classes-missing', 'retention-gap']],
  ['arts. 16 to 18 and 20 leave it to the districts', J, ['districts']],
  [
    'arts. 17 and 18 overlap, the leader is open',
    J,
    ['which-leader', 'approver-unnamed/access-provide-to-reconsideration-or-court'],
  ],
  ['art. 22: day by day or from day to day', J, ['daily-check']],
  ['art. 12 has no hour', J, ['no-hour', 'hour-unsaid/handover']],
  ['art. 16 has no hour', ZR, ['in-time-after-work', 'hour-unsaid/handover']],
  ['art. 11 has no hour', Q, ['no-hour', 'hour-unsaid/handover']],
  ['the long term has no length, disposal no rule', J, ['no-length-of-long-term', 'time-vague/15', 'disposal-unsaid']],
  [
    'the long term has no length, disposal no rule',
    ZR,
    ['long-term-without-length', 'time-vague/17', 'disposal-unsaid'],
  ],
  ['the long term has no length, disposal no rule', Q, ['no-length-of-long-term', 'time-vague/13', 'disposal-unsaid']],
  ['recordings have several names', J, ['terms/recordings', 'terms/storing']],
  ['recordings have several names', C, ['terms/recordings']],
  ['recordings have several names', Y, ['terms/recordings']],
  ['art. 14 refers to rules it does not name', J, ['retention-elsewhere', 'reference-unnamed/14']],
  ['art. 12 refers to rules that are not attached', Q, ['retention-elsewhere', 'reference-unnamed/12']],
  ['half-width brackets and a blank in the document number', Q, ['document-number']],
]

describe('every known slip of the instruments is found', () => {
  test.each(KNOWN)('%s (%s)', (_, pack, ids) => {
    for (const id of ids) {
      const one = found(pack ?? '', id)
      expect(one, id).toBeDefined()
      expect(one?.message.zh).not.toBe('')
      expect(one?.message.en).not.toBe('')
    }
  })
})

test('the packs are otherwise clean: nothing in them is a fault of the pack', () => {
  expect(findings.filter((one) => one.severity === 'error')).toEqual([])
})

test('each finding has an id of its own', () => {
  const ids = findings.map((one) => one.id)
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([])
})

test('sixty days where the law has ninety is told as stricter, which it may be', () => {
  const one = found(C ?? '', 'superior-term/period-case')
  expect(one?.verdict).toBe('permitted-stricter')
  expect(one?.citations.map((place) => place.article)).toContain('national/penalty-law/60')
})

test('what agrees with the law is not told: the limitation, and the day for approving an urgent measure', () => {
  for (const id of ['period-limitation', 'period-limitation-long', 'period-urgent-approval', 'period-hearing-notice'])
    expect(found(C ?? '', `superior-term/${id}`)).toBeUndefined()
})
