import { act } from 'react'

type Send = (
  method: string,
  url: string,
  init: { headers: Record<string, string>; body: BodyInit | null },
) => Promise<Response>

/**
 * A double of the browser's XMLHttpRequest, which alone tells how far a body has come: half of it has when it is sent,
 * all of it when `send` lets it through. Of one that was broken off nothing more is heard.
 */
export function xhrThrough(send: Send) {
  return class extends EventTarget {
    readonly upload = new EventTarget()
    status = 0
    responseText = ''
    timeout = 0
    readonly #headers: Record<string, string> = {}
    #to = { method: '', url: '' }
    #over = false
    #received = ''

    open(method: string, url: string): void {
      this.#to = { method, url }
    }
    setRequestHeader(name: string, value: string): void {
      this.#headers[name] = value
    }
    getAllResponseHeaders(): string {
      return this.#received
    }
    abort(): void {
      this.#end('abort')
    }
    send(body: BodyInit | null): void {
      this.#progress(1)
      void send(this.#to.method, this.#to.url, { headers: this.#headers, body }).then(
        async (response) => {
          const text = await response.text()
          this.#progress(2)
          this.status = response.status
          this.responseText = text
          this.#received = [...response.headers].map((pair) => pair.join(': ')).join('\r\n')
          this.#end('load')
        },
        () => this.#end('error'),
      )
    }
    #progress(loaded: number): void {
      if (!this.#over) this.upload.dispatchEvent(Object.assign(new Event('progress'), { loaded, total: 2 }))
    }
    #end(how: 'load' | 'error' | 'abort'): void {
      if (this.#over) return
      this.#over = true
      this.dispatchEvent(new Event(how))
    }
  }
}

/** Chooses these files in the picker that the page has opened. */
export async function choose(...files: File[]): Promise<void> {
  const input = document.querySelector<HTMLInputElement>('input[type="file"]')
  if (!input) throw new Error('no picker is open')
  Object.defineProperty(input, 'files', { value: files })
  await act(async () => void input.dispatchEvent(new Event('change')))
}

export const aFile = (bytes: Uint8Array, name: string, type: string): File =>
  new File([new Uint8Array(bytes)], name, { type })
