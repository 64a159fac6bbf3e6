import type { ProblemError } from '@liuhen/contract'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useWords } from '../words/index.ts'
import { Action, AreaField } from './form.tsx'
import { ProblemNote, useFieldProblems } from './problem.tsx'

export interface DialogProps {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly footer?: ReactNode
  readonly wide?: boolean
  /** When given, the dialog is a form and Enter submits it. */
  readonly onSubmit?: () => void
}

/** A modal dialog. It is open while it is mounted; Escape and the page behind it ask to close it. */
export function Dialog({ title, onClose, children, footer, wide = false, onSubmit }: DialogProps) {
  const frame = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    frame.current?.showModal()
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
            onSubmit()
          }}
        >
          {inside}
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
}

/** Asks once more, with the reason that goes into the journal. What was typed stays when the act is refused. */
export function Confirm(props: ConfirmProps) {
  const { say } = useWords()
  const [reason, setReason] = useState('')
  const problem = useFieldProblems(props.error)
  const needed = props.withoutReason !== true
  const missing = props.why ?? (needed && reason.trim().length < 2 ? say('reasonHint') : undefined)
  return (
    <FormDialog
      title={props.title}
      onClose={props.onClose}
      onSubmit={() => missing === undefined && props.onConfirm(reason.trim())}
      act={props.act}
      busy={props.busy}
      kind={props.grave ? 'grave' : 'primary'}
      why={props.why}
    >
      {props.children}
      {needed && (
        <AreaField
          label={props.reasonLabel ?? say('reason')}
          value={reason}
          onValue={setReason}
          maxLength={500}
          hint={say('reasonHint')}
          wrong={problem('reason')}
          required
        />
      )}
      <ProblemNote error={props.error} except={['reason']} />
    </FormDialog>
  )
}
