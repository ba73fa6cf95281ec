import { describe, expect, it } from 'vitest'
import { startSandbox } from '../server.ts'
import { aSandbox, post, secrets } from '../test-sandbox.ts'
import type { Sandbox } from '../app.ts'

const auth = { authorization: `Bearer ${secrets.deepseek.apiKey}` }
function ask(sandbox: Sandbox, question: string, more: object = {}, headers: Record<string, string> = auth) {
  return post(
    sandbox,
    '/deepseek/chat/completions',
    { model: 'deepseek-flash', messages: [{ role: 'user', content: question }], ...more },
    headers,
  )
}

interface Chunk {
  choices?: { delta: { content?: string | null; reasoning_content?: string | null }; finish_reason: string | null }[]
  usage?: Record<string, number> | null
}
function read(text: string) {
  const chunks = [...text.matchAll(/^data: (\{.*)$/gm)].map(([, data]) => JSON.parse(data ?? '') as Chunk)
  function joined(name: 'content' | 'reasoning_content') {
    return chunks.map(({ choices }) => choices?.[0]?.delta[name] ?? '').join('')
  }
  const finish = chunks.map(({ choices }) => choices?.[0]?.finish_reason).find((one) => typeof one === 'string')
  return {
    chunks,
    thinking: joined('reasoning_content'),
    text: joined('content'),
    finish,
    done: text.includes('[DONE]'),
  }
}

describe('an answer of DeepSeek', () => {
  it('streams its thinking, its text, the reason of its end and its usage', async () => {
    const response = await ask(aSandbox(), '帮我改一句话：我主要负责了店里的收银', {
      stream: true,
      stream_options: { include_usage: true },
    })
    const body = await response.text()
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
    expect(body.startsWith(': keep-alive\n\n')).toBe(true)
    const { chunks, thinking, text, finish, done } = read(body)
    expect(thinking).toContain('收银')
    expect(text).toContain('收银')
    expect([finish, done]).toEqual(['stop', true])
    const { usage, choices } = chunks.at(-1) ?? { usage: undefined, choices: undefined }
    expect(choices).toEqual([])
    expect(usage?.['prompt_tokens']).toBe(
      (usage?.['prompt_cache_hit_tokens'] ?? 0) + (usage?.['prompt_cache_miss_tokens'] ?? 0),
    )
  })

  it('thinks unless thinking is switched off', async () => {
    const sandbox = aSandbox()
    const { thinking, text } = read(
      await (await ask(sandbox, '面试', { stream: true, thinking: { type: 'disabled' } })).text(),
    )
    expect(thinking).toBe('')
    expect(text.length).toBeGreaterThan(100)
  })

  it('is the same for the same question, uses what was sent, and has 100 to 400 characters', async () => {
    const people = ['住家保姆，带过3个孩子，工资怎么谈', '明天去面试收银员', '今天心情不好', '帮我改：我可能比较会做饭']
    for (const question of people) {
      const [one, two] = await Promise.all(
        [0, 1].map(async () => read(await (await ask(aSandbox(), question, { stream: true })).text()).text),
      )
      expect(one).toBe(two)
      expect(one).toContain(question.slice(-3))
      expect([...(one ?? '')].length).toBeGreaterThan(100)
      expect([...(one ?? '')].length).toBeLessThan(400)
    }
  })

  it('recognises figures in a sentence in any notation', async () => {
    async function answerTo(question: string) {
      return read(await (await ask(aSandbox(), `帮我改一句话：${question}`, { stream: true })).text()).text
    }
    for (const [question, fact] of [
      ['我负责客户维护，每月跟进20位客户', '20位'],
      ['我负责做饭，每周三次', '三次'],
    ] as const) {
      const answer = await answerTo(question)
      expect([answer.includes('没有数字'), answer.includes('［'), answer.includes(fact)]).toEqual([false, false, true])
    }
    expect(await answerTo('我负责门店收银，电话13912345678')).toContain('没有数字')
  })

  it('makes a follow-up or an introduction from the notes of staff, known by the system prompt', async () => {
    function messages(content: string) {
      return {
        messages: [
          { role: 'system', content: '你是家政公司员工的助手' },
          { role: 'user', content },
        ],
        stream: true,
      }
    }
    const sandbox = aSandbox()
    const note = '写跟进：赵女士来电，预产期12月3日，要月嫂，预算15000元'
    const followUp = read(await (await ask(sandbox, '', messages(note))).text()).text
    for (const fact of ['赵女士来电', '12月', '15000元']) expect(followUp).toContain(fact)
    const worker = read(await (await ask(sandbox, '', messages('介绍阿姨：王桂兰，48岁，做月嫂6年'))).text()).text
    for (const fact of ['王桂兰', '48岁', '6年']) expect(worker.replaceAll('*', '')).toContain(fact)
  })
})

describe('a request to DeepSeek', () => {
  it.each([
    ['a wrong key', {}, { authorization: 'Bearer nobody' }, 401],
    ['a retired model', { model: 'deepseek-chat' }, auth, 400],
    ['the reasoner of old', { model: 'deepseek-reasoner' }, auth, 400],
    ['a model that never was', { model: 'deepseek-r1-40b' }, auth, 400],
    ['no messages', { messages: [] }, auth, 422],
    ['a user id with a phone sign', { user_id: '+86138' }, auth, 422],
    ['JSON without the word in the prompt', { response_format: { type: 'json_object' } }, auth, 400],
  ])('with %s is refused in the shape that the SDK reads', async (_, more, headers, status) => {
    const response = await ask(aSandbox(), '你好', more, headers)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ error: { message: expect.any(String), type: expect.any(String) } })
  })

  it('finds the list of models, and no embeddings', async () => {
    const sandbox = aSandbox()
    expect((await post(sandbox, '/deepseek/v1/embeddings', {}, auth)).status).toBe(404)
    const { data } = (await (await sandbox.app.request('/deepseek/models', { headers: auth })).json()) as {
      data: { id: string }[]
    }
    expect(data.map(({ id }) => id)).toEqual(['deepseek-flash', 'deepseek-v4-pro'])
  })
})

