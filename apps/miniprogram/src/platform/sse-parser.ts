export interface SseEvent {
  /** The last id the server has given, with this event or before it. */
  readonly id: string | undefined
  readonly type: string
  readonly data: string
}

export interface SseParser {
  feed(text: string): void
  /** Drops what has not been finished by an empty line. */
  end(): void
}

/** Reads an event stream (https://html.spec.whatwg.org/#event-stream-interpretation) from pieces cut anywhere. */
export function makeSseParser(onEvent: (event: SseEvent) => void): SseParser {
  let rest = ''
  let afterReturn = false
  let id: string | undefined
  let type = ''
  let data: string[] = []

  const dispatch = () => {
    const event = { id, type: type || 'message', data: data.join('\n') }
    const empty = data.length === 0
    type = ''
    data = []
    if (!empty) onEvent(event)
  }

  const readLine = (line: string) => {
    if (line === '') return dispatch()
    const [name, value] = fieldOf(line)
    if (name === 'data') data.push(value)
    else if (name === 'event') type = value
    else if (name === 'id' && !value.includes('\0')) id = value || undefined
  }

  return {
    feed(text) {
      if (text === '') return
      // A \r ends its line at once, so that no event waits for more; the \n that may follow belongs to it.
      const added = afterReturn && text.startsWith('\n') ? text.slice(1) : text
      afterReturn = added.endsWith('\r')
      const lines = (rest + added).split(/\r\n|\n|\r/)
      rest = lines.pop() ?? ''
      lines.forEach(readLine)
    },
    end() {
      rest = ''
      afterReturn = false
      type = ''
      data = []
    },
  }
}

/** A comment is a field without a name, and ignored. */
function fieldOf(line: string): readonly [name: string, value: string] {
  const colon = line.indexOf(':')
  if (colon < 0) return [line, '']
  return [line.slice(0, colon), line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)]
}
