import type { StreamOf } from '../stream/index.ts'
import { type RequestCommand, type RequestContext, requestDecider } from './decider.ts'
import { requestEvents } from './events.ts'
import { type RequestState, requestStands } from './state.ts'

/** Requests for recordings, and the grants that come of them. */
export const requestStream = {
  prefix: 'request',
  events: requestEvents,
  decider: requestDecider,
  table: {
    name: 'requests',
    columns: (state: RequestState) => ({
      use: state.use,
      whom: state.whom,
      unit: state.unit,
      asked_by: state.asked.by,
      asked_at: state.asked.at,
      recordings: state.recordings,
      stands: requestStands(state),
      until_at: state.granted?.until ?? null,
      approval: state.putUp?.approval ?? null,
      /** Looked at in an emergency, and nobody who supervises has looked into it. */
      unreviewed: state.emergency && state.reviewed === undefined,
    }),
  },
} as const satisfies StreamOf<RequestState, typeof requestEvents, RequestCommand, RequestContext>
