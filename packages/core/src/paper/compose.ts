import { canonical, text } from '../kernel/index.ts'
import type { Json, Obstacle } from '../kernel/index.ts'
import {
  CONTENT,
  type Fact,
  type FactKey,
  facts,
  factInWords,
  type FactValue,
  fieldText,
  keysOfField,
  listInWords,
  type LayoutBlock,
  listOf,
  type PaperField,
  type PaperLayout,
  problemsOf,
  valueOf,
} from '../papers/index.ts'
import { postsOf, type Wording } from '../policy/index.ts'
import type { Around, ApprovedBy, FieldShown, Lack, PaperStanding, Values } from './around.ts'
import { type Derived, derive, knownParty, officersOn } from './derive.ts'
import { citationFor } from './citing.ts'
import type { Slotted } from './events.ts'
import { faultsOf } from './faults.ts'
import { lawful, type LawfulStanding } from './lawful.ts'
import { measureInWords } from './measure.ts'
import { changedSinceReview } from './reviewed.ts'
import { placesToSign } from './signing.ts'
import { worded } from './worded.ts'

/** A paper, ready to be typeset, and everything that stands in the way of its being printed for signature. */
export interface Composed {
  readonly layout: PaperLayout
  readonly fields: readonly FieldShown[]
  readonly slots: readonly Slotted[]
  /** What is not given yet. */
  readonly missing: readonly Lack[]
  /** What is given and is wrong. */
  readonly problems: readonly Lack[]
  /** The values as they are printed, derived ones among them: what signing freezes. */
  readonly values: Values
}

/** Columns of goods are fields each on the form, and one list of the things themselves. */
const isColumn = (key: FactKey): boolean => 'row' in facts[key]
const GOODS: FactKey = 'case-goods'

/** The facts of a paper in the order of its form: columns of goods as the one list they are of. */
function entriesOf({ rule }: PaperStanding): readonly (readonly [PaperField, readonly FactKey[]])[] {
  const columns = rule.fields.filter((one) => keysOfField(one).some(isColumn))
  const [first] = columns
  const content = { key: CONTENT, label: facts[CONTENT].title.zh }
  return [
    // A letter says what it is about before it lists anything.
    ...(rule.fields.length === 0 || rule.template === 'letter' ? [[content, [CONTENT]] as const] : []),
    ...rule.fields.flatMap((field): readonly (readonly [PaperField, readonly FactKey[]])[] => {
      if (field === first) return [[{ key: GOODS, label: '物品清单' }, [GOODS]]]
      return columns.includes(field) ? [] : [[field, keysOfField(field)]]
    }),
  ]
}

/** What somebody may write in a paper. */
export const writableOf = (standing: PaperStanding, around: Around, values: Values): readonly FactKey[] =>
  fieldsShown(lawful(standing, around.rules), around, values, {}).flatMap(({ key, kind }) =>
    kind === 'asked' || kind === 'suggested' ? [key] : [],
  )

/** What is copied into a paper when it is begun: what another paper of the case says of the same fact, and the case of its party. */
export function copiedFrom(own: PaperStanding, around: Around): Values {
  const standing = lawful(own, around.rules)
  const keys = entriesOf(standing).flatMap(([, all]) => all)
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = suggested(key, around)
      return value === undefined || derive(key, around, {}, standing) !== undefined ? [] : [[key, value]]
    }),
  )
}

function suggested(key: FactKey, around: Around): FactValue | undefined {
  const { by, type }: Fact = facts[key]
  if (by === 'fixed' || by === 'opinion' || key === GOODS || key === CONTENT) return undefined
  if (key === 'party') return knownParty(around, {})
  if (key === 'inspectors' || key === 'questioners' || key === 'service-officers') return [...around.officers]
  if (key === 'case-cause') return causeNamed(around) ?? around.case.title
  if (key === 'served-papers' || key === 'served-numbers') return servedLast(around, key)
  // When something was done is said anew each time: of a service nobody copies the hour of another.
  if (type === 'instant' || type === 'interval') return undefined
  return around.others.findLast((one) => one.values[key] !== undefined)?.values[key]
}

