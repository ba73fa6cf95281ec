import { html } from 'hono/html'
import type { ClockState } from '../clock.ts'
import type { SandboxControl } from '../control/control.ts'
import type { DeepseekControl } from '../deepseek/deepseek.ts'
import type { Fault, Fired } from '../faults.ts'
import type { Message } from '../tencent/outbox.ts'
import type { PayOrder } from '../wxpay/orders.ts'
import type { Person } from '../wechat/people.ts'
import { serviceAccount as serviceAccountCard } from './service-account-card.ts'
import type { WechatControl } from '../wechat/wechat.ts'
import { stored } from './store-card.ts'
import { checkedPictures } from './wechat-card.ts'
import { formatDayAndTime, formatDateTime, formatFault, SERVICE_NAMES, formatDuration, formatTime } from './format.ts'

const SHOWN_MESSAGES = 30
const SHOWN_PEOPLE = 30
const SHOWN_ORDERS = 10
const SHOWN_FIRED = 20

const TRADE_STATES = { NOTPAY: '等付款', SUCCESS: '已付款', CLOSED: '已关闭', REFUND: '已退款' }

/** The parts of the page that change, each as escaped HTML. */
export async function sections(control: SandboxControl) {
  const { clock, cos, deepseek, faults, oss, sms, sts, wechat, wxpay } = control
  return {
    inbox: String(await inbox(sms.outbox())),
    arrived: String(await arrived(wechat)),
    people: String(await people(wechat.people())),
    account: String(await serviceAccountCard(control.serviceAccount)),
    pay: String(await payments(wxpay.orders())),
    faults: String(await planned(faults.list())),
    fired: String(await firedFaults(faults.fired())),
    clock: String(await time(clock.state())),
    deepseek: String(await answering(deepseek)),
    pictures: String(await checkedPictures(wechat)),
    stored: String(await stored(cos, oss, sts)),
  }
}

function inbox(messages: Message[]) {
  if (messages.length === 0) return html`<p class="empty">还没有短信。在应用里点“获取验证码”，它会出现在这里。</p>`
  return html`<ol class="list">
      ${messages.slice(0, SHOWN_MESSAGES).map(message)}
    </ol>
    ${more(messages.length, SHOWN_MESSAGES)}`
}

function message({ phone, code, text, at }: Message) {
  return html`<li class="message">
    <p class="line">
      <span class="phone">${phone.replace(/^\+86(\d{3})(\d{4})/, '$1 $2 ')}</span><time>${formatDayAndTime(at)}</time>
    </p>
    ${code === null ? '' : html`<p class="line"><span class="digits">${code}</span><button type="button" class="plain" data-copy="${code}" aria-label="复制验证码 ${code}">复制</button></p>`}
    <p class="quiet">${text}</p>
  </li>`
}

/** What arrived on whose phone, in WeChat. */
function arrived({ subscribed, people: all }: WechatControl) {
  const messages = subscribed.list()
  if (messages.length === 0) return html`<p class="empty">还没有。有人订阅以后，应用里的消息会出现在这里。</p>`
  const names = new Map(all().map(({ openid, name }) => [openid, name]))
  return html`<ol class="list">
      ${messages.slice(0, SHOWN_MESSAGES).map(
        ({ openid, templateId, page: opens, fields, at }) =>
          html`<li class="message">
            <p class="line"><b>${names.get(openid) ?? openid}</b><time>${formatDayAndTime(at)}</time></p>
            <p class="quiet">${Object.values(fields).join('，')}</p>
            <p class="line">
              <code>${opens}</code
              ><span class="actions"
                ><button
                  type="button"
                  class="small"
                  data-post="/control/wechat/subscribe"
                  data-body="${JSON.stringify({ openid, templateId, accepted: false })}"
                >
                  不再接收
                </button></span
              >
            </p>
          </li>`,
      )}
    </ol>
    ${more(messages.length, SHOWN_MESSAGES)}`
}

function people(all: Person[]) {
  if (all.length === 0) return html`<p class="empty">还没有人登录过。</p>`
  return html`<ul class="list">
      ${all.slice(0, SHOWN_PEOPLE).map(person)}
    </ul>
    ${more(all.length, SHOWN_PEOPLE)}`
}

