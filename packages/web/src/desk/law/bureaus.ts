/** The instruments of one bureau, which are chosen together. */
export interface Bureau<P> {
  readonly issuer: string
  readonly packs: readonly P[]
}

/** Instruments by the bureau that issued them, in their order. */
export function bureausOf<P extends { readonly issuer: string }>(packs: readonly P[]): readonly Bureau<P>[] {
  const bureaus = new Map<string, P[]>()
  for (const one of packs) {
    const own = bureaus.get(one.issuer)
    if (own) own.push(one)
    else bureaus.set(one.issuer, [one])
  }
  return [...bureaus].map(([issuer, own]) => ({ issuer, packs: own }))
}
