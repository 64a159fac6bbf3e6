import { text } from '@liuhen/core/kernel'
import { rulesOf, type RulesOn } from '@liuhen/core/policy'
import type { Claimed, KeptMaterial, Wanted } from '@liuhen/core/volumes'

/** Who says that a stored file is which paper, by the rules of today or by those of an act that calls for it. */
export function claimOf(
  material: KeptMaterial,
  rules: RulesOn,
  wanted: readonly Wanted[],
  names: (actor: string) => string,
): Claimed {
  const found =
    rulesOf(rules, 'paper').find(({ used }) => `${used.pack}/${used.rule}` === material.rule) ??
    wanted.find((one) => one.rule === material.rule)?.standing
  return {
    material,
    by: names(material.filed.by),
    paper: found?.rule.title ?? text(material.title, material.title),
    citations: found?.used.citations ?? [],
  }
}
