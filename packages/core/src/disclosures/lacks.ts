import { type CalendarDate, type Citation, type Obstacle, type Text, text } from '../kernel/index.ts'
import { type Decided, notAsDecided } from './as-decided.ts'
import type { Content } from './content.ts'
import { type KnownPeople, personalIn } from './mask.ts'
import { SECRET_MARK } from './patterns.ts'
import { type DisclosureItem, isYounger, type Masking, type WithheldGround } from './rules.ts'

/** What is known beside the text itself of what is to be made public. */
export interface Around {
  readonly item: DisclosureItem | undefined
  readonly masking: Masking
  readonly grounds: readonly WithheldGround[]
  readonly known: KnownPeople
  /** Of a decision: what was decided, and what is wrong with the row that the credit platform would get of this text. */
  readonly decided?: Decided
  readonly credit?: (content: Content) => readonly Obstacle[]
  /** Of the figures of a year: what the bureau's own cases come to, each by its name, and the year that runs. */
  readonly counted?: {
    readonly running: number
    readonly figures: readonly { readonly name: Text; readonly value: number }[]
  }
  /** Of a natural person: born when, the youngest that anything says, absent where nothing does; decided when. */
  readonly party?: { readonly born?: CalendarDate | undefined; readonly on: CalendarDate }
}

/** Codes of firms and of the bureau itself are public, whatever number they look like. */
const PUBLIC_NUMBERS = ['party-code', 'authority-code']

/** Everything in the way of this text being made public, each with its article. Throws nothing. */
export function lacksOf(content: Content, around: Around): readonly Obstacle[] {
  const { item, grounds, party } = around
  if (!item)
    return [
      {
        code: 'item-unknown',
        message: text(
          '现行制度里没有这一项公示内容，请另起一件',
          'The instruments in force have no such item: begin another publication',
        ),
        field: 'rule',
      },
    ]
  const [citation] = item.citations
  const of = citation ? { citation } : {}
  const empty = item.needs.filter(
    (one) =>
      one.optional !== true && !content.texts.some(({ key, text: words }) => key === one.key && words.trim() !== ''),
  )
  return [
    ...empty.map((one) => ({
      code: 'text-missing',
      message: text(`“${item.name.zh}”缺少“${one.name.zh}”`, `The item “${item.name.en}” lacks “${one.name.en}”`),
      field: `texts.${one.key}`,
      ...of,
    })),
    ...(item.attachment && content.attachments.length === 0
      ? [
          {
            code: 'attachment-missing',
            message: text(`“${item.name.zh}”要附图或者 PDF`, `The item “${item.name.en}” wants a picture or a PDF`),
            field: 'attachments',
            ...of,
          },
        ]
      : []),
    ...grounds.flatMap((one) => {
      if (one.under === undefined || party === undefined) return []
      if (party.born === undefined) return [bornUnknown(one)]
      return isYounger(party.born, party.on, one.under) ? [withheld(one)] : []
    }),
    ...secretIn(content, grounds),
    ...(around.decided ? notAsDecided(content, around.decided, { ...around, citation }) : []),
    ...(around.credit?.(content) ?? []),
    ...(around.counted ? otherFigures(content, around.counted, of) : []),
    ...(item.from === 'case' ? personalObstacles(content, around) : idsIn(content, around)),
  ]
}

/** A figure that bears the name of one that is counted is that one; what comes from elsewhere has a line of its own. */
function otherFigures(
  { texts }: Content,
  { running, figures }: NonNullable<Around['counted']>,
  of: { readonly citation?: Citation },
): readonly Obstacle[] {
  const [year, told] = ['year', 'figures'].map((key) => texts.find((one) => one.key === key)?.text ?? '') as [
    string,
    string,
  ]
  const other = figures.flatMap(({ name, value }): Obstacle[] => {
    const [, said] = told.split(name.zh)[1]?.match(/^[\s:：为是]*(-?[\d,.]+)/u) ?? []
    if (said === undefined || Number(said.replaceAll(',', '')) === value) return []
    return [
      {
        code: 'figure-differs',
        message: text(
          `“${name.zh}”写的是 ${said}，系统里的案件是 ${value}：系统以外的请另写一行，写明来源`,
          `“${name.en}” says ${said}, and the cases here come to ${value}: what is from elsewhere has its own line, with its source`,
        ),
        field: 'texts.figures',
        ...of,
      },
    ]
  })
  if (/^\d{4}$/u.test(year) && Number(year) < running) return other
  const notOver = text('年度还没有结束，或者不是年份', 'It is no year, or one that is not over')
  return [{ code: 'year-not-over', message: notOver, field: 'texts.year', ...of }, ...other]
}

