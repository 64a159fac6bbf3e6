import { text } from '../../kernel/index.ts'
import type { Text } from '../../kernel/index.ts'
import type { Answer, AnswerOf } from '../answer.ts'
import type { Ask, Question, QuestionOf } from '../question.ts'
import { issuedLater } from '../rule-set.ts'
import type { RulesOn } from '../rule-set.ts'
import { access } from './access.ts'
import * as archive from './archive.ts'
import { period } from './clock.ts'
import { path } from './filing.ts'
import * as filming from './filming.ts'
import { handover } from './handover.ts'
import { consolidation, custodian, retention } from './keeping.ts'
import { organisation } from './organisation.ts'
import * as papers from './papers.ts'
import * as reach from './reach.ts'
import * as wordings from './wording.ts'
import { step } from './step.ts'
import { toAnswer } from './reply.ts'
import type { Reply } from './reply.ts'
import type { Values } from './values.ts'

export { otherwise } from './clock.ts'
export { UNDO_WINDOW } from './keeping.ts'
export { filingAsks } from './filing.ts'
export { archiveNumbers, boundApart, stampOf, volumeOrder } from './archive.ts'
export { answerValues } from './values.ts'
export type { Values } from './values.ts'

/**
 * What the rules in force on a day say. The answer names the rules it stands on with their articles, the settings that
 * are open, and what a reader should know besides. Where several packs speak the stricter wins and all are named, unless
 * one of them gives way to its superior on the matter.
 * Throws Missing where a paper, a period or another thing is asked for by a name that no pack has; Refused and Malformed
 * as `computePeriod` does.
 */
export function ask<Q extends Question>(rules: RulesOn, question: Q): AnswerOf<Q> {
  const found = toAnswer(reach.superiorReply<Q>(rules, question, reply) ?? reply(rules, question))
  const answer = { ...found, notes: [...found.notes, ...laterNotes(rules, found)] }
  const unknown = rules.outOfForce.filter((one) => one.why === 'day-unknown').map((one) => one.pack)
  if (unknown.length === 0) return answer
  return {
    ...answer,
    open: [...unknown.map(() => 'effective-from'), ...answer.open],
    notes: [...answer.notes, ...unknown.map(notInForce)],
  }
}

const laterNotes = ({ packs, day }: RulesOn, { rules }: Pick<Answer, 'rules'>): readonly Text[] =>
  packs
    .filter(({ identity: { id } }) => rules.some((one) => one.pack === id))
    .flatMap((pack) => issuedLater(pack, day) ?? [])

const notInForce = (pack: string): Text =>
  text(
    `${pack} 没有写明施行日期，本局填写以前不适用`,
    `${pack} does not print the day it comes into force; until the bureau enters it, it does not count`,
  )

type Families = { readonly [K in Ask]: (rules: RulesOn, question: QuestionOf<K>) => Reply<Values[K]> }

const families: Families = {
  recording: (rules, { activity }) => filming.recording(rules, activity),
  content: (rules, { activity }) => filming.content(rules, activity),
  notice: (rules, { activity }) => filming.notice(rules, activity),
  continuity: (rules, { activity }) => filming.continuity(rules, activity),
  interruption: (rules) => filming.interruption(rules),
  integrity: (rules, { deed }) => filming.integrity(rules, deed),
  statement: (rules) => filming.statement(rules),
  device: (rules) => filming.device(rules),
  recorder: (rules, { who }) => filming.recorder(rules, who),
  handover,
  consolidation: (rules, { recordedOn }) => consolidation(rules, recordedOn),
  custodian: (rules, { of }) => custodian(rules, of),
  path: (rules, { facts }) => path(rules, facts),
  retention: (rules, { facts }) => retention(rules, facts),
  access: (rules, { purpose }) => access(rules, purpose),
  paper: (rules, { title }) => papers.paper(rules, title),
  'paper-fields': (rules, { title }) => papers.paperFields(rules, title),
  wording: (rules, { wording }) => wordings.wording(rules, wording),
  approval: (rules, { what }) => papers.approval(rules, what),
  cadence: (rules, { what }) => papers.cadence(rules, what),
  prohibition: (rules, { act }) => papers.prohibition(rules, act),
  figure: (rules, { figure }) => papers.figure(rules, figure),
  review: (rules, { list }) => papers.review(rules, list),
  disclosure: (rules, { list }) => papers.disclosure(rules, list),
  volume: (rules, { order }) => archive.volume(rules, order),
  score: (rules, { block }) => archive.score(rules, block),
  period,
  step: (rules, question) => step(rules, question, ask),
  organisation: (rules) => organisation(rules),
  scope: (rules, { act }) => reach.scope(rules, act),
  exemption: reach.exemption,
  precedence: reach.precedence,
}

function reply<Q extends Question>(rules: RulesOn, question: Q): Reply<Values[Q['ask']]> {
  // Every kind has the function of its own question, which looking it up by a union cannot say.
  const family = families[question.ask] as (rules: RulesOn, question: Q) => Reply<Values[Q['ask']]>
  return family(rules, question)
}
