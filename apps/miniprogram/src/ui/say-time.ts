const two = (n: number) => String(n).padStart(2, '0')

/** 今天9:12, 昨天21:05, 11月20日 9:12, and the year only when it is not this one. */
export function sayTime(at: number, now: number): string {
  const then = new Date(at)
  const today = new Date(now)
  const clock = `${then.getHours()}:${two(then.getMinutes())}`
  const midnight = new Date(today.getFullYear(), today.getMonth(), today.getDate()).getTime()
  if (at >= midnight) return `今天${clock}`
  if (at >= midnight - 86_400_000) return `昨天${clock}`
  const day = `${then.getMonth() + 1}月${then.getDate()}日`
  return then.getFullYear() === today.getFullYear() ? `${day} ${clock}` : `${then.getFullYear()}年${day}`
}

/** 今天, 昨天 or 11月20日, and the year only when it is not this one. */
export const sayDay = (at: number, now: number): string => sayTime(at, now).replace(/ ?\d+:\d+$/, '')
