import './older-browsers.ts'
import './without-eval.ts'
import { companionBeside, handOver, isFrame } from './companion.ts'
import { pageCrypto } from './crypto.ts'
import { Page } from './page.ts'

const start = async (): Promise<void> => {
  const root = document.getElementById('page')
  if (root === null) return
  const page = new Page(root, await pageCrypto())
  page.open()
  // What the page says of a script that never ends is to be seen before that script begins.
  await new Promise((seen) => setTimeout(seen, 50))
  page.accompany(await companionBeside())
}

if (isFrame()) handOver()
else void start()
