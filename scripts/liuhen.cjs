#!/usr/bin/env node
// `liuhen <command>`: the command line, under the Node this project needs, in the folder it was called from.
'use strict'
const path = require('path')
process.env.LIUHEN_CWD = process.cwd()
const command = process.argv[2]
const media = ['demo', 'start', 'serve', 'crash-test'].includes(command) ? ['--media'] : []
const pages = ['demo', 'start', 'serve'].includes(command) ? ['--web'] : []
process.argv.splice(2, 0, ...media, ...pages, path.join(__dirname, '../packages/cli/src/main.ts'))
require('./run.cjs')
