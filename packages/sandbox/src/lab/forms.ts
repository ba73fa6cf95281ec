import { html } from 'hono/html'
import { SERVICES } from '../services.ts'
import { SERVICE_NAMES } from './format.ts'

// The buttons stand outside the refreshed parts, because a button that is replaced during a click loses it.
export function clockButton(words: string, change: object) {
  return html`<button type="button" class="plain" data-post="/control/clock" data-body="${JSON.stringify(change)}">
    ${words}
  </button>`
}

export function codeCard() {
  return html`<section class="card" aria-labelledby="h-code">
    <h2 id="h-code">发一个微信登录码</h2>
    <form id="code-form">
      <label for="person">给谁<span class="quiet">（留空就是新用户）</span></label>
      <div class="row">
        <input id="person" name="person" maxlength="40" placeholder="如 王女士" autocomplete="off" />
        <button class="primary">发登录码</button>
      </div>
    </form>
    <div id="issued" hidden>
      <code id="issued-code"></code>
      <button type="button" class="plain" data-copy="">复制</button>
      <p class="quiet">5 分钟内有效，只能用一次。</p>
    </div>
  </section>`
}

export function deepseekCard(state: unknown) {
  return html`<section class="card" aria-labelledby="h-deepseek">
    <h2 id="h-deepseek">DeepSeek</h2>
    ${state}
    <p class="quiet">下一次回答：</p>
    <div class="row wrap">
      ${deepseekButton('余额不足', 'fail', { status: 402 })} ${deepseekButton('太忙', 'fail', { status: 503 })}
      ${deepseekButton('写到一半断开', 'script', { ending: 'cut', after: 40 })}
      ${deepseekButton('写到一半停住', 'script', { ending: 'stall', after: 40 })}
      ${deepseekButton('没有结束标记', 'script', { ending: 'eof' })}
      ${deepseekButton('空白回答', 'script', { ending: 'blank' })}
    </div>
    <p class="quiet">速度：</p>
    <div class="row wrap">
      ${deepseekButton('慢', 'settings', { tokensPerSecond: 8 })}
      ${deepseekButton('像真人看得清', 'settings', { tokensPerSecond: 40 })}
      ${deepseekButton('最快', 'settings', { tokensPerSecond: 0 })}
      ${deepseekButton('把汉字切开发', 'settings', { splitBytes: 2 })}
      ${deepseekButton('整段发', 'settings', { splitBytes: 0 })}
    </div>
  </section>`
}

export function faultCard(list: unknown, fired: unknown) {
  return html`<section class="card faults" aria-labelledby="h-faults">
    <h2 id="h-faults">故障</h2>
    ${list}
    <form id="fault-form" class="grid">
      <div>
        <label for="f-service">服务</label>
        <select id="f-service" name="service">
          ${SERVICES.map((one) => html`<option value="${one}">${SERVICE_NAMES[one]}</option>`)}
        </select>
      </div>
      <div>
        <label for="f-times">次数</label>
        <input id="f-times" name="times" type="number" inputmode="numeric" min="1" value="1" required />
      </div>
      ${textField('route', '接口（留空就是全部；支付通知填 webhook）', '如 query，或 GET /wxpay/v3/*')}
      ${numberField('status', '状态码', { min: 200, max: 599 }, '如 503')}
      ${numberField('retryAfter', '要求等几秒', { min: 1, max: 86_400 }, '配合状态码')}
      ${numberField('delayMs', '延迟毫秒', { min: 1, max: 120_000 }, '如 3000')}
      ${numberField('cut', '发几字节后断开', { min: 0 }, '如 40')}
      ${numberField('repeat', '重复几次', { min: 1, max: 100 }, '如 1')}
      ${numberField('percent', '几率 %', { min: 1, max: 100 }, '100')}
      ${textField('seed', '随机种子', '同一个种子，每次碰上的都一样')}
      ${textField('body', '返回内容', '文字或 JSON，如 {"errcode":-1}')}
      <label class="check"><input type="checkbox" name="drop" /> 断开连接</label>
      <button class="tint">添加故障</button>
    </form>
    <h3>已经发生的</h3>
    ${fired}
  </section>`
}

function deepseekButton(words: string, path: string, body: object) {
  return html`<button
    type="button"
    class="plain"
    data-post="/control/deepseek/${path}"
    data-body="${JSON.stringify(body)}"
  >
    ${words}
  </button>`
}

function numberField(name: string, words: string, range: { min: number; max?: number }, placeholder: string) {
  return html`<div>
    <label for="f-${name}">${words}</label>
    <input
      id="f-${name}"
      name="${name}"
      type="number"
      inputmode="numeric"
      min="${range.min}"
      ${range.max === undefined ? '' : html`max="${range.max}"`}
      placeholder="${placeholder}"
    />
  </div>`
}

function textField(name: string, words: string, placeholder: string) {
  return html`<div class="full">
    <label for="f-${name}">${words}</label>
    <input id="f-${name}" name="${name}" placeholder="${placeholder}" autocomplete="off" />
  </div>`
}
