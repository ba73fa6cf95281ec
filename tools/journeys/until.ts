/** How often a condition is looked at. */
const EVERY_MS = 50

/**
 * Waits until a condition holds and gives what it returned; fails with `complaint` when it never does. The timeout is
 * for what never comes, so a busy machine does not reach it.
 */
export async function until<T>(
  condition: () => T | undefined | false | Promise<T | undefined | false>,
  complaint: () => string | Promise<string>,
  timeoutMs = 60_000,
): Promise<T> {
  const end = Date.now() + timeoutMs
  for (;;) {
    const found = await condition()
    if (found !== undefined && found !== false) return found
    if (Date.now() > end) throw new Error(await complaint())
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS))
  }
}
