type Decision = { event: 'exposureAuthorization' | 'agree' | 'disagree'; buttonId?: string }
type Listener = (resolve: (decision: Decision) => void, about: { referrer: string }) => void
type Call = (options: { fail?: (result: object) => void }) => unknown

/** WeChat's check of the privacy contract, as base libraries from 2.32.3 do it when `__usePrivacyCheck__` is on. */
export interface Privacy {
  /** The same call, which waits for the person's agreement. */
  guard: (name: string, call: Call) => Call
  listen: (listener: Listener) => void
  needed: () => boolean
  /** The person tapped a button of `open-type="agreePrivacyAuthorization"`. */
  tapped: (buttonId: string) => void
}

export function makePrivacy(asks: boolean, calls: string[]): Privacy {
  let agreed = !asks
  let button = ''
  const listeners = new Set<Listener>()

  const guard = (name: string, call: Call): Call => {
    return (options = {}) => {
      if (agreed) return call(options)
      const refuse = () => options.fail?.({ errMsg: `${name}:fail privacy permission is not authorized`, errno: 104 })
      if (listeners.size === 0) return refuse()
      const resolve = ({ event, buttonId }: Decision) => {
        calls.push(`privacy:${event}`)
        if (event === 'disagree') refuse()
        if (event !== 'agree') return
        // WeChat believes only a tap on its own button.
        if (!buttonId || buttonId !== button) throw new Error(`no agreement: ${buttonId ?? 'no button'} was not tapped`)
        agreed = true
        call(options)
      }
      for (const listener of listeners) listener(resolve, { referrer: name })
      return undefined
    }
  }
  return {
    guard,
    listen: (listener) => void listeners.add(listener),
    needed: () => !agreed,
    tapped: (id) => {
      button = id
    },
  }
}
