export interface Message {
  id: number
  phone: string
  templateId: string
  params: string[]
  text: string
  /** The first parameter that looks like a verification code. */
  code: string | null
  at: number
}

export interface Outbox {
  add: (message: Omit<Message, 'id' | 'code'>) => Message
  /** Newest first. */
  list: (phone?: string) => Message[]
  clear: () => void
}

const MAX_MESSAGES = 1_000

export function createOutbox(): Outbox {
  const messages: Message[] = []
  let lastId = 0
  return {
    add: (message) => {
      const code = message.params.find((param) => /^\d{4,8}$/.test(param)) ?? null
      const entry = { ...message, code, id: ++lastId }
      messages.unshift(entry)
      if (messages.length > MAX_MESSAGES) messages.pop()
      return entry
    },
    list: (phone) => messages.filter((message) => phone === undefined || message.phone === phone),
    clear: () => {
      messages.length = 0
    },
  }
}
