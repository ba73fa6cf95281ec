import { html } from 'hono/html'
import type { SentPush } from '../service-account/pushes.ts'
import type { PhoneMessage, ServiceAccountControl } from '../service-account/service-account.ts'
import { formatDayAndTime, formatTime } from './format.ts'

const SHOWN_CODES = 5
const SHOWN_MESSAGES = 20
const SHOWN_PUSHES = 10
/** Who scans codes on this page. */
const SCANNERS = ['王女士', '李先生']

/** What arrived on whose phone, who subscribes, codes to scan, and what was pushed. */
export function serviceAccount({ codes, messages, subscribers, pushes }: ServiceAccountControl) {
  return html`${messagesOf(messages())}
    <h3>等人扫的码</h3>
    ${codesOf(codes())}
    <h3>关注的人</h3>
    ${subscribersOf(subscribers())}
    <h3>推送</h3>
    ${pushesOf(pushes.sent())}`
}

function messagesOf(all: readonly PhoneMessage[]) {
  if (all.length === 0) return html`<p class="empty">还没有服务号消息。绑定以后，提醒会出现在这里。</p>`
  return html`<ol class="list">
    ${all.slice(0, SHOWN_MESSAGES).map(
      ({ person, data, at, status, page, templateId }) =>
        html`<li class="message">
          <p class="line"><b>${person}的微信</b><time>${formatDayAndTime(at)}</time></p>
          ${Object.values(data).map((value) => html`<p>${value}</p>`)}
          <p class="quiet">
            模板
            ${templateId}，${status === null ? '还没有回报' : `回报 ${status}`}${page === null ? '' : `，点开 ${page}`}
          </p>
        </li>`,
    )}
  </ol>`
}

const button = (path: string, body: object, text: string) =>
  html`<button
    type="button"
    class="small"
    data-post="/control/service-account/${path}"
    data-body="${JSON.stringify(body)}"
  >
    ${text}
  </button>`

function codesOf(all: ReturnType<ServiceAccountControl['codes']>) {
  if (all.length === 0) return html`<p class="empty">还没有绑定码。在“我的”里打开“服务号提醒”取一个。</p>`
  return html`<ul class="list">
    ${all.slice(0, SHOWN_CODES).map(
      ({ ticket, scene, expiresAt }) =>
        html`<li>
          <p class="line">
            <code>${scene.slice(0, 29)}…</code><span class="quiet">${formatTime(expiresAt)} 前有效</span>
          </p>
          <p class="line">
            <span class="actions"
              >${SCANNERS.map((person) => button('scan', { ticket, person }, `${person}扫码`))}</span
            >
          </p>
        </li>`,
    )}
  </ul>`
}

function subscribersOf(all: ReturnType<ServiceAccountControl['subscribers']>) {
  if (all.length === 0) return html`<p class="empty">还没有人关注。</p>`
  return html`<ul class="list">
    ${all.map(
      ({ person: { name, openid }, blocked }) =>
        html`<li class="line">
          <b>${name}</b>${blocked ? html`<span class="tag bad">拒收</span>` : ''}
          <span class="actions"
            >${button('block', { openid, blocked: !blocked }, blocked ? '收消息' : '拒收消息')}${button(
              'unsubscribe',
              { openid },
              '取消关注',
            )}</span
          >
        </li>`,
    )}
  </ul>`
}

function pushesOf(all: readonly SentPush[]) {
  if (all.length === 0) return html`<p class="empty">还没有推送过。</p>`
  return html`<ol class="list">
    ${all.slice(0, SHOWN_PUSHES).map(
      ({ id, event, at, status, attempt }) =>
        html`<li class="line">
          <code>${event}</code
          ><span class="grow quiet">${formatTime(at)} 第 ${attempt} 次，${status ?? '没有回应'}</span>
          <span class="actions">${button('repeat', { id }, '再推一次')}</span>
        </li>`,
    )}
  </ol>`
}
