import '../cases/cases.css'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useMay, useReply } from '../../api/index.ts'
import { Await, Empty, PageHeader, Time } from '../../parts/index.ts'
import { useWords } from '../../words/index.ts'
import { AskRequest } from './ask.tsx'
import { Request } from './request.tsx'
import { whatNames, words } from './words.ts'

/** 调阅申请: what one asked for, and for who keeps recordings or supervises everything that was asked, with the register. */
export function RequestsPage() {
  const { t, say } = useWords()
  const may = useMay()
  const navigate = useNavigate()
  const { recording } = useSearch({ strict: false })
  const reply = useReply('listRequests', undefined, { every: 60_000 })
  const register = useReply('lookRegister', undefined, { when: may('lookRegister') })
  const asked = location.hash.slice(1)
  const loaded = reply.data !== undefined
  useEffect(() => {
    if (loaded && asked) document.getElementById(asked)?.scrollIntoView({ block: 'center' })
  }, [loaded, asked])
  return (
    <>
      <PageHeader title={say('requests')}>{t(words.lead)}</PageHeader>
      {recording !== undefined && (
        <AskRequest
          recording={recording}
          onClose={(id) =>
            void navigate({ to: '/requests', search: {}, replace: true, ...(id !== undefined && { hash: id }) })
          }
        />
      )}
      <Await reply={reply}>
        {({ rows }) => (
          <div className="stack">
            <section className="sheet" aria-label={t(words.all)}>
              <h2 className="group">
                {t(words.all)} <span>{rows.length}</span>
              </h2>
              {rows.length === 0 && (
                <Empty
                  title={t(words.empty)}
                  actions={
                    <Link className="button" to="/recordings">
                      {say('recordings')}
                    </Link>
                  }
                >
                  {t(words.emptyHint)}
                </Empty>
              )}
              {rows.map((one) => (
                <Request key={one.id} request={one} />
              ))}
            </section>
            {register.data && (
              <section className="sheet" aria-label={t(words.register)}>
                <h2 className="group">
                  {t(words.register)} <span>{register.data.length}</span>
                </h2>
                <div className="lead-in">
                  {register.data.length === 0 && <p className="muted small">{t(words.noUses)}</p>}
                  {register.data.slice(0, 100).map((one) => (
                    <div className="small" key={`${one.at} ${one.recording} ${one.what}`}>
                      <Time at={one.at} /> <b>{one.looker}</b> {t(whatNames[one.what])} {one.fileName} “{one.reason}”{' '}
                      <span className="muted">{one.by}</span>
                    </div>
                  ))}
                </div>
              </section>
            )}
          </div>
        )}
      </Await>
    </>
  )
}
