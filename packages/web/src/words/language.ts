import type { Text } from '@liuhen/core/kernel'
import { useSyncExternalStore } from 'react'
import { type WordKey, words } from './common.ts'

export type Language = 'zh' | 'en'
const KEY = 'liuhen.language'
const listeners = new Set<() => void>()
let current: Language = remembered()

function remembered(): Language {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh'
  }
}

/** Switches every page at once and remembers it in this browser. */
export function speak(language: Language): void {
  current = language
  try {
    localStorage.setItem(KEY, language)
  } catch {
    // A browser that keeps nothing still switches until the page is closed.
  }
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export type Values = Readonly<Record<string, string | number>>

/** The text in one language, with `{name}` filled in from `values`; numbers are grouped by three. */
export function fill(one: Text, language: Language, values: Values = {}): string {
  return one[language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? value.toLocaleString('en-US') : value
  })
}

export interface Words {
  readonly language: Language
  /** A text of the page's own, of the vocabulary or of the server. */
  readonly t: (one: Text, values?: Values) => string
  /** A word that many pages share, by its key. */
  readonly say: (key: WordKey, values?: Values) => string
}

export function useWords(): Words {
  const language = useSyncExternalStore(subscribe, () => current)
  return {
    language,
    t: (one, values) => fill(one, language, values),
    say: (key, values) => fill(words[key], language, values),
  }
}
