import type {
  DisclosureDepartment,
  DisclosureItemView,
  PublicationRow,
  PublicationView,
  SourceText,
} from '@liuhen/contract/disclosures'
import { permits } from '@liuhen/contract'
import type { Viewer } from '@liuhen/core/access'
import {
  type DisclosureItem,
  disclosureForms,
  disclosureItems,
  isPublicOn,
  lacksOf,
  masked,
  newest,
  publicationDecider,
  type PublicationState,
  publicVersion,
  withheldGrounds,
} from '@liuhen/core/disclosures'
import { type CalendarDate, dayOf, type Instant, type Obstacle } from '@liuhen/core/kernel'
import type { RulesOn } from '@liuhen/core/policy'
import type { Signed } from '@liuhen/core/stream'
import { periodBefore } from '@liuhen/core/supervision'
import { caseOf } from '../cases/index.ts'
import type { Book } from '../packs/index.ts'
import { bureauOf, namesOfActors, unitNamesOf } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import { contextOf, type Disclosures } from './commands.ts'
import { aroundOf, decisionTexts, endsOn, itemOf, rulesFor } from './gather.ts'
import { registerOf, textsOfRegister } from './registers.ts'
import { type PublicationRowOf, settledPublications } from './store.ts'

export const itemView = (book: Book, one: DisclosureItem): DisclosureItemView => ({
  rule: one.rule,
  name: one.name,
  needs: one.needs.map(({ key, name, optional }) => ({ key, name, optional: optional === true })),
  attachment: one.attachment,
  stage: one.stage,
  subject: one.subject,
  ...(one.from && { from: one.from }),
  citations: one.citations.map((each) => book.shelf.citationView(each)),
})

export function rowView(
  rules: RulesOn | undefined,
  { id, rule, state, stands, title }: PublicationRowOf,
  day: CalendarDate,
): PublicationRow {
  const item = rules && itemOf(rules, rule)
  const [last, out] = [newest(state), publicVersion(state)]
  const reason = state.withdrawn?.reason ?? state.ended?.reason ?? state.withheld?.reason
  return {
    id,
    rule,
    ...(item && { item: item.name }),
    ...(title !== null && { title }),
    stands,
    public: isPublicOn(state, day),
    ...(last && { department: last.content.department, stage: last.content.stage }),
    ...(last?.content.until !== undefined && { until: last.content.until }),
    ...(state.decision && { decidedOn: state.decision.on }),
    ...(out?.published && { publishedAt: out.published.at, url: out.published.url }),
    ...(reason !== undefined && { reason }),
  }
}

/** The departments that the bureau says have functions of enforcement; all its units where it has not said so. */
export async function departmentsOf(db: Db, rules: RulesOn): Promise<readonly string[]> {
  const said = rules.settings['disclosure.departments']
  if (Array.isArray(said)) return said.map(String)
  if (typeof said === 'string')
    return said
      .split(/[、,，;；\n]/u)
      .map((one) => one.trim())
      .filter(Boolean)
  return [...(await unitNamesOf(db)).values()]
}

/** What each department has not on the website: another form does not take its place. */
export async function completeness(db: Db, book: Book, rules: RulesOn): Promise<DisclosureDepartment[]> {
  const items = disclosureItems(rules).filter((one) => one.from !== 'case' && one.from !== 'figures')
  const [departments, rows] = await Promise.all([departmentsOf(db, rules), settledPublications(db, 5000)])
  return departments.map((name) => {
    const own = rows.filter(({ state }) => newest(state)?.content.department === name)
    const missing = items.filter(
      (item) => !own.some((row) => row.rule === item.rule && isPublicOn(row.state, rules.day)),
    )
    return {
      name,
      missing: missing.map((item) => ({
        rule: item.rule,
        name: item.name,
        citations: item.citations.map((one) => book.shelf.citationView(one)),
        elsewhere: own.some((row) => row.rule === item.rule && row.state.shown.length > 0),
      })),
    }
  })
}

const lackView = (book: Book, { code, message, field, citation }: Obstacle) => ({
  code,
  message,
  ...(field !== undefined && { field }),
  citations: citation ? [book.shelf.citationView(citation)] : [],
})

