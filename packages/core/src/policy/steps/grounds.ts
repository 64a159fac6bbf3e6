import { holdsOn } from '../../causes/index.ts'
import type { Ground } from '../../causes/index.ts'
import { text } from '../../kernel/index.ts'
import { rulesOf } from '../rule-set.ts'
import { ageOn } from './people.ts'
import { MET, notMet, unknown } from './standing.ts'
import type { Asked, Standing } from './standing.ts'
import { lastOf } from './story.ts'

/** The grounds an act names; a code that no row has stands for itself. */
function groundsOf({ act, rules }: Asked): readonly (Ground | string)[] {
  const said = act.says.grounds
  if (typeof said !== 'string') return []
  const codes = said.split(/[,，、; ]+/).filter((one) => one !== '')
  const rows = rules.catalogue.grounds.filter((one) => holdsOn(one, act.on))
  return codes.map((code) => rows.find((one) => one.code === code) ?? code)
}

/** Those of them by which a penalty may be below what the law prints. */
export const reducing = (asked: Asked): readonly Ground[] =>
  groundsOf(asked).filter((one): one is Ground => typeof one !== 'string' && one.effect === 'reduced')

/** The party's age in full years when it was done; undefined where it is no citizen, or nobody knows. */
function ageOf({ act, story }: Asked): number | undefined {
  const { party } = story.told
  if (party?.kind !== 'citizen' || party.born === undefined) return undefined
  return ageOn(party.born, lastOf(story, ['violation-ended'])?.on ?? act.on)
}

/** Whether it is a ground at that age: the law has two that are nothing but one (行政处罚法 art. 30). */
function isOfAge({ ages }: Ground, age: number, { rules }: Asked): boolean {
  const figure = (id: string | undefined): number | undefined =>
    rulesOf(rules, 'figure').find(({ rule }) => rule.id === id)?.rule.value
  const [from, below] = [figure(ages?.from), figure(ages?.below)]
  return (from === undefined || age >= from) && (below === undefined || age < below)
}

/** The ground that the party's age is and that nobody named, or one that was named and is not theirs. */
function againstAge(named: readonly Ground[], asked: Asked): Standing | undefined {
  const age = ageOf(asked)
  if (age === undefined) return undefined
  const clears = { clears: { fact: 'grounds' } } as const
  const wrong = named.find((one) => one.ages !== undefined && !isOfAge(one, age, asked))
  if (wrong !== undefined)
    return notMet(
      text(`当事人违法时 ${age} 周岁，不是“${wrong.title.zh}”`, `aged ${age}, the party is not: ${wrong.title.en}`),
      clears,
    )
  // Whoever is too young for any penalty is kept from it by a step of its own.
  const left = asked.rules.catalogue.grounds.find(
    (one) =>
      one.ages !== undefined &&
      one.effect === 'reduced' &&
      holdsOn(one, asked.act.on) &&
      isOfAge(one, age, asked) &&
      !named.includes(one),
  )
  if (left === undefined || asked.act.act === 'no-penalty-decided') return undefined
  return notMet(
    text(
      `当事人违法时 ${age} 周岁，应当从轻或者减轻处罚：没有写明情节“${left.title.zh}”`,
      `the party was ${age} when it was done, which makes the penalty lighter or reduced: the ground is not told`,
    ),
    clears,
  )
}

/** Grounds that are of the catalogue and the party's age, do not contradict what is decided, and have their facts told. */
export function groundsFit(asked: Asked): Standing {
  const all = groundsOf(asked)
  const age = againstAge(
    all.filter((one): one is Ground => typeof one !== 'string'),
    asked,
  )
  if (age !== undefined) return age
  if (all.length === 0) return MET
  const strange = all.filter((one) => typeof one === 'string')
  if (strange.length > 0)
    return notMet(text(`目录中没有情节 ${strange.join('、')}`, `the catalogue has no ground ${strange.join(', ')}`), {
      clears: { fact: 'grounds' },
    })
  const grounds = all.filter((one): one is Ground => typeof one !== 'string')
  const isNone = asked.act.act === 'no-penalty-decided'
  const against = grounds.find((one) =>
    isNone ? one.effect !== 'must-not' && one.effect !== 'need-not' : one.effect === 'must-not',
  )
  if (against !== undefined)
    return notMet(
      isNone
        ? text(`“${against.title.zh}”不是不予处罚的情节`, `"${against.title.en}" is no ground for imposing none`)
        : text(
            `写明了“${against.title.zh}”：依法不予处罚，不能再处罚`,
            `"${against.title.en}" is told: no penalty is imposed then`,
          ),
    )
  if (asked.act.says.reasons !== undefined || asked.act.says['found-facts'] !== undefined) return MET
  const facts = grounds.flatMap((one) => one.facts)
  return unknown(
    text(
      `理由中要写明：${facts.map((one) => one.zh).join('、')}`,
      `the reasons have to say: ${facts.map((one) => one.en).join(', ')}`,
    ),
    { clears: { fact: 'reasons' } },
  )
}
