import { defineConfig } from 'vitest/config'

// What is tested is tested in whatever walls this machine has; that they are demanded has tests of its own.
process.env['LIUHEN_MEDIA_WALLS'] ??= 'best'

/** Five kinds of test, told apart by name: pure, with a database, with the whole product, in a browser, and what takes long. */
export default defineConfig({
  test: {
    // No module here keeps what a test could spoil for the next; loading all of them for each file takes longer than the
    // tests do (unit tests 67 s instead of 23 s, those with a database 182 s instead of 97 s).
    isolate: false,
    // A module is stripped of its types once, not once for every worker of every project.
    fsModuleCache: true,
    // How long a page is asked again is no measurement: one second was too little for a browser on a busy machine.
    expect: { poll: { timeout: 120_000 } },
    reporters: ['default', './scripts/law-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts', 'scripts/**/*.test.ts', 'spec/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/*.world.test.ts', '**/*.long.test.ts', '**/node_modules/**'],
          // A busy machine is no failure, here and below.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'db',
          include: ['packages/*/src/**/*.db.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'world',
          include: ['packages/*/src/**/*.world.test.ts'],
          testTimeout: 600_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          // What takes minutes each and changes seldom: by `npm run test:long`.
          name: 'long',
          include: ['packages/*/src/**/*.long.test.ts', 'e2e/**/*.long.ts'],
          globalSetup: 'e2e/run.ts',
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
      {
        test: {
          name: 'stories',
          include: ['e2e/**/*.story.ts'],
          globalSetup: 'e2e/run.ts',
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
