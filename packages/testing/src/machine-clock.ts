/**
 * Puts the clock of this process forward, for what goes by the machine's time and not by the application's clock: a
 * vendor's rest is over at once. Only for test files that run in a process of their own.
 */
export function machineForward(ms: number): void {
  const now = Date.now
  Date.now = () => now.call(Date) + ms
}
