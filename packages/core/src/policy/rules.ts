import { z } from 'zod'
import {
  ContentRule,
  ContinuityRule,
  DeviceRule,
  ExemptionRule,
  IntegrityRule,
  InterruptionRule,
  NoticeRule,
  RecorderRule,
  RecordingRule,
} from './rules/filming.ts'
import {
  ClassificationRule,
  ConsolidationRule,
  CustodianRule,
  HandoverRule,
  LongTermRule,
  RetentionRule,
  StatementRule,
} from './rules/keeping.ts'
import { AccessRule, ApprovalRule } from './rules/access.ts'
import { ScoreRule, VolumeRule } from './rules/archive.ts'
import { DisclosureRule, PaperFieldsRule, PaperRule, ReviewRule, WordingRule } from './rules/papers.ts'
import { CadenceRule, PeriodRule } from './rules/clocks.ts'
import { StepRule } from './rules/steps.ts'
import { OrganisationRule } from './rules/organisation.ts'
import { FigureRule, PrecedenceRule, ProhibitionRule, ScopeRule } from './rules/reach.ts'

export * from './rules/filming.ts'
export * from './rules/keeping.ts'
export * from './rules/access.ts'
export * from './rules/archive.ts'
export * from './rules/papers.ts'
export * from './rules/clocks.ts'
export * from './rules/steps.ts'
export * from './rules/organisation.ts'
export * from './rules/reach.ts'

/** Any rule, told by its kind. */
export const Rule = z.discriminatedUnion('kind', [
  RecordingRule,
  ContentRule,
  NoticeRule,
  ContinuityRule,
  InterruptionRule,
  IntegrityRule,
  HandoverRule,
  ConsolidationRule,
  CustodianRule,
  ClassificationRule,
  RetentionRule,
  LongTermRule,
  AccessRule,
  StatementRule,
  DeviceRule,
  RecorderRule,
  PaperRule,
  PaperFieldsRule,
  WordingRule,
  ApprovalRule,
  PeriodRule,
  StepRule,
  CadenceRule,
  ReviewRule,
  DisclosureRule,
  ProhibitionRule,
  FigureRule,
  ScopeRule,
  ExemptionRule,
  PrecedenceRule,
  VolumeRule,
  ScoreRule,
  OrganisationRule,
])
export type Rule = z.infer<typeof Rule>
export type RuleKind = Rule['kind']
export type RuleOf<K extends RuleKind> = Extract<Rule, { kind: K }>
