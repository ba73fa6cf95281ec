import { OpenAPIHono } from '@hono/zod-openapi'
import { contract } from '@qingpin/contract/contract'
import type { Route } from '@qingpin/contract/core/define'
import { type Feature, FEATURES } from '@qingpin/contract/feature-map'
import { describeRoute } from './route-document.ts'

/** The OpenAPI 3.1 document of the contract. It needs neither the application nor a database. */
export function openApiDocument() {
  const document = new OpenAPIHono()
  document.openAPIRegistry.registerComponent('securitySchemes', 'bearer', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  })
  for (const [feature, routes] of Object.entries(contract)) {
    for (const [name, route] of Object.entries<Route>(routes)) {
      document.openAPIRegistry.registerPath(describeRoute(feature as Feature, name, route))
    }
  }
  return document.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Qingpin 轻聘 API',
      version: '0.1.0',
      description: 'Replies are `{success, data, message, requestId, timestamp}`.',
    },
    servers: [{ url: '/' }],
    tags: Object.entries(FEATURES).map(([name, { title, about }]) => ({ name, description: `${title}: ${about}` })),
  })
}
