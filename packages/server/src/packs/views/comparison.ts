import { acts } from '@liuhen/core/procedure'
import type { Comparison, Topic } from '@liuhen/contract/packs'
import { type CalendarDate, type Text, text } from '@liuhen/core/kernel'
import {
  choiceOn,
  classNames,
  disclosureNames,
  forbiddenNames,
  groundNames,
  purposeNames,
  reviewNames,
  topicNames,
  triggerNames,
} from '@liuhen/core/packs'
import { ask, type KeepingFacts, type Pack, type Rule, rulesAsDecided } from '@liuhen/core/policy'
import { activityNames } from '@liuhen/core/vocabulary'
import type { Book } from '../book.ts'
import { shownVersion } from './instruments.ts'

/** What a row of the comparison is about. */
interface Aspect {
  readonly key: string
  readonly title: Text
}

const by = <K extends string>(table: Readonly<Record<K, Text>>, key: K): Aspect => ({ key, title: table[key] })
const own = (title: Text): Aspect => ({ key: title.zh, title })
const EVERY: Aspect = { key: '*', title: text('每次摄录', 'Every recording') }
const whose = { 'case-file': text('案卷', 'Case files'), media: text('音像资料', 'Recordings') } as const
const whom = { officer: text('执法人员', 'Officers'), auxiliary: text('协管人员', 'Auxiliaries') } as const
const what = { all: text('全部音像', 'All recordings'), 'evidence-disc': text('证据光盘', 'Evidence discs') } as const

/** Which rows a rule belongs to. */
function aspectsOf(rule: Rule): Aspect[] {
  switch (rule.kind) {
    case 'recording':
    case 'notice':
      return rule.activities.map((one) => by(activityNames, one))
    case 'content':
    case 'continuity':
      return rule.activities?.map((one) => by(activityNames, one)) ?? [EVERY]
    case 'retention':
      return [by(classNames, rule.of)]
    case 'long-term':
      return [by(triggerNames, rule.trigger)]
    case 'access':
      return [by(purposeNames, rule.purpose)]
    case 'integrity':
      return rule.forbids.map((one) => by(forbiddenNames, one))
    case 'handover':
      return [by(what, rule.what)]
    case 'custodian':
      return [by(whose, rule.of)]
    case 'recorder':
      return [by(whom, rule.who)]
    case 'review':
      return [by(reviewNames, rule.list)]
    case 'disclosure':
      return [by(disclosureNames, rule.list)]
    case 'paper':
    case 'paper-fields':
    case 'period':
    case 'figure':
    case 'volume':
    case 'score':
      return [own(rule.title)]
    case 'approval':
    case 'organisation':
    case 'cadence':
      return [own(rule.what)]
    case 'wording':
      return [own(text(rule.wording, rule.wording))]
    case 'step':
      return rule.at.map((one) => ({ key: one, title: acts[one].name }))
    case 'exemption':
      return [by(groundNames, rule.ground)]
    case 'prohibition':
      return [own(rule.act)]
    case 'interruption':
    case 'consolidation':
    case 'classification':
    case 'statement':
    case 'device':
    case 'scope':
    case 'precedence':
      return [by(topicNames, rule.kind)]
  }
}

/** The order of the tables of words is the order of the rows; what stands in none comes in the order of the packs. */
const ORDER = [activityNames, classNames, triggerNames, purposeNames].flatMap((table) => Object.keys(table))
const placeOf = ({ key }: Aspect): number => {
  const at = ORDER.indexOf(key)
  return key === EVERY.key ? -1 : at < 0 ? ORDER.length : at
}

/** One topic in the instruments of all bureaus side by side; instruments of one issuer make one bureau. */
export function comparison(book: Book, topic: Topic, today: CalendarDate): Comparison {
  const packs = book.shelf.ids.flatMap((id) => shownVersion(book, id, today) ?? [])
  const bureaus = [
    ...Map.groupBy(
      packs.filter(({ identity }) => identity.kind === 'instrument'),
      ({ identity }) => identity.issuer,
    ),
  ]
  const chosen = choiceOn(book.ruleSet, today)?.packs ?? []
  const aspects = new Map<string, Aspect>()
  const ruled = bureaus.map(([, all]) => cellsOf(all, topic, aspects))
  const cells = topic === 'retention' ? bureaus.map(([, all], i) => keptBy(book, all, today, aspects, ruled[i])) : ruled
  return {
    topic,
    title: topicNames[topic],
    bureaus: bureaus.map(([issuer, all]) => ({
      issuer,
      packs: all.map(({ identity: { id, title } }) => ({ id, title })),
      chosen: all.some(({ identity }) => chosen.includes(identity.id)),
    })),
    rows: [...aspects.values()]
      .toSorted((a, b) => placeOf(a) - placeOf(b))
      .map(({ key, title }) => ({
        key,
        title,
        cells: cells.map((of) => (of.get(key) ?? []).map(({ pack, rule }) => book.shelf.ruleView({ pack, rule }))),
      })),
  }
}

type Cells = ReadonlyMap<string, readonly { readonly pack: Pack; readonly rule: Rule }[]>

/** A recording of each class, as far as the class tells. */
const OF_CLASS: Readonly<Record<string, Partial<KeepingFacts>>> = {
  evidence: { procedure: 'ordinary', evidence: true },
  case: { procedure: 'ordinary' },
  'simple-procedure': { procedure: 'simple' },
  'minor-correction': { activity: 'minor-correction' },
  patrol: { activity: 'patrol' },
  'everything-else': {},
}

/** By which rule each class is kept: an instrument that does not name a class keeps it by a wider rule of its own. */
function keptBy(
  book: Book,
  packs: readonly Pack[],
  today: CalendarDate,
  aspects: ReadonlyMap<string, Aspect>,
  ruled: Cells = new Map(),
): Cells {
  const versions = packs.map(({ identity: { id, version } }) => ({ pack: id, version }))
  const ruleSet = { packs: versions.map(({ pack }) => pack), settings: {} }
  const rules = rulesAsDecided(book.library, ruleSet, today, versions)
  const asked = (key: string) => {
    const facts = OF_CLASS[key]
    if (facts === undefined) return ruled.get(key) ?? []
    const { rules: used } = ask(rules, { ask: 'retention', facts: { evidence: false, triggers: [], ...facts } })
    return used.flatMap((one) => {
      const pack = packs.find(({ identity }) => identity.id === one.pack)
      const rule = pack?.rules.find(({ id }) => id === one.rule)
      return pack && rule ? [{ pack, rule }] : []
    })
  }
  return new Map([...aspects.keys()].map((key) => [key, asked(key)]))
}

function cellsOf(packs: readonly Pack[], topic: Topic, aspects: Map<string, Aspect>) {
  const cells = new Map<string, { pack: Pack; rule: Rule }[]>()
  for (const pack of packs)
    for (const rule of pack.rules) {
      if (rule.kind !== topic) continue
      for (const aspect of aspectsOf(rule)) {
        if (!aspects.has(aspect.key)) aspects.set(aspect.key, aspect)
        cells.set(aspect.key, [...(cells.get(aspect.key) ?? []), { pack, rule }])
      }
    }
  return cells
}
