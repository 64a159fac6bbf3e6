/** Lets one loop sleep until there is something to do. */
export interface Bell {
  ring(): void
  /** Resolves when rung, at once if that was since the last time, or after so many milliseconds. */
  wait(milliseconds: number): Promise<void>
}

export function makeBell(): Bell {
  let rung = false
  let wake: (() => void) | undefined
  return {
    ring() {
      rung = true
      wake?.()
    },
    async wait(milliseconds) {
      if (!rung)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      wake = undefined
      rung = false
    },
  }
}
