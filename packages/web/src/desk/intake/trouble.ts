import { Problem } from '@liuhen/contract'
import { type Text, text } from '@liuhen/core/kernel'

/** Why sending stopped, and whether to try again: after so many milliseconds, or never. */
export interface Trouble {
  readonly message: Text
  readonly again: number | undefined
}

/** What an answer that was no success looks like; without a status there was no answer. */
export interface Answer {
  readonly status: number
  readonly body: string
}

const LONGEST = 30_000

/**
 * What an interrupted upload means. A lost network, a busy or a full server pass: what has arrived stays there, and it
 * goes on from there. What the server will never take is said in its own words. `attempt` counts from 0.
 */
export function troubleOf(answer: Answer | undefined, attempt: number): Trouble {
  const pause = Math.min(LONGEST, 1000 * 2 ** Math.min(attempt, 10))
  if (!answer || answer.status === 0)
    return {
      message: text(
        '网络断了，正在等待恢复；已传的部分在服务器上，恢复后接着传。',
        'The network is down. What was sent is safe on the server; it goes on from there by itself.',
      ),
      again: pause,
    }
  const told = problemOf(answer.body)
  const { status } = answer
  if (status === 401 || status === 403)
    return {
      message:
        told ??
        text('登录已失效，请重新登录，上传会自动继续。', 'The session has ended. Sign in again and it goes on.'),
      again: LONGEST / 2,
    }
  // The upload's name is no longer known, or the offset moved on without us: ask where it stands and go on from there.
  if (status === 404 || status === 410 || status === 423 || (status === 409 && !told))
    return { message: text('正在重新接上这次上传。', 'Taking the upload up again.'), again: pause }
  if (status === 409 || status === 429 || status >= 500)
    return {
      message: told ?? text('服务器暂时忙，稍后自动再传。', 'The server is busy; it is tried again shortly.'),
      again: Math.max(pause, 5000),
    }
  return {
    message: told ?? text(`服务器没有接收这个文件（${status}）。`, `The server did not take this file (${status}).`),
    again: undefined,
  }
}

function problemOf(body: string): Text | undefined {
  try {
    const { obstacles } = Problem.parse(JSON.parse(body))
    if (obstacles.length === 0) return undefined
    return text(obstacles.map((one) => one.message.zh).join('；'), obstacles.map((one) => one.message.en).join('; '))
  } catch {
    return undefined
  }
}
