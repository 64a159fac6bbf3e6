import './older-browsers.ts'
import './without-eval.ts'
import { companionOf } from './companion.ts'
import { pageCrypto } from './crypto.ts'
import { Page } from './page.ts'

const start = async (): Promise<void> => {
  const root = document.getElementById('page')
  if (root !== null) new Page(root, await pageCrypto(), companionOf(window.LIUHEN_PACKAGE)).open()
}

void start()
