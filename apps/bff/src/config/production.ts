import { isIP } from 'node:net'
import { OFFICIAL_WECHAT_QR } from './service-account.ts'
import {
  OFFICIAL_DEEPSEEK,
  OFFICIAL_SMS,
  OFFICIAL_WECHAT,
  OFFICIAL_WXPAY,
  type Variable,
  VARIABLES,
} from './variables.ts'

type Name = keyof typeof VARIABLES
type Raw = (name: Name) => string

/** What TRUSTED_PROXIES says where visitors reach the server without a proxy. */
export const NO_PROXY = 'none'

/** Secrets that are texts; the keys of 32 bytes are measured where they are read. */
const TEXT_SECRETS = [
  'METRICS_TOKEN',
  'WECHAT_SECRET',
  'SERVICE_ACCOUNT_SECRET',
  'SERVICE_ACCOUNT_PUSH_KEY',
  'WECHAT_PUSH_KEY',
  'SMS_SECRET_KEY',
  'DEEPSEEK_API_KEY',
  'WXPAY_API_V3_KEY',
  'ZEGO_SERVER_SECRET',
  'COS_SECRET_KEY',
  'OSS_ACCESS_KEY_SECRET',
] as const satisfies Name[]
/** One account of Tencent Cloud has one key for its services, so that these may be alike. */
const OF_ONE_ACCOUNT: readonly Name[] = ['SMS_SECRET_KEY', 'COS_SECRET_KEY']
const SECRET_LENGTH = 16
const SECRET_LETTERS = 6

/** What only production asks for. */
export function checkProduction(raw: Raw, problems: string[]): void {
  if (raw('AGENCY_PHONE') === VARIABLES.AGENCY_PHONE.fallback) {
    problems.push('AGENCY_PHONE is not set: workers are asked to call it')
  }
  if (!raw('PUBLIC_URL').startsWith('https://')) {
    problems.push('PUBLIC_URL must be the https address of the app: invitations lead there')
  }
  if (raw('DEMO')) problems.push('DEMO must not be set in production: it publishes passwords')
  checkSecrets(raw, problems)
  checkProxies(raw('TRUSTED_PROXIES'), problems)
  checkAddresses(raw, problems)
}

function checkSecrets(raw: Raw, problems: string[]): void {
  for (const name of TEXT_SECRETS) {
    const secret = raw(name)
    if (secret && (secret.length < SECRET_LENGTH || new Set(secret).size < SECRET_LETTERS))
      problems.push(`${name} is too weak: it needs ${SECRET_LENGTH} characters or more, and not the same few`)
  }
  const known = new Map<string, { name: Name; what: string }>()
  for (const [name, what, value] of secretsOf(raw)) {
    const other = known.get(value)
    if (!other) known.set(value, { name, what })
    else if (![name, other.name].every((one) => OF_ONE_ACCOUNT.includes(one)))
      problems.push(`${what} has the value of ${other.what}; each secret must be one of its own`)
  }
}

/** Every secret that is set: its variable, what to call it, its value. */
function secretsOf(raw: Raw): [Name, string, string][] {
  const named = (Object.entries(VARIABLES) as [Name, Variable][])
    .filter(([name, { secret }]) => secret || (TEXT_SECRETS as readonly Name[]).includes(name))
    .flatMap(([name]): [Name, string, string][] =>
      name === 'FIELD_KEYS'
        ? raw(name)
            .split(',')
            .map((part) => part.split(':'))
            .map(([id = '', key = '']) => [name, `FIELD_KEYS: key "${id}"`, key])
        : [[name, name, raw(name)]],
    )
  return named.filter(([, , value]) => value !== '')
}

/** Behind a proxy that is not named all visitors have its address, and one of them uses up the limits of all. */
function checkProxies(text: string, problems: string[]): void {
  const proxies = text.split(',').map((part) => part.trim())
  if (text.trim() === '') {
    problems.push(
      'TRUSTED_PROXIES is not set: name the address of the proxy in front, or "none" where visitors come directly',
    )
    return
  }
  if (proxies.length === 1 && proxies[0] === NO_PROXY) return
  for (const proxy of proxies) if (!isNetwork(proxy)) problems.push(`TRUSTED_PROXIES: "${proxy}" is no address`)
}

function isNetwork(text: string): boolean {
  const [address = '', prefix = '0', ...rest] = text.split('/')
  const version = isIP(address)
  return version > 0 && rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (version === 4 ? 32 : 128)
}

function checkAddresses(raw: Raw, problems: string[]): void {
  for (const [name, official] of [
    ['WECHAT_API_BASE', OFFICIAL_WECHAT],
    ['WECHAT_QR_BASE', OFFICIAL_WECHAT_QR],
    ['SMS_API_BASE', OFFICIAL_SMS],
    ['WXPAY_API_BASE', OFFICIAL_WXPAY],
    ['DEEPSEEK_BASE_URL', OFFICIAL_DEEPSEEK],
  ] as const) {
    if (!raw(name).startsWith('https://')) problems.push(`${name} must be https in production`)
    else if (raw(name) !== official && !raw('ALLOW_OTHER_VENDOR_HOSTS')) {
      problems.push(`${name} is not the official address; set ALLOW_OTHER_VENDOR_HOSTS=1 if that is meant`)
    }
  }
}
