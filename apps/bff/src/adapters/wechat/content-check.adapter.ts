import type { Logger } from 'pino'
import type { ContentCheckPort, TextAuthor, TextJudgement, TextVerdict } from '../../ports/content-check.port.ts'
import { VendorError } from '../vendor-calls.ts'
import type { AccessToken } from './access-token.ts'
import { errcodeOf, type WechatClient } from './wechat.client.ts'
import { isAuthorUnknown, isBusy, judgementIn, SCENES } from './wechat.mapping.ts'

/** The longest text that one call judges, in characters. */
const LONGEST = 2500
const UNJUDGED: TextJudgement = { verdict: 'unjudged', label: null }
const GRAVITY: readonly TextVerdict[] = ['pass', 'unjudged', 'review', 'risky']

function pieces(text: string): string[] {
  const letters = [...text]
  return Array.from({ length: Math.ceil(letters.length / LONGEST) }, (_, i) =>
    letters.slice(i * LONGEST, (i + 1) * LONGEST).join(''),
  )
}

/**
 * WeChat's msg_sec_check, version 2. Its first version, which judged without the author, is no longer kept up: texts of
 * people whom WeChat does not know, or has not seen for two hours, stay unjudged.
 */
export function makeContentCheck(client: WechatClient, token: AccessToken, log: Logger): ContentCheckPort {
  async function judge(text: string, { wechatId, scene }: TextAuthor): Promise<TextJudgement> {
    if (wechatId === null) return UNJUDGED
    const ask = () => token.run((access) => client.checkText(access, text, { openid: wechatId, scene: SCENES[scene] }))
    const first = await ask()
    const answer = isBusy(errcodeOf(first)) ? await ask() : first
    const upstreamCode = errcodeOf(answer)
    if (isAuthorUnknown(upstreamCode)) return UNJUDGED
    client.report('checkText', answer)
    const judgement = judgementIn(upstreamCode, answer)
    if (judgement) return judgement
    log.warn({ service: 'wechat', operation: 'checkText', upstreamCode }, 'vendor refused')
    throw new VendorError(`no verdict: ${upstreamCode}`)
  }

  return {
    longest: LONGEST,
    async judge(text, author) {
      const all = await Promise.all(pieces(text).map((piece) => judge(piece, author)))
      const gravest = all.toSorted((a, b) => GRAVITY.indexOf(b.verdict) - GRAVITY.indexOf(a.verdict))[0]
      return gravest ?? { verdict: 'pass', label: null }
    },
  }
}
