import { Refused } from './errors.ts'

export const MODELS = ['deepseek-flash', 'deepseek-v4-pro'] as const
/** The accepted old name of a model; older names are refused since 24 July 2026. */
const ALIASES: Readonly<Record<string, (typeof MODELS)[number]>> = { 'deepseek-v4-flash': 'deepseek-flash' }

export interface Message {
  role: 'system' | 'user' | 'assistant'
  content: string
}

export interface ChatRequest {
  model: (typeof MODELS)[number]
  messages: Message[]
  stream: boolean
  includeUsage: boolean
  thinking: boolean
  json: boolean
  maxTokens: number
}

const ROLES: readonly unknown[] = ['system', 'user', 'assistant']

/** Reads a request as strictly as the vendor does. Throws the vendor's error. */
export function readChatRequest(text: string): ChatRequest {
  const body = parsed(text)
  const messages = messagesIn(body['messages'])
  const json = field(body['response_format'], 'type') === 'json_object'
  if (json && !messages.some(({ content }) => /json/i.test(content))) {
    throw new Refused(400, "Prompt must contain the word 'json' in some form to use response_format json_object")
  }
  const thinking = field(body['thinking'], 'type')
  if (thinking !== undefined && thinking !== 'enabled' && thinking !== 'disabled') {
    throw new Refused(422, 'thinking.type must be enabled or disabled')
  }
  const userId = body['user_id']
  if (userId !== undefined && !(typeof userId === 'string' && /^[\w-]{1,512}$/.test(userId))) {
    throw new Refused(422, 'user_id may hold letters, digits, _ and -, at most 512 of them')
  }
  return {
    model: modelNamed(body['model']),
    messages,
    stream: body['stream'] === true,
    includeUsage: field(body['stream_options'], 'include_usage') === true,
    thinking: thinking !== 'disabled',
    json,
    maxTokens: maxTokensIn(body['max_tokens']),
  }
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ...value }
  } catch {
    throw new Refused(400, 'Failed to parse the request body as JSON')
  }
  throw new Refused(400, 'The request body must be a JSON object')
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}

function modelNamed(name: unknown) {
  const model = MODELS.find((one) => one === name) ?? (typeof name === 'string' ? ALIASES[name] : undefined)
  if (model === undefined) throw new Refused(400, 'Model Not Exist')
  return model
}

function messagesIn(value: unknown): Message[] {
  if (!Array.isArray(value) || value.length === 0) throw new Refused(422, 'messages must be a non-empty array')
  return value.map((one: unknown) => {
    const [role, content] = [field(one, 'role'), field(one, 'content')]
    if (!ROLES.includes(role)) throw new Refused(422, 'unknown role in messages')
    if (typeof content !== 'string') throw new Refused(422, 'content of a message must be a string')
    return { role: role as Message['role'], content }
  })
}

function maxTokensIn(value: unknown): number {
  if (value === undefined || value === null) return 393_216
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 393_216) {
    throw new Refused(400, 'Invalid max_tokens value, the valid range is [1, 393216]')
  }
  return value
}
