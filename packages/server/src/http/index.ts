export { bind } from './bind.ts'
export { openCertificate } from './certificate.ts'
export { listen } from './listen.ts'
export type { Listening } from './listen.ts'
export { Once } from './once.ts'
export { pagesIn } from './pages.ts'
export type {
  Caller,
  Denials,
  Doorkeeper,
  Handler,
  Handlers,
  Outsiders,
  Refusals,
  Served,
  Session,
} from '../platform/served.ts'
export { shell } from './shell.ts'
