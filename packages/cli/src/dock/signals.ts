/** Ctrl+C reaches a command twice, from the terminal and from its launcher: what comes this soon is the same press. */
const SAME_PRESS = 1500

/**
 * A signal that is aborted when the process is told to end. A second press, later, ends it at once: everything that must
 * last is durable by then.
 */
export function endSignal(): { readonly signal: AbortSignal } & Disposable {
  const ending = new AbortController()
  let first: number | undefined
  const told = (): void => {
    const now = performance.now()
    if (first !== undefined && now - first > SAME_PRESS) process.exit(130)
    first ??= now
    ending.abort()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, told)
  return {
    signal: ending.signal,
    [Symbol.dispose]: () => {
      for (const signal of signals) process.off(signal, told)
    },
  }
}