const withheld = ({ name, citations: [citation] }: WithheldGround): Obstacle => ({
  code: 'may-not-be-disclosed',
  message: text(
    `不得公开：${name.zh}。请按这一理由登记不予公开`,
    `It may not be disclosed: ${name.en}. Enter it as withheld on this ground`,
  ),
  ...(citation && { citation }),
})

const bornUnknown = ({ name, citations: [citation] }: WithheldGround): Obstacle => ({
  code: 'birth-day-unknown',
  message: text(
    `当事人的出生日期还不知道：核对证件后填写，才能排除“${name.zh}”`,
    `When the party was born is not known: enter it from their papers, or “${name.en}” cannot be ruled out`,
  ),
  field: 'born',
  ...(citation && { citation }),
})

function secretIn({ title, texts }: Content, grounds: readonly WithheldGround[]): readonly Obstacle[] {
  const isMarked = [title, ...texts.map((one) => one.text)].some((one) => SECRET_MARK.test(one))
  const ground = grounds.find((one) => one.ground === 'state-secret')
  if (!isMarked) return []
  const [citation] = ground?.citations ?? []
  return [
    {
      code: 'secret-marked',
      message: text(
        '文中有密级标志：不得公开国家秘密',
        'The text bears a mark of secrecy: State secrets are not disclosed',
      ),
      ...(citation && { citation }),
    },
  ]
}

const NAMES = {
  'person-name': text('当事人姓名', 'the name of the party'),
  'other-person': text('他人姓名', 'the name of another person'),
  complainant: text('投诉举报人', 'who complained'),
  'id-number': text('身份证件号码', 'an identity number'),
  'home-address': text('住址', 'a home address'),
  contact: text('电话、微信号或者电子邮箱', 'a telephone number, WeChat id or e-mail address'),
  account: text('账号', 'an account number'),
  plate: text('车牌号', 'a number plate'),
} as const

/** Each text with what is still to be covered in it; of one kind once. */
function personalObstacles(
  content: Content,
  { known, masking }: Pick<Around, 'known' | 'masking'>,
): readonly Obstacle[] {
  const parts = [
    { field: 'title', name: text('标题', 'the title'), words: content.title },
    ...content.texts
      .filter(({ key }) => !PUBLIC_NUMBERS.includes(key))
      .map((one) => ({ field: `texts.${one.key}`, name: text(one.name, one.name), words: one.text })),
    ...content.attachments.map((one) => ({
      field: 'attachments',
      name: text('附件名', 'the name of a file'),
      words: one.name,
    })),
  ]
  return parts.flatMap(({ field, name, words }) =>
    [...new Set(personalIn(words, known).map((one) => one.what))].map((what): Obstacle => {
      const citation: Citation | undefined = masking.get(what)?.citation
      return {
        code: 'personal-data-left',
        message: text(
          `“${name.zh}”里还有${NAMES[what].zh}没有遮去`,
          `In “${name.en}” ${NAMES[what].en} is not covered yet`,
        ),
        field,
        ...(citation && { citation }),
      }
    }),
  )
}

/** Of what is no decision, telephones and names are what is to be known; a resident identity number never is. */
const idsIn = (content: Content, around: Around): readonly Obstacle[] =>
  personalObstacles(content, { ...around, known: { persons: [], addresses: [], numbers: [] } }).filter((one) =>
    one.message.en.includes(NAMES['id-number'].en),
  )

/** A reason that is made public names nobody. */
export function reasonObstacles(reason: string, known: KnownPeople, masking: Masking): readonly Obstacle[] {
  return [...new Set(personalIn(reason, known).map((one) => one.what))].map((what) => {
    const citation = masking.get(what)?.citation
    return {
      code: 'personal-data-left',
      message: text(`公开的理由里不能有${NAMES[what].zh}`, `The reason is public and must not hold ${NAMES[what].en}`),
      field: 'reason',
      ...(citation && { citation }),
    }
  })
}
