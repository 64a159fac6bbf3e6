export interface Gathered {
  readonly file: string
  /** The functions whose objects and lists hold what was gathered. */
  readonly functions: readonly string[]
  /** A test file whose checks change nothing, so that they can be asked again for each thing blanked (`blanks.ts`). */
  readonly test: string
}

/** Where the server gathers what rules and permissions are asked with: each member is blanked in turn. */
export const gathered: readonly Gathered[] = [
  {
    file: 'packages/server/src/coverage/facts.ts',
    functions: [
      'coverageFacts',
      'activityFacts',
      'pictureFacts',
      'recordingFacts',
      'statements',
      'explanation',
      'peopleFacts',
      'checkFacts',
    ],
    test: 'packages/server/src/coverage/facts.db.test.ts',
  },
  {
    file: 'packages/server/src/recordings/rules.ts',
    functions: ['handoverOf', 'activitiesOf', 'filingFacts', 'retentionView', 'consolidationView'],
    test: 'packages/server/src/recordings/facts.db.test.ts',
  },
  {
    file: 'packages/server/src/requests/permission.ts',
    functions: ['around', 'factsOf', 'grantOf'],
    test: 'packages/server/src/requests/permission-facts.db.test.ts',
  },
]