/** Most likely what is served is the paper that went out last under a number. */
function servedLast({ others }: Around, key: 'served-papers' | 'served-numbers'): FactValue | undefined {
  const last = others.findLast((one) => one.frozen && one.number !== undefined)
  if (last?.number === undefined) return undefined
  return key === 'served-numbers' ? last.number : [{ id: last.id, name: last.title, number: last.number }]
}

/** The cause that an act named last, by its title in the catalogue. */
export function causeNamed({
  case: { acts },
  rules: { catalogue },
}: Pick<Around, 'case' | 'rules'>): string | undefined {
  const code = acts.findLast((one) => one.struck === undefined && one.act.says.cause !== undefined)?.act.says.cause
  return catalogue.causes.findLast((one) => one.code === code)?.title.zh
}

function lacksOf(standing: LawfulStanding, key: FactKey, label: string, value: FactValue | undefined): readonly Lack[] {
  const citation = standing.wanted.get(key) ?? citationFor(standing, label)
  return problemsOf(key, value).map((one) => ({
    code: one.lacks ? 'field-empty' : 'field-wrong',
    message: text(`${label}：${one.message.zh}`, `${facts[key].title.en}: ${one.message.en}`),
    field: one.member === undefined ? key : `${key}.${one.member}`,
    ...(citation && { citation }),
  }))
}

interface Copies {
  readonly copied?: Readonly<Partial<Record<FactKey, FactValue>>>
}

function fieldsShown(standing: LawfulStanding, around: Around, values: Values, { copied = {} }: Copies): FieldShown[] {
  return entriesOf(standing).flatMap(([field, keys]) =>
    keys.map((key) =>
      fieldShown(standing, around, values, copied, key, keys.length > 1 ? facts[key].title.zh : field.label),
    ),
  )
}

function fieldShown(
  standing: LawfulStanding,
  around: Around,
  values: Values,
  copied: Values,
  key: FactKey,
  printed: string,
): FieldShown {
  const { type, by }: Fact = facts[key]
  const label = fieldText({ key, label: printed })
  const mayLack = standing.rule.mayLack?.includes(key) === true || (key === CONTENT && standing.rule.fields.length > 0)
  const base = { key, label, type, mayLack }
  if (by === 'fixed') return fixedField(standing, around, base)
  const derived = derive(key, around, values, standing)
  if (derived) return derivedField(standing, base, derived)
  if (by === 'opinion') return opinionField(standing, around, base)
  if (key === 'officer-certificates')
    return { ...base, kind: 'derived', lacks: [withoutCertificate(standing, around, values)] }
  const value = key === 'party' ? partyAs(around, values) : values[key]
  const now = suggested(key, around)
  const isCopied = copied[key] !== undefined
  const all = lacksOf(standing, key, printed, value)
  const words = factInWords(key, value)
  return {
    ...base,
    kind: isCopied ? 'suggested' : 'asked',
    ...(value !== undefined && { value }),
    ...(words !== undefined && { words }),
    ...(isCopied && now !== undefined && isOther(now, copied[key]) && { now }),
    lacks: mayLack ? all.filter((one) => one.code !== 'field-empty') : all,
  }
}

/** Whether what was copied says something else by now, in whatever order its members are kept. */
const isOther = (now: FactValue, copied: FactValue | undefined): boolean =>
  canonical(JSON.parse(JSON.stringify(now)) as Json) !== canonical(JSON.parse(JSON.stringify(copied)) as Json)

/** Of the party the case says who it is, and nobody writes another into a paper. */
function partyAs(around: Around, values: Values): FactValue | undefined {
  const written = valueOf('party', values.party)
  const party = around.case.party === undefined ? undefined : knownParty({ ...around, others: [] }, values)
  return party ?? written
}

