import { VARIABLES } from '../../apps/bff/src/config/variables.ts'

interface Variable {
  what: string
  fallback?: string
  secret?: true
  required?: true
}

const needed = ({ secret, required, fallback }: Variable) =>
  secret ? 'secret, required' : required ? 'required' : fallback ? `\`${fallback}\`` : 'empty'

/** docs/configuration.md, from the table that the server itself reads. */
export function renderConfiguration(): string {
  const rows = Object.entries<Variable>(VARIABLES).map(
    ([name, variable]) => `| \`${name}\` | ${needed(variable)} | ${variable.what} |`,
  )
  return `# Configuration

The BFF is configured by environment variables and reads them in one place, \`apps/bff/src/config/variables.ts\`; this page is
generated from there by \`npm run docs\`. \`npm start\` sets all of them for the demo, and whatever is set in the shell wins.
The server does not start when a required one is missing, or, with \`NODE_ENV=production\`, when a secret is weak.

A secret of 32 bytes: \`openssl rand -base64 32\`.

| variable | default | what |
|---|---|---|
${rows.join('\n')}
`
}
