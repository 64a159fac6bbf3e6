import {
  type CallOf,
  type CallOptions,
  type Endpoint,
  type EndpointName,
  ProblemError,
  type ReplyOf,
  type Table,
  table,
} from '@liuhen/contract'
import {
  MutationCache,
  QueryCache,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  keepPreviousData,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { client } from './client.ts'
import { onLine, isLost } from './line.ts'
import { idOf } from './request-id.ts'

type Call<N extends EndpointName> = CallOf<Table[N]>
type Reply<N extends EndpointName> = ReplyOf<Table[N]>

export interface ReplyOptions {
  /** Waits until this is true. */
  readonly when?: boolean
  /** Asks again every so many milliseconds while the page is in front. */
  readonly every?: number | undefined
  /** Shows the reply to the previous call while the next is fetched: for filters and pages of a list. */
  readonly keep?: boolean
}

/**
 * What an endpoint replies to this call, kept under its name and refreshed when an act names it in `stale`.
 * `error` is always a ProblemError.
 */
export function useReply<N extends EndpointName>(
  name: N,
  call?: Call<N>,
  { when = true, every, keep = false }: ReplyOptions = {},
): UseQueryResult<Reply<N>, ProblemError> {
  return useQuery<Reply<N>, ProblemError>({
    queryKey: call === undefined ? [name] : [name, call],
    queryFn: ({ signal }) => ask(name, call, { signal }),
    enabled: when,
    ...(every !== undefined && { refetchInterval: every }),
    ...(keep && { placeholderData: keepPreviousData }),
  })
}

/** What is reckoned from other replies, and is no more true than they are. */
const FOLLOWS: Partial<Readonly<Record<EndpointName, readonly EndpointName[]>>> = {
  showCase: ['showVolume', 'scoreCase'],
  listPapers: ['showVolume', 'scoreCase'],
  showPaper: ['showVolume', 'scoreCase'],
}
const withFollowing = (stale: readonly EndpointName[]): readonly EndpointName[] => [
  ...new Set([...stale, ...stale.flatMap((name) => FOLLOWS[name] ?? [])]),
]

export interface ActOptions<N extends EndpointName> {
  /** The replies that are no longer true afterwards. */
  readonly stale?: readonly EndpointName[]
  /** What follows, once those are read anew: seconds may have gone by, in which a hand typed on. */
  readonly done?: (reply: Reply<N>, call: Call<N>) => void
}

/**
 * An act: `mutate(call)` does it, `error` is always a ProblemError. Acts are never repeated by themselves; one that nobody
 * answered and that a person sends again goes under the same id, and the server does it once.
 */
export function useAct<N extends EndpointName>(
  name: N,
  { stale = [], done }: ActOptions<N> = {},
): UseMutationResult<Reply<N>, ProblemError, Call<N>> {
  const queries = useQueryClient()
  return useMutation<Reply<N>, ProblemError, Call<N>>({
    mutationFn: (call) => once(name, call),
    onSuccess: async (reply, call) => {
      await Promise.all(withFollowing(stale).map((name) => queries.invalidateQueries({ queryKey: [name] })))
      done?.(reply, call)
    },
  })
}

function ask<N extends EndpointName>(name: N, call: Call<N> | undefined, options?: CallOptions): Promise<Reply<N>> {
  const send = client[name] as (call?: Call<N>, options?: CallOptions) => Promise<Reply<N>>
  return send(call, options)
}

/** Whether nobody can say if it was done. */
const unanswered = (error: unknown): boolean => !(error instanceof ProblemError) || again(error)

async function once<N extends EndpointName>(name: N, call: Call<N>): Promise<Reply<N>> {
  const { secret = false }: Endpoint = table[name]
  const { id, answered } = idOf(name, call, secret)
  try {
    const reply = await ask(name, call, { once: id })
    answered()
    return reply
  } catch (error) {
    if (!unanswered(error)) answered()
    throw error
  }
}

const denied = (error: unknown): boolean => error instanceof ProblemError && error.problem.kind === 'denied'
const again = (error: unknown): boolean =>
  error instanceof ProblemError && ['unreachable', 'unexpected'].includes(error.problem.kind)

/**
 * Keeps the replies. A denial anywhere asks once more who is signed in, so that a session ended by its idle time-out
 * leads to the sign-in page, and a mere lack of permission does not.
 */
export function createQueries(): QueryClient {
  const lookAgain = (error: unknown, key?: unknown) => {
    if (denied(error) && key !== 'whoAmI') void queries.invalidateQueries({ queryKey: ['whoAmI'] })
  }
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => lookAgain(error, query.queryKey[0]) }),
    mutationCache: new MutationCache({ onError: (error) => lookAgain(error, 'signIn') }),
    defaultOptions: {
      // Not paused while the browser thinks that it is offline: silence is no answer, a sentence is.
      queries: {
        networkMode: 'always',
        staleTime: 5_000,
        retry: (failures, error) => !isLost() && failures < 2 && again(error),
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
  // What could not be read while the line was lost is read when it is back.
  onLine(() => {
    if (!isLost()) void queries.invalidateQueries()
  })
  return queries
}
