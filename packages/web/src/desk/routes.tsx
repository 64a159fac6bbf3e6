import { RecordingState } from '@liuhen/contract/recordings'
import { createRootRoute, createRoute } from '@tanstack/react-router'
import { z } from 'zod'
import { lazyPage } from '../parts/index.ts'

/** Every page of the desk and the file it is fetched from. Nothing of a page is loaded before it is opened. */
const root = createRootRoute()

const page = <const P extends string>(path: P, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({ getParentRoute: () => root, path, component: lazyPage(load, name) })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  // Where to go on afterwards: a path of this desk and nothing else.
  validateSearch: z.object({
    to: z
      .string()
      .regex(/^\/(?![/\\])/)
      .optional()
      .catch(undefined),
    // What an identity provider sends a browser back with.
    state: z.coerce.string().optional().catch(undefined),
  }),
  component: lazyPage(() => import('./sign-in/page.tsx'), 'SignInPage'),
})
const setUp = page('/set-up', () => import('./set-up/page.tsx'), 'SetUpPage')

/** The pages behind the sign-in share the frame. */
const desk = createRoute({
  getParentRoute: () => root,
  id: 'desk',
  component: lazyPage(() => import('./frame.tsx'), 'Frame'),
})

/** What the list is narrowed to stands in the address, so that it can be sent to a colleague. */
const text = z.string().optional().catch(undefined)
export const RecordingSearch = z.object({
  from: text,
  to: text,
  officer: text,
  unit: text,
  device: text,
  state: RecordingState.optional().catch(undefined),
  search: text,
})

const number = z.coerce.number().int().positive().optional().catch(undefined)
/** Which topic, versions, year or period a page of the regulations shows; in the address, so that it can be sent on. */
export const LawSearch = z.object({
  topic: text,
  pack: text,
  against: text,
  version: number,
  from: number,
  to: number,
  year: number,
})
/** Between which days causes are looked at, and what is looked for. */
export const CausesSearch = z.object({ on: text, decided: text, text })
export const DeadlineSearch = z.object({ pack: text, period: text, from: text })
export const ActivitySearch = z.object({ day: text, unit: text })

/** Typed by hand it comes as a truth value, by a link as its name. */
const yes = z
  .union([z.literal('true'), z.literal(true).transform(() => 'true' as const)])
  .optional()
  .catch(undefined)
/** What the list of cases is narrowed to. */
export const CaseSearch = z.object({
  open: z.enum(['true', 'false']).optional().catch(undefined),
  stage: text,
  unit: text,
  officer: text,
  procedure: z.enum(['ordinary', 'simple']).optional().catch(undefined),
  mine: yes,
  overdue: yes,
  within: z.coerce.number().int().min(0).max(366).optional().catch(undefined),
  text,
})
/** Which month the calendar shows, and whose. */
export const AgendaSearch = z.object({
  month: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .optional()
    .catch(undefined),
  whose: z.enum(['mine', 'unit', 'all']).optional().catch(undefined),
})
/** Of whom or of which check the findings are. */
export const FindingSearch = z.object({
  from: text,
  to: text,
  unit: text,
  officer: text,
  device: text,
  check: text,
  draw: text,
  sheet: text,
})
/** Of which period and unit the score sheets are, and in which sample a case was drawn. */
export const SheetsSearch = z.object({ period: text, unit: text })
export const SheetSearch = z.object({ draw: text })
/** Which act's form is open, so that the way to a step can be sent on; `of`: the act it is about. */
export const CaseFormSearch = z.object({ act: text, of: text })

