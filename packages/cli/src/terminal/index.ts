/** How the command line speaks: options and their help, both languages, lines and bars. Knows nothing of any command. */
export * from './json-file.ts'
export * from './language.ts'
export * from './options.ts'
export * from './quantities.ts'
export * from './screen.ts'
export * from './tell.ts'
