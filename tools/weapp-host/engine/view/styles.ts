import { delivered } from './report.ts'

/** How WeChat's built-in tags lie on the screen; in a browser they are unknown elements. */
const BUILT_IN = `
  body { margin: 0 }
  page, view, scroll-view, swiper, swiper-item, form, live-pusher, live-player { display: block }
  image, button, input, textarea { display: inline-block }
  page { min-height: 100vh }
  scroll-view { overflow: auto }
`

const worn = document.createElement('style')
const builtIn = document.createElement('style')
builtIn.textContent = BUILT_IN
document.head.append(builtIn, worn)

/** Puts on the style sheets of one page; 750 rpx are the width of the screen. */
export function wear(page: string): void {
  const css = delivered.styles[page] ?? ''
  worn.textContent = css.replaceAll(/(-?[\d.]+)rpx/g, (_, size: string) => `${(Number(size) * innerWidth) / 750}px`)
}
