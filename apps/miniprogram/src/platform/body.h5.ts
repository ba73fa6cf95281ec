import { useEffect, useLayoutEffect, useState } from 'react'

/** Classes of the body while they are given: for what stands around the pages and changes how they lie. */
export function useBodyClasses(names: readonly string[]): void {
  const joined = names.join(' ')
  useLayoutEffect(() => {
    const given = joined.split(' ').filter(Boolean)
    document.body.classList.add(...given)
    return () => document.body.classList.remove(...given)
  }, [joined])
}

/** An element beside the pages, for as long as what uses it is mounted. */
export function useBodyElement(id: string): Element | undefined {
  const [host, setHost] = useState<Element>()
  useEffect(() => {
    const element = document.createElement('div')
    element.id = id
    document.body.append(element)
    setHost(element)
    return () => element.remove()
  }, [id])
  return host
}
