import { config } from 'zod'

// The page's policy forbids eval, which zod would try for every schema made; so this comes before any.
config({ jitless: true })
