import { html } from 'hono/html'
import { services } from '../services.ts'
import { serviceNames } from './words.ts'

// Outside the refreshed parts: a button that is replaced under the finger loses its click.
export const clockButton = (words: string, change: object) =>
  html`<button type="button" class="plain" data-post="/control/clock" data-body="${JSON.stringify(change)}">
    ${words}
  </button>`

export const codeCard = () =>
  html`<section class="card" aria-labelledby="h-code">
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

const deepseekButton = (words: string, path: string, body: object) =>
  html`<button type="button" class="plain" data-post="/control/deepseek/${path}" data-body="${JSON.stringify(body)}">
    ${words}
  </button>`

export const deepseekCard = (state: unknown) =>
  html`<section class="card" aria-labelledby="h-deepseek">
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

export const faultCard = (list: unknown) =>
  html`<section class="card faults" aria-labelledby="h-faults">
    <h2 id="h-faults">故障</h2>
    ${list}
    <form id="fault-form" class="grid">
      <div>
        <label for="f-service">服务</label>
        <select id="f-service" name="service">
          ${services.map((one) => html`<option value="${one}">${serviceNames[one]}</option>`)}
        </select>
      </div>
      <div>
        <label for="f-times">次数</label>
        <input id="f-times" name="times" type="number" inputmode="numeric" min="1" value="1" required />
      </div>
      <div>
        <label for="f-status">状态码</label>
        <input id="f-status" name="status" type="number" inputmode="numeric" min="200" max="599" placeholder="如 503" />
      </div>
      <div>
        <label for="f-delay">延迟毫秒</label>
        <input
          id="f-delay"
          name="delayMs"
          type="number"
          inputmode="numeric"
          min="1"
          max="120000"
          placeholder="如 3000"
        />
      </div>
      <div class="full">
        <label for="f-body">返回内容</label>
        <input id="f-body" name="body" placeholder='文字或 JSON，如 {"errcode":-1}' autocomplete="off" />
      </div>
      <label class="check"><input type="checkbox" name="drop" /> 断开连接</label>
      <button class="tint">添加故障</button>
    </form>
  </section>`
