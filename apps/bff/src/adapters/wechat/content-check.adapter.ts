import type { Logger } from 'pino'
import type { ContentCheckPort, TextAuthor, TextVerdict } from '../../ports/content-check.port.ts'
import { VendorError } from '../vendor-calls.ts'
import type { AccessToken } from './access-token.ts'
import { errcodeOf, type WechatAnswer, type WechatClient } from './wechat.client.ts'
import { isAuthorUnknown, isBusy, SCENES, verdictIn } from './wechat.mapping.ts'

/** The longest text that one call judges, in characters. */
const LONGEST = 2500
const GRAVITY: readonly TextVerdict[] = ['pass', 'review', 'risky']

function pieces(text: string): string[] {
  const letters = [...text]
  return Array.from({ length: Math.ceil(letters.length / LONGEST) }, (_, i) =>
    letters.slice(i * LONGEST, (i + 1) * LONGEST).join(''),
  )
}

/** WeChat's msg_sec_check. A person it does not know at the moment is judged by its first version, without her id. */
export function makeContentCheck(client: WechatClient, token: AccessToken, log: Logger): ContentCheckPort {
  const ask = (text: string, author?: { openid: string; scene: number }): Promise<WechatAnswer> =>
    token.run((access) => client.checkText(access, text, author))

  async function answerTo(text: string, { wechatId, scene }: TextAuthor): Promise<WechatAnswer> {
    const known = wechatId === null ? undefined : { openid: wechatId, scene: SCENES[scene] }
    const first = await ask(text, known)
    const answer = isBusy(errcodeOf(first)) ? await ask(text, known) : first
    return known && isAuthorUnknown(errcodeOf(answer)) ? ask(text) : answer
  }

  async function judge(text: string, author: TextAuthor): Promise<TextVerdict> {
    const answer = await answerTo(text, author)
    client.report('checkText', answer)
    const verdict = verdictIn(errcodeOf(answer), answer)
    if (verdict) return verdict
    const upstreamCode = errcodeOf(answer)
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
