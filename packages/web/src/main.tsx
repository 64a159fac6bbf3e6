import './parts/tokens.css'
import './parts/shell.css'
import './parts/parts.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider, createRouter } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { createQueries } from './api/index.ts'
import { Broken, Lost } from './desk/lost.tsx'
import { routes } from './desk/routes.tsx'
import { Loading } from './parts/index.ts'

// The server lets no script be made of text, and schemas would try it to be faster.
z.config({ jitless: true })

const router = createRouter({
  routeTree: routes,
  defaultPreload: 'intent',
  defaultPendingComponent: Loading,
  // On a slow line something has to be seen at once; a page that is there is not hidden for the sake of a longer look.
  defaultPendingMs: 40,
  defaultPendingMinMs: 0,
  defaultErrorComponent: Broken,
  defaultNotFoundComponent: Lost,
  scrollRestoration: true,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

const place = document.querySelector('#desk')
if (place)
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={createQueries()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  )

// Only where the browser trusts the line: over https, or on the server's own machine. Elsewhere there is none, and the desk
// works without it. While the pages are being worked on by their makers nothing of them may be kept.
if (import.meta.env.PROD && 'serviceWorker' in navigator)
  // A browser that allows none works without it too.
  navigator.serviceWorker.register('/service-worker.js', { updateViaCache: 'none' }).catch(() => undefined)
