import { checkDisclosure, type DisclosureProof } from '@liuhen/core/disclosures'
import { Failure } from '@liuhen/core/kernel'
import { parseVerifierKey } from '@liuhen/core/ledger'
import { pageCrypto } from '../verify/crypto.ts'

/**
 * The script of the page behind a QR: checks in this browser, without any server, that what the page shows is what was
 * published. The digest after `#` is the one on the paper that was scanned.
 */
const jsonOf = (id: string): unknown => JSON.parse(document.getElementById(id)?.textContent ?? 'null')

async function check(): Promise<readonly { readonly is: 'ok' | 'bad'; readonly words: string }[]> {
  const { sha256, sm3, verify } = await pageCrypto()
  const key = parseVerifierKey(sha256, jsonOf('key') as string)
  const proof = jsonOf('proof') as DisclosureProof
  const printed = /^#([0-9a-f]{64})$/u.exec(location.hash)?.[1]
  try {
    const { index, size, origin } = await checkDisclosure(proof, {
      keys: [key],
      verify,
      sha256,
      sm3,
      ...(printed !== undefined && { printed }),
    })
    return [
      { is: 'ok', words: '【符】本页的内容就是公布时的内容，一字未改。' },
      { is: 'ok', words: `日志 ${origin} 第 ${index} 条（共 ${size} 条）记载了它的摘要，签名有效。` },
      printed === undefined
        ? { is: 'ok', words: '没有带二维码上的摘要：请扫纸上的二维码打开，才能确认与那张纸是同一版。' }
        : { is: 'ok', words: '与您扫的二维码是同一版。' },
    ]
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown
    return thrown.obstacles.map((one) => ({ is: 'bad' as const, words: `【不符】${one.message.zh}` }))
  }
}

async function show(): Promise<void> {
  const result = document.getElementById('result')
  if (!result) return
  const lines = await check().catch(() => [
    { is: 'bad' as const, words: '【无法核验】证明数据残缺，或者这个浏览器太旧。' },
  ])
  result.replaceChildren(
    ...lines.map(({ is, words }) => {
      const line = document.createElement('p')
      line.className = is
      line.textContent = words
      return line
    }),
  )
}

void show()
