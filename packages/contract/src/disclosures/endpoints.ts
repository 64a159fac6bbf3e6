import { Shown, UpdateTrigger, Words } from '@liuhen/core/disclosures'
import { CalendarDate, Instant, Sha256 } from '@liuhen/core/kernel'
import { DisclosureStage, DisclosureSubject } from '@liuhen/core/policy'
import { z } from 'zod'
import { endpoints } from '../endpoint.ts'
import * as view from './views.ts'

const id = z.object({ id: z.uuid() })
const done = z.object({})
const seen = z.object({ version: z.number().int().positive(), digest: Sha256 })
const Line = z.string().trim().min(1).max(200)

/** Who writes what is made public: the office, the legal section, and the leaders of the sections it is about. */
const writers = ['office', 'legal-section', 'team-leader'] as const
const checkers = ['office', 'legal-section', 'legal-officer'] as const
const lookers = [...writers, 'legal-officer', 'inspection-section', 'deputy-head', 'head'] as const

const NewAttachment = z.union([
  z.object({ name: Line, media: z.enum(['image/png', 'image/jpeg', 'application/pdf']), sha256: Sha256 }),
  z.object({
    name: Line,
    media: z.enum(['image/png', 'image/jpeg', 'application/pdf']),
    file: z.base64().max(3_000_000),
  }),
])

