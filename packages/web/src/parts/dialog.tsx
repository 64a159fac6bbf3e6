import type { ProblemError } from '@liuhen/contract'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useWords } from '../words/index.ts'
import { type Draft, Restored, useDraft, useDrafted } from './draft.tsx'
import { Action, AreaField } from './form.tsx'
import { ProblemNote, useFieldProblems } from './problem.tsx'
import { AskingFields, useAsking } from './required.tsx'

export interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly footer?: ReactNode
  readonly wide?: boolean
  /** When given, the dialog is a form and Enter submits it. */
  readonly onSubmit?: () => void
}

/** Where somebody was before the first of the dialogs that followed one another. */
let origin: HTMLElement | undefined

/** Notes where the focus is; the function it gives puts it back there, once no dialog is open any more. */
function leaving(): () => void {
  const at = document.activeElement
  if (at instanceof HTMLElement && at !== document.body && !at.closest('dialog')) origin = at
  return () =>
    // After the dialog has gone: another may take its place at once.
    void setTimeout(() => {
      if (document.querySelector('dialog[open]')) return
      const to = origin?.isConnected ? origin : document.querySelector<HTMLElement>('#main')
      to?.focus({ preventScroll: true })
    })
}

/** A modal dialog. It is open while it is mounted; Escape and the page behind it ask to close it. */
export function Dialog({ title, onClose, children, footer, wide = false, onSubmit }: DialogProps) {
  const frame = useRef<HTMLDialogElement>(null)
  const heading = useId()
  const { asking, send } = useAsking(frame)
  useEffect(() => {
    const goBack = leaving()
    frame.current?.showModal()
    return goBack
  }, [])
  const inside = (
    <>
      <header>
        <h2 id={heading}>{title}</h2>
      </header>
      <div className="body">{children}</div>
      {footer && <footer>{footer}</footer>}
    </>
  )
  return (
    <dialog
      ref={frame}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      {onSubmit ? (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            send(onSubmit)
          }}
        >
          <AskingFields asking={asking}>{inside}</AskingFields>
        </form>
      ) : (
        inside
      )}
    </dialog>
  )
}

export interface FormDialogProps extends Omit<DialogProps, 'footer' | 'onSubmit'> {
  readonly onSubmit: () => void
  /** The words of the button that submits it; those for saving unless told. */
  readonly act?: string
  readonly busy: boolean
  readonly kind?: 'primary' | 'grave'
  /** Why it cannot be submitted now. */
  readonly why?: string | undefined
}

/** A dialog that is a form: cancelled, or submitted by the button that says what it does. */
export function FormDialog({ act, busy, kind = 'primary', why, ...dialog }: FormDialogProps) {
  const { say } = useWords()
  return (
    <Dialog
      {...dialog}
      footer={
        <>
          <Action onAct={dialog.onClose}>{say('cancel')}</Action>
          <Action submit kind={kind} busy={busy} why={why}>
            {act ?? say('save')}
          </Action>
        </>
      }
    />
  )
}

export interface ConfirmProps {
  readonly title: string
  /** What it does and what it does not undo. */
  readonly children?: ReactNode
  readonly act: string
  readonly grave?: boolean
  readonly busy: boolean
  readonly error: ProblemError | null
  readonly onConfirm: (reason: string) => void
  readonly onClose: () => void
  /** By default a reason of at least two characters is asked. */
  readonly withoutReason?: boolean
  readonly reasonLabel?: string
  /** Something else that is still missing. */
  readonly why?: string | undefined
  /** What it is kept under, with other fields beside the reason; left out, the title and the page say what it is about. */
  readonly draft?: Draft
}

/** Asks once more, with the reason that goes into the journal. What was typed stays when the act is refused. */
export function Confirm(props: ConfirmProps) {
  const { say } = useWords()
  const own = useDraft(`confirm ${props.title} ${location.pathname}`, props.title)
  const draft = props.draft ?? own
  const [reason, setReason] = useDrafted(draft, 'reason', '')
  const [pressed, setPressed] = useState(false)
  // Closed while an act was under way and nothing was refused: it was done.
  const sent = useRef(false)
  useEffect(() => {
    if (props.busy) sent.current = true
    else if (props.error) sent.current = false
  }, [props.busy, props.error])
  const { forget } = draft
  useEffect(
    () => () => {
      if (sent.current) forget()
    },
    [forget],
  )
  const problem = useFieldProblems(props.error)
  const needed = props.withoutReason !== true
  const missing = props.why ?? (needed && reason.trim().length < 2 ? say('reasonHint') : undefined)
  return (
    <FormDialog
      title={props.title}
      onClose={props.onClose}
      onSubmit={() => {
        setPressed(missing !== undefined)
        if (missing === undefined) props.onConfirm(reason.trim())
      }}
      act={props.act}
      busy={props.busy}
      kind={props.grave ? 'grave' : 'primary'}
      why={props.why}
    >
      <Restored draft={draft} />
      {props.children}
      {needed && (
        <AreaField
          label={props.reasonLabel ?? say('reason')}
          value={reason}
          onValue={setReason}
          maxLength={500}
          hint={say('reasonHint')}
          wrong={problem('reason') ?? (pressed && reason.trim().length < 2 ? say('reasonMissing') : undefined)}
          aria-required
        />
      )}
      <ProblemNote error={props.error} except={['reason']} />
    </FormDialog>
  )
}
