const HOLD = 56
const LONGEST = 96

interface Pull {
  readonly scroll: HTMLElement
  readonly inner: HTMLElement
  readonly spinner: HTMLElement
  readonly refresh: () => (() => Promise<unknown>) | undefined
}

// Written straight to the DOM: a render per touch move would make the list stutter under the finger.
export function bindPull({ scroll, inner, spinner, refresh }: Pull): () => void {
  let startY: number | undefined
  let distance = 0
  let busy = false

  const show = (y: number, moving: boolean) => {
    const ease = moving ? 'none' : 'transform .2s'
    inner.style.transition = ease
    spinner.style.transition = ease
    inner.style.transform = y ? `translateY(${y}px)` : ''
    spinner.style.transform = `translateY(${y - HOLD}px) rotate(${y * 3}deg)`
    spinner.style.opacity = String(Math.min(1, y / HOLD))
  }
  const start = (event: TouchEvent) => {
    startY = !busy && refresh() && scroll.scrollTop <= 0 ? event.touches[0]?.clientY : undefined
    distance = 0
  }
  const move = (event: TouchEvent) => {
    const y = event.touches[0]?.clientY
    if (startY === undefined || y === undefined) return
    if (y <= startY || scroll.scrollTop > 0) {
      if (distance > 0) show(0, true)
      distance = 0
      return
    }
    event.preventDefault()
    distance = Math.min(LONGEST, (y - startY) / 2)
    show(distance, true)
  }
  const end = () => {
    if (startY === undefined) return
    startY = undefined
    const run = distance >= HOLD ? refresh() : undefined
    if (!run) return show(0, false)
    busy = true
    show(HOLD, false)
    spinner.classList.add('q-spin')
    const done = () => {
      busy = false
      spinner.classList.remove('q-spin')
      show(0, false)
    }
    run().then(done, done)
  }
  scroll.addEventListener('touchstart', start, { passive: true })
  scroll.addEventListener('touchmove', move, { passive: false })
  scroll.addEventListener('touchend', end)
  scroll.addEventListener('touchcancel', end)
  return () => {
    scroll.removeEventListener('touchstart', start)
    scroll.removeEventListener('touchmove', move)
    scroll.removeEventListener('touchend', end)
    scroll.removeEventListener('touchcancel', end)
  }
}
