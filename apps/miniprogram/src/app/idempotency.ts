import { useRef } from 'react'
import { newIdempotencyKey } from './api'

/**
 * Gives the Idempotency-Key of a body: the same key as long as the same body is sent, so that a request whose answer
 * was lost has no effect twice.
 */
export function useIdempotencyKey(): (body: object) => string {
  const sent = useRef({ body: '', key: '' })
  return (body) => {
    const text = JSON.stringify(body)
    if (sent.current.body !== text) sent.current = { body: text, key: newIdempotencyKey() }
    return sent.current.key
  }
}
