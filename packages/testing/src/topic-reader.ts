import type { TestApp } from './harness.ts'

export interface Frame {
  type: string
  // oxlint-disable-next-line typescript/no-explicit-any -- what a frame says is looked into freely by tests
  data: any
}

/** Opens a stream of several topics; `next` gives its frames one by one, undefined at its end. */
export async function readTopics(app: Pick<TestApp, 'fetch'>, token: string, topics: string) {
  const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' }
  const response = await app.fetch(new Request(`http://test.local/api/events?topics=${topics}`, { headers }))
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const next = async (): Promise<Frame | undefined> => {
    for (;;) {
      const end = text.indexOf('\n\n')
      if (end >= 0) {
        const frame = text.slice(0, end)
        text = text.slice(end + 2)
        const data = /^data: (.*)$/m.exec(frame)?.[1]
        if (data) return { type: /^event: (.*)$/m.exec(frame)?.[1] ?? '', data: JSON.parse(data) as unknown }
        continue
      }
      const part = await reader?.read()
      if (!part || part.done) return undefined
      text += part.value
    }
  }
  return { status: response.status, next, stop: async () => reader?.cancel() }
}
