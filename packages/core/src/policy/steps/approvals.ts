import { posts } from '../../access/index.ts'
import type { Post, PostKey } from '../../access/index.ts'
import { text } from '../../kernel/index.ts'
import type { Text } from '../../kernel/index.ts'
import { aboutOf, acts as ACTS } from '../../procedure/index.ts'
import type { Approval } from '../../procedure/index.ts'
import { openKey, postsOf } from '../posts.ts'
import { perRuleSet } from '../remembered.ts'
import { rulesOf } from '../rule-set.ts'
import type { RulesOn, Standing as Placed } from '../rule-set.ts'
import type { RuleOf } from '../rules.ts'
import { approverKey, chainSetting, settingTitle } from '../settings.ts'
import { MET } from './standing.ts'
import type { Asked, Standing } from './standing.ts'
import { allOf, lastOf } from './story.ts'
import type { Done, Story } from './story.ts'

type Approving = Placed<RuleOf<'approval'>>

/** The approval that a rule of that id asks for, as it counts on the day. */
export const approvalNamed = perRuleSet((rules, id: string): Approving | undefined =>
  rulesOf(rules, 'approval').find(({ rule }) => rule.id === id),
)

/** The names of a chain in their order, those of the bureau where the text leaves it to say who; the settings that are open. */
export const chainIn = (approving: Approving, rules: RulesOn): Chain => chains(rules, approving)

interface Chain {
  readonly names: readonly string[]
  readonly open: readonly string[]
}

const chains = perRuleSet((rules, approving: Approving): Chain => {
  const { rule, used } = approving
  if (rule.approvers === 'unnamed') {
    const key = approverKey(approving)
    const names = key === undefined ? undefined : chainSetting(rules, key)
    return { names: names ?? [], open: names === undefined ? [key ?? used.rule] : [] }
  }
  const each = rule.approvers.map((name) => {
    const key = rules.packs.flatMap(({ posts = {} }) => openKey(posts[name]) ?? [])[0]
    if (key === undefined) return { names: [name], open: [] }
    const names = chainSetting(rules, key)
    return { names: names ?? [], open: names === undefined ? [key] : [] }
  })
  return { names: each.flatMap((one) => one.names), open: each.flatMap((one) => one.open) }
})

/** A head in person does what a leader of the same may do; the other way about only the bureau can say. */
const FILLS: Partial<Readonly<Record<PostKey, PostKey>>> = {
  'authority-head': 'authority-leader',
  'team-head': 'team-leader',
}

/** Whether one who holds the first post is whom the second name means. */
export function fills(rules: RulesOn, held: string, wanted: string): boolean {
  if (held === wanted) return true
  const theirs = postsOf(rules, held).posts
  return postsOf(rules, wanted).posts.some((one) => theirs.some((other) => other === one || FILLS[other] === one))
}

/**
 * Whether the approvals of an act are those of the chain: each post once, in its order and not before the one below it, by
 * somebody who holds it, nobody twice, and none returned.
 */
export const chainOf = (approving: Approving, asked: Asked): Standing =>
  asked.act.approvals.length === 0 ? unsigned(asked.rules, approving) : signed(approving, asked)

/** How it stands where nobody has signed yet. */
const unsigned = perRuleSet((rules, approving: Approving): Standing => {
  const { names, open } = chainIn(approving, rules)
  const [setting] = open
  if (setting !== undefined) return { ...unnamed(approving, rules, setting), lasting: true }
  if (names.length === 0) return MET
  const missing = text(`缺：${names.join('、')}`, `missing: ${names.join(', ')}`)
  return { ...faulty(approving, names, [missing]), lasting: true }
})

const unnamed = ({ used }: Approving, rules: RulesOn, setting: string): Standing => {
  const { zh, en } = settingTitle(rules, setting)
  return {
    met: 'unknown',
    why: text(`由谁批准，条文没有写明，本局尚未规定：${zh}`, `who approves is not printed and not yet decided: ${en}`),
    clears: { setting },
    used: [used],
  }
}

const faulty = ({ rule, used }: Approving, names: readonly string[], faults: readonly Text[]): Standing => ({
  met: 'not-met',
  why: text(
    `应依次：${names.join(' → ')}；${faults.map((one) => one.zh).join('；')}`,
    `in order: ${names.join(' → ')}; ${faults.map((one) => one.en).join('; ')}`,
  ),
  clears: { approval: rule.id },
  used: [used],
})

