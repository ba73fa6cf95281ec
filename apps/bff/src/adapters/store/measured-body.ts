import { streamOf } from '../../runtime/byte-stream.ts'

export interface MeasuredBody {
  stream: ReadableStream<Uint8Array>
  /** What was wrong with the source, as opposed to with the way to the store. */
  fault: () => Error | undefined
}

/** A body that fails unless it has so many bytes, if that is known; nothing is read ahead of who reads it. */
export function measuredBody(source: AsyncIterable<Uint8Array>, size: number | undefined): MeasuredBody {
  let fault: Error | undefined
  async function* measured() {
    let seen = 0
    try {
      for await (const piece of source) {
        seen += piece.length
        if (size !== undefined && seen > size) throw new Error('the body is longer than it was said to be')
        yield piece
      }
      if (size !== undefined && seen < size) throw new Error('the body is shorter than it was said to be')
    } catch (error) {
      fault = error instanceof Error ? error : new Error('the body cannot be read', { cause: error })
      throw fault
    }
  }
  return { stream: streamOf(measured()), fault: () => fault }
}
