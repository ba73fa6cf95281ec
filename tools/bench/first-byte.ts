import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { startProduct, type Product } from '../journeys/product.ts'

/**
 * How much later the first word of an answer arrives through the BFF than straight from the model: the median of many,
 * both ways in turn, from sending the question to the first piece of text. Prints milliseconds.
 */
const ROUNDS = 200
/** The model needs 100 ms to its first word here, less than any true one; a reader has its line open by then. */
const TOKENS_PER_SECOND = 20
/** What the sign-up gift pays for: each of these answers costs 2. */
const ROUNDS_PER_PERSON = 8

const json = { 'content-type': 'application/json' }

async function firstMatch(response: Response, wanted: RegExp): Promise<void> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const part of response.body ?? []) {
    text += decoder.decode(part, { stream: true })
    if (wanted.test(text)) return
  }
  throw new Error(`the stream ended without a word: ${text.slice(0, 200)}`)
}

async function direct(product: Product, apiKey: string): Promise<number> {
  const from = performance.now()
  const messages = [{ role: 'user', content: '你好' }]
  const response = await fetch(`${product.sandbox}/deepseek/chat/completions`, {
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ model: 'deepseek-flash', stream: true, messages }),
  })
  await firstMatch(response, /"reasoning_content":"[^"]/)
  return performance.now() - from
}

async function through(product: Product, token: string): Promise<number> {
  const headers = { ...json, authorization: `Bearer ${token}` }
  const from = performance.now()
  const started = await fetch(`${product.address}/api/assistant/chats`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ text: '你好' }),
  })
  const { data } = (await started.json()) as { data: { run: { topic: string } } }
  const open = () =>
    fetch(`${product.address}/api/events/${data.run.topic}`, { headers: { ...headers, accept: 'text/event-stream' } })
  await firstMatch(await open(), /"type":"thinking"/)
  const ms = performance.now() - from
  await firstMatch(await open(), /event: closing/)
  return ms
}

async function logIn(product: Product, phone: string): Promise<string> {
  const post = async (path: string, body: object) =>
    (await (
      await fetch(product.address + path, { method: 'POST', headers: json, body: JSON.stringify(body) })
    ).json()) as {
      data: { token: string }
    }
  await post('/api/auth/sms-code', { phone })
  return (await post('/api/auth/sms-login', { phone, code: await product.smsCode(phone) })).data.token
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

const product = await startProduct({ env: { CHECK_REPLIES: '0' } })
try {
  const secrets = readFileSync(join(product.dataDir, 'dev-secrets.json'), 'utf8')
  const { deepseekApiKey: apiKey } = JSON.parse(secrets) as { deepseekApiKey: string }
  await product.control('/deepseek/settings', { tokensPerSecond: TOKENS_PER_SECOND })
  await product.control('/deepseek/script', { thinking: '想', text: '好', times: ROUNDS * 2 + 10 })
  await product.control('/sms/settings', { limits: false })
  const times = { direct: [] as number[], through: [] as number[] }
  let token = ''
  for (let round = 0; round < ROUNDS; round++) {
    if (round % ROUNDS_PER_PERSON === 0) token = await logIn(product, `137${String(10_000_000 + round)}`)
    times.direct.push(await direct(product, apiKey))
    times.through.push(await through(product, token))
  }
  const [straight, ours] = [median(times.direct), median(times.through)]
  process.stdout.write(
    `first word of ${ROUNDS}: direct ${straight.toFixed(1)} ms, through the BFF ${ours.toFixed(1)} ms, ` +
      `${(ours - straight).toFixed(1)} ms more\n`,
  )
} finally {
  await product.stop()
}
