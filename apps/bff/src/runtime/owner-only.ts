import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const OTHERS = 0o077
const STICKY = 0o1000
/** Entries of a data folder; all others belong to other programs. */
const OURS = /^(?:qingpin\.db(?:-wal|-shm|-journal)?|files|logs|dev-secrets\.json)$/

/** From here on this process creates files and folders that only its own user can read. */
export const createForOwnerOnly = (): void => {
  process.umask(OTHERS)
}

/**
 * Creates the data folder for its owner only, and takes what an earlier release let other users read away from them.
 * @returns what belongs to another user and stays as it is
 */
export function closeToOthers(folder: string): string[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const left: string[] = []
  for (const name of readdirSync(folder).filter((one) => OURS.test(one))) tighten(join(folder, name), left)
  // A folder that others use too, as /tmp, is not ours to close.
  if ((lstatSync(folder).mode & STICKY) === 0) restrict(folder, left)
  return left
}

/** A folder comes after what is in it, so that a start that was cut short finds the rest the next time. */
function tighten(path: string, left: string[]): void {
  const found = lstatSync(path)
  if (found.isSymbolicLink() || (found.mode & OTHERS) === 0) return
  if (found.isDirectory()) for (const name of readdirSync(path)) tighten(join(path, name), left)
  restrict(path, left)
}

function restrict(path: string, left: string[]): void {
  const { mode } = lstatSync(path)
  if ((mode & OTHERS) === 0) return
  try {
    chmodSync(path, mode & 0o700)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error
    left.push(path)
  }
}