export async function publicationView(
  here: Disclosures,
  viewer: Viewer,
  row: PublicationRowOf,
  now: Instant,
): Promise<PublicationView> {
  const { db, law } = here
  const book = await law.book(db)
  const rules = rulesFor(book, dayOf(now))
  const { state } = row
  const [around, names, departments] = await Promise.all([
    aroundOf(db, rules, state),
    namesOfActors(db),
    departmentsOf(db, rules),
  ])
  const last = newest(state)
  const stamp = ({ at, by }: Signed) => ({ at, by: names(by) })
  const due = state.withdrawalDue && endsOn(book, 'period-withdrawal-of-publication', state.withdrawalDue.on)
  const isSeen = row.case_id !== null && (await sees(db, viewer, row.case_id))
  return {
    row: rowView(rules, row, rules.day),
    ...(around.item && { item: itemView(book, around.item) }),
    versions: state.versions.map((one) => ({
      version: one.version,
      digest: one.digest,
      content: one.content,
      written: stamp(one.written),
      ...(one.submitted && { submitted: stamp(one.submitted) }),
      ...(one.checked && { checked: stamp(one.checked) }),
      ...(one.approved && { approved: { ...stamp(one.approved), post: one.approved.post } }),
      ...(one.returned && { returned: { ...stamp(one.returned), reason: one.returned.reason } }),
      ...(one.published && { published: { ...stamp(one.published), url: one.published.url } }),
    })),
    shown: state.shown.map((one) => ({ ...stamp(one), version: one.version, shown: one.shown })),
    updates: state.updates.map(({ trigger, since, what }) => ({ trigger, since, what })),
    ...(state.withdrawalDue && {
      withdrawalDue: {
        on: state.withdrawalDue.on,
        ...(due?.last && { last: due.last }),
        citations: (due?.citations ?? []).map((one) => book.shelf.citationView(one)),
      },
    }),
    ...(state.withheld && {
      withheld: {
        ground: around.grounds.find((one) => one.ground === state.withheld?.ground)?.name ?? {
          zh: state.withheld.ground,
          en: state.withheld.ground,
        },
        reason: state.withheld.reason,
        ...stamp(state.withheld),
      },
    }),
    lacks: last ? lacksOf(last.content, around).map((one) => lackView(book, one)) : [],
    acts: await actsOf(here, viewer, state, now, book),
    grounds: withheldGrounds(rules).map((one) => ({
      ground: one.ground,
      name: one.name,
      citations: one.citations.map((each) => book.shelf.citationView(each)),
    })),
    forms: disclosureForms(rules).map((one) => ({
      ...one,
      citations: one.citations.map((each) => book.shelf.citationView(each)),
    })),
    departments: [...departments],
    source: isSeen || registerOf(around.item) !== undefined,
    ...(isSeen && row.case_id !== null && { case: row.case_id }),
  }
}

async function sees(db: Db, viewer: Viewer, caseId: string): Promise<boolean> {
  return caseOf(db, viewer, caseId).then(
    () => true,
    () => false,
  )
}

const ENDPOINTS = {
  submit: 'submitDisclosure',
  check: 'checkDisclosure',
  approve: 'approveDisclosure',
  return: 'returnDisclosure',
  publish: 'publishDisclosure',
  withdraw: 'withdrawDisclosure',
  withhold: 'withholdDisclosure',
} as const

/** Of each act that the viewer’s roles allow: everything in their way. What they may not do at all is left out. */
async function actsOf(
  here: Disclosures,
  viewer: Viewer,
  state: PublicationState,
  now: Instant,
  book: Book,
): Promise<PublicationView['acts']> {
  const last = newest(state)
  const seen = last ? { version: last.version, digest: last.digest } : undefined
  const found: PublicationView['acts'] = {}
  for (const name of ['submit', 'check', 'approve', 'return', 'publish', 'withdraw', 'withhold'] as const) {
    if (!permits(viewer.roles, ENDPOINTS[name])) continue
    const command =
      name === 'withdraw'
        ? ({ do: 'withdraw', reason: '' } as const)
        : name === 'withhold'
          ? ({ do: 'withhold', ground: '', reason: '' } as const)
          : seen && {
              ...(name === 'approve'
                ? ({ do: name, post: '' } as const)
                : name === 'return'
                  ? ({ do: name, reason: '' } as const)
                  : name === 'publish'
                    ? ({ do: name, url: '' } as const)
                    : ({ do: name } as const)),
              ...seen,
            }
    if (!command) continue
    const context = await contextOf(here, here.db, viewer, state, now, command)
    found[name] = publicationDecider.obstacles(state, command, context).map((one) => lackView(book, one))
  }
  return found
}

/** `2026-05` of any day of June. */
const monthBefore = (day: CalendarDate): string => periodBefore('month', day).firstDay.slice(0, 7)

/** What the case says of a decision, text by text, beside what would be public. */
export async function sourceOf(
  db: Db,
  rules: RulesOn,
  row: PublicationRowOf,
  month = monthBefore(rules.day),
): Promise<{ texts: SourceText[]; laws: string[] }> {
  const { state } = row
  const [around, bureau] = await Promise.all([aroundOf(db, rules, state), bureauOf(db)])
  const register = registerOf(around.item)
  if (around.item && register) {
    const said = await textsOfRegister(db, rules, register, month)
    // Names of officers and units are what is to be known here: nothing of it is covered.
    return {
      laws: [],
      texts: around.item.needs.map(({ key, name }) => {
        const plain = said[key] ?? ''
        return { key, name, plain, masked: plain, found: [] }
      }),
    }
  }
  const { texts, laws } = await decisionTexts(db, rules, state, bureau?.name ?? '')
  const plainly = ['party-code', 'authority-code', 'decided-on', 'authority', 'number', 'amount']
  return {
    laws: [...laws],
    texts: (around.item?.needs ?? []).map(({ key, name }) => {
      const plain = texts[key] ?? ''
      const covered = plainly.includes(key) ? { text: plain, found: [] } : masked(plain, around.known, around.masking)
      return { key, name, plain, masked: covered.text, found: [...covered.found] }
    }),
  }
}
