import { html } from 'hono/html'
import { TRIGGER_WORDS, type Verdict } from '../wechat/text-check.ts'

/** An invented number of a region that does not exist. */
const SAMPLE_FRONT = {
  side: 'Front',
  name: '赵春梅',
  id: '990101198307153923',
  addr: '某某省安宁市云水区桃源路128号',
  gender: '女',
  nationality: '汉',
}
const SAMPLE_BACK = { side: 'Back', valid_date: '20160309-长期' }

/** The words of WeChat's text check, and buttons that make WeChat's calls fail. */
export function wechatCard() {
  return html`<section class="card" aria-labelledby="h-wechat">
    <h2 id="h-wechat">微信内容检查、识图和凭证</h2>
    <p>
      写到 ${wordsOf('risky')} 会被拒绝，写到 ${wordsOf('review')}
      会被标成待看。身份证照片这里认不出来，由服务器自己识别；也可以让微信把下一张认成样张。
    </p>
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
      <button type="button" class="plain" data-post="/control/wechat/cards" data-body="${JSON.stringify(SAMPLE_FRONT)}">
        下一张认成样张正面
      </button>
      <button type="button" class="plain" data-post="/control/wechat/cards" data-body="${JSON.stringify(SAMPLE_BACK)}">
        下一张认成样张背面
      </button>
      <button
        type="button"
        class="plain"
        data-post="/control/faults"
        data-body="${JSON.stringify({ service: 'wechat', route: 'idcard', times: 3, status: 503 })}"
      >
        识图不可用
      </button>
    </div>
  </section>`
}

function wordsOf(verdict: Verdict) {
  return Object.keys(TRIGGER_WORDS)
    .filter((word) => TRIGGER_WORDS[word] === verdict)
    .join('、')
}
