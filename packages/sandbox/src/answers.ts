import { setTimeout as wait } from 'node:timers/promises'

/** An answer that was sent, for sending it again. */
export interface SentAnswer {
  status: number
  headers: [string, string][]
  body: ArrayBuffer
}

// The pause lets the bytes before the cut arrive, so the length of the answer does not depend on chance.
const BEFORE_CUT_MS = 40

/** Returns undefined for streams, which would have to be read to their end before their first byte is sent. */
export async function captureAnswer(response: Response): Promise<SentAnswer | undefined> {
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
  if (isStream || response.body === null) return undefined
  const body = await response.clone().arrayBuffer()
  return { status: response.status, headers: [...response.headers], body }
}

export const replay = ({ status, headers, body }: SentAnswer): Response => new Response(body, { status, headers })

/** The first bytes of the answer, then `cut`. A shorter answer is cut at its end. */
export function cutAfter(response: Response, bytes: number, cut: () => void): Response {
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  // Without chunks the server may buffer a short answer and send nothing.
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
