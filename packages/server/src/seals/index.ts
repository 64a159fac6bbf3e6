/** 电子印章: fixed papers that come back from a seal service, kept beside what was fixed. */
import './tables.ts'

export type { Seals } from './commands.ts'
export { sealedCopiesOfCase } from './commands.ts'
export { sealsHandlers } from './handlers.ts'
export type { OwnCertificateFiles } from './own-certificate.ts'
export { signFinished } from './sign-finished.ts'
