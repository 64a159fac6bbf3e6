import type { BodyOf, Table } from '@liuhen/contract'
import type { QuestionView } from '@liuhen/contract/disclosures'
import type { Viewer } from '@liuhen/core/access'
import { disclosureQuestionStream } from '@liuhen/core/disclosures'
import { because, Missing } from '@liuhen/core/kernel'
import { findPerson, namesOfActors, namesOfPeople } from '../people/index.ts'
import type { Db } from '../platform/database/index.ts'
import type { Disclosures } from './commands.ts'
import { publicationOf } from './store.ts'

/** Enters what somebody asks of what is public, and names who answers. Throws Missing for either. */
export async function askQuestion(
  { db, clock, journal }: Disclosures,
  viewer: Viewer,
  id: string,
  { key, ...told }: BodyOf<Table['askDisclosureQuestion']>,
): Promise<{ id: string }> {
  await publicationOf(db, id)
  await findPerson(db, told.assigned)
  const moment = { at: clock.now(), actor: `person:${viewer.person}` }
  const question = { publication: id, ...told }
  await db
    .transaction()
    .execute((trx) => journal.act(trx, disclosureQuestionStream, key, { do: 'ask', question }, moment))
  return { id: key }
}

export async function answerQuestion(
  { db, clock, journal }: Disclosures,
  viewer: Viewer,
  id: string,
  words: string,
): Promise<void> {
  const row = await db.selectFrom('disclosure_questions').select('id').where('id', '=', id).executeTakeFirst()
  if (!row) throw because(Missing, 'question-unknown', '没有这一件疑问', 'There is no such question')
  const moment = { at: clock.now(), actor: `person:${viewer.person}` }
  await db
    .transaction()
    .execute((trx) => journal.act(trx, disclosureQuestionStream, id, { do: 'answer', words }, moment))
}

/** Those that are open first, then the newest. */
export async function questionViews(db: Db, viewer: Viewer): Promise<QuestionView[]> {
  const [rows, people, actors] = await Promise.all([
    db
      .selectFrom('disclosure_questions')
      .innerJoin('publications', 'publications.id', 'disclosure_questions.publication')
      .select(['disclosure_questions.id', 'disclosure_questions.state', 'publications.title'])
      .orderBy('disclosure_questions.open', 'desc')
      .orderBy('disclosure_questions.asked_at', 'desc')
      .limit(100)
      .execute(),
    namesOfPeople(db),
    namesOfActors(db),
  ])
  return rows.map(({ id, state, title }) => ({
    id,
    publication: { id: state.publication, title: title ?? '' },
    sort: state.sort,
    from: state.from,
    words: state.words,
    asked: { at: state.asked.at, by: actors(state.asked.by) },
    assigned: { id: state.assigned, name: people.get(state.assigned) ?? '' },
    mine: state.assigned === viewer.person,
    ...(state.answered && {
      answered: { at: state.answered.at, by: actors(state.answered.by), words: state.answered.words },
    }),
  }))
}