const inside = <const P extends string>(path: P, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({ getParentRoute: () => desk, path, component: lazyPage(load, name) })

const recordings = createRoute({
  getParentRoute: () => desk,
  path: '/recordings',
  validateSearch: RecordingSearch,
  component: lazyPage(() => import('./recordings/list.tsx'), 'RecordingList'),
})

const law = <const P extends string>(path: P, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({
    getParentRoute: () => desk,
    path,
    validateSearch: LawSearch,
    component: lazyPage(load, name),
  })

const causes = createRoute({
  getParentRoute: () => desk,
  path: '/law/causes',
  validateSearch: CausesSearch,
  component: lazyPage(() => import('./causes/page.tsx'), 'CausesPage'),
})

const deadline = createRoute({
  getParentRoute: () => desk,
  path: '/deadline',
  validateSearch: DeadlineSearch,
  component: lazyPage(() => import('./law/deadline.tsx'), 'DeadlinePage'),
})

const activities = createRoute({
  getParentRoute: () => desk,
  path: '/activities',
  validateSearch: ActivitySearch,
  component: lazyPage(() => import('./activities/page.tsx'), 'ActivitiesPage'),
})

const cases = createRoute({
  getParentRoute: () => desk,
  path: '/cases',
  validateSearch: CaseSearch,
  component: lazyPage(() => import('./cases/list.tsx'), 'CaseList'),
})

const oneCase = createRoute({
  getParentRoute: () => desk,
  path: '/cases/$id',
  validateSearch: CaseFormSearch,
  component: lazyPage(() => import('./cases/page.tsx'), 'CasePage'),
})

/** For which recording the form is open. */
export const RequestSearch = z.object({ recording: text })
const requests = createRoute({
  getParentRoute: () => desk,
  path: '/requests',
  validateSearch: RequestSearch,
  component: lazyPage(() => import('./requests/page.tsx'), 'RequestsPage'),
})

const agenda = createRoute({
  getParentRoute: () => desk,
  path: '/calendar',
  validateSearch: AgendaSearch,
  component: lazyPage(() => import('./agenda/page.tsx'), 'AgendaPage'),
})

const findings = createRoute({
  getParentRoute: () => desk,
  path: '/supervision/findings',
  validateSearch: FindingSearch,
  component: lazyPage(() => import('./supervision/findings.tsx'), 'FindingsPage'),
})

const sheets = createRoute({
  getParentRoute: () => desk,
  path: '/supervision/sheets',
  validateSearch: SheetsSearch,
  component: lazyPage(() => import('./score/list.tsx'), 'SheetsPage'),
})

const blankSheet = createRoute({
  getParentRoute: () => desk,
  path: '/cases/$id/sheet',
  validateSearch: SheetSearch,
  component: lazyPage(() => import('./score/page.tsx'), 'SheetPage'),
})

export const routes = root.addChildren([
  signIn,
  setUp,
  desk.addChildren([
    inside('/', () => import('./workbench/page.tsx'), 'WorkbenchPage'),
    recordings,
    inside('/recordings/$id', () => import('./recordings/page.tsx'), 'RecordingPage'),
    inside('/recordings/$id/redact', () => import('./redactions/page.tsx'), 'RedactionPage'),
    inside('/intake', () => import('./intake/page.tsx'), 'IntakePage'),
    inside('/devices', () => import('./devices/list.tsx'), 'DeviceList'),
    inside('/devices/$id', () => import('./devices/page.tsx'), 'DevicePage'),
    inside('/assessment', () => import('./activities/assessment.tsx'), 'AssessmentPage'),
    inside('/discs', () => import('./discs/page.tsx'), 'DiscsPage'),
    inside('/batches', () => import('./consolidation/page.tsx'), 'ConsolidationPage'),
    inside('/volumes/$id', () => import('./volumes/one.tsx'), 'VolumePage'),
    inside('/volumes', () => import('./volumes/page.tsx'), 'VolumesPage'),
    inside('/keeping', () => import('./retention/page.tsx'), 'KeepingPage'),
    inside('/keeping/$id', () => import('./retention/list.tsx'), 'DisposalPage'),
    inside('/supervision', () => import('./supervision/page.tsx'), 'SupervisionPage'),
    findings,
    sheets,
    inside('/supervision/sheets/$id', () => import('./score/shown.tsx'), 'ShownSheetPage'),
    blankSheet,
    inside('/supervision/draws', () => import('./supervision/draws.tsx'), 'DrawsPage'),
    inside('/supervision/draws/$id', () => import('./supervision/draw.tsx'), 'DrawPage'),
    inside('/supervision/indices', () => import('./supervision/indices.tsx'), 'IndicesPage'),
    inside('/supervision/circulars', () => import('./supervision/circulars.tsx'), 'CircularsPage'),
    inside('/supervision/outside', () => import('./supervision/outside.tsx'), 'OutsidePage'),
    inside('/inspections', () => import('./inspections/list.tsx'), 'InspectionDrawsPage'),
    inside('/inspections/$id', () => import('./inspections/draw.tsx'), 'InspectionDrawPage'),
    inside('/oversight', () => import('./oversight/cases.tsx'), 'OverseenCasesPage'),
    inside('/oversight/cases/$id', () => import('./oversight/case.tsx'), 'OverseenCasePage'),
    inside('/oversight/checks', () => import('./oversight/registers.tsx'), 'OverseenChecksPage'),
    inside('/oversight/figures', () => import('./oversight/registers.tsx'), 'OverseenFiguresPage'),
    inside('/outside', () => import('./oversight/outside.tsx'), 'OutsideActsPage'),
    inside('/machine', () => import('./oversight/machine.tsx'), 'MachinePage'),
    inside('/duties', () => import('./duties/page.tsx'), 'DutiesPage'),
    inside('/accountability', () => import('./accountability/page.tsx'), 'AccountabilityPage'),
    inside('/people/proposals', () => import('./people/proposals.tsx'), 'ProposalsPage'),
    inside('/people', () => import('./people/page.tsx'), 'PeoplePage'),
    cases,
    oneCase,
    inside('/papers/$id', () => import('./papers/page.tsx'), 'PaperPage'),
    agenda,
    requests,
    inside('/disclosures', () => import('./disclosures/list.tsx'), 'DisclosuresPage'),
    inside('/disclosures/$id', () => import('./disclosures/page.tsx'), 'DisclosurePage'),
    inside('/approvals', () => import('./cases/approvals-page.tsx'), 'ApprovalsPage'),
    activities,
    inside('/activities/$id', () => import('./activities/one.tsx'), 'ActivityPage'),
    deadline,
    causes,
    law('/law', () => import('./law/list.tsx'), 'LawPage'),
    law('/law/compare', () => import('./law/compare.tsx'), 'ComparePage'),
    law('/law/diff', () => import('./law/diff.tsx'), 'DiffPage'),
    law('/law/findings', () => import('./law/findings.tsx'), 'FindingsPage'),
    law('/law/rule-set', () => import('./law/rule-set.tsx'), 'RuleSetPage'),
    law('/law/calendar', () => import('./law/calendar.tsx'), 'CalendarPage'),
    law('/law/$pack', () => import('./law/instrument.tsx'), 'InstrumentPage'),
    law('/law/$pack/$', () => import('./law/article.tsx'), 'ArticlePage'),
    inside('/log', () => import('./log/page.tsx'), 'LogPage'),
    inside('/account', () => import('./account/page.tsx'), 'AccountPage'),
  ]),
])
