import { z } from 'zod'
import type { Endpoint } from './endpoint.ts'
import { Problem } from './problem.ts'
import { table } from './table.ts'

const schemaOf = (type: z.ZodType) => z.toJSONSchema(type, { unrepresentable: 'any', io: 'input' })

function operation(name: string, endpoint: Endpoint) {
  const fields = (type: z.ZodObject | undefined, where: 'path' | 'query') =>
    Object.entries(type?.shape ?? {}).map(([key, field]) => ({
      name: key,
      in: where,
      required: where === 'path',
      schema: schemaOf(field as z.ZodType),
    }))
  const json = (type: z.ZodType) => ({ 'application/json': { schema: schemaOf(type) } })
  return {
    operationId: name,
    summary: endpoint.title,
    'x-allow': endpoint.allow,
    parameters: [...fields(endpoint.params, 'path'), ...fields(endpoint.query, 'query')],
    ...(endpoint.body && { requestBody: { required: true, content: json(endpoint.body) } }),
    responses: {
      200: { description: endpoint.title, ...(endpoint.reply && { content: json(endpoint.reply) }) },
      default: { description: 'A problem', content: { 'application/problem+json': { schema: schemaOf(Problem) } } },
    },
  }
}

/** The table as an OpenAPI 3.1 document. */
export function openApi(): object {
  const paths: Record<string, Record<string, object>> = {}
  for (const [name, endpoint] of Object.entries(table as Record<string, Endpoint>)) {
    const path = endpoint.path.replaceAll(/:([a-z]+)/g, '{$1}').replace('*', '{path}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(name, endpoint) }
  }
  return { openapi: '3.1.0', info: { title: '留痕 Liuhen', version: '0.1.0' }, paths }
}
