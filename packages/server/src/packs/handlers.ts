import type { LiveNumber } from '@liuhen/contract/packs'
import type { Viewer } from '@liuhen/core/access'
import { because, type CalendarDate, dayOf, Denied, Missing } from '@liuhen/core/kernel'
import { NATIONAL } from '@liuhen/core/packs'
import { ask, type Question, type RuleKind, rulesOn } from '@liuhen/core/policy'
import { namesOfActors, unitNamesOf } from '../people/index.ts'
import type { Handlers } from '../platform/served.ts'
import type { Book } from './book.ts'
import {
  addActivityKind,
  chooseRuleSet,
  decideForUnit,
  decideMandatory,
  decideSetting,
  type Packs,
} from './commands.ts'
import { loadCalendar } from './load-calendar.ts'
import { readProofs } from './proofs.ts'
import { answerView, asked } from './views/answers.ts'
import { articlePage } from './views/article.ts'
import { calendarSources, calendarYear } from './views/calendar.ts'
import { comparison } from './views/comparison.ts'
import { courtWindowView } from './views/court-window.ts'
import { packDiff } from './views/diff.ts'
import { Findings } from './views/findings.ts'
import { articleRows, instrumentPack, instrumentView, listInstruments } from './views/instruments.ts'
import { deadline, listPeriods } from './views/periods.ts'
import { districtsView } from './views/districts.ts'
import { reviewWorkflow } from './views/review-workflow.ts'
import { ruleSetView, settingOn } from './views/rule-set.ts'

export interface PacksDesk extends Packs {
  /** Numbers of this installation, cut to what the viewer may see: told by those who know recordings. */
  readonly live: (book: Book, viewer: Viewer, kinds: ReadonlySet<RuleKind>) => Promise<LiveNumber[]>
}

/** Reading the law and deciding what it leaves open. */
export function packsHandlers(here: PacksDesk): Partial<Handlers> {
  return { ...readingHandlers(here), ...ruleSetHandlers(here), ...clockHandlers(here) }
}

const todayOf = ({ clock }: Pick<Packs, 'clock'>): CalendarDate => dayOf(clock.now())

function readingHandlers(here: PacksDesk): Partial<Handlers> {
  const findings = new Findings(here.law)
  const book = () => here.law.book(here.db)
  return {
    listInstruments: async () => listInstruments(await book(), findings, todayOf(here)),
    showInstrument: async ({ params, query }) => {
      const [now, today] = [await book(), todayOf(here)]
      const pack = instrumentPack(now, params.pack, today, query.version)
      return { instrument: instrumentView(now, findings, pack, today), articles: articleRows(findings, pack) }
    },
    showArticle: async ({ params, query, viewer }) => {
      const now = await book()
      const live = (kinds: ReadonlySet<RuleKind>) => (viewer ? here.live(now, viewer, kinds) : Promise.resolve([]))
      return articlePage(now, findings, await readProofs(), { ...params, ...query }, todayOf(here), live)
    },
    compareTopic: async ({ params }) => comparison(await book(), params.topic, todayOf(here)),
    diffPacks: async ({ params, query }) => packDiff(here.law.shelf, params.pack, query),
    lintFindings: async ({ query }) =>
      findings.views(query.pack === undefined ? findings.all : findings.of(query.pack)),
    askRules: async ({ body }) => {
      const on = body.on ?? todayOf(here)
      const now = await book()
      return body.packs ? others(now, on, body.question, body.packs) : asked(now, on, body.question)
    },
  }
}

/** What other packs answer, by themselves: for seeing one question under several bureaus. Throws Missing. */
function others(book: Book, on: CalendarDate, question: Question, packs: readonly string[]) {
  const named = [NATIONAL, ...packs.filter((id) => id !== NATIONAL)].filter((id, i) => i > 0 || book.shelf.pack(id))
  const undated = named.filter((id) => book.shelf.pack(id)?.identity.effectiveFrom === null)
  // An instrument that prints no first day is looked at as if it were in force.
  const effective = Object.fromEntries(undated.map((id) => [id, on]))
  const rules = rulesOn(book.library, { packs: named, settings: {}, effective }, on)
  return answerView(book, on, question, ask(rules, question))
}

function ruleSetHandlers(here: Packs): Partial<Handlers> {
  const view = async (on: CalendarDate) => ({
    ...ruleSetView(await here.law.book(here.db), on, await namesOfActors(here.db)),
    districts: districtsView(
      await here.law.book(here.db),
      on,
      await namesOfActors(here.db),
      await unitNamesOf(here.db),
    ),
  })
  return {
    ruleSet: ({ query }) => view(query.on ?? todayOf(here)),
    chooseRuleSet: async ({ actor, body }) => {
      await chooseRuleSet(here, actor, body)
      return view(body.from ?? todayOf(here))
    },
    decideMandatory: async ({ actor, params, body }) => {
      await decideMandatory(here, actor, { ...params, ...body })
      return view(todayOf(here))
    },
    addActivityKind: async ({ actor, body: { key, ...more } }) => {
      await addActivityKind(here, actor, { kind: key, ...more })
      return view(todayOf(here))
    },
    reviewWorkflow: async () => reviewWorkflow(await here.law.book(here.db), todayOf(here)),
    decideForUnit: async ({ viewer, params, body }) => {
      if (!viewer) throw because(Denied, 'sign-in', '请先登录', 'Sign in first')
      await decideForUnit(here, viewer, params.unit, params.key, body)
      return view(todayOf(here))
    },
    decideSetting: async ({ actor, params, body }) => {
      const from = await decideSetting(here, actor, params.key, body)
      const [book, names] = [await here.law.book(here.db), await namesOfActors(here.db)]
      const found = settingOn(book, from, params.key, names)
      if (found) return found
      throw because(Missing, 'setting-unknown', '没有这项设置', 'There is no such setting', { field: 'key' })
    },
  }
}

function clockHandlers(here: Packs): Partial<Handlers> {
  const book = () => here.law.book(here.db)
  return {
    calendars: async () => calendarSources(await book(), await namesOfActors(here.db)),
    calendarYear: async ({ params }) => calendarYear(await book(), params.year, await namesOfActors(here.db)),
    loadCalendar: ({ actor, body }) => loadCalendar(here, actor, body),
    listPeriods: async () => listPeriods(await book(), todayOf(here)),
    courtWindow: async ({ body }) => courtWindowView(await book(), body, todayOf(here)),
    computeDeadline: async ({ body }) => deadline(await book(), body, todayOf(here)),
  }
}