describe('an answer of DeepSeek in JSON', () => {
  it('is one object, and spaces when output was discarded', async () => {
    const sandbox = aSandbox()
    const json = { response_format: { type: 'json_object' } }
    async function content() {
      const body = (await (await ask(sandbox, '给我 json', json)).json()) as {
        choices: [{ message: { content: string } }]
      }
      return body.choices[0].message.content
    }
    expect(JSON.parse(await content())).toEqual({ text: '给我 json' })
    sandbox.control.deepseek.script({ ending: 'blank' })
    expect((await content()).trim()).toBe('')
  })
})

describe('a planned failure of DeepSeek', () => {
  it('has its status for as many calls as planned', async () => {
    const sandbox = aSandbox()
    for (const status of [402, 429, 500, 503] as const) {
      sandbox.control.deepseek.fail(status, 2)
      const answers = [await ask(sandbox, '你好'), await ask(sandbox, '你好'), await ask(sandbox, '你好')]
      expect(answers.map((answer) => answer.status)).toEqual([status, status, 200])
    }
  })
})

describe('a script of DeepSeek', () => {
  it('applies to its text only and ends where planned', async () => {
    const sandbox = aSandbox()
    sandbox.control.deepseek.script({ when: '甲', thinking: '', text: '一二三四五六七八', ending: 'eof', after: 2 })
    const other = read(await (await ask(sandbox, '乙', { stream: true })).text())
    expect([other.finish, other.done]).toEqual(['stop', true])
    const cut = read(await (await ask(sandbox, '甲', { stream: true })).text())
    expect([cut.finish, cut.done]).toEqual([undefined, false])
    expect('一二三四五六七八'.startsWith(cut.text) && cut.text.length < 8).toBe(true)
  })

  it('can end a stream with an error in the middle', async () => {
    const sandbox = aSandbox()
    sandbox.control.deepseek.script({ ending: 'error', after: 3 })
    const body = await (await ask(sandbox, '你好', { stream: true })).text()
    expect(body).toContain('data: {"error":{"message"')
    expect(read(body).done).toBe(false)
  })

  it('can split characters, which are whole again once the bytes are joined', async () => {
    const sandbox = aSandbox()
    const whole = await (await ask(sandbox, '明天去面试', { stream: true })).text()
    sandbox.control.deepseek.settings({ splitBytes: 5 })
    const response = await ask(sandbox, '明天去面试', { stream: true })
    const sizes: number[] = []
    let bytes = Buffer.alloc(0)
    for await (const part of response.body ?? []) {
      sizes.push(part.length)
      bytes = Buffer.concat([bytes, part])
    }
    expect(Math.max(...sizes)).toBe(5)
    expect(read(bytes.toString()).text).toBe(read(whole).text)
  })
})

describe('DeepSeek over a port', () => {
  it('breaks the connection for a cut, and refuses too many at once until one ends', async () => {
    const running = await startSandbox({ port: 0, acceptUnknownCodes: false, secrets })
    const { deepseek } = running.sandbox
    function call(stream = true) {
      return fetch(`${running.url}/deepseek/chat/completions`, {
        method: 'POST',
        headers: { ...auth, 'content-type': 'application/json' },
        body: JSON.stringify({ model: 'deepseek-flash', stream, messages: [{ role: 'user', content: '你好' }] }),
      })
    }
    try {
      deepseek.script({ ending: 'cut', after: 2 })
      await expect(call().then((response) => response.text())).rejects.toThrow(/terminated|fetch failed/)

      deepseek.settings({ concurrency: 1 })
      deepseek.script({ ending: 'stall' })
      const first = await call()
      expect((await call()).status).toBe(429)
      await first.body?.cancel()
      await expect.poll(() => deepseek.active()).toBe(0)
      expect((await call(false)).status).toBe(200)
    } finally {
      await running.close()
    }
  })

  it('is controlled over HTTP too', async () => {
    const sandbox = aSandbox()
    const control = (path: string, body: object) => post(sandbox, `/control/deepseek/${path}`, body)
    expect(await (await control('settings', { tokensPerSecond: 0, splitBytes: 3 })).json()).toMatchObject({
      splitBytes: 3,
    })
    expect(await (await control('script', { text: '好', ending: 'eof' })).json()).toMatchObject({ times: 1 })
    expect((await control('fail', { status: 418 })).status).toBe(400)
    expect((await control('fail', { status: 402 })).status).toBe(200)
    expect((await ask(sandbox, '你好')).status).toBe(402)
  })
})