export const disclosuresEndpoints = endpoints({
  listDisclosures: {
    method: 'GET',
    path: '/api/disclosures',
    allow: lookers,
    title: 'What is due to be made public, what is under way, what is public, and what is missing by department',
    reply: z.object({
      tasks: z.array(view.DisclosureTask),
      rows: z.array(view.PublicationRow),
      items: z.array(view.DisclosureItemView),
      departments: z.array(view.DisclosureDepartment),
      questions: z.array(view.QuestionView),
      withheld: z.number().int(),
      site: z.object({ address: z.string(), builtAt: Instant.optional(), current: z.boolean() }),
    }),
  },
  beginDisclosure: {
    method: 'POST',
    path: '/api/disclosures',
    allow: writers,
    title: 'Begin a publication of an item, or of a decision of a case',
    body: z.object({
      key: z.uuid(),
      rule: z.string().max(200),
      decision: z.object({ case: z.uuid(), act: z.string().max(200) }).optional(),
    }),
    reply: z.object({ id: z.uuid() }),
  },
  showDisclosure: {
    method: 'GET',
    path: '/api/disclosures/:id',
    allow: lookers,
    title: 'A publication: its versions, what the newest lacks, and who may do what',
    params: id,
    reply: view.PublicationView,
  },
  showDisclosureSource: {
    method: 'GET',
    path: '/api/disclosures/:id/source',
    allow: [...lookers],
    title: 'What case, register or catalogue say beside what would be public; a look at a case is on record',
    params: id,
    query: z.object({
      /** Of inspections: which month, the last one unless told. */
      month: z
        .string()
        .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
        .optional(),
    }),
    reply: z.object({ texts: z.array(view.SourceText), laws: z.array(z.string()) }),
  },
  writeDisclosure: {
    method: 'PUT',
    path: '/api/disclosures/:id',
    allow: writers,
    title: 'Write a version of it, whole; it is checked and approved anew',
    params: id,
    body: z.object({
      /** How many versions there were when this one was begun. */
      base: z.number().int().nonnegative(),
      title: z.string().trim().min(2).max(120),
      subject: DisclosureSubject.optional(),
      stage: DisclosureStage.optional(),
      department: Line,
      texts: z.record(z.string().max(40), z.string().max(20_000)),
      cites: z.array(Line).max(60),
      entry: z.object({ number: Line, name: Line }).optional(),
      until: CalendarDate.optional(),
      attachments: z.array(NewAttachment).max(6),
      /** Of the party, where the case does not tell it; kept, and never public. */
      born: CalendarDate.optional(),
    }),
    reply: z.object({ version: z.number().int(), digest: Sha256 }),
    most: 12 * 1024 * 1024,
  },
  submitDisclosure: {
    method: 'POST',
    path: '/api/disclosures/:id/submission',
    allow: writers,
    title: 'Put a version up for checking and approval; refused with everything it lacks',
    params: id,
    body: seen,
    reply: done,
  },
  checkDisclosure: {
    method: 'POST',
    path: '/api/disclosures/:id/check',
    allow: checkers,
    title: 'Say, as another than who wrote it, that what must be covered is covered',
    params: id,
    body: seen,
    reply: done,
  },
  approveDisclosure: {
    method: 'POST',
    path: '/api/disclosures/:id/approval',
    allow: ['head', 'deputy-head'],
    secret: true,
    title: 'Approve exactly this version, under one’s own password',
    params: id,
    body: seen.extend({ password: z.string().min(1).max(256) }),
    reply: done,
  },
  returnDisclosure: {
    method: 'POST',
    path: '/api/disclosures/:id/return',
    allow: ['head', 'deputy-head', ...checkers],
    title: 'Return a version with what is to be put right',
    params: id,
    body: seen.extend({ reason: Words }),
    reply: done,
  },
  publishDisclosure: {
    method: 'POST',
    path: '/api/disclosures/:id/publication',
    allow: writers,
    title: 'Put the approved version on the website',
    params: id,
    body: seen,
    reply: z.object({ url: z.string() }),
  },
  noteDisclosureShown: {
    method: 'POST',
    path: '/api/disclosures/:id/shown',
    allow: writers,
    title: 'Note where else it is shown: announcement, board or screen, booklet, or another form by law',
    params: id,
    body: seen.extend({ shown: Shown }),
    reply: done,
  },
  withdrawDisclosure: {
    method: 'POST',
    path: '/api/disclosures/:id/withdrawal',
    allow: ['office', 'legal-section', 'head'],
    title: 'Withdraw it with a reason that is public',
    params: id,
    body: z.object({ reason: Words }),
    reply: done,
  },
  endDisclosure: {
    method: 'POST',
    path: '/api/disclosures/:id/end',
    allow: ['office', 'legal-section', 'head'],
    title: 'End it before its last day, as credit was repaired or another took its place',
    params: id,
    body: z.object({ why: z.enum(['credit-repaired', 'superseded']), reason: Words }),
    reply: done,
  },
  withholdDisclosure: {
    method: 'POST',
    path: '/api/disclosures/:id/withholding',
    allow: ['legal-section', 'head'],
    title: 'Do not disclose it: on a ground of the instruments, with a reason',
    params: id,
    body: z.object({ ground: z.string().max(40).optional(), reason: Words.optional() }),
    reply: done,
  },
  noteDisclosureUpdate: {
    method: 'POST',
    path: '/api/disclosures/:id/updates',
    allow: [...writers, 'legal-officer'],
    title: 'Note that what is public is out of date: functions, staff or law have changed',
    params: id,
    body: z.object({ trigger: UpdateTrigger, since: CalendarDate, what: Words }),
    reply: done,
  },
  noteLawChange: {
    method: 'POST',
    path: '/api/disclosure-laws',
    allow: ['office', 'legal-section'],
    title: 'A law comes into force or is repealed: everything public that cites it is to follow',
    body: z.object({ law: Line, since: CalendarDate, what: Words }),
    reply: z.object({ count: z.number().int() }),
  },
  askDisclosureQuestion: {
    method: 'POST',
    path: '/api/disclosures/:id/questions',
    allow: [...writers, 'legal-officer'],
    title: 'Enter what somebody wants explained of it, or has against it, and who is to answer',
    params: id,
    body: z.object({
      key: z.uuid(),
      sort: z.enum(['explanation', 'objection']),
      from: z.string().trim().min(1).max(80),
      contact: z.string().trim().max(120).optional(),
      words: Words,
      assigned: z.uuid(),
    }),
    reply: z.object({ id: z.uuid() }),
  },
  answerDisclosureQuestion: {
    method: 'POST',
    path: '/api/disclosure-questions/:id/answer',
    allow: [...lookers, 'officer'],
    title: 'Answer it, as whoever was named for it',
    params: id,
    body: z.object({ words: Words }),
    reply: done,
  },
  disclosureFigures: {
    method: 'GET',
    path: '/api/disclosure-figures/:year',
    allow: ['office', 'legal-section', 'deputy-head', 'head'],
    title: 'Figures of a year from its cases, each with the cases it counts',
    params: z.object({ year: z.coerce.number().int().min(2000).max(2200) }),
    reply: z.object({ year: z.number().int(), figures: z.array(view.FigureView) }),
  },
  disclosureCredit: {
    method: 'GET',
    path: '/api/disclosure-credit.csv',
    allow: ['office', 'legal-section'],
    title: 'The table for the credit platform, whole, or everything that is wrong with it',
    raw: true,
  },
  disclosureSite: {
    method: 'GET',
    path: '/api/disclosure-site.zip',
    allow: ['office', 'legal-section', 'information-centre'],
    title: 'The public site as a folder with its signed manifest, for a machine on another network',
    raw: true,
  },
})
