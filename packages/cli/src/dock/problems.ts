import { Problem, ProblemError } from '@liuhen/contract'
import { text } from '@liuhen/core/kernel'
import { DetailedError } from 'tus-js-client'

/** That nobody answered, or nobody who can be understood. */
export const awayProblem = (cause: unknown): Problem => ({
  type: 'about:blank',
  title: String(cause).slice(0, 200),
  status: 0,
  kind: 'unreachable',
  obstacles: [
    {
      code: 'unreachable',
      message: text(
        '连接不上服务器，请检查网络和地址',
        'The server cannot be reached; check the network and the address',
      ),
    },
  ],
})

/** What the tus client reports, as the problem it carries. Anything that is no failed request is given back as it is. */
export function problemOfUpload(error: Error): Error {
  if (!(error instanceof DetailedError)) return error
  const response = error.originalResponse
  if (response === null) return new ProblemError(awayProblem(error.causingError ?? error))
  const status = response.getStatus()
  const said = Problem.safeParse(json(response.getBody()))
  if (said.success) return new ProblemError(said.data)
  const offsetMoved = status === 409 || status === 410
  return new ProblemError({
    ...awayProblem(response.getBody()),
    status,
    kind: offsetMoved ? 'unreachable' : 'unexpected',
  })
}

function json(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}
