import { test, expect } from 'vitest'
import { canonical } from './index.ts'
test('members are sorted by UTF-16 code units, as RFC 8785 section 3.2.3 shows', () => {
  const sample = {
    '\u20ac': 'Euro Sign',
    '\r': 'Carriage Return',
    '\ufb33': 'Hebrew Letter Dalet With Dagesh',
    '1': 'One',
    '\ud83d\ude00': 'Emoji: Grinning Face',
    '\u0080': 'Control',
    '\u00f6': 'Latin Small Letter O With Diaeresis',
  }
  expect(Object.values(JSON.parse(canonical(sample)) as object)[0]).toBe('One')
  expect(canonical(sample).indexOf('Grinning')).toBeLessThan(canonical(sample).indexOf('Dalet'))
})
