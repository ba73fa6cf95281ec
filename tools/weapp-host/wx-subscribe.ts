/** What the person answers for a template in the dialog of subscribe messages. */
export type SubscribeAnswer = 'accept' | 'reject' | 'ban' | 'filter'
/** An answer, with 总是保持以上选择 ticked: WeChat gives it from then on without a dialog. */
export type SubscribeChoice = SubscribeAnswer | { always: SubscribeAnswer }

export interface SubscribeOptions {
  tmplIds?: unknown
  success?: (result: object) => void
  fail?: (result: object) => void
  complete?: (result: object) => void
}

/** WeChat's most templates of one request. */
const MOST = 3

/**
 * wx.requestSubscribeMessage: opens its dialog in a tap only, before anything is awaited, for three templates at most.
 * @param answerOf what the person taps for a template; undefined where she has switched all off
 * @param isInTap where the page's own events say so
 */
export function makeSubscribe(
  calls: string[],
  answerOf: (templateId: string) => SubscribeChoice | undefined,
  isInTap?: () => boolean,
) {
  let tapping = false
  const asked: string[][] = []
  const kept = new Map<string, SubscribeAnswer>()

  function choose(id: string): SubscribeAnswer | undefined {
    const choice = kept.get(id) ?? answerOf(id)
    if (typeof choice !== 'object') return choice
    kept.set(id, choice.always)
    return choice.always
  }

  function request({ tmplIds, success, fail, complete }: SubscribeOptions): void {
    calls.push('requestSubscribeMessage')
    const refuse = (errMsg: string, errCode?: number) => {
      const result = { errMsg: `requestSubscribeMessage:fail ${errMsg}`, ...(errCode === undefined ? {} : { errCode }) }
      fail?.(result)
      complete?.(result)
    }
    if (!(isInTap?.() ?? tapping)) return refuse('can only be invoked by user TAP gesture.')
    if (!Array.isArray(tmplIds) || tmplIds.length === 0) return refuse('TmplIds can not be empty', 10_001)
    if (tmplIds.length > MOST) return refuse('The number of templates exceeds the upper limit', 20_003)
    const ids = tmplIds.map(String)
    if (!ids.every((id) => kept.has(id))) asked.push(ids)
    const answers = ids.map((id) => [id, choose(id)] as const)
    if (answers.some(([, answer]) => answer === undefined)) return refuse('The main switch is switched off', 20_004)
    const result = { errMsg: 'requestSubscribeMessage:ok', ...Object.fromEntries(answers) }
    // As on a phone: the person needs a moment.
    setTimeout(() => {
      success?.(result)
      complete?.(result)
    }, 0)
  }

  return {
    request,
    /** Runs what a tap does; the gesture ends with it. */
    inTap: (run: () => void) => {
      tapping = true
      try {
        run()
      } finally {
        tapping = false
      }
    },
    /** The templates of each dialog that was opened. */
    asked,
  }
}
export type Subscribe = ReturnType<typeof makeSubscribe>
