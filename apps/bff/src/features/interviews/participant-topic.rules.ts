import type { FieldCipher } from '../../crypto/field-cipher.ts'
import type { NewEvent, Reveal } from '../../events/index.ts'

/** The topic on which a participant is notified. */
export const topicOf = ({ id }: { id: string }) => `participant:${id}`

interface Sealed {
  sealed: string
}
const isSealed = (data: unknown): data is Sealed => typeof data === 'object' && data !== null && 'sealed' in data

/**
 * The event with its data encrypted: names, network addresses and messages are personal. The kind is part of what is
 * stored and keeps its first name, because no migration can encrypt anew.
 */
export const sealEvent = (cipher: FieldCipher, event: NewEvent): NewEvent => {
  const data: Sealed = { sealed: cipher.seal('seatEvent', JSON.stringify(event.data)) }
  return { ...event, data }
}

/** The inverse of `sealEvent`, for a reader of the topic. */
export const revealWith =
  (cipher: FieldCipher): Reveal =>
  (data) =>
    isSealed(data) ? JSON.parse(cipher.open('seatEvent', data.sealed)) : data
