import { useRef } from 'react'

interface Pushed {
  readonly value: string
  readonly generation: number
  /** Notes what the person typed, so that its echo is not pushed back. */
  readonly typed: (value: string) => string
}

/**
 * A native input moves its cursor when it is given its own text again. So text is passed to it only when it did not come
 * from it; the new generation (a React key) makes a fresh input then.
 */
export function usePushed(value: string): Pushed {
  const inside = useRef(value)
  const pushed = useRef({ value, generation: 0 })
  if (value !== inside.current) {
    inside.current = value
    pushed.current = { value, generation: pushed.current.generation + 1 }
  }
  return {
    ...pushed.current,
    typed: (text) => {
      inside.current = text
      return text
    },
  }
}
