import type { Logger } from 'pino'
import type { ContentCheckPort, TextAuthor, TextVerdict } from '../../ports/content-check.port.ts'
import { VendorError } from '../vendor-calls.ts'
import type { AccessToken } from './access-token.ts'
import { errcodeOf, type WechatClient } from './wechat.client.ts'
import { isAuthorUnknown, isBusy, SCENES, verdictIn } from './wechat.mapping.ts'

/** The longest text that one call judges, in characters. */
const LONGEST = 2500
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
  async function judge(text: string, { wechatId, scene }: TextAuthor): Promise<TextVerdict> {
    if (wechatId === null) return 'unjudged'
    const ask = () => token.run((access) => client.checkText(access, text, { openid: wechatId, scene: SCENES[scene] }))
    const first = await ask()
    const answer = isBusy(errcodeOf(first)) ? await ask() : first
    const upstreamCode = errcodeOf(answer)
    if (isAuthorUnknown(upstreamCode)) return 'unjudged'
    client.report('checkText', answer)
    const verdict = verdictIn(upstreamCode, answer)
    if (verdict) return verdict
    log.warn({ service: 'wechat', operation: 'checkText', upstreamCode }, 'vendor refused')
    throw new VendorError(`no verdict: ${upstreamCode}`)
  }

  return {
    longest: LONGEST,
    async judge(text, author) {
      const verdicts = await Promise.all(pieces(text).map((piece) => judge(piece, author)))
      return GRAVITY[Math.max(0, ...verdicts.map((verdict) => GRAVITY.indexOf(verdict)))] ?? 'pass'
    },
  }
}
