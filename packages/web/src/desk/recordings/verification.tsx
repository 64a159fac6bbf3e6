import type { ProblemError } from '@liuhen/contract'
import type { Verification } from '@liuhen/contract/recordings'
import { useEffect, useState } from 'react'
import { Digest, ProblemNote, Time } from '../../parts/index.ts'
import { bytesIn, durationIn, text, useWords } from '../../words/index.ts'

const own = {
  reading: text(
    '正在从保管库重新读取 {size}，计算 SHA-256 与 SM3……已用 {elapsed}',
    'Reading {size} from the vault again and computing SHA-256 and SM3… {elapsed} so far',
  ),
  same: text('核验一致', 'Verified: unchanged'),
  sameHint: text(
    '重新读取了全部 {size}，SHA-256 与 SM3 都和固化时相同，固化的事件在存证日志中。',
    'All {size} were read again; SHA-256 and SM3 equal those of the day it was preserved, and that event is in the log.',
  ),
  notLogged: text(
    '重新读取了全部 {size}，两种摘要都和固化时相同；固化的事件还没有封入存证日志，请稍后再核验。',
    'All {size} were read again and both digests are equal; the event is not sealed into the log yet: verify again shortly.',
  ),
  limit: text(
    '它证明文件自固化以来没有变，不证明固化之前的事。',
    'This proves that the file has not changed since it was preserved, and nothing about the time before.',
  ),
  differs: text('核验不一致', 'Verified: it differs'),
  differsHint: text(
    '保管库中的字节与固化时不同。请停止使用这份文件，保持现状，立即告知信息中心与审计管理员；对照备份与已交出的证据包可以找回原件。',
    'The bytes in the vault are not those that were preserved. Stop using this file, leave everything as it is and tell the information centre and the audit administrator at once; back-ups and packages already handed out hold the original.',
  ),
  expected: text('固化时', 'Preserved'),
  found: text('现在', 'Now'),
} as const

export interface VerificationNoteProps {
  readonly pending: boolean
  readonly error: ProblemError | null
  readonly result: Verification | undefined
  readonly bytes: number
}

/** How “verify now” went: while it reads, when all is the same, and, unmistakably, when it is not. */
export function VerificationNote({ pending, error, result, bytes }: VerificationNoteProps) {
  const { t } = useWords()
  if (pending) return <Reading bytes={bytes} />
  if (error) return <ProblemNote error={error} />
  if (!result) return null
  const size = bytesIn(result.bytes)
  if (!result.same)
    return (
      <div className="note zhu verification" role="alert">
        <b>{t(own.differs)}</b> <Time at={result.at} />
        <p>{t(own.differsHint)}</p>
        {(['sha256', 'sm3'] as const).map((name) => (
          <div key={name} className="small">
            {name === 'sha256' ? 'SHA-256' : 'SM3'}
            <div>
              {t(own.expected)} <Digest hex={result.expected[name]} />
            </div>
            <div>
              {t(own.found)} <Digest hex={result[name]} />
            </div>
          </div>
        ))}
      </div>
    )
  return (
    <div className="note qing verification" role="status">
      <b className="qing">{t(own.same)}</b> <Time at={result.at} />
      <p>{t(result.inLog ? own.sameHint : own.notLogged, { size })}</p>
      <p className="small muted">{t(own.limit)}</p>
    </div>
  )
}

function Reading({ bytes }: { readonly bytes: number }) {
  const { t, language } = useWords()
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    const counting = setInterval(() => setSeconds((before) => before + 1), 1000)
    return () => clearInterval(counting)
  }, [])
  return (
    <div className="note verification" role="status">
      {t(own.reading, { size: bytesIn(bytes), elapsed: durationIn(seconds * 1000, language) })}
      <progress />
    </div>
  )
}
