import { aPerson, post } from './people.ts'
import { median } from './process.ts'
import type { Figure, Stage } from './stage.ts'

/**
 * How much later the first word of an answer arrives through the BFF than straight from the model: the median of many,
 * both ways in turn, from sending the question to the first piece of text.
 */
const ROUNDS = 100
/** Rounds before those that count: a server has answered before, and its code is compiled by then. */
const WARM_UP = 100
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

async function direct({ sandbox, deepseekApiKey }: Stage): Promise<number> {
  const from = performance.now()
  const messages = [{ role: 'user', content: '你好' }]
  const response = await fetch(`http://127.0.0.1:${sandbox.port}/deepseek/chat/completions`, {
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${deepseekApiKey}` },
    body: JSON.stringify({ model: 'deepseek-flash', stream: true, messages }),
  })
  await firstMatch(response, /"reasoning_content":"[^"]/)
  return performance.now() - from
}

async function through(address: string, token: string): Promise<number> {
  const headers = { ...json, authorization: `Bearer ${token}` }
  const from = performance.now()
  const body = JSON.stringify({ text: '你好' })
  const started = await fetch(`${address}/api/assistant/chats`, { method: 'POST', headers, body })
  const { data } = (await started.json()) as { data: { run: { topic: string } } }
  const open = () =>
    fetch(`${address}/api/events/${data.run.topic}`, { headers: { ...headers, accept: 'text/event-stream' } })
  await firstMatch(await open(), /"type":"thinking"/)
  const ms = performance.now() - from
  await firstMatch(await open(), /event: closing/)
  return ms
}

/** A request that does nothing: what this machine takes for asking and answering alone. */
async function exchange(address: string): Promise<number> {
  const from = performance.now()
  await (await fetch(`${address}/api/health`)).text()
  return performance.now() - from
}

export async function benchFirstByte(stage: Stage): Promise<Figure[]> {
  const bff = `http://127.0.0.1:${stage.bff.port}`
  const control = `http://127.0.0.1:${stage.sandbox.port}/control`
  await post(`${control}/deepseek/settings`, { tokensPerSecond: TOKENS_PER_SECOND })
  await post(`${control}/deepseek/script`, { thinking: '想', text: '好', times: (WARM_UP + ROUNDS) * 2 + 10 })
  await post(`${control}/sms/settings`, { limits: false })
  const rounds: { straight: number; ours: number; bare: number }[] = []
  let token = ''
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    if (round % ROUNDS_PER_PERSON === 0) token = await aPerson(bff, control, `137${String(10_000_000 + round)}`)
    rounds.push({ bare: await exchange(bff), straight: await direct(stage), ours: await through(bff, token) })
  }
  const [straight, ours, bare] = (['straight', 'ours', 'bare'] as const).map((way) =>
    median(rounds.slice(WARM_UP).map((round) => round[way])),
  ) as [number, number, number]
  const more = ours - straight
  return [
    {
      what: 'first byte of an AI stream, more than direct',
      value: more,
      unit: 'ms',
      limit: 5,
      note: `as long as ${(more / bare).toFixed(1)} empty requests of ${bare.toFixed(1)} ms: ${ours.toFixed(1)} ms against ${straight.toFixed(1)} ms, medians of ${ROUNDS} after ${WARM_UP}, the question's durable commit included (ADR 14)`,
    },
  ]
}
