import './cases.css'
import { useState } from 'react'
import { useReply } from '../../api/index.ts'
import { Await, Empty, PageHeader } from '../../parts/index.ts'
import { type Text, useWords } from '../../words/index.ts'
import { Absences } from './absences.tsx'
import { Approval } from './approvals.tsx'
import { formWords } from './form-words.ts'

/** 审批: what waits for the viewer's signature, whole, so that nobody signs unread; and what they put up themselves. */
export function ApprovalsPage() {
  const { t, say } = useWords()
  const reply = useReply('listApprovals', undefined, { every: 60_000 })
  const [signed, setSigned] = useState<Text>()
  return (
    <>
      <PageHeader title={say('approvals')} />
      {signed && (
        <div className="note" role="status">
          {t(signed)}
        </div>
      )}
      <Await reply={reply}>
        {({ mine, asked }) => (
          <div className="stack">
            <section className="sheet" aria-label={t(formWords.mine)}>
              <h2 className="group">
                {t(formWords.mine)} <span>{mine.length}</span>
              </h2>
              {mine.length === 0 ? (
                <Empty title={t(formWords.mineNone)} mark="毕" />
              ) : (
                mine.map((one) => <Approval key={one.id} approval={one} withCase onSigned={setSigned} />)
              )}
            </section>
            <Absences />
            <section className="sheet" aria-label={t(formWords.askedByMe)}>
              <h2 className="group">
                {t(formWords.askedByMe)} <span>{asked.length}</span>
              </h2>
              {asked.length === 0 && <p className="muted small lead-in">{t(formWords.askedNone)}</p>}
              {asked.map((one) => (
                <Approval key={one.id} approval={one} withCase />
              ))}
            </section>
          </div>
        )}
      </Await>
    </>
  )
}
