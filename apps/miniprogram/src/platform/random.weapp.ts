const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The phone's own source answers later, which is too late for a first request; what comes from here is never shown. */
export function randomText(length: number): string {
  let text = ''
  for (let i = 0; i < length; i++) text += SIGNS[Math.floor(Math.random() * SIGNS.length)] ?? ''
  return text
}
