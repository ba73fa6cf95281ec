import { html } from 'hono/html'
import { TRIGGER_WORDS, type Verdict, VERDICTS } from '../wechat/text-check.ts'
import type { WechatControl } from '../wechat/wechat.ts'
import { formatDayAndTime } from './format.ts'

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

const SHOWN_PICTURES = 10
const VERDICT_NAMES = { pass: '通过', review: '待看', risky: '违规', unread: '没取到' } as const

/** The pictures that were sent to be judged, each with buttons that push a verdict about it. */
export function checkedPictures({ mediaChecks, people }: WechatControl) {
  const all = mediaChecks.asked()
  if (all.length === 0) return html`<p class="empty">还没有图片送检。阿姨自己传了照片，它会出现在这里。</p>`
  const names = new Map(people().map(({ openid, name }) => [openid, name]))
  return html`<ol class="list">
    ${all.slice(0, SHOWN_PICTURES).map(
      ({ traceId, url, openid, at, bytes, verdict }) =>
        html`<li>
          <p class="line">
            <b>${names.get(openid) ?? openid}</b
            ><span class="tag">${verdict === null ? '等结果' : VERDICT_NAMES[verdict]}</span
            ><time>${formatDayAndTime(at)}</time>
          </p>
          <p class="line">
            <a class="open" href="${url}" target="_blank" rel="noopener">看图</a
            ><span class="grow quiet">${bytes === null ? '取不到这张图' : `${Math.ceil(bytes / 1024)} KB`}</span>
            <span class="actions">${VERDICTS.map((one) => verdictButton(traceId, one))}</span>
          </p>
        </li>`,
    )}
  </ol>`
}

const verdictButton = (traceId: string, verdict: Verdict) =>
  html`<button
    type="button"
    class="small"
    data-post="/control/wechat/media-checks/decide"
    data-body="${JSON.stringify({ traceId, verdict })}"
  >
    ${VERDICT_NAMES[verdict]}
  </button>`

const holdButton = (verdicts: 'by-itself' | 'held', words: string) =>
  html`<button
    type="button"
    class="plain"
    data-post="/control/wechat/media-checks/settings"
    data-body="${JSON.stringify({ verdicts })}"
  >
    ${words}
  </button>`

/** The card around them, which is not refreshed. */
export const pictureCard = (list: unknown) =>
  html`<section class="card" aria-labelledby="h-pictures">
    <h2 id="h-pictures">送检的图片</h2>
    <p class="quiet">平时自己通过。要自己选结果，先按“先别出结果”。</p>
    <div class="row wrap">${holdButton('held', '先别出结果')} ${holdButton('by-itself', '自己通过')}</div>
    ${list}
  </section>`
