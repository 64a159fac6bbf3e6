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
  page.accompany(await companionBeside())
}

if (isFrame()) handOver()
else void start()
