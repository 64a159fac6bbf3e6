import { type CallOf, type EndpointName, ProblemError, type ReplyOf, type Table } from '@liuhen/contract'
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
    queryFn: ({ signal }) => ask(name, call, signal),
    enabled: when,
    ...(every !== undefined && { refetchInterval: every }),
    ...(keep && { placeholderData: keepPreviousData }),
  })
}

export interface ActOptions<N extends EndpointName> {
  /** The replies that are no longer true afterwards. */
  readonly stale?: readonly EndpointName[]
  readonly done?: (reply: Reply<N>) => void
}

/** An act: `mutate(call)` does it, `error` is always a ProblemError. Acts are never repeated by themselves. */
export function useAct<N extends EndpointName>(
  name: N,
  { stale = [], done }: ActOptions<N> = {},
): UseMutationResult<Reply<N>, ProblemError, Call<N>> {
  const queries = useQueryClient()
  return useMutation<Reply<N>, ProblemError, Call<N>>({
    mutationFn: (call) => ask(name, call),
    onSuccess: async (reply) => {
      await Promise.all(stale.map((name) => queries.invalidateQueries({ queryKey: [name] })))
      done?.(reply)
    },
  })
}

function ask<N extends EndpointName>(name: N, call: Call<N> | undefined, signal?: AbortSignal): Promise<Reply<N>> {
  const send = client[name] as (call?: Call<N>, options?: { signal?: AbortSignal }) => Promise<Reply<N>>
  return send(call, signal && { signal })
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
      queries: { staleTime: 5_000, retry: (failures, error) => failures < 2 && again(error) },
      mutations: { retry: false },
    },
  })
  return queries
}
