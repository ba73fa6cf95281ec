import type { ChatRequest } from './chat-request.ts'
import { type Answer, FIXTURES } from './fixtures.ts'
import { respond } from './responder.ts'

/** A fixture for texts that are known, else what the rules make of the text. */
export function answerTo({ messages, json }: ChatRequest): Answer {
  const said = messages.findLast(({ role }) => role === 'user')?.content.trim() ?? ''
  if (json) return { thinking: '要给出 JSON，只写一个对象。', text: JSON.stringify({ text: said }) }
  return FIXTURES[said] ?? respond(said, messages)
}