function signed(approving: Approving, { act, story, rules }: Asked): Standing {
  const { names, open } = chainIn(approving, rules)
  const [setting] = open
  if (setting !== undefined) return unnamed(approving, rules, setting)
  const nameOf = (id: string): string => story.told.people[id]?.name ?? id
  const faults: Text[] = []
  const left = [...act.approvals]
  const found = names.map((name) => {
    const at = left.findIndex((one) => fills(rules, one.post, name))
    return at < 0 ? undefined : left.splice(at, 1)[0]
  })
  const missing = names.filter((_, at) => found[at] === undefined)
  if (missing.length > 0) faults.push(text(`缺：${missing.join('、')}`, `missing: ${missing.join(', ')}`))
  const chain = found.filter((one) => one !== undefined)
  const of = approvedOf(approving, act, story)
  for (const [at, one] of chain.entries()) {
    if (of !== undefined && isAfterAct(of, one))
      faults.push(
        text(
          `${one.post} ${one.on} ${one.at ?? ''} 批准时还没有：${ACTS[of.act].name.zh}（${of.on} ${of.at ?? ''}）`,
          `${one.post} approved on ${one.on} ${one.at ?? ''}, before there was: ${ACTS[of.act].name.en} (${of.on} ${of.at ?? ''})`,
        ),
      )
    const before = chain[at - 1]
    if (before !== undefined && stampOf(one) < stampOf(before))
      faults.push(text(`${one.post} 先于 ${before.post}`, `${one.post} came before ${before.post}`))
    if (isAfterAct(one, act))
      faults.push(
        text(`${one.post} ${one.on} ${one.at ?? ''} 才批准`, `${one.post} approved only on ${one.on} ${one.at ?? ''}`),
      )
    if (one.opinion === 'returned') faults.push(text(`${one.post} 退回`, `${one.post} returned it`))
    if (one.opinion === 'differs') faults.push(text(`${one.post} 不同意`, `${one.post} does not agree`))
    const held = [one.by, ...(one.inStead === undefined ? [] : [one.inStead])].flatMap(
      (id) => story.told.people[id]?.posts ?? [],
    )
    if (one.inStead !== undefined && isInPerson(rules, one.post))
      faults.push(text(`${one.post} 须本人签署，不能代`, `${one.post} signs in person, and nobody instead`))
    if (!held.some((post) => fills(rules, post, one.post)))
      faults.push(text(`${nameOf(one.by)} 不任 ${one.post}`, `${nameOf(one.by)} does not hold the post ${one.post}`))
  }
  // Whoever is away signs through a deputy no more often than by themselves.
  const both = chain.map((one) => [one.by, ...(one.inStead === undefined ? [] : [one.inStead])])
  const twice = chain.find((_, at) => both.slice(0, at).some((other) => other.some((id) => both[at]?.includes(id))))
  if (twice !== undefined) faults.push(text(`${nameOf(twice.by)} 审批了两次`, `${nameOf(twice.by)} approved twice`))
  return faults.length === 0 ? MET : faulty(approving, names, faults)
}

/** What is approved: what the rule names, or else what such an act is about; nobody signs before it is there. */
const approvedOf = ({ rule }: Approving, act: Done, story: Story): Done | undefined => {
  const about = rule.of ?? aboutOf(act.act)
  return allOf(story, about).findLast((one) => act.of === undefined || one.key === act.of) ?? lastOf(story, about)
}

/** Whether no deputy will do: 主要负责人 is printed. */
const isInPerson = (rules: RulesOn, name: string): boolean =>
  postsOf(rules, name).posts.some((key) => {
    const post: Post = posts[key]
    return post.by === 'in-person'
  })

const stampOf = ({ on, at }: Approval): string => `${on}T${at ?? ''}`

type Moment = Pick<Done, 'on' | 'at'>

/** On the same day the hours tell, where both are known. */
const isAfterAct = (one: Moment, act: Moment): boolean =>
  one.on > act.on || (one.on === act.on && one.at !== undefined && act.at !== undefined && one.at > act.at)
