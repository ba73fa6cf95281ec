import { finish, staticChecks, vitest } from './check/steps.ts'

/** `npm run verify`: what can be known in seconds, changing nothing. */
finish([...staticChecks(), vitest(['contract', 'tools', 'miniprogram'])])
