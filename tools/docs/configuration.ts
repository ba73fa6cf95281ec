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
The server does not start when a required one is missing or one is wrong; it names each of them.

With \`NODE_ENV=production\` it does not start either

- when a secret is weak, or two secrets have one value (\`SMS_SECRET_KEY\` and \`COS_SECRET_KEY\` may, as keys of one account);
- when \`TRUSTED_PROXIES\` is not set, \`PUBLIC_URL\` is not https, or a vendor's address is not https and official;
- on the data of the demo, whose passwords are public: in \`DATA_DIR\`, or where \`DATABASE_URL\` leads.

In every environment it refuses data of other keys than \`FIELD_KEYS\` and \`FIELD_HASH_KEY\`. A new key goes before the old one, which
stays as long as the data does. \`npm run admin -- create NAME\`, with the same environment, creates the first admin.

A secret of 32 bytes: \`openssl rand -base64 32\`.

| variable | default | what |
|---|---|---|
${rows.join('\n')}
`
}
