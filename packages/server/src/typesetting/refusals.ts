import { because, Refused } from '@liuhen/core/kernel'
import type { Failure, Obstacle } from '@liuhen/core/kernel'
import type { LayoutBlock, PaperLayout } from '@liuhen/core/papers'

/** A text of a paper and the label it stands under. */
interface Placed {
  readonly label: string
  readonly text: string
}

function placed(layout: PaperLayout): readonly Placed[] {
  const { authority, title, number, addressee, blocks, signatures } = layout
  return [
    { label: '机关名称', text: authority },
    { label: '标题', text: title },
    ...(number === undefined ? [] : [{ label: '文号', text: number }]),
    ...(addressee === undefined ? [] : [{ label: '主送', text: addressee }]),
    ...blocks.flatMap(ofBlock),
    ...signatures.map(({ label }) => ({ label: '签名处', text: label })),
  ]
}

function ofBlock(block: LayoutBlock): readonly Placed[] {
  const of = (label: string, ...texts: readonly (string | undefined)[]): readonly Placed[] =>
    texts.flatMap((text) => (text === undefined ? [] : [{ label, text }]))
  switch (block.kind) {
    case 'field':
      return of(block.label, block.label, block.text)
    case 'table':
      return of(block.label, block.label, ...block.columns, ...block.rows.flat())
    case 'paragraph':
      return of('正文', block.text)
    case 'opinion':
      return of(block.label, block.label, block.text, block.signer)
    case 'dialogue':
      return block.lines.flatMap((line, i) => of(`笔录第 ${i + 1} 段`, line.text))
  }
}

const MOST_NAMED = 12

const pointsOf = (text: string): string =>
  Array.from(text, (one) => `U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`).join(' ')

/** The labels under which a character stands. */
function where(layout: PaperLayout, character: string): string {
  const labels = new Set(placed(layout).flatMap(({ label, text }) => (text.includes(character) ? [label] : [])))
  return [...labels].slice(0, 3).join('、')
}

/** Characters no font of the paper has, each with its place. */
export function withoutFont(title: string, characters: readonly string[], layout?: PaperLayout): Failure {
  return new Refused(
    characters.slice(0, MOST_NAMED).map((one): Obstacle => {
      const at = layout === undefined ? '' : where(layout, one)
      return {
        code: 'character-without-font',
        message: {
          zh: `《${title}》${at === '' ? '' : `的“${at}”`}中，字库没有“${one}”（${pointsOf(one)}）。请安装含该字的字体，或核对这个字`,
          en: `In “${title}”${at === '' ? '' : `, under “${at}”`}, no font here has the character ${one} (${pointsOf(one)}). Install a font that has it, or check the character`,
        },
      }
    }),
  )
}

/** What nobody could see on paper, or what is no character at all; a line feed and a tabulator are white space. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u
const WHITE_SPACE = /\r\n|[\n\t]/gu

/** Throws Refused, naming each, when a text holds what cannot be read off paper: signed is what is seen. */
export function checkReadable(layout: PaperLayout): void {
  const found = new Map<string, string>()
  for (const { text } of placed(layout)) {
    const rest = text.replaceAll(WHITE_SPACE, '')
    if (UNPRINTABLE.test(rest))
      for (const one of rest) if (UNPRINTABLE.test(one) && !found.has(one)) found.set(one, where(layout, one))
  }
  if (found.size === 0) return
  throw new Refused(
    [...found].slice(0, MOST_NAMED).map(([one, at]): Obstacle => ({
      code: 'character-unprintable',
      message: {
        zh: `《${layout.title}》的“${at}”中有印不出来的字符（${pointsOf(one)}）。请删去它，多半是从别处粘贴时带来的`,
        en: `In “${layout.title}”, under “${at}”, there is a character that cannot be printed (${pointsOf(one)}). Delete it; most often it came along when text was pasted`,
      },
    })),
  )
}

export const familyMissing = (title: string, family: string): Failure =>
  because(
    Refused,
    'font-family-unknown',
    `《${title}》的模板要用字体“${family}”，这里没有。请安装它，或在字体设置（fonts.json）里改用别的字体`,
    `The template of “${title}” asks for the font family “${family}”, which is not here. Install it, or name another in the font settings (fonts.json)`,
  )

export const templateWrong = (title: string, words: string): Failure =>
  because(
    Refused,
    'template-wrong',
    `《${title}》的模板有错，没有排印：${words}`,
    `The template of “${title}” is wrong, nothing was typeset: ${words}`,
  )

export function slotsLost(title: string, lost: readonly { readonly label: string }[]): Failure {
  const labels = lost.map(({ label }) => label)
  return because(
    Refused,
    'slots-lost',
    `《${title}》的模板没有排出签名处：${labels.join('、')}`,
    `The template of “${title}” leaves out where it is signed: ${labels.join(', ')}`,
  )
}

export const tookTooLong = (title: string, seconds: number): Failure =>
  because(
    Refused,
    'typesetting-too-long',
    `《${title}》排印超过 ${seconds} 秒，已中止。请缩短内容或分成几份；内容不长的，是模板有错`,
    `Typesetting “${title}” took more than ${seconds} seconds and was stopped. Shorten it or divide it into several; if it is not long, its template is wrong`,
  )

export const endedEarly = (title: string, megabytes: number): Failure =>
  because(
    Refused,
    'typesetting-ended',
    `《${title}》没有排印出来：排印程序中途退出，多半是超过了 ${megabytes} MiB 的内存上限。请缩短内容或分成几份；内容不长的，是模板有错`,
    `“${title}” was not typeset: the typesetter ended midway, most likely because it went over its limit of ${megabytes} MiB of memory. Shorten it or divide it into several; if it is not long, its template is wrong`,
  )

export const closed = (title: string): Failure =>
  because(
    Refused,
    'typesetting-closed',
    `《${title}》没有排印：服务正在停止，请稍后再试`,
    `“${title}” was not typeset: the server is stopping. Try again later`,
  )
