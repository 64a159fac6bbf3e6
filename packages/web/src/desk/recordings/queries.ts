import { pathOf, ProblemError, type ReplyOf, type Table, table } from '@liuhen/contract'
import type { RecordingView } from '@liuhen/contract/recordings'
import {
  type InfiniteData,
  keepPreviousData,
  useInfiniteQuery,
  useQueries,
  useQuery,
  type UseQueryResult,
} from '@tanstack/react-query'
import { client } from '../../api/index.ts'
import type { Filters } from './filters.ts'
import { type Peaks, readPeaks } from './peaks.ts'

type Page = ReplyOf<Table['listRecordings']>
const PAGE = 100

/** Recordings by pages of a hundred; the next page is fetched with the cursor the last one ended on. */
export function useRecordings(filters: Filters) {
  return useInfiniteQuery<Page, ProblemError, InfiniteData<Page>, readonly unknown[], string | undefined>({
    queryKey: ['listRecordings', 'pages', filters],
    queryFn: ({ pageParam, signal }) =>
      client.listRecordings({ query: { ...filters, limit: PAGE, ...(pageParam && { after: pageParam }) } }, { signal }),
    initialPageParam: undefined,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    // Asked again while something is being prepared, unless the reader is far down: every page would be fetched anew.
    refetchInterval: ({ state }) => {
      const pages = state.data?.pages ?? []
      const preparing = pages.some((page) => page.rows.some((row) => row.states.includes('deriving')))
      return preparing && pages.length <= 2 ? 4000 : false
    },
  })
}

const preparing = (view: RecordingView): boolean =>
  view.log.index === undefined || view.jobs.some((job) => job.state === 'waiting' || job.state === 'running')

/**
 * One recording. To ask for it is to look at it, and every look is journalled: so it is not asked again when the window
 * comes to the front, only after an act and while it is still being sealed or prepared.
 */
export function useRecording(id: string): UseQueryResult<RecordingView, ProblemError> {
  return useQuery<RecordingView, ProblemError>({
    queryKey: ['showRecording', { params: { id } }],
    queryFn: ({ signal }) => client.showRecording({ params: { id } }, { signal }),
    // One segment follows another in full screen: the frame stays until the next is here.
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    refetchInterval: ({ state }) => (state.data && preparing(state.data) ? 3000 : false),
  })
}

/** The sound's outline of each of these recordings, as far as it could be read. */
export function useWaveforms(ids: readonly string[]): ReadonlyMap<string, Peaks> {
  return useQueries({
    queries: ids.map((id) => ({
      queryKey: ['waveform', id],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const reply = await fetch(pathOf(table.waveform, { id }), { signal })
        return reply.ok ? (readPeaks(await reply.json()) ?? null) : null
      },
      staleTime: Infinity,
      retry: false,
    })),
    combine: (replies) =>
      new Map(replies.flatMap((reply, i) => (reply.data ? [[ids[i] as string, reply.data] as const] : []))),
  })
}
