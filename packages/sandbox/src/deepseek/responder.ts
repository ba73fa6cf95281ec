import type { Message } from './chat-request.ts'
import type { Answer } from './fixtures.ts'

interface Rule {
  fits: RegExp
  answer: (question: string) => Answer
}

const MAX_QUOTE = 60

const UNIT = '(?:个月|小时|分钟|万元|[个位名家份件场例单条遍周岁年月天日次人元万点倍%％])'
/** Figures with their units, in digits or characters; longer ones are phone numbers. */
const FACT = new RegExp(
  `(?<!\\d)\\d{1,6}(?:\\.\\d+)?(?!\\d)\\s*${UNIT}?|[一二两三四五六七八九十百千万]+多?${UNIT}`,
  'g',
)

const FILLERS = ['我觉得', '我认为', '主要', '一些', '的话', '然后', '就是', '比较', '非常']
const DOING = /做|写|带|管|建|改|办|谈|教|照顾|整理|分析|完成|组织|设计|开发|维护|培训|跟进/

const FOR_PEOPLE: readonly Rule[] = [
  { fits: /改|润色|优化|写得|通顺/, answer: improve },
  { fits: /工资|薪|多少钱|待遇|报价/, answer: salary },
  { fits: /面试|面谈|自我介绍|提问/, answer: interview },
]
const FOR_STAFF: readonly Rule[] = [
  { fits: /跟进|回访|记录|小结/, answer: followUp },
  { fits: /介绍|推荐|阿姨/, answer: introduce },
  { fits: /改|润色|优化/, answer: improve },
]

/** An answer in Chinese that quotes the question. Staff is recognised by the system prompt. */
export function respond(question: string, messages: readonly Message[]): Answer {
  const staff = messages.some(({ role, content }) => role === 'system' && /员工|经纪人的助手/.test(content))
  const rule = (staff ? FOR_STAFF : FOR_PEOPLE).find(({ fits }) => fits.test(question))
  return (rule?.answer ?? anything)(question)
}

/** The text to work on: the quoted part, else the part after the first colon, else the whole question. */
function subjectOf(question: string): string {
  const quoted = /[“「"]([^”」"]{2,})[”」"]/.exec(question)?.[1]
  const after = /[：:]\s*(.{2,})/s.exec(question)?.[1]
  return (quoted ?? after ?? question).trim()
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return [...line].length > MAX_QUOTE ? `${[...line].slice(0, MAX_QUOTE).join('')}…` : line
}

const factsOf = (text: string): string[] => [...text.matchAll(FACT)].map(([fact]) => fact).slice(0, 4)

function clausesOf(text: string): string[] {
  return text
    .split(/[，。；！？、\n,.;!?]+/)
    .map((part) => part.trim())
    .filter((part) => [...part].length >= 2)
    .slice(0, 5)
}

/** The sentence without fillers and with the speaker as its subject. Nothing is added; a blank marks a missing number. */
function rewritten(text: string): string {
  const plain = FILLERS.reduce((rest, filler) => rest.replaceAll(filler, ''), text)
    .replace(/[，、\s]+/g, '，')
    .replace(/^，|，$|。$/g, '')
  const named = /^我?负责了?(.+)$/.exec(plain)?.[1]
  const done = named === undefined ? plain : DOING.test(named) ? named : `做${named.replace(/的/, '')}`
  return factsOf(done).length > 0 ? done : `${done}，［每周几份／多少人用／省了多少时间］`
}

const list = (items: readonly string[]) => items.map((item, at) => `${at + 1}. ${item}`).join('\n')

/** A note that weather, news and the like cannot be answered here. */
function noteOnLiveTopics(question: string): string {
  return /天气|新闻|股票|汇率|路况/.test(question) ? '天气、新闻这类实时的事我查不到，请看手机自带的应用。\n\n' : ''
}

function improve(question: string): Answer {
  const subject = short(subjectOf(question))
  const facts = factsOf(subject)
  const gone = FILLERS.filter((filler) => subject.includes(filler))
  const changes = [
    ...(gone.length > 0 ? [`**去掉虚词**　“${gone.join('”“')}”不说也不少意思。`] : []),
    ...(/负责/.test(subject) ? ['**不用“负责”开头**　它只说了岗位，没说您做了什么。'] : []),
    facts.length > 0
      ? `**数字都留着**　${facts.join('、')}，是最有说服力的部分。`
      : '**留了一个空**　原话里没有数字，我不替您编；方括号里填一样就够，没有就整段删掉。',
  ]
  return {
    thinking: `要改的是：“${subject}”。先看有没有虚词，再看说没说做了什么、结果怎样。${facts.length > 0 ? `已有的数字：${facts.join('、')}` : '没有数字，不能编'}。`,
    text: `${noteOnLiveTopics(question)}可以改成：

> ${rewritten(subject)}。

为什么这样改：

${changes.map((change) => `- ${change}`).join('\n')}

告诉我这件事多久做一次、给谁用、后来怎样，我再写一版更具体的。`,
  }
}

