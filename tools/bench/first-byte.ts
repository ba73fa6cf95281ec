import { randomUUID } from 'node:crypto'
import { aPerson, post } from './people.ts'
import { median, quantile } from './process.ts'
import type { Figure, Stage } from './stage.ts'

/**
 * How much later the first word of an answer arrives through the BFF than straight from the model: the medians of many,
 * both ways in turn, from sending the question, with a key as the app does, to the first piece of text.
 */
const ROUNDS = 200
/**
 * Answers before those that count, some at once: a server has answered before, and its code is compiled by then. V8
 * takes some hundred runs to compile what a person waits for.
 */
const WARM_UP = 480
const AT_ONCE = 8
/** The model needs 100 ms to its first word here, less than any true one; a reader has its line open by then. */
const TOKENS_PER_SECOND = 20
/** What the sign-up gift pays for: each of these answers costs 2. */
const ROUNDS_PER_PERSON = 8

const json = { 'content-type': 'application/json' }

/** When it came. The stream is read to its end: one that is broken off takes its connection along. */
async function firstMatch(response: Response, wanted: RegExp): Promise<number> {
  let text = ''
  let at: number | undefined
  const decoder = new TextDecoder()
  for await (const part of response.body ?? []) {
    text += decoder.decode(part, { stream: true })
    if (at === undefined && wanted.test(text)) at = performance.now()
  }
  if (at === undefined) throw new Error(`the stream ended without a word: ${text.slice(0, 200)}`)
  return at
}

async function direct({ sandbox, deepseekApiKey }: Stage): Promise<number> {
  const from = performance.now()
  const messages = [{ role: 'user', content: '你好' }]
  const response = await fetch(`http://127.0.0.1:${sandbox.port}/deepseek/chat/completions`, {
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${deepseekApiKey}` },
    body: JSON.stringify({ model: 'deepseek-flash', stream: true, messages }),
  })
  return (await firstMatch(response, /"reasoning_content":"[^"]/)) - from
}

async function through(address: string, token: string): Promise<number> {
  const headers = { ...json, authorization: `Bearer ${token}` }
  const from = performance.now()
  const body = JSON.stringify({ text: '你好' })
  const asking = { method: 'POST', headers: { ...headers, 'idempotency-key': randomUUID() }, body }
  const started = await fetch(`${address}/api/assistant/chats`, asking)
  const { data } = (await started.json()) as { data: { run: { topic: string } } }
  const reading = { headers: { ...headers, accept: 'text/event-stream' } }
  const answer = await fetch(`${address}/api/events/${data.run.topic}`, reading)
  return (await firstMatch(answer, /"type":"thinking"/)) - from
}

/** A request that does nothing: what this machine takes for asking and answering alone. */
async function exchange(address: string): Promise<number> {
  const from = performance.now()
  await (await fetch(`${address}/api/health`)).text()
  return performance.now() - from
}

/** What phone numbers begin with: people of the warm-up and people of the measure. */
const PHONES = { warmUp: 13_700_000_000, measure: 13_800_000_000 }

async function warmUp(stage: Stage, control: string): Promise<void> {
  const bff = `http://127.0.0.1:${stage.bff.port}`
  let answers = 0
  const one = async (worker: number): Promise<void> => {
    for (let n = 0; answers < WARM_UP; n++) {
      const token = await aPerson(bff, control, String(PHONES.warmUp + worker * 1000 + n))
      for (let i = 0; i < ROUNDS_PER_PERSON; i++, answers++) await Promise.all([direct(stage), through(bff, token)])
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, (_, worker) => one(worker)))
}

interface Round {
  bare: number
  straight: number
  ours: number
}

export async function benchFirstByte(stage: Stage): Promise<Figure[]> {
  const bff = `http://127.0.0.1:${stage.bff.port}`
  const control = `http://127.0.0.1:${stage.sandbox.port}/control`
  await post(`${control}/deepseek/settings`, { tokensPerSecond: TOKENS_PER_SECOND })
  await post(`${control}/deepseek/script`, {
    thinking: '想',
    text: '好',
    times: (WARM_UP + AT_ONCE * ROUNDS_PER_PERSON + ROUNDS) * 2,
  })
  await post(`${control}/sms/settings`, { limits: false })
  await warmUp(stage, control)
  let token = ''
  let asked = 0
  const round = async (): Promise<Round> => {
    if (asked % ROUNDS_PER_PERSON === 0) token = await aPerson(bff, control, String(PHONES.measure + asked))
    asked += 1
    return { bare: await exchange(bff), straight: await direct(stage), ours: await through(bff, token) }
  }
  const rounds: Round[] = []
  while (rounds.length < ROUNDS) rounds.push(await round())
  const of = (way: keyof Round) => rounds.map((one) => one[way])
  const [bare, straight, ours] = [median(of('bare')), median(of('straight')), median(of('ours'))]
  const more = ours - straight
  const each = rounds.map((one) => one.ours - one.straight)
  const quartiles = [0.25, 0.75].map((share) => quantile(each, share).toFixed(1)).join(' to ')
  return [
    {
      what: 'first byte of an AI stream, more than direct',
      value: more,
      unit: 'ms',
      limit: 5,
      note: `as long as ${(more / bare).toFixed(1)} empty requests of ${bare.toFixed(1)} ms: ${ours.toFixed(1)} ms against ${straight.toFixed(1)} ms, medians of ${ROUNDS} after ${WARM_UP} answers (round by round, quartiles ${quartiles} ms), the question's durable commit included (ADR 14)`,
    },
  ]
}
