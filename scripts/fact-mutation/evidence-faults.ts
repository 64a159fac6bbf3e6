import {
  type Fault,
  fault,
  OVER_HTTP,
  SETTLING,
  PACKAGE,
  CALLER,
  PACKING,
  VAULT,
  FACTS,
  LATENESS,
  DEVICES,
} from './fault.ts'

/** Looks that leave no trace, digests that are not compared, and facts that do not reach the rules. */
export const evidenceFaults: readonly Fault[] = [
  fault(
    'a look at an original is not logged',
    'server/src/recordings/handlers.ts',
    ['await look(actor, params.id, what, {', "if (what !== 'original') await look(actor, params.id, what, {"],
    OVER_HTTP,
  ),
  fault(
    'a look at a recording’s page is not logged',
    'server/src/recordings/handlers.ts',
    ["await look(actor, params.id, 'page')", ''],
    OVER_HTTP,
  ),
  fault(
    'the quarantine is not cut to the viewer',
    'server/src/intake/views.ts',
    ['rows.filter(({ state }) => within(scope, { ...state, asked: state.provenance.unit })).map(', 'rows.map('],
    OVER_HTTP,
  ),
  fault(
    'an original no list names is accepted in a package',
    'core/src/evidence-package/bag-checks.ts',
    ['if (allowed.has(path) || ', 'if (true || '],
    PACKAGE,
  ),
  fault(
    'an original the index does not name is accepted in a package',
    'core/src/evidence-package/index-checks.ts',
    ['if (!paths.has(path) && ', 'if (false && '],
    PACKAGE,
  ),
  fault(
    'the index’s SM3 is not held against the event',
    'core/src/evidence-package/item-facts.ts',
    ["['sm3', item.sm3, preserved.sm3],", ''],
    PACKAGE,
  ),
  fault(
    'the SM3 of an original is not held against the event',
    'core/src/evidence-package/item-checks.ts',
    ['&& found.sm3 === wanted.sm3', ''],
    PACKAGE,
  ),
  fault(
    'the SM3 of a file is not held against the list',
    'core/src/evidence-package/bag-checks.ts',
    ['wantedSm3 !== undefined && wantedSm3 !== digests.sm3', 'false'],
    PACKAGE,
  ),
  fault(
    'the index’s SM3 is not held against the list',
    'core/src/evidence-package/index-checks.ts',
    [' || (sm3 ?? digests.sm3) !== digests.sm3', ''],
    PACKAGE,
  ),
  fault(
    'X-Forwarded-For of anybody is believed',
    'server/src/http/caller.ts',
    ['proxies.includes(own) && noted !== undefined', 'noted !== undefined'],
    CALLER,
  ),
  fault(
    'the first address of X-Forwarded-For is taken, which the caller wrote',
    'server/src/http/caller.ts',
    ["?.split(',').at(-1)", "?.split(',').at(0)"],
    CALLER,
  ),
  fault(
    'what came over the wire is not held against the disk',
    'server/src/intake/preserve.ts',
    ['received !== undefined && received !== reread.sha256', 'false'],
    SETTLING,
  ),
  fault(
    'what lies on the disk is not held against what memory gives back',
    'server/src/intake/preserve.ts',
    ['onDisk !== reread.sha256 || ', ''],
    SETTLING,
  ),
  fault(
    'the declared digest is not held against the bytes',
    'server/src/intake/preserve.ts',
    ['reread.sha256 !== upload.declared.sha256', 'false'],
    SETTLING,
  ),
  fault(
    'the SM3 of what is kept is not compared when it is verified',
    'server/src/recordings/views.ts',
    ['&& now.sm3 === sm3', ''],
    OVER_HTTP,
  ),
  fault(
    'the SM3 of what the vault holds is not compared with what comes again',
    'server/src/vault/fs.ts',
    ['&& a.sm3 === b.sm3', ''],
    VAULT,
  ),
  fault(
    'the SM3 of a copy in a package is not compared',
    'server/src/packages/write.ts',
    ['|| found.sm3 !== from.sm3', ''],
    PACKING,
  ),
  fault(
    'a failed item of a check counts as passed',
    'server/src/coverage/facts.ts',
    ['codes.some((code) => body.findings.includes(code))', 'codes.length === 0'],
    FACTS,
  ),
  ...['!check.working', '!check.clock'].map((find) =>
    fault(`a check passes where ${find}`, 'core/src/devices/obstacles.ts', [`if (${find})`, 'if (false)'], DEVICES),
  ),
  ...['battery < limits.battery', 'freeSpace < limits.freeSpace'].map((find) =>
    fault(`a check passes where ${find}`, 'core/src/devices/obstacles.ts', [`(${find} ?`, '(false ?'], DEVICES),
  ),
  fault(
    'a time that cannot be counts as recorded',
    'server/src/coverage/facts.ts',
    ['!row.state.times?.impossible && ', ''],
    FACTS,
  ),
  fault(
    'somebody is late by a time that cannot be',
    'server/src/recordings/rules.ts',
    ['...(!times?.impossible && { recordingEnd: end_at }),', 'recordingEnd: end_at,'],
    LATENESS,
  ),
  fault(
    'an explanation takes anybody’s recordings for its neighbours',
    'server/src/coverage/facts.ts',
    ['row.officer !== null && people.includes(row.officer) && ', ''],
    FACTS,
  ),
]
