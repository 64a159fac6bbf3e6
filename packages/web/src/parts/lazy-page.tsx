import { type RouteComponent, lazyRouteComponent } from '@tanstack/react-router'
import { type ComponentType, useEffect, useState } from 'react'
import { look, useLost } from '../api/index.ts'
import { useWords } from '../words/index.ts'
import { Empty } from './states.tsx'

const AGAIN = 4_000

type Load = () => Promise<Record<string, unknown>>

/**
 * A page whose file is fetched when it is opened. The router's own way to meet a file that did not come is to load the whole
 * address anew, which without a line ends at the browser's error page, everything typed gone: here it is said, and tried again.
 */
export function lazyPage(load: Load, name: string): RouteComponent {
  return lazyRouteComponent(
    () => load().catch(() => ({ [name]: unreached(load, name) })) as Promise<Record<string, RouteComponent>>,
    name,
  )
}

function unreached(load: Load, name: string): ComponentType {
  let found: ComponentType | undefined
  return function Unreached() {
    const { say } = useWords()
    const lost = useLost() !== undefined
    const [Page, setPage] = useState(() => found)
    const [isRenewed, setRenewed] = useState(false)
    const again = async (): Promise<void> => {
      try {
        found = (await load())[name] as ComponentType
        setPage(() => found)
      } catch {
        // The server is there and has no such file: it has been renewed since this page was opened.
        setRenewed(await look())
      }
    }
    useEffect(() => {
      if (Page) return
      const trying = setInterval(() => void again(), AGAIN)
      return () => clearInterval(trying)
    }, [Page, lost])
    useEffect(() => {
      if (!lost && !found) void again()
    }, [lost])
    if (Page) return <Page />
    return (
      <Empty
        title={say(isRenewed ? 'programRenewed' : 'pageNotFetched')}
        mark="断"
        actions={
          <button type="button" className="button" onClick={() => (isRenewed ? location.reload() : void again())}>
            {say(isRenewed ? 'openAnew' : 'tryAgain')}
          </button>
        }
      >
        {say(isRenewed ? 'programRenewedHint' : 'pageNotFetchedHint')}
      </Empty>
    )
  }
}
