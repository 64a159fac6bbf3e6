import { text } from '../../kernel/index.ts'
import type { Text } from '../../kernel/index.ts'
import type { Pack } from '../pack.ts'
import { inText, printedArticles } from './finding.ts'
import type { Finding, PrintedArticle } from './finding.ts'

/** Slips of print: what can be seen from the letters alone, in the text of any instrument. */
export function slipsOfPrint(pack: Pack): readonly Finding[] {
  const articles = printedArticles(pack)
  return [
    ...articles.flatMap((one) => LOOKS.flatMap((look) => look(one).map((hit) => toFinding(pack, one, hit)))),
    ...heads(pack, articles),
    ...documentNumber(pack, articles),
  ]
}

interface Hit {
  readonly detector: string
  readonly quote: string
  readonly message: Text
}

const toFinding = (pack: Pack, article: PrintedArticle, { detector, quote, message }: Hit): Finding =>
  inText(pack, article, detector, 'print', quote, message)

/** Half and full width count as the same pair: the seeds mix them on purpose and by accident. */
const PAIRS: Readonly<Record<string, string>> = {
  '(': ')',
  '（': '）',
  '〔': '〕',
  '﹝': '﹞',
  '[': ']',
  '《': '》',
  '“': '”',
}
const WIDTH: Readonly<Record<string, string>> = { '（': '(', '）': ')', '﹝': '〔', '﹞': '〕' }
const narrow = (bracket: string): string => WIDTH[bracket] ?? bracket
const CLOSERS = new Set(Object.values(PAIRS).map(narrow))

/** Some characters around a place, within its line. */
function around(words: string, at: number): string {
  const start = Math.max(words.lastIndexOf('\n', at - 1) + 1, at - 12)
  const end = words.indexOf('\n', at)
  return words.slice(start, Math.min(end === -1 ? words.length : end, at + 12)).trim()
}

function brackets({ text: words }: PrintedArticle): Hit[] {
  const open: { readonly at: number; readonly close: string }[] = []
  const alone: number[] = []
  for (const [at, sign] of [...words.matchAll(/[()（）〔〕﹝﹞[\]《》“”]/g)].map(
    (one) => [one.index, one[0]] as const,
  )) {
    const close = PAIRS[sign]
    if (close !== undefined) open.push({ at, close: narrow(close) })
    else if (CLOSERS.has(narrow(sign))) {
      const partner = open.findLastIndex((one) => one.close === narrow(sign))
      if (partner === -1) alone.push(at)
      else
        alone.push(
          ...open
            .splice(partner)
            .slice(1)
            .map((one) => one.at),
        )
    }
  }
  return [...alone, ...open.map((one) => one.at)]
    .sort((a, b) => a - b)
    .map((at) => ({
      detector: 'bracket',
      quote: around(words, at),
      message: text(`“${words[at] ?? ''}”没有配对`, `"${words[at] ?? ''}" has no partner`),
    }))
}

const isArticle = ({ label }: PrintedArticle): boolean => /^第.+条$/.test(label)
const ITEM = /^[\s\u3000]*[（(][一二三四五六七八九十]+[）)]/

/** Every item and every sentence ends in a mark of its own; a list is led in by one. */
function punctuation(article: PrintedArticle): Hit[] {
  if (!isArticle(article)) return []
  const lines = article.text.split('\n').map((one) => one.trim())
  return lines.flatMap((line, at): Hit[] => {
    const last = line.slice(-1)
    const leadsIn = ITEM.test(lines[at + 1] ?? '') && !ITEM.test(line)
    const fits = leadsIn ? /[:：。]/.test(last) : /[;；。:：)）]/.test(last)
    if (line === '' || fits) return []
    const quote = line.slice(-14)
    const message = leadsIn
      ? text('列举之前没有冒号', 'a list follows without a colon')
      : text('句末没有句号或者分号', 'it ends without a full stop or semicolon')
    return [{ detector: 'punctuation', quote, message }]
  })
}

/** `第四十七条本制度…`: the label runs into the sentence. */
function labelSpace(article: PrintedArticle): Hit[] {
  const { label, text: words } = article
  if (!isArticle(article) || !words.startsWith(label) || /[\s\u3000]/.test(words[label.length] ?? ' ')) return []
  const quote = words.slice(0, label.length + 6)
  return [
    { detector: 'label-space', quote, message: text('条号后面没有空格', 'no space after the number of the article') },
  ]
}

function cutUnit({ text: words }: PrintedArticle): Hit[] {
  return [...words.matchAll(/[\d一二三四五六七八九十]+个工作(?!日)/g)].map((one) => ({
    detector: 'unit-cut',
    quote: words.slice(one.index, one.index + one[0].length + 1),
    message: text(`“${one[0]}”缺“日”字`, `"${one[0]}" lacks the word for day`),
  }))
}