function withoutCertificate(standing: PaperStanding, around: Around, values: Values): Lack {
  const names = officersOn(around, values).flatMap((one) => (one.certificate ? [] : [one.name ?? '']))
  const citation = citationFor(standing, '证')
  return {
    code: 'field-empty',
    message: text(
      `执法证号码：${names.join('、') || '没有写执法人员'}没有登记执法证号码，请先在人员登记里补上`,
      `Numbers of the certificates: the register has none of ${names.join(', ') || 'nobody'}: enter it there first`,
    ),
    field: 'officer-certificates',
    ...(citation && { citation }),
  }
}

type Base = Pick<FieldShown, 'key' | 'label' | 'type' | 'mayLack'>

function derivedField(standing: LawfulStanding, base: Base, { value, from }: Derived): FieldShown {
  const words = factInWords(base.key, value)
  // A list of papers or goods may be empty; what else follows from the case has to be there, its evidence among it.
  const isList = Array.isArray(value) && base.key !== 'evidence'
  return {
    ...base,
    kind: 'derived',
    value,
    from,
    ...(words !== undefined && { words }),
    lacks: isList ? [] : lacksOf(standing, base.key, base.label.zh, value),
  }
}

const REMEDIES: FactKey = 'remedies'
const wordingFor = (key: FactKey, { rule }: PaperStanding): Wording | undefined => {
  if (key === REMEDIES) return `remedy-${rule.effect ?? 'ordinary'}`
  return key === 'right-to-statement' || key === 'right-to-hearing' ? key : undefined
}

function fixedField(standing: PaperStanding, around: Around, base: Base): FieldShown {
  const which = wordingFor(base.key, standing)
  if (which === undefined) return { ...base, kind: 'fixed', words: '（印章）', lacks: [] }
  const { words, lacks } = worded(which, around, {})
  return { ...base, kind: 'fixed', ...(words !== undefined && { words }), lacks }
}

/** Those who signed for the acts of this paper, in posts that a fact asks for. */
function signedFor({ rule }: PaperStanding, { approved, rules }: Around, key: FactKey): readonly ApprovedBy[] {
  const { of }: Fact = facts[key]
  return approved.filter(
    ({ act, post }) =>
      rule.acts?.some((one) => one === act) === true && (of === undefined || postsOf(rules, post).posts.includes(of)),
  )
}

const opinionWords = ({ opinion, words }: ApprovedBy): string =>
  words ?? (opinion === 'agreed' ? '同意。' : opinion === 'differs' ? '有不同意见。' : '退回。')

function opinionField(standing: PaperStanding, around: Around, base: Base): FieldShown {
  const given = signedFor(standing, around, base.key)
  const citation = citationFor(standing, base.label.zh)
  // A form of no act of a case is signed on paper: its places stay empty to be written in.
  const isAwaited = given.length === 0 && standing.rule.acts !== undefined
  return {
    ...base,
    kind: 'opinion',
    ...(given.length > 0 && { words: given.map((one) => `${opinionWords(one)}（${one.name} ${one.on}）`).join('；') }),
    from: text('审批', 'the approval'),
    lacks: isAwaited
      ? [
          {
            code: 'opinion-missing',
            message: text(
              `${base.label.zh}：还没有签署，请先在案件里送审批`,
              `${base.label.en}: not signed yet; put the step up for approval in the case`,
            ),
            field: base.key,
            ...(citation && { citation }),
          },
        ]
      : [],
  }
}

const block = (label: string, words: string | undefined): LayoutBlock => ({
  kind: 'field',
  label,
  ...(words !== undefined && words !== '' && { text: words }),
})

