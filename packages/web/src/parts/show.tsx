import { uncertaintyIn } from '@liuhen/core/evidence'
import { type Instant, beijing } from '@liuhen/core/kernel'
import { type ReactNode, useState } from 'react'
import { bytesIn, useWords } from '../words/index.ts'

export type Tone = 'zhu' | 'qing' | 'zhe' | 'act'

/** 朱 only for overdue and refusal, 青 only for verified, 赭 for soon, plain for the rest. */
export const Tag = ({ tone, children }: { readonly tone?: Tone | undefined; readonly children: ReactNode }) => (
  <span className={tone ? `tag ${tone}` : 'tag'}>{children}</span>
)

export interface TimeProps {
  readonly at: Instant
  /** Milliseconds the time may be off, shown as `± 1 秒`. */
  readonly error?: number | undefined
  /** `day` 2026-11-21 · `minute` 11-21 09:20 · by default to the second. */
  readonly to?: 'day' | 'minute' | 'second'
}

/** Beijing wall-clock time, as in lists. */
export function Time({ at, error, to = 'second' }: TimeProps) {
  const { language } = useWords()
  const whole = beijing(at)
  const shown = to === 'day' ? whole.slice(0, 10) : to === 'minute' ? whole.slice(5, 16) : whole
  return (
    <time dateTime={at} title={`${whole} UTC+8`}>
      {shown}
      {error !== undefined && ` ± ${uncertaintyIn(error)[language]}`}
    </time>
  )
}

export const Bytes = ({ count }: { readonly count: number }) => (
  <span title={`${count.toLocaleString('en-US')} B`}>{bytesIn(count)}</span>
)

/** A digest in groups of four; short shows its ends. A click copies the whole. */
export function Digest({ hex, short = false }: { readonly hex: string; readonly short?: boolean }) {
  const groups = hex.match(/.{1,4}/g) ?? []
  const shown = short ? `${groups.slice(0, 4).join(' ')} … ${groups.at(-1)}` : groups.join(' ')
  return (
    <span>
      <code className="digest">{shown}</code> <Copy value={hex} />
    </span>
  )
}

/** Copies a value; says so for a moment. */
export function Copy({ value }: { readonly value: string }) {
  const { say } = useWords()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await copyText(value)
    setCopied(true)
    setTimeout(() => setCopied(false), 1600)
  }
  return (
    <button type="button" className="button plain small" onClick={() => void copy()}>
      {copied ? say('copied') : say('copy')}
    </button>
  )
}

/** The clipboard API is closed to pages served without TLS on an office network; the selection command is not. */
async function copyText(value: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(value)
  const area = document.createElement('textarea')
  area.value = value
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

export type Fact = readonly [name: string, value: ReactNode]

/** Names and values, one under another; a value that is undefined or false leaves its line out. */
export const Facts = ({ of }: { readonly of: readonly Fact[] }) => (
  <dl className="facts">
    {of
      .filter(([, value]) => value !== undefined && value !== false)
      .map(([name, value]) => [<dt key={name}>{name}</dt>, <dd key={`${name}:`}>{value}</dd>])}
  </dl>
)

export interface Step {
  readonly key: string
  readonly what: ReactNode
  readonly detail?: ReactNode
  readonly at: Instant
  readonly tone?: 'zhu' | 'zhe' | 'qing' | 'ink' | undefined
}

/** What happened, newest first: a dot, who did what, when; `whole` writes the year too, for what spans years. */
export const Steps = ({ of, whole = false }: { readonly of: readonly Step[]; readonly whole?: boolean }) => (
  <ol className="steps">
    {of.map((step) => (
      <li key={step.key}>
        <i className={step.tone ?? 'ink'} />
        <span>
          {step.what}
          {step.detail && <div className="muted small">{step.detail}</div>}
        </span>
        <span className="muted small">
          <Time at={step.at} to={whole ? 'second' : 'minute'} />
        </span>
      </li>
    ))}
  </ol>
)
