const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const

/** `1.4 GiB` */
export function sizeOf(bytes: number): string {
  const power = Math.min(UNITS.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10))
  const amount = bytes / 1024 ** power
  return `${power === 0 || amount >= 100 ? Math.round(amount) : amount.toFixed(1)} ${UNITS[power]}`
}

/** `0:07`, `12:30`, `1:02:03` */
export function spanOf(milliseconds: number): string {
  const whole = Math.round(milliseconds / 1000)
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (part: number): string => String(part).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`
}

/** Characters that take two columns of a terminal: East Asian wide and fullwidth ones. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

const widthOf = (character: string): number => (WIDE.test(character) ? 2 : 1)

/** The words cut or padded to exactly that many columns. */
export function fitted(words: string, columns: number): string {
  const characters = Array.from(words)
  const total = characters.reduce((sum, one) => sum + widthOf(one), 0)
  if (total <= columns) return words + ' '.repeat(columns - total)
  let [kept, used] = ['', 0]
  for (const one of characters) {
    if (used + widthOf(one) > columns - 1) break
    kept += one
    used += widthOf(one)
  }
  return `${kept}…${' '.repeat(columns - 1 - used)}`
}
