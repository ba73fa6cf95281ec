import type { ChatScope } from '@qingpin/contract/assistant/assistant.enums'
import type { LlmMessage } from '../../ports/llm.port.ts'

const MANNERS = [
  '用简体中文，称呼对方“您”，像当面说话一样，不用感叹号。',
  '先给能直接用的内容，再说理由，一般不超过400字；需要时用加粗和列表。',
  '不编造经历、数字、证书、政策和行情；缺什么就请对方补，方括号里留空。',
  '不索要身份证号、银行卡号；涉及合同、劳动纠纷和健康的，提醒对方找经纪人或专业的人确认。',
].join('\n')

/** The system prompt by scope. It holds nothing personal. */
export const SYSTEM: Record<ChatScope, string> = {
  personal: `你是家政和求职平台“轻聘”的职业顾问，帮人改简历里的句子、准备面试、谈工资。\n${MANNERS}`,
  staff: `你是家政公司员工的助手，帮经纪人写跟进记录、给客户介绍阿姨、回复客户。只用给出的事实，写完能直接复制。\n${MANNERS}`,
}

/** How many earlier turns the model gets. */
export const CONTEXT_TURNS = 12
/** How many characters of them, counted from the newest turn. */
const CONTEXT_CHARACTERS = 12_000

/**
 * The messages for the model: the newest turns that have a usable answer, then the question.
 * @param turns newest first; an empty answer is none
 */
export function messagesFor(question: string, turns: Iterable<{ question: string; answer: string }>): LlmMessage[] {
  const messages: LlmMessage[] = [{ role: 'user', text: question }]
  let characters = 0
  for (const turn of turns) {
    characters += turn.question.length + turn.answer.length
    if (characters > CONTEXT_CHARACTERS) break
    // A question without an answer would stand beside the next one as if both were asked at once.
    if (turn.answer === '') continue
    messages.unshift({ role: 'user', text: turn.question }, { role: 'assistant', text: turn.answer })
  }
  return messages
}
