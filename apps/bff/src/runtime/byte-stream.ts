interface From {
  from(pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): ReadableStream<Uint8Array>
}

/** What is read piece by piece, and never ahead, as a stream. Node has `from`; the types of browsers lack it. */
export const streamOf = (pieces: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> =>
  (ReadableStream as unknown as From).from(pieces)
