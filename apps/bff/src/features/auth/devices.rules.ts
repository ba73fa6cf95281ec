const LOOPBACK = /^(?:127\.|::1$)/

/** A network address with its last half hidden: enough to tell two places apart, too little to find a household. */
export function maskAddress(address: string): string | null {
  if (LOOPBACK.test(address)) return '本机'
  const four = /^(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(address)
  if (four) return `${four[1]}.${four[2]}.*.*`
  const six = /^([0-9a-f]{1,4}):([0-9a-f]{0,4}):[0-9a-f:.]*$/i.exec(address)
  return six ? `${six[1]}:${six[2]}:*` : null
}
