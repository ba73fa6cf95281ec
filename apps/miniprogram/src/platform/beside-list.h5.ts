import { frontAddress } from './front-address.h5'

let details: readonly string[] = []
let passing = false

const pathOf = (address: string) => address.split('?')[0] ?? ''

/** The paths of the details that are shown beside their list now; none on a phone. */
export function setDetailsBeside(paths: readonly string[]): void {
  details = paths
}

/** What `choose` opens adds no step: the arrow keys pass many on the way to one. */
export function inPassing(choose: () => void): void {
  passing = true
  try {
    choose()
  } finally {
    passing = false
  }
}

export function stepTo(url: string): 'open' | 'stay' | 'replace' | 'follow' {
  const front = frontAddress()
  const path = pathOf(url)
  if (!details.includes(path) || pathOf(front) !== path) return 'open'
  if (front === url) return 'stay'
  return passing ? 'replace' : 'follow'
}

export function addStep(): void {
  window.history.pushState(window.history.state, '', window.location.href)
}