function leftover({ text: words }: PrintedArticle): Hit[] {
  return [...words.matchAll(/\[bookmark:[^\]]*\]/g)].map((one) => ({
    detector: 'leftover',
    quote: one[0],
    message: text('排版软件的残留', "a word processor's leftover"),
  }))
}

/** `遵循法、主动、全面`: one character where its neighbours in the list have two. */
function shortInList({ text: words }: PrintedArticle): Hit[] {
  return [...words.matchAll(/(?:遵循|坚持)(.)、(?=[^、]{2}、[^、]{2}、)/g)].map((one) => ({
    detector: 'word-cut',
    quote: one[0],
    message: text(`“${one[1] ?? ''}”似缺一字`, `"${one[1] ?? ''}" seems to lack a character`),
  }))
}

/** `为……，制定本制度`: the purpose clause without its first word. */
function purpose({ text: words, label }: PrintedArticle): Hit[] {
  const body = words.slice(words.startsWith(label) ? label.length : 0).trim()
  if (!/制定本(制度|办法|规定)/.test(body) || /^为|根据|按照/.test(body.slice(0, 12))) return []
  return [
    {
      detector: 'purpose-cut',
      quote: body.slice(0, 12),
      message: text('句首似缺“为”字', 'the opening word seems to be lost'),
    },
  ]
}

/** `本制度` and `本办法` in one text. */
function otherName({ text: words }: PrintedArticle): Hit[] {
  const at = words.indexOf('本办法')
  if (at === -1) return []
  return [
    {
      detector: 'self-name',
      quote: words.slice(at, at + 10),
      message: text('自称“本办法”，名称却是“制度”', 'it calls itself measures while its title says system'),
    },
  ]
}

const LOOKS: readonly ((article: PrintedArticle) => Hit[])[] = [
  brackets,
  punctuation,
  labelSpace,
  cutUnit,
  leftover,
  shortInList,
  purpose,
  otherName,
]

/** Labels that are lost, that stand twice, and chapters without a name. */
function heads(pack: Pack, articles: readonly PrintedArticle[]): Finding[] {
  const lost = articles
    .filter((one) => isArticle(one) && !one.text.trimStart().startsWith(one.label))
    .map((one) => {
      const message = text(`条号“${one.label}”没有印全`, `the number ${one.label} is not printed in full`)
      return inText(pack, one, 'label-lost', 'print', one.text.trimStart().slice(0, 8), message)
    })
  const printed = articles.map((one) => ({
    one,
    head: /^第[一二三四五六七八九十百]+条?/.exec(one.text.trimStart())?.[0],
  }))
  const twice = printed
    .filter(({ head }, at) => head !== undefined && printed.findIndex((other) => other.head === head) < at)
    .map(({ one, head = '' }) =>
      inText(
        pack,
        one,
        'label-twice',
        'print',
        one.text.trimStart().slice(0, 10),
        text(`“${head}”出现两次`, `${head} stands twice`),
      ),
    )
  const chapters = [...new Map(articles.map((one) => [one.chapter, one] as const))]
    .filter(([chapter]) => chapter !== undefined && /^第[一二三四五六七八九十]+章$/.test(chapter))
    .map(([chapter = '', one]) => ({
      ...inText(
        pack,
        one,
        'chapter-unnamed',
        'print',
        one.label,
        text(`“${chapter}”没有章名`, `${chapter} has no name`),
      ),
      id: `${pack.identity.id}/chapter-unnamed/${chapter}`,
    }))
  return [...lost, ...twice, ...chapters]
}

/** 国发〔2012〕1号: the year stands in 〔 〕, without a blank (GB/T 9704-2012, 7.2.5). */
function documentNumber(pack: Pack, articles: readonly PrintedArticle[]): Finding[] {
  const { documentNumber: number, id } = pack.identity
  const base = { pack: id, place: 'pack.yaml', severity: 'info', kind: 'print', citations: [] } as const
  if (number === undefined)
    return [
      { ...base, id: `${id}/document-number-missing`, message: text('没有发文字号', 'it has no document number') },
    ]
  if (/^[^〔〕\s]+〔\d{4}〕\d+号$/.test(number)) return []
  const first = articles[0]?.id ?? ''
  return [
    {
      ...base,
      id: `${id}/document-number`,
      quote: number,
      message: text(
        `发文字号“${number}”的年份应当用〔〕，中间没有空格`,
        `in the document number ${number} the year belongs in 〔〕, without a blank`,
      ),
      citations: first === 'notice' ? [{ article: `${id}/notice`, quote: number }] : [],
    },
  ]
}
