import type { Leading } from './tabs.types'

export function leadTabs(_name: string, { lead }: Leading): () => void {
  lead()
  return () => undefined
}
