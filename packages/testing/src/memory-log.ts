import { makeLogger } from '@qingpin/bff/runtime/log'

/** A logger as in production, whose lines can be read. */
export function memoryLog(level = 'debug') {
  const lines: string[] = []
  return { lines, log: makeLogger(level, { write: (line: string) => void lines.push(line) }) }
}
