/** The least of any number of values, ∞ of none. `Math.min(...values)` falls over beyond some hundred thousand. */
export function least(values: Iterable<number>): number {
  let found = Infinity
  for (const value of values) found = Math.min(found, value)
  return found
}

/** The greatest of any number of values, −∞ of none. */
export function greatest(values: Iterable<number>): number {
  let found = -Infinity
  for (const value of values) found = Math.max(found, value)
  return found
}
