import { createContext, type ReactNode, type RefObject, useContext, useEffect, useId, useRef, useState } from 'react'

/** A form, as its fields know it. */
interface Asking {
  /** Somebody tried to send it: what is missing says so from now on. */
  readonly pressed: boolean
  readonly note: (field: string, isMissing: boolean) => void
}
const AskingForm = createContext<Asking | undefined>(undefined)

/**
 * Whether a field that must be filled in is to say that it is not: it is empty, or shorter than `least`, and its form was
 * pressed. A form with such a field is not sent.
 */
export function useMissing(required: boolean | undefined, value: string, least = 1): boolean {
  const form = useContext(AskingForm)
  const field = useId()
  const isMissing = required === true && value.trim().length < least
  const note = form?.note
  useEffect(() => {
    note?.(field, isMissing)
    return () => note?.(field, false)
  }, [note, field, isMissing])
  return isMissing && form?.pressed === true
}

/** What a form must know of its fields before it is sent. */
export function useAsking(frame: RefObject<HTMLElement | null>): {
  readonly asking: Asking
  readonly send: (run: () => void) => void
} {
  const missing = useRef(new Set<string>())
  const [pressed, setPressed] = useState(false)
  const [note] = useState(() => (field: string, isMissing: boolean) => {
    if (isMissing) missing.current.add(field)
    else missing.current.delete(field)
  })
  const send = (run: () => void): void => {
    if (missing.current.size === 0) return run()
    setPressed(true)
    // Once they are drawn as wrong.
    setTimeout(() => frame.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }
  return { asking: { pressed, note }, send }
}

export const AskingFields = ({ asking, children }: { readonly asking: Asking; readonly children: ReactNode }) => (
  <AskingForm value={asking}>{children}</AskingForm>
)