/** One field of the form as blocks: what can be said in a line, then its lists. */
function blocksOf(
  standing: PaperStanding,
  around: Around,
  [field, keys]: readonly [PaperField, readonly FactKey[]],
  shown: ReadonlyMap<FactKey, FieldShown>,
): readonly LayoutBlock[] {
  const [only] = keys
  const first = only && shown.get(only)
  if (only === CONTENT) return first?.words === undefined ? [] : paragraphs(first.words)
  if (keys.length === 1 && first?.kind === 'opinion') {
    const given = signedFor(standing, around, first.key)
    if (given.length === 0) return [{ kind: 'opinion', label: field.label }]
    return given.map((one) => ({
      kind: 'opinion',
      label: given.length > 1 ? `${field.label}（${one.post}）` : field.label,
      text: opinionWords(one),
      signer: one.name,
      on: one.on,
    }))
  }
  const lines = keys.flatMap((key) => shown.get(key)?.words ?? [])
  const lists = keys.flatMap((key) => {
    const value = shown.get(key)?.value
    return value === undefined ? [] : (listOf(key, keys.length > 1 ? facts[key].title.zh : field.label, value) ?? [])
  })
  const isList = keys.every((key) => ['goods', 'evidence', 'papers', 'dialogue'].includes(facts[key].type))
  if (isList && lists.length > 0) return lists
  const mayLack = keys.every((key) => shown.get(key)?.mayLack === true)
  return [block(field.label, lines.length > 0 ? lines.join('\n') : mayLack ? '无' : undefined), ...lists]
}

const paragraphs = (words: string): readonly LayoutBlock[] =>
  words
    .split(/\n+/u)
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => ({ kind: 'paragraph', text: one }))

/** Approvers of a form whose opinions it prints no field for. */
function chainBlocks(
  standing: PaperStanding,
  around: Around,
): readonly { block: LayoutBlock; lacks: readonly Lack[] }[] {
  const { rule } = standing
  if (rule.template !== undefined && rule.template !== 'form') return []
  const printsOpinions = rule.fields.some((one) =>
    keysOfField(one).some((key) => (facts[key] as Fact).by === 'opinion'),
  )
  if (printsOpinions || rule.acts === undefined) return []
  const given = around.approved.filter(({ act }) => rule.acts?.some((one) => one === act))
  return rule.approvers.flatMap((label) => {
    const named = postsOf(around.rules, label).posts
    const own = given.filter(
      ({ post }) => post === label || postsOf(around.rules, post).posts.some((one) => named.includes(one)),
    )
    if (own.length > 0)
      return own.map((one) => ({
        block: {
          kind: 'opinion' as const,
          label: `${one.post}意见`,
          text: opinionWords(one),
          signer: one.name,
          on: one.on,
        },
        lacks: [],
      }))
    const citation = citationFor(standing, label)
    const message = text(
      `${label}意见：还没有签署，请先在案件里送审批`,
      `Opinion of ${label}: not signed yet; put the step up for approval in the case`,
    )
    return [
      {
        block: { kind: 'opinion' as const, label: `${label}意见` },
        lacks: [{ code: 'opinion-missing', message, ...(citation && { citation }) }],
      },
    ]
  })
}

/** Set words that stand on the paper besides its fields, the remedy of what has an effect of its own among them. */
function statementsOf(standing: PaperStanding, around: Around, values: Values) {
  const { rule } = standing
  const printed = rule.fields.some((one) => keysOfField(one).includes(REMEDIES))
  const isFined = around.case.acts.some(
    ({ act, struck }) => struck === undefined && (act.says['fine-amount'] ?? 0) !== 0,
  )
  const stated = (rule.states ?? []).filter((one) => one !== 'late-payment' || isFined)
  const own: readonly Wording[] = rule.effect === undefined || printed ? [] : [`remedy-${rule.effect}`]
  return [...stated, ...own].map((which) => ({ which, ...worded(which, around, values) }))
}

/**
 * A paper out of its rule, what is written in it and what is around it. Never throws for what a person may do wrong: that is
 * among `missing` and `problems`, each with its article.
 */
