import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from './env.ts'

/** The OpenAPI 3.1 document of everything that is mounted. */
export function openApiDocument(app: OpenAPIHono<Env>) {
  app.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  })
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Qingpin 轻聘 API',
      version: '0.1.0',
      description: 'Replies are `{success, data, message, requestId, timestamp}`.',
    },
    servers: [{ url: '/' }],
  })
}
