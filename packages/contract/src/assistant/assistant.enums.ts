/** Conversations of an account as a person, and those of its work as staff. */
const CHAT_SCOPES = ['personal', 'staff'] as const
export type ChatScope = (typeof CHAT_SCOPES)[number]

/** The states of an answer. Only `running` can still change. */
export const ANSWER_STATES = ['running', 'done', 'stopped', 'failed'] as const
export type AnswerState = (typeof ANSWER_STATES)[number]

/** Why an answer is not whole, with the sentence that a person reads. */
export const RUN_NOTES = {
  BUSY: '助手这会儿太忙，没写成。没有扣积分，过一会儿再试。',
  UNAVAILABLE: '助手暂时用不了，我们已经知道了。没有扣积分。',
  SILENT: '等太久没有下文，先停了。没有扣积分，可以再试。',
  BROKEN: '写到一半断了，写出来的留在这里。没有扣积分，可以再试。',
  EMPTY: '助手没写出内容。没有扣积分，再试一次或换个问法。',
  REFUSED: '这个问题助手不能答，换个说法试试。没有扣积分。',
  INTERRUPTED: '服务刚才重启了，写到一半停了。没有扣积分，可以再试。',
  LENGTH: '写到长度上限停了。想看后面的，说“接着写”。',
  STOPPED: '您让它停在这里，只按写出来的算。',
} as const
export type RunNote = keyof typeof RUN_NOTES

/** Questions to begin with, by scope; a tap sends them as they are. */
export const STARTERS: Record<ChatScope, readonly string[]> = {
  personal: ['视频面试前，我该准备什么？', '住家保姆的工资一般怎么谈？', '帮我写一段一分钟的自我介绍'],
  staff: ['把这段通话写成跟进记录：', '给客户介绍这位阿姨：', '客户嫌贵，怎么回？'],
}
