import { text } from '../../kernel/index.ts'
import type { Text } from '../../kernel/index.ts'
import type { Answer } from '../answer.ts'
import type { Question } from '../question.ts'
import type { RulesOn } from '../rule-set.ts'
import { access } from './access.ts'
import { period } from './clock.ts'
import { path } from './filing.ts'
import * as filming from './filming.ts'
import { handover } from './handover.ts'
import { consolidation, custodian, retention } from './keeping.ts'
import * as papers from './papers.ts'
import * as reach from './reach.ts'
import { toAnswer } from './reply.ts'
import type { Reply } from './reply.ts'

/**
 * What the rules in force on a day say. The answer names the rules it stands on with their articles, the settings that
 * are open, and what a reader should know besides. Where several packs speak the stricter wins and all are named, unless
 * one of them gives way to its superior on the matter.
 * Throws Missing where a paper, a period or another thing is asked for by a name that no pack has; Refused and Malformed
 * as `computePeriod` does.
 */
export function ask(rules: RulesOn, question: Question): Answer {
  const found = toAnswer(reach.superiorReply(rules, question, reply) ?? reply(rules, question))
  const answer = { ...found, notes: [...found.notes, ...issuedLater(rules, found)] }
  const unknown = rules.outOfForce.filter((one) => one.why === 'day-unknown').map((one) => one.pack)
  if (unknown.length === 0) return answer
  return {
    ...answer,
    open: [...unknown.map(() => 'effective-from'), ...answer.open],
    notes: [...answer.notes, ...unknown.map(notInForce)],
  }
}

/** An instrument may print a first day before its own issue; who acted in between could not know it. */
const issuedLater = ({ packs, day }: RulesOn, { rules }: Answer): readonly Text[] =>
  packs
    .filter(
      ({ identity: { id, issuedOn } }) =>
        issuedOn !== undefined && day < issuedOn && rules.some((one) => one.pack === id),
    )
    .map(({ identity: { title, issuedOn = '' } }) =>
      text(
        `《${title.zh}》${issuedOn} 才印发，印发以前的行为不因此追责`,
        `"${title.en}" was issued only on ${issuedOn}; nobody is held liable under it for what was done before`,
      ),
    )

const notInForce = (pack: string): Text =>
  text(
    `${pack} 没有写明施行日期，本局填写以前不适用`,
    `${pack} does not print the day it comes into force; until the bureau enters it, it does not count`,
  )

function reply(rules: RulesOn, question: Question): Reply {
  switch (question.ask) {
    case 'recording':
      return filming.recording(rules, question.activity)
    case 'content':
      return filming.content(rules, question.activity)
    case 'notice':
      return filming.notice(rules, question.activity)
    case 'continuity':
      return filming.continuity(rules, question.activity)
    case 'interruption':
      return filming.interruption(rules)
    case 'integrity':
      return filming.integrity(rules, question.deed)
    case 'statement':
      return filming.statement(rules)
    case 'device':
      return filming.device(rules)
    case 'recorder':
      return filming.recorder(rules, question.who)
    case 'handover':
      return handover(rules, question)
    case 'consolidation':
      return consolidation(rules, question.recordedOn)
    case 'custodian':
      return custodian(rules, question.of)
    case 'path':
      return path(rules, question.facts)
    case 'retention':
      return retention(rules, question.facts)
    case 'access':
      return access(rules, question.purpose)
    case 'paper':
      return papers.paper(rules, question.title)
    case 'approval':
      return papers.approval(rules, question.what)
    case 'cadence':
      return papers.cadence(rules, question.what)
    case 'prohibition':
      return papers.prohibition(rules, question.act)
    case 'figure':
      return papers.figure(rules, question.figure)
    case 'review':
      return papers.review(rules, question.list)
    case 'disclosure':
      return papers.disclosure(rules, question.list)
    case 'period':
      return period(rules, question)
    case 'scope':
      return reach.scope(rules, question.act)
    case 'exemption':
      return reach.exemption(rules, question)
    case 'precedence':
      return reach.precedence(rules, question)
  }
}
