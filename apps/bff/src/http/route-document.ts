import { createRoute, z } from '@hono/zod-openapi'
import type { Route, Upload } from '@qingpin/contract/core/define'
import { LIMITS, limitsOf } from '@qingpin/contract/core/limits'
import { errorSpec } from '@qingpin/contract/errors'
import type { Feature } from '@qingpin/contract/feature-map'
import { type ErrorCode } from '@qingpin/contract/core/error-spec'
import { routeErrors } from './route-errors.ts'

/** A form with files, as JSON schema: one that is declared in zod would be read whole before its route runs. */
function form({ field, most, maxBytes, fields = {} }: Upload) {
  const description = `at most ${maxBytes / 1024 / 1024} MB${most > 1 ? `, up to ${most} of them` : ''}`
  const file = { type: 'string' as const, format: 'binary', description }
  const others = Object.entries(fields).map(([name, what]) => [name, { type: 'string' as const, description: what }])
  return {
    content: {
      'multipart/form-data': {
        schema: {
          type: 'object' as const,
          properties: { ...Object.fromEntries(others), [field]: file },
          required: [...Object.keys(fields), field],
        },
      },
    },
  }
}
const json = (schema: z.ZodType) => ({ content: { 'application/json': { schema } } })

const ErrorReply = z
  .object({
    success: z.literal(false),
    error: z.string(),
    code: z.string(),
    message: z.string(),
    details: z.unknown().optional(),
    requestId: z.string(),
    timestamp: z.number(),
  })
  .openapi('ErrorReply')

const successReply = (reply: z.ZodType) =>
  z.object({ success: z.literal(true), data: reply, message: z.string(), requestId: z.string(), timestamp: z.number() })

function errorReplies(codes: readonly ErrorCode[]) {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of codes)
    byStatus.set(errorSpec(code).status, [...(byStatus.get(errorSpec(code).status) ?? []), code])
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [status, { description: list.join(', '), ...json(ErrorReply) }]),
  )
}

/** A query key that is left blank says nothing: old clients send every field of a form. */
const withoutBlanks = (query: unknown) =>
  Object.fromEntries(Object.entries(query as Record<string, unknown>).filter(([, value]) => value !== ''))

/** A route of the contract as the OpenAPI library wants it: what it validates by, and what it documents. */
export function describeRoute(feature: Feature, name: string, route: Route) {
  const body = 'body' in route ? route.body : undefined
  const upload = 'upload' in route ? route.upload : undefined
  const { allow } = route
  return createRoute({
    operationId: `${feature}.${name}`,
    tags: [feature],
    method: route.method,
    path: route.path,
    summary: route.summary,
    ...(allow === 'public' || allow === 'optional' ? {} : { security: [{ bearer: [] }] }),
    request: {
      ...(route.params ? { params: route.params as z.ZodObject } : {}),
      ...(route.query ? { query: z.preprocess(withoutBlanks, route.query) as unknown as z.ZodObject } : {}),
      ...(body ? { body: { ...json(body), required: !('bodyMayMiss' in route && route.bodyMayMiss) } } : {}),
      ...(upload ? { body: { ...form(upload), required: true } } : {}),
    },
    responses: {
      ...('mayBeThere' in route && route.mayBeThere
        ? { 200: { description: '已经有了', ...json(successReply(route.reply)) } }
        : {}),
      [route.status ?? 200]: { description: '成功', ...json(successReply(route.reply)) },
      ...errorReplies(routeErrors(route)),
    },
    'x-allow': allow,
    ...(route.limit ? { 'x-limits': limitsOf(route).map((limit) => LIMITS[limit]) } : {}),
    ...('idempotent' in route
      ? { 'x-idempotent': route.idempotent === 'key' ? 'Idempotency-Key' : route.idempotent.because }
      : {}),
  })
}
