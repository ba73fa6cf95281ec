/** How a stream ends early; `blank` sends nothing but spaces, as the vendor does for output it threw away. */
export const ENDINGS = ['stall', 'cut', 'eof', 'error', 'blank', 'length', 'overloaded'] as const
export type Ending = (typeof ENDINGS)[number]

export interface Script {
  /** The text of the last user message this is for; every message without it. */
  when?: string
  thinking?: string
  text?: string
  ending?: Ending
  /** Deltas that are sent before the ending; all without it. */
  after?: number
  times: number
}

export interface Scripts {
  add: (script: Script) => Script
  /** The oldest script that fits; counts it. */
  take: (lastUserText: string) => Script | undefined
  list: () => Script[]
  clear: () => void
}

export function createScripts(): Scripts {
  let planned: Script[] = []
  return {
    add: (script) => {
      planned.push({ ...script })
      return script
    },
    take: (lastUserText) => {
      const script = planned.find(({ when }) => when === undefined || when === lastUserText)
      if (script === undefined) return undefined
      script.times -= 1
      if (script.times <= 0) planned = planned.filter((one) => one !== script)
      return { ...script }
    },
    list: () => planned.map((script) => ({ ...script })),
    clear: () => {
      planned = []
    },
  }
}
