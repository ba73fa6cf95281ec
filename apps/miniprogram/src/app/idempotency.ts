import { useRef } from 'react'
import { newIdempotencyKey } from './api'

/**
 * Gives the key to send a body with: the same one as long as the same body is being tried, so that a try whose answer
 * was lost is not done twice.
 */
export function useIdempotencyKey(): (body: object) => string {
  const sent = useRef({ body: '', key: '' })
  return (body) => {
    const text = JSON.stringify(body)
    if (sent.current.body !== text) sent.current = { body: text, key: newIdempotencyKey() }
    return sent.current.key
  }
}
