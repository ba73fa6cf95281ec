'use strict'

const element = (id) => document.getElementById(id)

function show(id, visible) {
  element(id).hidden = !visible
}

function complain(text) {
  element('problem').textContent = text
  show('problem', text !== '')
}

const shown = {}

// The server has escaped these parts; they are only written when they changed, so that a selection survives.
async function refresh() {
  try {
    const response = await fetch('/lab/live')
    if (!response.ok) throw new Error(String(response.status))
    for (const [name, part] of Object.entries(await response.json())) {
      if (shown[name] !== part) element(`live-${name}`).innerHTML = part
      shown[name] = part
    }
    show('gone', false)
  } catch {
    show('gone', true)
  }
}

async function post(path, body) {
  complain('')
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const answer = await response.json()
    if (!response.ok) complain(`没有成功：${answer.error}`)
    await refresh()
    return response.ok ? answer : undefined
  } catch {
    show('gone', true)
    return undefined
  }
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy)
  const label = button.textContent
  if (label === '已复制') return
  button.textContent = '已复制'
  setTimeout(() => {
    button.textContent = label
  }, 1500)
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('button')
  if (!button) return
  const { copy: text, post: path, body, block, blocked } = button.dataset
  if (text !== undefined) copy(button)
  if (path !== undefined) post(path, JSON.parse(body ?? '{}'))
  if (block !== undefined) post('/control/wechat/users/block', { openid: block, blocked: blocked === 'true' })
})

element('code-form').addEventListener('submit', async (event) => {
  event.preventDefault()
  const person = event.target.person.value.trim()
  const issued = await post('/control/wechat/codes', person === '' ? {} : { person })
  if (!issued) return
  element('issued-code').textContent = issued.code
  element('issued').querySelector('button').dataset.copy = issued.code
  show('issued', true)
})

const numberIn = (input) => (input.value === '' ? undefined : Number(input.value))

function bodyIn(text) {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

element('fault-form').addEventListener('submit', async (event) => {
  event.preventDefault()
  const form = event.target
  const [route, seed, body] = [form.route, form.seed, form.body].map((input) => input.value.trim() || undefined)
  const percent = numberIn(form.percent)
  const added = await post('/control/faults', {
    service: form.service.value,
    route,
    times: numberIn(form.times),
    probability: percent === undefined ? undefined : percent / 100,
    seed,
    status: numberIn(form.status),
    retryAfter: numberIn(form.retryAfter),
    delayMs: numberIn(form.delayMs),
    cut: numberIn(form.cut),
    repeat: numberIn(form.repeat),
    body: body === undefined ? undefined : bodyIn(body),
    drop: form.drop.checked || undefined,
  })
  if (added) form.reset()
})

setInterval(() => document.hidden || refresh(), 2000)
document.addEventListener('visibilitychange', () => document.hidden || refresh())