function person({ name, openid, blocked, lastLoginAt }: Person) {
  return html`<li class="person">
    <p class="line">
      <b>${name}</b>${blocked ? html`<span class="tag bad">已拦截</span>` : ''}
      <span class="actions">
        <button type="button" class="small" data-block="${openid}" data-blocked="${String(!blocked)}">
          ${blocked ? '解除拦截' : '拦截'}</button
        ><button type="button" class="small" data-copy="${openid}" aria-label="复制 ${name} 的 openid">复制</button>
      </span>
    </p>
    <p class="line">
      <code>${openid}</code
      ><span class="quiet">${lastLoginAt === null ? '未登录' : `${formatTime(lastLoginAt)} 登录`}</span>
    </p>
  </li>`
}

function payments(orders: PayOrder[]) {
  if (orders.length === 0) return html`<p class="empty">还没有订单。在应用里买积分，订单会出现在这里。</p>`
  return html`<ol class="list">
      ${orders.slice(0, SHOWN_ORDERS).map(payment)}
    </ol>
    ${more(orders.length, SHOWN_ORDERS)}`
}

function payment({ prepayId, number, total, description, state, createdAt }: PayOrder) {
  return html`<li>
    <p class="line">
      <b>¥${(total / 100).toFixed(2)} ${description}</b><span class="tag">${TRADE_STATES[state]}</span>
      <time>${formatTime(createdAt)}</time>
    </p>
    <p class="line">
      <code>${number}</code
      >${state === 'NOTPAY' ? html`<a class="open" href="/pay/${prepayId}" target="_blank" rel="noopener">打开模拟手机</a>` : ''}
    </p>
  </li>`
}

function planned(faults: Fault[]) {
  if (faults.length === 0) return html`<p class="empty">一切正常。</p>`
  return html`<ul class="list">
      ${faults.map(fault)}
    </ul>
    <p><button type="button" class="plain" data-post="/control/faults/clear">全部取消</button></p>`
}

function fault(one: Fault) {
  return html`<li class="line">
    ${where(one)}<span class="grow">${formatFault(one)}</span>
    <span class="actions">
      <span class="quiet">还有 ${one.remaining} 次</span>
      <button
        type="button"
        class="small"
        data-post="/control/faults/clear"
        data-body="${JSON.stringify({ id: one.id })}"
        aria-label="取消故障：${SERVICE_NAMES[one.service]}，${formatFault(one)}"
      >
        取消
      </button>
    </span>
  </li>`
}

function where({ service, route }: Pick<Fault, 'service' | 'route'>) {
  return html`<span class="tag warn">${SERVICE_NAMES[service]}${route === undefined ? '' : ` ${route}`}</span>`
}

function firedFaults(fired: Fired[]) {
  if (fired.length === 0) return html`<p class="empty">还没有发生过。</p>`
  return html`<ol class="list">
      ${fired.slice(-SHOWN_FIRED).toReversed().map(occurrence)}
    </ol>
    ${more(fired.length, SHOWN_FIRED)}
    <p><button type="button" class="plain" data-post="/control/faults/fired/clear">清空记录</button></p>`
}

function occurrence({ service, route, method, path, at, call, fault }: Fired) {
  return html`<li>
    <p class="line">
      ${where({ service, route })}<span class="grow">${formatFault({ ...fault, probability: 1 })}</span
      ><time>${formatDayAndTime(at)}</time>
    </p>
    <p class="line"><code>${method} ${path}</code><span class="quiet">第 ${call} 次调用</span></p>
  </li>`
}

function time({ now, offsetMs, fixedAt }: ClockState) {
  return html`<p class="now">${formatDateTime(now)}</p>
    <p class="quiet">${formatClock(offsetMs, fixedAt)}</p>`
}

function formatClock(offsetMs: number, fixedAt: number | null) {
  if (fixedAt !== null) return '停住了，不会自己往前走。'
  if (Math.abs(offsetMs) < 1000) return '与这台电脑一致。'
  return `比这台电脑${offsetMs > 0 ? '快' : '慢'} ${formatDuration(offsetMs)}。`
}

function answering(deepseek: DeepseekControl) {
  const { tokensPerSecond, splitBytes } = deepseek.settings()
  const speed = tokensPerSecond === 0 ? '最快' : `每秒 ${tokensPerSecond} 个词元`
  const cut = splitBytes === 0 ? '' : `，每 ${splitBytes} 字节切一刀`
  const waiting = deepseek.scripts().length
  return html`<p>${speed}${cut}，正在回答 ${deepseek.active()} 条。</p>
    ${waiting > 0 ? html`<p class="quiet">还有 ${waiting} 个安排没有用到。</p>` : ''}`
}

function more(all: number, shown: number) {
  return all > shown ? html`<p class="quiet">只显示最近 ${shown} 条，共 ${all} 条。</p>` : ''
}
