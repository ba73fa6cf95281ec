/** How a stream ends early. `blank` sends only spaces, as the vendor does for discarded output. */
export const ENDINGS = ['stall', 'cut', 'eof', 'error', 'blank', 'length', 'overloaded'] as const
export type Ending = (typeof ENDINGS)[number]

export interface Script {
  /** The last user message that the script applies to; every message by default. */
  when?: string
  thinking?: string
  text?: string
  ending?: Ending
  /** The number of deltas before the ending; all by default. */
  after?: number
  times: number
}

export interface Scripts {
  add: (script: Script) => Script
  /** The oldest script that fits; uses it once. */
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
