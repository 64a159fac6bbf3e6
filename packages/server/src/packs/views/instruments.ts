import type { ArticleRow, Instrument } from '@liuhen/contract/packs'
import { because, type CalendarDate, Missing } from '@liuhen/core/kernel'
import { choiceOn } from '@liuhen/core/packs'
import { effectiveFrom, type Article, type Pack } from '@liuhen/core/policy'
import type { Book } from '../book.ts'
import type { Findings } from './findings.ts'
import { isAsked, wantedSettings } from './rule-set.ts'

/** The version in force on the day, or else the latest. */
export function shownVersion(book: Book, id: string, today: CalendarDate): Pack | undefined {
  const inForce = book.on(today)?.packs.find(({ identity }) => identity.id === id)
  const printed = book.shelf.versions(id).filter(({ identity }) => (identity.effectiveFrom ?? '9999') <= today)
  return inForce ?? printed.at(-1) ?? book.shelf.pack(id)
}

/** Throws Missing. */
export function instrumentPack(book: Book, id: string, today: CalendarDate, version?: number): Pack {
  const found = version === undefined ? shownVersion(book, id, today) : book.shelf.pack(id, version)
  if (!found)
    throw because(Missing, 'instrument-unknown', '没有载入这部制度', 'That instrument is not loaded', { field: 'pack' })
  return found
}

export const listInstruments = (book: Book, findings: Findings, today: CalendarDate): Instrument[] =>
  book.shelf.ids.map((id) => instrumentView(book, findings, instrumentPack(book, id, today), today))

export function instrumentView(book: Book, findings: Findings, pack: Pack, today: CalendarDate): Instrument {
  const { identity, articles, obligations, rules, settings } = pack
  const { id, version, kind, title, issuer, documentNumber, trial, issuedOn, effectiveTo, basedOn } = identity
  const { interpretedBy, note } = identity
  const choice = choiceOn(book.ruleSet, today)
  const chosen = choice !== undefined && (kind === 'national' || choice.packs.includes(id))
  const from = effectiveFrom(pack, {
    settings: book.on(today)?.settings ?? {},
    ...(choice?.effective && { effective: choice.effective }),
  })
  const decided = book.on(today)?.settings ?? {}
  return {
    id,
    version,
    versions: book.shelf.versions(id).map((one) => ({
      version: one.identity.version,
      from: one.identity.effectiveFrom,
      ...(one.identity.effectiveTo && { to: one.identity.effectiveTo }),
    })),
    kind,
    title,
    issuer,
    trial: trial === true,
    basedOn: basedOn ?? [],
    scope: [...new Set(rules.flatMap((one) => (one.kind === 'scope' ? one.acts : [])))],
    effectiveFrom: from ?? null,
    chosen,
    inForce: from !== undefined && from <= today && (effectiveTo === undefined || today <= effectiveTo),
    counts: {
      articles: articles.length,
      obligations: obligations.length,
      rules: rules.length,
      settings: settings.length,
      openSettings: chosen
        ? wantedSettings([pack]).filter((one) => isAsked(one) && decided[one.key] === undefined).length
        : 0,
      findings: findings.of(id).length,
    },
    ...(documentNumber !== undefined && { documentNumber }),
    ...(issuedOn && { issuedOn }),
    ...(interpretedBy !== undefined && { interpretedBy }),
    ...(effectiveTo && { effectiveTo }),
    ...(note && { note }),
  }
}

const OPENING = 60

function openingOf(article: Article): string {
  const whole = 'law' in article ? article.gist.zh : article.text
  return whole.length > OPENING ? `${whole.slice(0, OPENING)}…` : whole
}

/** The articles of an instrument in their order, with how much stands on each. */
export function articleRows(findings: Findings, pack: Pack): ArticleRow[] {
  const { id } = pack.identity
  const ours = findings.of(id)
  return pack.articles.map((article) => {
    const obligations = new Set(pack.obligations.filter((one) => one.article === article.id).map((one) => one.id))
    const on = (source: string): boolean => source === article.id || obligations.has(source)
    return {
      id: article.id,
      label: article.label,
      opening: openingOf(article),
      obligations: obligations.size,
      rules: pack.rules.filter(({ source }) => source.some(on)).length,
      findings: ours.filter((one) => one.article === article.id).length,
      ...('law' in article ? { law: article.law } : article.chapter !== undefined && { chapter: article.chapter }),
    }
  })
}
