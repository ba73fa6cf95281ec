import { existsSync } from 'node:fs'
import { installCommand, installPackages } from './debian.ts'

const PACKAGES = ['curl']
const here = () => existsSync('/usr/bin/curl')

/** What the shell examples of the documentation are run with. Undefined when it is there, else how to get it. */
export function missingCurl(): string | undefined {
  if (here() || (installPackages(PACKAGES) && here())) return undefined
  return `no curl found; install it with: ${installCommand(PACKAGES)}`
}
