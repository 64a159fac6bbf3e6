import {
  type Fault,
  fault,
  OVER_HTTP,
  DEVICES,
  SIGN_IN,
  APPOINTING,
  ACCESS,
  SEEING,
  STARTING,
  POLICY,
} from './fault.ts'

/** Sessions that outlive what they stood on, and views that are not cut to the viewer. */
export const permissionFaults: readonly Fault[] = [
  fault(
    'sessions go on when roles are taken away',
    'server/src/people/proposals.ts',
    ["if (!done.given) return 'proposed'\n  await endSessions(here, id)", "if (!done.given) return 'proposed'"],
    APPOINTING,
  ),
  fault(
    'sessions go on when roles, a reset or a forgotten second factor are confirmed',
    'server/src/people/proposals.ts',
    ['for (const { person } of of) await endSessions(here, person)', ''],
    SIGN_IN,
  ),
  fault(
    'sessions go on when somebody is suspended',
    'server/src/people/commands.ts',
    [
      "kind: 'PersonSuspended/1', body }\n  })\n  await endSessions(here, id)",
      "kind: 'PersonSuspended/1', body }\n  })",
    ],
    SIGN_IN,
  ),
  fault(
    'sessions go on when a password is changed',
    'server/src/people/credentials.ts',
    ['await endSessions(here, person, session)', ''],
    SIGN_IN,
  ),
  fault(
    'somebody’s units are not known',
    'server/src/people/sessions.ts',
    ['units: await unitAndBelow(here.db, found.unit)', 'units: []'],
    SEEING,
  ),
  ...(
    [
      ['somebody’s roles are not known', 'roles: found.roles, units', 'roles: [], units'],
      ['somebody is taken for ready', 'next: nextOf(found, secured, now)', "next: 'nothing'"],
      ['a second factor is taken for set', 'secondFactor: found.sealed !== null', 'secondFactor: true'],
    ] as const
  ).map(([name, find, put]) => fault(name, 'server/src/people/sessions.ts', [find, put], SIGN_IN)),
  fault(
    'a session opens for somebody suspended',
    'server/src/people/sessions.ts',
    ['if (over !== undefined || found.suspended)', 'if (over !== undefined)'],
    SIGN_IN,
  ),
  fault(
    'a session never idles out',
    'server/src/people/sessions.ts',
    ["> IDLE) return 'idle'", '> IDLE) return undefined'],
    SIGN_IN,
  ),
  fault(
    'a session has no longest length',
    'server/src/people/sessions.ts',
    ["> LONGEST_SESSION ? 'ended' : undefined", '> LONGEST_SESSION ? undefined : undefined'],
    SIGN_IN,
  ),
  fault(
    'an old password need not be changed',
    'server/src/people/policy.ts',
    ['credential.must_change || old', 'credential.must_change'],
    POLICY,
  ),
  fault(
    'a given password need not be changed',
    'server/src/people/policy.ts',
    ['credential.must_change || old', 'old'],
    POLICY,
  ),
  fault(
    'an administrator needs no second factor',
    'server/src/people/policy.ts',
    ["? 'set-second-factor' : 'nothing'", "? 'nothing' : 'nothing'"],
    POLICY,
  ),
  fault(
    'any role may do everything',
    'server/src/http/permission.ts',
    ['return held.some((role) => allow.includes(role))', 'return true'],
    ACCESS,
  ),
  fault(
    'a station may do what anybody signed in may',
    'server/src/http/permission.ts',
    ["return caller.kind === 'person'\n", 'return true\n'],
    ACCESS,
  ),
  fault(
    'nobody has to become ready first',
    'server/src/http/permission.ts',
    ["if (!endpoint.beforeReady && caller.next !== 'nothing')", 'if (false as boolean)'],
    SIGN_IN,
  ),
  fault(
    'whoever is suspended from duty goes on under their roles',
    'server/src/http/permission.ts',
    ['if (caller.offDuty && isWork(endpoint))', 'if (false as boolean)'],
    ['db', 'server/src/accountability/accountability.db.test.ts'],
  ),
  ...(
    [
      ['a leader does not see what the unit recorded', 'unit: row.unit ?? undefined,', ''],
      ['an officer does not see what they recorded', 'officer: row.officer ?? undefined,', ''],
      ['who sent a recording does not see it', 'sender: row.sender ?? undefined,', ''],
      ['who can be asked about a recording does not see it', 'asked: row.asked_unit ?? undefined,', ''],
      ['an officer does not find what they recorded', "[where('officer', '=', scope.person), where(", '[where('],
      ['who sent a recording does not find it', ", where('sender', '=', scope.person)]", ']'],
      ['a leader does not find what the unit recorded', "where('unit', 'in', scope.units), where(", 'where('],
      ['who can be asked does not find what was sent', ", where('asked_unit', 'in', scope.units)", ''],
      ['the list of recordings is not cut to the viewer', 'visible(where, scope), narrowed', 'narrowed'],
    ] as const
  ).map(([name, find, put]) => fault(name, 'server/src/recordings/rows.ts', [find, put], SEEING)),
  fault(
    'a recording is not cut to the viewer',
    'server/src/recordings/views.ts',
    ['if (within(scopeOf(viewer), belongingOf(row)) || (await otherwise?.())) return row', 'if (viewer) return row'],
    SEEING,
  ),
  ...(
    [
      ['who was there does not see an activity', 'where.or([own, where(', 'where.or([where('],
      ['an officer who was there does not see an activity', ': own\n}', ': where.lit(false)\n}'],
      ['a leader does not see the activities of the unit', "where.or([own, where('unit', 'in', scope.units)])", 'own'],
      [
        'activities are not cut to the viewer',
        'if (!scope) return',
        'if (scope) return where.lit(true)\n  if (!scope) return',
      ],
    ] as const
  ).map(([name, find, put]) => fault(name, 'server/src/activities/store.ts', [find, put], SEEING)),
  ...(
    [
      ['a leader gets no receipt for the unit’s', 'unit: row.unit ?? undefined,', ''],
      ['an officer gets no receipt for their own', 'officer: row.officer ?? undefined,', ''],
      ['anybody gets any receipt', '|| !(await maySee(here, viewer, recording))', ''],
      ['uploads are not cut to the sender', 'all ? undefined : actor', 'all ? undefined : undefined'],
    ] as const
  ).map(([name, find, put]) => fault(name, 'server/src/intake/handlers.ts', [find, put], OVER_HTTP)),
  fault(
    'devices are not cut to the unit',
    'server/src/devices/views.ts',
    ["if (scope && !('all' in scope)) query", 'if (false as boolean) query'],
    DEVICES,
  ),
  ...(
    [
      ['a check that found faults opens an activity', "(state -> 'lastCheck' ->> 'passed')::boolean", 'true'],
      [
        'a check of another day opens an activity',
        "((state -> 'lastCheck' ->> 'at')::timestamptz at time zone 'Asia/Shanghai')::date = ${day}::date",
        '${day}::date is not null',
      ],
      ['somebody else’s devices hold an activity up', 'where holder = ${person} and', "where ${person} <> '' and"],
    ] as const
  ).map(([name, find, put]) => fault(name, 'server/src/activities/starting.ts', [find, put], STARTING)),
  ...(
    [
      ['who is not on the regular staff may act', 'state.regular === false', '(false as boolean)'],
      ['who has no certificate in force may act', 'inForce(state.certificate, dayOf(at))', 'true'],
      ['an auxiliary is taken for an officer', "=> state.roles.includes('auxiliary')", '=> false'],
    ] as const
  ).map(([name, find, put]) => fault(name, 'core/src/activities/starting.ts', [find, put], STARTING)),
]