function interview(question: string): Answer {
  return {
    thinking: `问的是面试：“${short(question)}”。按对方会问的顺序准备，每个问题给一种答法，不编经历。`,
    text: `按您说的“${short(question)}”，先准备这三个问题：

1. **请介绍一下自己**　一分钟，讲最近一份经历和一件做成的事。
2. **为什么离开上一份**　说事实，不说人，最后落到想找什么。
3. **遇到过什么难处**　选一件真事，讲当时怎样、您怎么做、后来怎样。

最后会问“**您有什么想问的**”，可以问：

- 这份工作第一个月最要紧的是什么？
- 试用期怎么算，谁来带？

把您的一段经历发给我，我按第3题帮您理成一分钟。`,
  }
}

function salary(question: string): Answer {
  const facts = factsOf(question)
  const base =
    facts.length > 0 ? `您提到的${facts.join('、')}，可以当作谈的底子。` : '先告诉我最近一份拿多少、做哪些事。'
  return {
    thinking: `问的是钱：“${short(question)}”。不知道当地行情，不能报数，讲怎么算和怎么开口。`,
    text: `您问的是“${short(question)}”。${base}谈的时候按这个顺序：

- **先对活儿**　工作时间、休息几天、额外的事，一样一样问清。
- **再给区间**　下限是您能接受的，上限比上一份高一到两成。
- **最后写下来**　加班、节假日、试用期怎么算，写进合同。

对方压价时可以说：

> 这个数我做不了全部，如果减去［一样］，我可以考虑。

我这里没有实时行情，报价前再问一下经纪人更稳。`,
  }
}

function followUp(question: string): Answer {
  const subject = subjectOf(question)
  const clauses = clausesOf(subject)
  const facts = factsOf(subject)
  return {
    thinking: `写一条跟进。原话：“${short(subject)}”。分成情况、需求、下一步，只用给到的信息${facts.length > 0 ? `，数字有${facts.join('、')}` : ''}。`,
    text: `**跟进记录**

${list([
  `**情况**　${clauses[0] ?? short(subject)}。`,
  `**需求**　${clauses.slice(1, 4).join('，') || '待补：工种、时间、预算'}。`,
  `**顾虑**　${clauses[4] ?? '没有提到，下次问一句'}。`,
  '**下一步**　约定时间回电，带两位合适的阿姨过去。',
])}

${facts.length > 0 ? `数字已核对：${facts.join('、')}。` : '还缺日期和预算，补上再存。'}发给客户前请自己再看一遍。`,
  }
}

function introduce(question: string): Answer {
  const subject = subjectOf(question)
  const clauses = clausesOf(subject)
  return {
    thinking: `给客户介绍一位阿姨。只写给到的：“${short(subject)}”，没有的不补，最后留一个问题让客户接话。`,
    text: `给您推荐一位合适的阿姨：

${clauses.map((clause) => `- **${[...clause].slice(0, 4).join('')}**${[...clause].slice(4).join('')}`).join('\n')}

这几样都是登记和面谈里核对过的，证件可以当面看。她愿意先视频聊10分钟，双方满意再定。

> 您看明天上午还是晚上方便？我来约房间。

发之前请核对姓名和日期，我没有添加您没写的内容。`,
  }
}

function anything(question: string): Answer {
  const clauses = clausesOf(question)
  return {
    thinking: `问的是“${short(question)}”。先弄清要什么，再给能马上做的几步，不确定的说明白。`,
    text: `您说的是“${short(question)}”。可以先这样做：

${list([
  `**把事情说具体**　${clauses[0] ?? short(question)}，是什么时候、跟谁有关，先记下来。`,
  '**先做能做的一步**　今天就能办的放最前，别的排后面。',
  '**留个凭据**　电话里答应的事，用文字再确认一次。',
])}

如果是求职，把经历或职位发给我，我可以帮您**改简历**、**练面试**、**谈工资**。拿不准的政策和价格，请以合同和经纪人的答复为准。`,
  }
}
