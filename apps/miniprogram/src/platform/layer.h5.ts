let open = 0

export function openLayer(id: string, onEscape: () => void): () => void {
  const before = document.activeElement
  const layer = document.getElementById(id)
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onEscape()
    if (event.key === 'Tab' && layer) keepInside(layer, event)
  }
  document.addEventListener('keydown', onKey)
  // Lifts the page above the tab bar, which otherwise covers the bottom of a sheet.
  if (++open === 1) document.body.classList.add('q-layered')
  // A custom element is invisible, and cannot take focus, until it has rendered itself.
  const focusing = setTimeout(() => layer?.focus({ preventScroll: true }), 80)
  return () => {
    clearTimeout(focusing)
    document.removeEventListener('keydown', onKey)
    if (--open === 0) document.body.classList.remove('q-layered')
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
  }
}

function keepInside(layer: HTMLElement, event: KeyboardEvent): void {
  const stops = [...layer.querySelectorAll<HTMLElement>('[tabindex="0"], input, textarea')]
  const first = stops[0]
  const last = stops[stops.length - 1]
  if (!first || !last) return
  const at = document.activeElement
  const leaving = event.shiftKey ? at === first || at === layer : at === last
  if (!leaving) return
  event.preventDefault()
  ;(event.shiftKey ? last : first).focus()
}
