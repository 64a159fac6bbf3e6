import type { AnswerViewOf } from '@liuhen/contract/packs'
import { type CalendarDate, type Text, text } from '@liuhen/core/kernel'
import { answerText } from '@liuhen/core/packs'
import type { AnswerOf, Question } from '@liuhen/core/policy'
import type { Book } from '../book.ts'

/** What a setting is called, by any pack that asks for it. */
export function settingTitle({ shelf }: Pick<Book, 'shelf'>, key: string): Text {
  if (key === 'effective-from') return text('施行日期', 'Day of coming into force')
  const wanted = shelf.ids.flatMap((id) => shelf.pack(id)?.settings ?? []).find((one) => one.key === key)
  return wanted?.title ?? text(key, key)
}

export const openSettings = (book: Pick<Book, 'shelf'>, keys: readonly string[]): { key: string; title: Text }[] =>
  keys.map((key) => ({ key, title: settingTitle(book, key) }))

/** Shown while nothing is chosen: nothing was asked, so nothing is said. */
const NOT_CHOSEN = text('本局尚未选定制度，暂不判定', 'The bureau has not chosen its rules yet: nothing is judged')

/** An answer as the counter shows it; undefined is what an unchosen rule set answers. */
export function answerView<Q extends Question>(
  book: Pick<Book, 'shelf'>,
  on: CalendarDate,
  question: Q,
  answer: AnswerOf<Q> | undefined,
): AnswerViewOf<Q['ask']> {
  if (!answer) return { on, chosen: false, says: NOT_CHOSEN, rules: [], open: [], notes: [] }
  return {
    on,
    chosen: true,
    value: answer.value,
    says: answerText<Q['ask']>(question.ask, answer.value),
    rules: answer.rules.flatMap((one) => book.shelf.usedView(one)),
    open: openSettings(book, answer.open),
    notes: [...answer.notes],
  }
}

/** What the book answers about that day. */
export const asked = <Q extends Question>(book: Book, on: CalendarDate, question: Q): AnswerViewOf<Q['ask']> =>
  answerView(book, on, question, book.ask(on, question))
