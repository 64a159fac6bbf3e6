/**
 * What a text can be found by: each of its characters and each two that stand beside one another, in small letters. Chinese is
 * not split into words, and an index of these serves on any PostgreSQL.
 */
export function pairsIn(text: string): readonly string[] {
  const letters = Array.from(text.toLowerCase())
  return [...new Set([...letters, ...letters.slice(1).map((letter, at) => `${letters[at] ?? ''}${letter}`)])]
}

/** The fewest of {@link pairsIn} that every text with these words in it has. */
export function pairsFor(words: string): readonly string[] {
  const letters = Array.from(words.toLowerCase())
  if (letters.length < 2) return letters
  return [...new Set(letters.slice(1).map((letter, at) => `${letters[at] ?? ''}${letter}`))]
}
