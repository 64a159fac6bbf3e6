import type { Citation } from '../../kernel/index.ts'
import { activityNames, folderNames } from '../../vocabulary/index.ts'
import type { FilingFacts } from '../question.ts'
import { rulesOf } from '../rule-set.ts'
import type { RulesOn } from '../rule-set.ts'
import { FilingPart } from '../rules.ts'
import { wordsSetting } from '../settings.ts'
import type { Reply } from './reply.ts'
import type { Values } from './values.ts'

/** Where a recording is filed, outermost folder first: the first instrument that prescribes folders, else labels. */
export function path(rules: RulesOn, facts: FilingFacts): Reply<Values['path']> {
  const all = rulesOf(rules, 'classification')
  const found = all.find(({ rule }) => rule.folders) ?? all[0]
  if (found === undefined) return { value: { path: [], folders: false }, rules: [] }
  const { levels, folders } = found.rule
  if ('setting' in levels) {
    const own = wordsSetting(rules, levels.setting)?.flatMap((name) => filingPart(name) ?? [])
    if (own === undefined) return { value: { path: [], folders: false }, rules: [found], open: [levels.setting] }
    return { value: { path: own.flatMap((part) => levelOf([part], facts) ?? []), folders }, rules: [found] }
  }
  return {
    value: { path: levels.flatMap((parts) => levelOf(parts, facts) ?? []), folders },
    rules: [found],
  }
}

/** What a recording of a case is filed under, by the same rule, and the articles of it; nothing while the bureau has not said. */
export function filingAsks(rules: RulesOn): {
  readonly parts: readonly FilingPart[]
  readonly citations: readonly Citation[]
  /** They are labels that a recording bears when it is stored, and no folders to put it in. */
  readonly labels: boolean
} {
  const all = rulesOf(rules, 'classification')
  const found = all.find(({ rule }) => rule.folders) ?? all[0]
  if (found === undefined) return { parts: [], citations: [], labels: false }
  const { levels } = found.rule
  const parts =
    'setting' in levels
      ? (wordsSetting(rules, levels.setting) ?? []).flatMap((name) => filingPart(name) ?? [])
      : levels.flat()
  return { parts, citations: found.used.citations, labels: !found.rule.folders }
}

/** The part of a path that a bureau means by a word, `执法人员`; undefined where it is none. */
export const filingPart = (name: string): FilingPart | undefined =>
  FilingPart.options.find((part) => folderNames[part].zh === name)

/** One folder's name; undefined where nothing is known yet, such as the day of storage. */
function levelOf(parts: readonly FilingPart[], facts: FilingFacts): string | undefined {
  const known = parts.flatMap((part) => wordOf(part, facts) ?? [])
  const words = known.length > 0 ? known : parts.flatMap((part) => insteadOf(part, facts) ?? []).slice(-1)
  return words.length === 0 ? undefined : words.map(inPath).join('_')
}

function wordOf(part: FilingPart, facts: FilingFacts): string | undefined {
  const { recordedOn, storedOn } = facts
  switch (part) {
    case 'unit':
    case 'device':
    case 'officer':
    case 'case':
    case 'party':
    case 'cause':
      return facts[part]
    case 'year':
      return recordedOn.slice(0, 4)
    case 'month':
      return recordedOn.slice(5, 7)
    case 'day':
      return recordedOn.slice(8, 10)
    case 'used-at':
    case 'recorded-on':
      return recordedOn
    case 'stored-on':
      return storedOn
  }
}

/** Recorded without a case, it is filed by what was done; there is no party then. */
function insteadOf(part: FilingPart, { activity = 'other' }: FilingFacts): string | undefined {
  if (part === 'party') return '无当事人'
  return part === 'case' || part === 'cause' ? activityNames[activity].zh : undefined
}

/** A name as one step of a path. */
const inPath = (word: string): string => word.replaceAll('/', '／').replaceAll('\\', '＼')