export function compose(
  own: PaperStanding,
  values: Values,
  around: Around,
  { copied = {}, draft = true }: Copies & { readonly draft?: boolean } = {},
): Composed {
  const standing = lawful(own, around.rules)
  const { rule } = standing
  const fields = fieldsShown(standing, around, values, { copied })
  const shown = new Map(fields.map((one) => [one.key, one]))
  const chain = chainBlocks(standing, around)
  const statements = statementsOf(standing, around, values)
  const places = placesToSign(standing, around, values)
  const said = statements.flatMap(({ which, words }) =>
    words === undefined ? [] : [{ which, block: { kind: 'paragraph', text: words } as const }],
  )
  const blocks: LayoutBlock[] = [
    ...said.filter(({ which }) => which === 'questioning-rights').map((one) => one.block),
    ...(rule.fields.length === 0 ? headOf(around) : []),
    ...ofMeasure(around),
    ...entriesOf(standing).flatMap((one) => blocksOf(standing, around, one, shown)),
    ...said.filter(({ which }) => which !== 'questioning-rights').map((one) => one.block),
    ...chain.map((one) => one.block),
  ]
  const lacks: readonly Lack[] = [
    ...fields.flatMap((one) => one.lacks),
    ...statements.flatMap((one) => one.lacks),
    ...chain.flatMap((one) => one.lacks),
    ...nobodySigns(standing, places.length),
    ...faultsOf(standing, around, shown),
    ...changedSinceReview(standing, around),
  ]
  const template = rule.template ?? 'form'
  const party = knownParty(around, values)?.name
  const on = shown.get('decided-on')?.value
  const day = typeof on === 'string' ? on : around.day
  const isSealed = template === 'letter' || shown.has('seal')
  return {
    layout: {
      template,
      authority: around.authority,
      title: rule.title.zh,
      ...(around.number !== undefined && { number: around.number }),
      ...(template === 'letter' && rule.served === true && party !== undefined && party !== '' && { addressee: party }),
      blocks,
      signatures: places.map((one) => one.layout),
      ...(isSealed && { seal: { on: day } }),
      code: around.code,
      day: around.day,
      draft,
    },
    fields,
    slots: places.map((one) => one.slotted),
    missing: lacks.filter((one) => !WRONG.includes(one.code)),
    problems: lacks.filter((one) => WRONG.includes(one.code)),
    values: Object.fromEntries(fields.flatMap(({ key, value }) => (value === undefined ? [] : [[key, value]]))),
  }
}

const WRONG: readonly Obstacle['code'][] = [
  'field-wrong',
  'fine-not-approved',
  'decided-before-approval',
  'changed-since-review',
]

/** A paper that prints no field says at least what it is about. */
const headOf = (around: Around): readonly LayoutBlock[] => [
  block('案件名称', around.case.title),
  block('当事人', knownParty(around, {})?.name),
]

/** Which measure it is of: a case may have several, each with its own decision, list and notice. */
function ofMeasure({ case: { acts }, measure }: Around): readonly LayoutBlock[] {
  const found = acts.find((one) => one.act.id === measure)
  return found === undefined ? [] : [block('所对应的措施', measureInWords(found).zh)]
}

function nobodySigns({ rule, used }: PaperStanding, places: number): readonly Lack[] {
  if (rule.signatures.length === 0 || places > 0) return []
  const [citation] = used.citations
  return [
    {
      code: 'nobody-signs',
      message: text('没有写谁来签名', 'Nobody is named who signs it'),
      ...(citation && { citation }),
    },
  ]
}

/** The fields as they are printed, to be kept with the bytes. */
export const printedFacts = ({ fields }: Pick<Composed, 'fields'>): readonly { label: string; words: string }[] =>
  fields.flatMap(({ key, label, words, value }) => {
    const said = words ?? listInWords(key, value)
    return said === undefined ? [] : [{ label: label.zh, words: said }]
  })
