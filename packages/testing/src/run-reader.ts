import type { TestApp } from './harness.ts'

export interface SeenEvent {
  seq: number
  type: string
  data: { text?: string; cost?: number; note?: string | null; code?: string }
}

/**
 * Follows a topic as a client does, from a number on, until it closes or so many events were seen: then the client
 * lets go of the line.
 */
export async function readRun(
  app: Pick<TestApp, 'fetch'>,
  token: string,
  topic: string,
  { after = 0, atMost = Number.POSITIVE_INFINITY }: { after?: number; atMost?: number } = {},
): Promise<SeenEvent[]> {
  if (atMost === 0) return []
  const response = await app.fetch(
    new Request(`http://test.local/api/events/${topic}?after=${after}`, {
      headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' },
    }),
  )
  if (response.status !== 200 || !response.body) throw new Error(`the topic answered ${response.status}`)
  const seen: SeenEvent[] = []
  const decoder = new TextDecoder()
  let text = ''
  for await (const part of response.body) {
    text += decoder.decode(part, { stream: true })
    const frames = text.split('\n\n')
    text = frames.pop() ?? ''
    for (const frame of frames) {
      const data = /^data: (.*)$/m.exec(frame)?.[1]
      if (data) seen.push(JSON.parse(data) as SeenEvent)
      // Leaving the loop cancels the stream: the line is let go.
      if (seen.length >= atMost || frame.includes('event: closing')) return seen
    }
  }
  return seen
}

/** What a person sees in the end. */
export const textOf = (events: readonly SeenEvent[], type: 'text' | 'thinking' = 'text'): string =>
  events
    .filter((event) => event.type === type)
    .map(({ data }) => data.text ?? '')
    .join('')
