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
