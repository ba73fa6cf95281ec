import { setTimeout as wait } from 'node:timers/promises'

/** An answer as it went out, for sending it once more. */
export interface SentAnswer {
  status: number
  headers: [string, string][]
  body: ArrayBuffer
}

// What was sent before the cut arrives: else it would depend on chance how far the answer got.
const BEFORE_CUT_MS = 40

/** Streams are not captured: they would have to be read to their end before their first byte goes out. */
export async function captureAnswer(response: Response): Promise<SentAnswer | undefined> {
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
  if (isStream || response.body === null) return undefined
  const body = await response.clone().arrayBuffer()
  return { status: response.status, headers: [...response.headers], body }
}

export const replay = ({ status, headers, body }: SentAnswer): Response => new Response(body, { status, headers })

/** The answer up to so many bytes, then `cut`. An answer that is shorter is cut at its end. */
export function cutAfter(response: Response, bytes: number, cut: () => void): Response {
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  // Else the server may gather a short answer and never begin to send it.
  headers.set('transfer-encoding', 'chunked')
  const source = response.body?.getReader()
  let left = bytes
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const part = left > 0 ? await source?.read() : undefined
      if (part?.value !== undefined) {
        const sent = part.value.subarray(0, left)
        left -= sent.length
        controller.enqueue(sent)
        if (left > 0) return
      }
      await wait(BEFORE_CUT_MS)
      void source?.cancel()
      cut()
      controller.close()
    },
    cancel: () => source?.cancel(),
  })
  return new Response(body, { status: response.status, headers })
}
