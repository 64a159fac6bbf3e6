/** A signature of a PDF (ISO 32000-2, 12.8.1): what it covers, and the signed message itself. */
export interface PdfSignature {
  /** The two stretches of the file it covers, between which it lies: offsets in bytes, the ends not included. */
  readonly covers: readonly [from: number, to: number, from: number, to: number]
  /** As its dictionary names the method, `ETSI.CAdES.detached`. */
  readonly method: string | undefined
  readonly message: Uint8Array
}

const RANGE = /\/ByteRange\s*\[\s*(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s+(\d{1,10})\s*\]/g
const [OPEN, CLOSE] = [0x3c, 0x3e]

/**
 * Every signature of a PDF in the order in which they were put on. One whose range leaves out anything but its own message,
 * or does not begin where the file does, is answered as `undefined`: it is none.
 */
export function signaturesIn(pdf: Uint8Array): (PdfSignature | undefined)[] {
  const words = latin1(pdf)
  const found = [...words.matchAll(RANGE)].map((match) => {
    const [start = 0, length = 0, second = 0, rest = 0] = match.slice(1).map(Number)
    const covers = [start, start + length, second, second + rest] as const
    const isWhole =
      start === 0 && second > length && covers[3] <= pdf.length && pdf[length] === OPEN && pdf[second - 1] === CLOSE
    const message = isWhole ? hex(words.slice(length + 1, second - 1)) : undefined
    if (message === undefined) return undefined
    // The dictionary it stands in: from the object it begins to the one that ends after both.
    const from = words.lastIndexOf(' obj', match.index)
    const to = words.indexOf('endobj', Math.max(match.index, second))
    const around = words.slice(from, length) + words.slice(second, to === -1 ? undefined : to)
    return { covers, method: /\/SubFilter\s*\/([\w.]+)/.exec(around)?.[1], message }
  })
  return found.toSorted((a, b) => (a?.covers[3] ?? 0) - (b?.covers[3] ?? 0))
}

const CHUNK = 8192
function latin1(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += CHUNK) parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)))
  return parts.join('')
}

function hex(digits: string): Uint8Array | undefined {
  const plain = digits.replaceAll(/\s/g, '')
  if (plain.length === 0 || plain.length % 2 !== 0 || !/^[\da-f]+$/i.test(plain)) return undefined
  return Uint8Array.from({ length: plain.length / 2 }, (_, at) => Number.parseInt(plain.slice(2 * at, 2 * at + 2), 16))
}
