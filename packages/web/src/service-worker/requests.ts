/**
 * What a request of the desk is for: `page`, the document in which every page of the desk is drawn; `part`, a file of the
 * program whose name carries its digest; `other`, everything else: answers of the server, footage, downloads, the public log.
 * Nothing of `other` is ever touched or kept.
 */
export type Purpose = 'page' | 'part' | 'other'

/** `mode` is the request's (`navigate` for a document); `origin` that of this installation. */
export function purposeOf(url: string, mode: string, origin: string): Purpose {
  const { origin: asked, pathname } = new URL(url)
  if (asked !== origin) return 'other'
  // The build puts the digest into these names: such a name never means anything else.
  if (/^\/assets\/.+-[\w-]{8,}\.\w+$/.test(pathname) || pathname === '/seal.svg') return 'part'
  const isServed = /^\/(api|log|verify|public)(\/|$)/.test(pathname)
  // As the server tells them apart: a path whose last piece has a dot is a file.
  const isFile = pathname.split('/').at(-1)?.includes('.') === true
  return mode === 'navigate' && !isServed && !isFile ? 'page' : 'other'
}

/** What a proxy before the server answers with when it does not reach it. */
export const isUnreached = (status: number): boolean => [502, 503, 504].includes(status)
