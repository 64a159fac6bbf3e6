/** Cyrillic and Greek letters that are drawn like Latin ones, in upper case; Unicode's confusables, as far as devices are named. */
const LOOK_ALIKES = new Map(
  Object.entries({
    А: 'A',
    В: 'B',
    С: 'C',
    Е: 'E',
    Н: 'H',
    І: 'I',
    Ј: 'J',
    К: 'K',
    М: 'M',
    О: 'O',
    Р: 'P',
    Ԛ: 'Q',
    Ѕ: 'S',
    Т: 'T',
    Ѵ: 'V',
    Ԝ: 'W',
    Х: 'X',
    У: 'Y',
    Ү: 'Y',
    Α: 'A',
    Β: 'B',
    Ε: 'E',
    Η: 'H',
    Ι: 'I',
    Κ: 'K',
    Μ: 'M',
    Ν: 'N',
    Ο: 'O',
    Ρ: 'P',
    Τ: 'T',
    Υ: 'Y',
    Χ: 'X',
    Ζ: 'Z',
    Ϲ: 'C',
    Ϳ: 'J',
    // The Chinese zero, which is read as one.
    〇: '0',
  }),
)

/** Nothing is seen of these: zero-width characters, soft hyphens, direction marks, variation selectors, blanks. */
const UNSEEN = /[\p{Cf}\p{Mn}\p{Me}\p{Cc}\p{Z}\u115f\u1160\u3164\uffa0]/gu
const DASHES = /[\p{Pd}\u2212\u02d7]/gu
const WRITTEN = /^[A-Z0-9\p{Script=Han}._/-]{1,64}$/u

/**
 * The one form of a device's number however it was typed: full width, case, blanks, zero-width characters and look-alikes
 * of other alphabets make no other device. Undefined where what is left is not letters, digits, Chinese characters and
 * `. _ / -`: such a number names no device.
 */
export function deviceNumber(typed: string): string | undefined {
  const plain = typed.normalize('NFKC').normalize('NFD').replace(UNSEEN, '').replace(DASHES, '-').toUpperCase()
  const number = Array.from(plain.normalize('NFC'), (one) => LOOK_ALIKES.get(one) ?? one).join('')
  return WRITTEN.test(number) ? number : undefined
}

/**
 * Two numbers with one of these are taken for each other on a label: O and 0, I, L and 1, Z and 2, S and 5, B and 8, and a
 * mark beside a letter or left out, as in `DSJ-0217`. Between digits a mark tells numbers apart.
 */
export const looksOf = (number: string): string =>
  number
    .replaceAll(/(?<=[^0-9])[-._/]+|[-._/]+(?=[^0-9])|^[-._/]+|[-._/]+$/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll('Z', '2')
    .replaceAll('S', '5')
    .replaceAll('B', '8')
