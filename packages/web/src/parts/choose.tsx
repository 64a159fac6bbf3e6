import { ConfigProvider, Select } from 'antd'
import en from 'antd/locale/en_US'
import zh from 'antd/locale/zh_CN'
import { type ReactNode, useId } from 'react'
import { useWords } from '../words/index.ts'
import type { Option } from './form.tsx'
import { useMissing } from './required.tsx'

/** antd in the colours of the house and the language of the page; wrap what uses antd in it. */
export function Themed({ children }: { readonly children: ReactNode }) {
  const { language } = useWords()
  return (
    <ConfigProvider
      locale={language === 'zh' ? zh : en}
      theme={{
        token: {
          colorPrimary: '#1f4f82',
          colorError: '#b83420',
          colorSuccess: '#1a6b5e',
          colorWarning: '#875309',
          colorText: '#17222d',
          colorTextPlaceholder: '#5a6773',
          colorBorder: '#8b97a1',
          borderRadius: 6,
          controlHeight: 36,
          // Where a person asked for less motion the page stops animations, and a list that waits for one never opens.
          motion: false,
          fontFamily: 'var(--sans)',
        },
      }}
    >
      {children}
    </ConfigProvider>
  )
}

export interface ChooseProps {
  readonly label: string
  readonly value: string | undefined
  readonly onValue: (value: string | undefined) => void
  readonly options: readonly Option[]
  readonly hint?: ReactNode
  readonly wrong?: string | undefined
  /** Its form is not sent without it. */
  readonly required?: boolean
  readonly placeholder?: string
  /** For filter bars: the label is read aloud and not shown. */
  readonly compact?: boolean
}

/** One of many, found by typing: people, units, devices. */
export function Choose({ label, value, onValue, options, hint, placeholder, compact = false, ...given }: ChooseProps) {
  const id = useId()
  const { say } = useWords()
  const isMissing = useMissing(given.required, value ?? '')
  const wrong = given.wrong ?? (isMissing ? say('choose') : undefined)
  const select = (
    <Themed>
      <Select<string>
        id={id}
        aria-label={label}
        showSearch={{ optionFilterProp: 'label' }}
        allowClear
        value={value ?? null}
        onChange={(chosen: string | undefined) => onValue(chosen ?? undefined)}
        options={options.map((one) => ({ ...one }))}
        placeholder={placeholder ?? (compact ? label : say('choose'))}
        notFoundContent={say('nothingFound')}
        style={{ width: '100%', minWidth: 120 }}
        onInputKeyDown={(event) => {
          // Escape closes the open list, not the dialog around it with all that was typed there.
          if (event.key === 'Escape' && event.currentTarget.ariaExpanded === 'true') event.preventDefault()
        }}
        // Inside a modal <dialog> a list appended to the body would lie behind it.
        getPopupContainer={(node: HTMLElement) => node.closest('dialog') ?? document.body}
        {...(wrong && { status: 'error' as const, 'aria-invalid': true })}
      />
    </Themed>
  )
  if (compact) return select
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {select}
      {wrong && <div className="wrong">{wrong}</div>}
      {hint && <div className="hint">{hint}</div>}
    </div>
  )
}
