import { z } from 'zod'
import { caseLookers } from '../cases/endpoints.ts'
import { endpoints } from '../endpoint.ts'
import { ReviewFindingView } from './views.ts'

export const reviewsEndpoints = endpoints({
  showReviewFindings: {
    method: 'GET',
    path: '/api/cases/:id/review-findings',
    allow: caseLookers,
    title: 'What the file of a case shows by itself at each point of its legal review',
    params: z.object({ id: z.uuid() }),
    reply: z.array(ReviewFindingView),
  },
})
