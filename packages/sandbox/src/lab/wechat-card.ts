import { html } from 'hono/html'
import { triggerWords, type Verdict } from '../wechat/text-check.ts'

const wordsOf = (verdict: Verdict) =>
  Object.keys(triggerWords)
    .filter((word) => triggerWords[word] === verdict)
    .join('、')

/** What a developer has to know of WeChat's text check, and the ways to be in its way. */
export const wechatCard = () =>
  html`<section class="card" aria-labelledby="h-wechat">
    <h2 id="h-wechat">微信内容检查和凭证</h2>
    <p>写到 ${wordsOf('risky')} 会被拒绝，写到 ${wordsOf('review')} 会被标成待看。</p>
    <div class="row wrap">
      <button type="button" class="plain" data-post="/control/wechat/token/revoke" data-body="{}">让凭证失效</button>
      <button
        type="button"
        class="plain"
        data-post="/control/faults"
        data-body="${JSON.stringify({ service: 'wechat', route: 'msg_sec_check', times: 3, status: 503 })}"
      >
        内容检查不可用
      </button>
    </div>
  </section>`
