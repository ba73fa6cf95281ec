import { openApiDocument } from './openapi.ts'

/** The text of docs/openapi.json. */
export const renderOpenApi = (): string => `${JSON.stringify(openApiDocument(), null, 2)}\n`
