import { useLayoutEffect, useState } from 'react'

/** How wide an element is, in pixels, as it changes; at least `least`. */
export function useWidth(frame: { readonly current: HTMLElement | null }, least = 280): number {
  const [width, setWidth] = useState(800)
  useLayoutEffect(() => {
    if (!frame.current) return
    const watch = new ResizeObserver(([entry]) => entry && setWidth(Math.max(least, entry.contentRect.width)))
    watch.observe(frame.current)
    return () => watch.disconnect()
  }, [frame, least])
  return width
}
