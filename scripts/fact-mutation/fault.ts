/** One small edit of a source, which some test has to notice. */
export interface Fault {
  readonly name: string
  /** From the root. */
  readonly file: string
  /** The first of these words in the source becomes the others. */
  readonly find: string
  readonly put: string
  readonly project: 'unit' | 'db' | 'world'
  /** Test files that have to notice. */
  readonly tests: readonly string[]
}

type Tests = readonly [Fault['project'], ...string[]]

const fileOf = (path: string): string => `packages/${path}`
export const fault = (
  name: string,
  path: string,
  [find, put]: readonly [string, string],
  [project, ...tests]: Tests,
): Fault => ({ name, file: fileOf(path), find, put, project, tests: tests.map(fileOf) })

export const OVER_HTTP: Tests = ['db', 'server/src/intake/over-http.db.test.ts']
export const SETTLING: Tests = ['db', 'server/src/intake/settling.db.test.ts']
export const PACKAGE: Tests = ['unit', 'core/src/evidence-package/verify.test.ts']
export const CALLER: Tests = ['unit', 'server/src/http/caller.test.ts']
export const PACKING: Tests = ['unit', 'server/src/packages/write.test.ts']
export const VAULT: Tests = ['unit', 'server/src/vault/fs.test.ts']
export const STAGING: Tests = ['unit', 'server/src/intake/staging.test.ts']
export const FACTS: Tests = ['db', 'server/src/coverage/facts.db.test.ts']
export const LATENESS: Tests = ['db', 'server/src/recordings/facts.db.test.ts']
export const DEVICES: Tests = ['db', 'server/src/devices/devices.db.test.ts']
export const SIGN_IN: Tests = ['db', 'server/src/people/sign-in.db.test.ts']
export const APPOINTING: Tests = ['db', 'server/src/people/appointing.db.test.ts']
export const ACCESS: Tests = ['db', 'server/src/http/access.db.test.ts']
export const SEEING: Tests = ['db', 'server/src/http/seeing.db.test.ts']
export const STARTING: Tests = ['db', 'server/src/activities/starting.db.test.ts']
export const POLICY: Tests = ['unit', 'server/src/people/policy.test.ts']
