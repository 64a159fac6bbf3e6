const OF_MONEY = /(?:罚款|金额|数额|款额)/u
const WRITTEN =
  /(\d[\d,，]*(?:\.\d+)?|[零壹贰叁肆伍陆柒捌玖拾佰仟一二三四五六七八九十百千两]+)\s*(万)?(元|圆)?(?![\d年月日时号条款项页行第〕])/gu

export interface Sum {
  /** As it stands there. */
  readonly said: string
  /** NaN of one in characters: it is a sum, and is compared with none. */
  readonly yuan: number
}

/** The sums of money that words name: each that carries 元, and each plain number where they speak of a fine or an amount. */
export function sumsIn(words: string): readonly Sum[] {
  const isOfMoney = OF_MONEY.test(words)
  return [...words.matchAll(WRITTEN)].flatMap(([said, number = '', tens, unit]) => {
    const isDigits = /^\d/u.test(number)
    if (unit === undefined && tens === undefined && !(isOfMoney && isDigits)) return []
    const yuan = Number(number.replaceAll(/[,，]/gu, '')) * (tens === undefined ? 1 : 10_000)
    return [{ said: said.trim(), yuan: isDigits ? yuan : Number.NaN }]
  })
}
